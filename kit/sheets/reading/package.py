"""Zip packages (.xlsx .xlsm .xlsb .ods), opened within bounds and without following anything."""

from __future__ import annotations

import io
import re
import struct
import sys
import zipfile
import zlib
from typing import TYPE_CHECKING
from xml.parsers import expat

from kit.nouns.errors import WorkbookError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LARGEST_PACKAGE = 500 * 2**20  # bytes after unpacking
LARGEST_AREA = 30_000_000  # cells between A1 and the last filled cell
CHUNK = 2**20
OVERLAP = 64
DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    ValueError,
    RuntimeError,
)
TOO_LARGE = "里面的内容展开后太大，像是被人做过手脚"
LARGE_REMEDY = "请新建一个工作簿，只把要报的数据粘贴过去再存"


class Package:
    """The parts of a zip file; every part is read within one budget for the whole file.

    Raises WorkbookError if the file is truncated, too large, or declares entities.
    """

    def __init__(self, data: bytes, file: str) -> None:
        """Open a package; `file` is its name for messages."""
        self.file, self.left = file, LARGEST_PACKAGE
        try:
            self.archive = zipfile.ZipFile(io.BytesIO(data))
        except BROKEN as error:
            raise self._broken() from error
        if sum(part.file_size for part in self.archive.infolist()) > LARGEST_PACKAGE:
            raise WorkbookError(file, TOO_LARGE, LARGE_REMEDY)
        if any(part.flag_bits & 1 for part in self.archive.infolist()):
            raise locked(file)

    def _broken(self) -> WorkbookError:
        return WorkbookError(
            self.file, "文件不完整，打不开（可能没有传完）", "请让报送的人重新发一份，或用 WPS 打开另存一份"
        )

    @property
    def names(self) -> list[str]:
        """Return the names of all parts."""
        return self.archive.namelist()

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield a part piece by piece."""
        info = self.archive.getinfo(name)
        info.file_size = sys.maxsize  # what the directory says may be a lie: read to the true end
        try:
            with self.archive.open(info) as part:
                while piece := part.read(CHUNK):
                    self.left -= len(piece)
                    if self.left < 0:
                        raise WorkbookError(self.file, TOO_LARGE, LARGE_REMEDY)
                    yield piece
        except BROKEN as error:
            raise self._broken() from error

    def refuse_declarations(self, piece: bytes) -> None:
        """Raise if a piece of XML declares a document type or entities, which no office program writes."""
        if DECLARATION.search(piece):
            raise WorkbookError(
                self.file,
                "文件里有外部实体声明，不是正常存出来的表格",
                "请用 WPS 或 Excel 打开，另存为 .xlsx",
            )

    def check_parts(self, seen: Callable[[str, bytes], None] | None = None) -> None:
        """Read every part but pictures once, within the budget.

        `seen` gets each piece with the end of the one before, so that no mark is cut in two.
        """
        for name in self.names:
            if not name.endswith((".xml", ".rels", ".bin")):
                continue
            tail = b""
            for piece in self.pieces(name):
                self.refuse_declarations(tail + piece)
                if seen:
                    seen(name, tail + piece)
                tail = piece[-OVERLAP:]

    def walk(
        self,
        name: str,
        start: Callable[[str, dict[str, str]], None],
        end: Callable[[str], None] | None = None,
        words: Callable[[str], None] | None = None,
    ) -> None:
        """Parse a part of XML; element and attribute names come without their prefixes."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = lambda tag, marks: start(_bare(tag), _bare_keys(marks))
        if end:
            parser.EndElementHandler = lambda tag: end(_bare(tag))
        if words:
            parser.CharacterDataHandler = words
        try:
            for piece in self.pieces(name):
                parser.Parse(piece)
            parser.Parse(b"", True)  # noqa: FBT003 - expat's own form
        except (expat.ExpatError, ValueError, LookupError, OverflowError) as error:
            raise self._broken() from error


def _bare(tag: str) -> str:
    return tag.rpartition(":")[2]


def _bare_keys(marks: dict[str, str]) -> dict[str, str]:
    return {_bare(key): value for key, value in marks.items()} if any(":" in key for key in marks) else marks


def locked(file: str) -> WorkbookError:
    """Return the error for a file with a password."""
    return WorkbookError(file, "文件加了密码，读不了", "请报送的人去掉密码（文件→信息→保护工作簿）再发一份")
