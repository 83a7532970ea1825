"""Opening a .docx that nobody vouches for: bounded, no entities, nothing followed."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kit.word.layout.markup import Element

FILE_LIMIT = 100 * 2**20  # bytes on disk
PART_LIMIT = 32 * 2**20  # bytes of one XML part, unpacked
TOTAL_LIMIT = 128 * 2**20  # bytes of all parts; zipfile lets no part grow beyond the size it declares
ENTRY_LIMIT = 10_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
    b"http://purl.oclc.org/ooxml/drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
}
AGAIN = "请用 Word 或 WPS 打开原件，另存为 .docx 再检查"


class UnreadableError(Exception):
    """A file that cannot be judged: what is wrong with it and what to do."""

    def __init__(self, problem: str, remedy: str = AGAIN) -> None:
        super().__init__(problem)
        self.problem, self.remedy = problem, remedy


@dataclass(frozen=True)
class Package:
    """The XML parts of a document that the linter reads, by name."""

    parts: Mapping[str, Element]
    main: str = "word/document.xml"

    @property
    def document(self) -> Element | None:
        """Return the part that holds the text."""
        return self.parts.get(self.main)

    @property
    def relations(self) -> Element | None:
        """Return the part that says what the text refers to."""
        folder, _, name = self.main.rpartition("/")
        return self.parts.get(f"{folder}/_rels/{name}.rels")

    def get(self, name: str) -> Element | None:
        """Return a part, or None where the document has none of that name."""
        return self.parts.get(name)


def open_package(path: Path) -> Package:
    """Return the XML parts of a .docx or .dotx; raises UnreadableError for anything else."""
    try:
        if path.stat().st_size > FILE_LIMIT:
            raise UnreadableError(f"文件超过 {FILE_LIMIT // 2**20} MB", "请确认文件没有选错")
        with path.open("rb") as stream:
            _refuse_others(stream.read(FILE_LIMIT))
        with zipfile.ZipFile(path) as package:
            parts = _parts(package)
        main = _main(parts)
        if main not in parts:
            raise UnreadableError("压缩包里没有 Word 文档的正文")
        return Package(parts, main)
    except OSError as error:
        raise UnreadableError(
            f"打不开（{error.strerror or error}）", "请确认文件在、没有被别的程序占用"
        ) from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError):
        raise UnreadableError("文件不完整或已经损坏") from None


def _refuse_others(content: bytes) -> None:
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            raise UnreadableError("文件设了打开密码", "请用 Word 或 WPS 去掉密码，再检查")
        raise UnreadableError("这是旧格式的 .doc 文件")
    if not content.startswith(b"PK"):
        raise UnreadableError("这不是 .docx 文件" if content else "文件是空的")


def _parts(package: zipfile.ZipFile) -> dict[str, Element]:
    entries = package.infolist()
    if len(entries) > ENTRY_LIMIT:
        raise UnreadableError(f"压缩包里有 {len(entries)} 个文件，不像是正常的文档", "请确认文件来源可靠")
    wanted = [entry for entry in entries if entry.filename.endswith((".xml", ".rels"))]
    read = [entry for entry in wanted if entry.filename.startswith(("word/", "_rels/"))]
    if sum(entry.file_size for entry in read) > TOTAL_LIMIT:
        raise UnreadableError(f"各部分展开后超过 {TOTAL_LIMIT // 2**20} MB", "请确认文件来源可靠")
    return {entry.filename: _part(package, entry) for entry in read}


def _main(parts: Mapping[str, Element]) -> str:
    """Return the name of the part that holds the text, which some programs call document2.xml."""
    root = parts.get("_rels/.rels")
    for relation in () if root is None else root:
        if (relation.get("Type") or "").endswith("/officeDocument"):
            return (relation.get("Target") or "").removeprefix("/")
    return "word/document.xml"


def _part(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Element:
    if entry.flag_bits & 1:
        raise UnreadableError("文件设了打开密码", "请用 Word 或 WPS 去掉密码，再检查")
    with package.open(entry) as stream:
        content = stream.read(PART_LIMIT + 1)
    if len(content) > PART_LIMIT:
        raise UnreadableError(f"{entry.filename} 展开后超过 {PART_LIMIT // 2**20} MB", "请确认文件来源可靠")
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise UnreadableError(f"{entry.filename} 里有实体声明，可能会读取别的文件", "请确认文件来源可靠")
    for strict, transitional in _STRICT.items():
        content = content.replace(strict, transitional)
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        raise UnreadableError(f"{entry.filename} 不是完整的 XML，文件已经损坏") from None
