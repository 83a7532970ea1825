"""A .docx that nobody vouches for: read whole or refused, and every reader gets the same verdict.

Two kinds of odd document are read as what they mean. One whose text lies under another name
(word/document2.xml, as some programs save it) is given the usual names. One in strict Open XML is given the
usual namespaces: its elements are the same, and so is its looks; what is made of it is no longer strict.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import Path
from posixpath import basename, dirname, join, normpath, relpath
from typing import TYPE_CHECKING, BinaryIO

from lxml import etree

from kit.files.package import CHUNK, CONTENT_TYPES, Bounds, Package, PackageError
from kit.files.parsing import BrokenPartError, DeclaringPartError, parse, serialised
from kit.model.finding import KitError, TemplateError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kit.files.package import Parts


MAIN = "word/document.xml"
BOUNDS = Bounds(100 * 2**20, entries=10_000, part=32 * 2**20, total=128 * 2**20, whole=200 * 2**20)
AGAIN, SOURCE = "请用 Word 或 WPS 打开，另存为 .docx 再试", "请确认文件来源可靠"
NO_TEXT = "压缩包里没有 Word 文档的正文"

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_READ = ("word/", "docProps/", CONTENT_TYPES)  # what some reader parses; customXml is other programs' own
_USUAL = {
    "styles": "word/styles.xml",
    "settings": "word/settings.xml",
    "numbering": "word/numbering.xml",
    "theme": "word/theme/theme1.xml",
}
_STRICT = re.compile(rb'(["\'])http://purl\.oclc\.org/ooxml/(\w+)/(\w+)')
_CAMEL = re.compile(rb"(/relationships/|/officeDocument/2006/)(extended|custom)Properties\b")
_SIDES = re.compile(rb'"(?:start|end)"|:(?:start|end)(?:Chars)?=')
_LEFT_RIGHT = {"start": "left", "end": "right"}
_CONFORMANCE = re.compile(rb'\s\w+:conformance\s*=\s*["\']strict["\']')


class _RefusedError(Exception):
    """Why a document is not read, and what to do."""

    def __init__(self, problem: str, remedy: str = AGAIN) -> None:
        super().__init__(problem, remedy)
        self.problem, self.remedy = problem, remedy


@dataclass(frozen=True)
class Document:
    """The parts of a .docx by name, and the roots of those that are XML; the text is MAIN."""

    parts: Parts
    roots: Mapping[str, etree._Element]

    @property
    def body(self) -> etree._Element:
        """Return what holds the paragraphs of the text; no document is read without one."""
        return next(self.roots[MAIN].iterfind(f"{{{_W}}}body"))

    @property
    def targets(self) -> dict[str, str]:
        """Return the part that each relationship of the text leads to, by its id."""
        return targets_of(self.roots.get(relations_of(MAIN)))


def read_document(source: Path | bytes, name: str = "", refusal: type[KitError] = TemplateError) -> Document:
    """Return a .docx or .dotx whose every part is sound; name: what it is called in messages.

    refusal: the error to raise, with one wording for each fault: no zip, .doc, password, truncated, too
    large, no text, entities, XML that is not well-formed.
    """
    shown = name or (source.name if isinstance(source, Path) else "文档")
    try:
        if isinstance(source, bytes):
            return _read(io.BytesIO(source))
        _refuse_pipes(source)
        with source.open("rb") as stream:
            return _read(stream)
    except _RefusedError as error:
        raise refusal(shown, error.problem, error.remedy) from None
    except FileNotFoundError:
        raise refusal(shown, "打不开（没有这个文件）", "请核对文件名和文件夹") from None
    except OSError as error:
        said = f"打不开（{error.strerror or error}）"
        raise refusal(shown, said, "请确认文件在、没有被别的程序占用") from None


def _read(stream: BinaryIO) -> Document:
    _refuse_others(stream)
    try:
        parts = Package(stream, BOUNDS).read()
    except PackageError as error:
        raise _refused(error) from None
    parts = _under_usual_names(parts)
    parts = {name: _transitional(name, content) for name, content in parts.items()}
    roots = {name: _parsed(name, content) for name, content in parts.items() if _is_parsed(name)}
    _refuse_without_text(roots)
    return _announced(parts, roots)


def _refuse_pipes(source: Path) -> None:
    """Raise for what is there and no file: a pipe would be waited for without end."""
    if source.exists() and not source.is_file():
        raise _RefusedError("是文件夹、管道或设备，不是文件", "请写明要读的那个文件")


def _refuse_others(stream: BinaryIO) -> None:
    head = stream.read(len(_OLE))
    if head == _OLE:
        if _holds(stream, _ENCRYPTED):
            raise _RefusedError("文件设了打开密码", "请用 Word 或 WPS 去掉密码再试")
        raise _RefusedError("这是旧格式的 .doc 文件")
    if not head.startswith(b"PK"):
        raise _RefusedError("这不是 .docx 文件" if head else "文件是空的")


def _holds(stream: BinaryIO, mark: bytes) -> bool:
    """Return whether the rest of a file has a mark, as far as a file is read at all."""
    tail = b""
    for _ in range(BOUNDS.file // CHUNK):
        piece = stream.read(CHUNK)
        if mark in tail + piece:
            return True
        tail = piece[-len(mark) :]
    return False


def _refused(error: PackageError) -> _RefusedError:
    megabytes = error.number // 2**20
    return {
        "file": _RefusedError(f"文件超过 {megabytes} MB", "请确认文件没有选错"),
        "entries": _RefusedError(f"压缩包里有 {error.number} 个文件，不像是正常的文档", SOURCE),
        "part": _RefusedError(f"{error.part} 展开后超过 {megabytes} MB", SOURCE),
        "total": _RefusedError(f"各部分展开后超过 {megabytes} MB", SOURCE),
        "locked": _RefusedError("文件设了打开密码", "请用 Word 或 WPS 去掉密码再试"),
        "broken": _RefusedError("文件不完整或已经损坏"),
    }[error.fault]


def _is_parsed(name: str) -> bool:
    return name.endswith(".rels") or (name.startswith(_READ) and name.endswith(".xml"))


def _parsed(name: str, content: bytes) -> etree._Element:
    try:
        return parse(content)
    except DeclaringPartError:
        raise _RefusedError(f"{name} 里有实体声明，可能会读取别的文件", SOURCE) from None
    except BrokenPartError:
        raise _RefusedError(f"{name} 不是完整的 XML，文件已经损坏") from None


def _transitional(name: str, content: bytes) -> bytes:
    """Return a part of strict Open XML with the usual names for the same things; any other as it is."""
    if not name.endswith((".xml", ".rels")) or b"//purl.oclc.org/ooxml/" not in content:
        return content
    usual = _STRICT.sub(rb"\1http://schemas.openxmlformats.org/\2/2006/\3", content)
    usual = _CONFORMANCE.sub(b"", _CAMEL.sub(rb"\1\2-properties", usual))
    if not _is_parsed(name) or not _SIDES.search(usual):
        return usual
    root = _parsed(name, usual)
    for element in root.iter(f"{{{_W}}}jc", f"{{{_W}}}ind"):
        for key, value in element.attrib.items():
            side = str(key).removeprefix(f"{{{_W}}}")
            if side == "val":
                element.set(key, _LEFT_RIGHT.get(str(value), str(value)))
            elif side.startswith(("start", "end")):
                del element.attrib[key]
                left_right = side.replace("start", "left").replace("end", "right")
                element.set(f"{{{_W}}}{left_right}", str(value))
    return serialised(root)


def _refuse_without_text(roots: Mapping[str, etree._Element]) -> None:
    root = roots[MAIN]
    if etree.QName(root).localname != "document":
        raise _RefusedError(NO_TEXT)
    if root.tag != f"{{{_W}}}document" or root.find(f"{{{_W}}}body") is None:
        raise _RefusedError("文档里没有正文部分")
    if CONTENT_TYPES not in roots:
        raise _RefusedError(f"压缩包里没有 {CONTENT_TYPES}，不是 Word 文档")


def _announced(parts: Parts, roots: dict[str, etree._Element]) -> Document:
    """Return a document whose text is listed among the types of its parts: some programs leave that out."""
    types = roots[CONTENT_TYPES]
    if all(entry.get("PartName") != f"/{MAIN}" for entry in types):
        space = etree.QName(types).namespace
        tag = f"{{{space}}}Override" if space else "Override"
        etree.SubElement(types, tag, PartName=f"/{MAIN}", ContentType=_MAIN_TYPE)
        parts = {**parts, CONTENT_TYPES: serialised(types)}
    return Document(parts, roots)


def relations_of(part: str) -> str:
    """Return the name of the part that holds a part's relationships.

    >>> relations_of("word/document.xml")
    'word/_rels/document.xml.rels'
    """
    return join(dirname(part), "_rels", f"{basename(part)}.rels")


def targets_of(relations: etree._Element | None, owner: str = MAIN) -> dict[str, str]:
    """Return the full name of the part that each relationship of a part leads to, by its id."""
    inner = [] if relations is None else [one for one in relations if isinstance(one.tag, str)]
    return {
        one.get("Id", ""): full_name(one.get("Target", ""), owner)
        for one in inner
        if one.get("TargetMode") != "External"
    }


def owner_of(relations: str) -> str:
    """Return the part whose relationships another part holds; nothing for those of the whole package."""
    return join(dirname(dirname(relations)), basename(relations).removesuffix(".rels"))


def _related(parts: Parts, relations: str) -> Iterator[tuple[str, str]]:
    """Yield the kind and the full name of each part that relationships lead to."""
    for one in _parsed(relations, parts[relations]) if relations in parts else ():
        if isinstance(one.tag, str) and one.get("TargetMode") != "External":
            yield basename(one.get("Type") or ""), full_name(one.get("Target") or "", owner_of(relations))


def full_name(target: str, owner: str) -> str:
    """Return the name of the part that a relationship of another one calls its target.

    >>> full_name("comments.xml", MAIN), full_name("/word/comments.xml", MAIN)
    ('word/comments.xml', 'word/comments.xml')
    """
    return normpath(join("/", dirname(owner), target)).lstrip("/")


def _under_usual_names(parts: Parts) -> Parts:
    """Return the parts with the text, its styles and the like under the names that most programs use."""
    main = next((name for kind, name in _related(parts, "_rels/.rels") if kind == "officeDocument"), MAIN)
    if main not in parts:
        raise _RefusedError(NO_TEXT)
    usual = {main: MAIN}
    for kind, name in _related(parts, relations_of(main)):
        if kind in _USUAL and name in parts and name not in usual and _USUAL[kind] not in usual.values():
            usual[name] = _USUAL[kind]
    moved = {old: new for old, new in usual.items() if old != new}
    if not moved:
        return parts
    moved |= {new: old for old, new in moved.items() if new in parts and new not in moved}
    moved |= {
        relations_of(old): relations_of(new) for old, new in moved.items() if relations_of(old) in parts
    }
    return _listed_anew(dict(parts), moved)


def _listed_anew(parts: Parts, moved: Mapping[str, str]) -> Parts:
    """Return parts under new names, with every mention of them in the lists of the package."""
    for name in [name for name in parts if name.endswith(".rels")]:
        root = _parsed(name, parts[name])
        owner = owner_of(name)
        for one in root.iter(etree.Element):
            if one.get("Target") and one.get("TargetMode") != "External":
                full = full_name(one.get("Target", ""), owner)
                one.set("Target", relpath(moved.get(full, full), dirname(moved.get(owner, owner)) or "."))
        parts[name] = serialised(root)
    if CONTENT_TYPES in parts:
        types = _parsed(CONTENT_TYPES, parts[CONTENT_TYPES])
        for entry in types.iter(etree.Element):
            name = entry.get("PartName", "").lstrip("/")
            if name in moved:
                entry.set("PartName", f"/{moved[name]}")
        parts[CONTENT_TYPES] = serialised(types)
    return {moved.get(name, name): content for name, content in parts.items()}
