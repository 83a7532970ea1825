"""Zip packages (.xlsx .xlsm .xlsb .ods), opened within bounds and without following anything."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from kit.files import package as zips
from kit.files.parsing import BrokenPartError, walk
from kit.model.finding import WorkbookError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


LARGEST_PACKAGE = 500 * 2**20  # bytes after unpacking
LARGEST_AREA = 30_000_000  # cells between A1 and the last filled cell
MOST_PARTS = 60_000
OVERLAP = 64
DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
TOO_LARGE = "里面的内容展开后太大，像是被人做过手脚"
LARGE_REMEDY = "请新建一个工作簿，只把要报的数据粘贴过去再存"


class WorkbookPackage:
    """The parts of a zip file; every part is read within one budget for the whole file.

    Raises WorkbookError if the file is truncated, too large, or declares entities.
    """

    def __init__(self, data: bytes, file: str) -> None:
        """Open a package; `file` is its name for messages."""
        self.file = file
        try:
            most = LARGEST_PACKAGE
            bounds = zips.Bounds(most, MOST_PARTS, part=most, total=most, whole=most)
            self.archive = zips.Package(io.BytesIO(data), bounds)
        except zips.PackageError as error:
            raise self._refused(error) from error

    def _refused(self, error: zips.PackageError) -> WorkbookError:
        if error.fault == "locked":
            return locked(self.file)
        if error.fault == "broken":
            return self._broken()
        return WorkbookError(self.file, TOO_LARGE, LARGE_REMEDY)

    def _broken(self) -> WorkbookError:
        return WorkbookError(
            self.file, "文件不完整，打不开（可能没有传完）", "请让报送的人重新发一份，或用 WPS 打开另存一份"
        )

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of all parts."""
        return self.archive.names

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield a part piece by piece."""
        try:
            yield from self.archive.pieces(name)
        except zips.PackageError as error:
            raise self._refused(error) from error

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
        try:
            walk(self.pieces(name), start, end, words)
        except BrokenPartError as error:
            raise self._broken() from error


def locked(file: str) -> WorkbookError:
    """Return the error for a file with a password."""
    return WorkbookError(file, "文件加了密码，读不了", "请报送的人去掉密码（文件→信息→保护工作簿）再发一份")
