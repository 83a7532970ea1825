"""What a .docx does behind the reader's back: code, things fetched from elsewhere, changes left open.

One inspection, asked by all: templates before they are compiled, `kit lint` for any document. Nothing is run,
nothing is fetched, nothing is changed; what stands in a document is only named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import chain
from posixpath import basename
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote

from lxml import etree

from kit.files.document import MAIN, full_name, owner_of
from kit.files.package import CONTENT_TYPES
from kit.files.parsing import BrokenPartError, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kit.files.document import Document

HazardKind = Literal["code", "fetch", "embedded", "link", "origin", "changes", "comments"]

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STORIES = {
    "document": "", "settings": "", "Relationships": "", "hdr": "页眉", "ftr": "页脚", "footnotes": "脚注",
    "endnotes": "尾注", "comments": "批注",
}  # fmt: skip
_CODE_RELATIONS = {
    "vbaproject": "宏", "wordvbadata": "宏", "control": "ActiveX 控件",
    "activexcontrolbinary": "ActiveX 控件", "extensibility": "自定义的功能区",
    "keymapcustomizations": "自定义的快捷键", "attachedtoolbars": "自定义的工具栏",
    "transform": "保存时要运行的转换", "webextensiontaskpanes": "加载项", "webextension": "加载项",
}  # fmt: skip
_EMBEDDING_RELATIONS = {
    "oleobject": "嵌着别的程序的对象（OLE）", "package": "嵌着别的文件",
    "afchunk": "嵌着别的文件（altChunk）", "subdocument": "挂着子文档",
}  # fmt: skip
_CODE_TYPES = {
    "vbaproject": "宏", "vbadata": "宏", "macroenabled": "宏", "activex": "ActiveX 控件",
    "attachedtoolbars": "自定义的工具栏",
}  # fmt: skip
_CODE_NAMES = {"vbaproject.bin": "宏", "vbadata.xml": "宏"}
_ELEMENTS: dict[str, tuple[HazardKind, str]] = {
    "altChunk": ("embedded", _EMBEDDING_RELATIONS["afchunk"]),
    "subDoc": ("embedded", _EMBEDDING_RELATIONS["subdocument"]),
    "OLEObject": ("embedded", _EMBEDDING_RELATIONS["oleobject"]),
    "objectEmbed": ("embedded", _EMBEDDING_RELATIONS["oleobject"]),
    "objectLink": ("fetch", "链着别的文件的对象"),
    "control": ("code", "ActiveX 控件"),
    "saveThroughXslt": ("code", "保存时要运行的转换"),
    "mailMerge": ("fetch", "邮件合并的数据源"),
}
# fields that fetch something, start a program, or send raw codes to the printer when Word updates them
_ACTIVE_FIELDS = frozenset(
    {
        "DDE", "DDEAUTO", "INCLUDE", "INCLUDETEXT", "INCLUDEPICTURE", "IMPORT", "LINK", "EMBED", "DATABASE",
        "DATA", "MACROBUTTON", "MACRO", "MOVIE", "PRINT", "RD", "CONTROL", "HTMLCONTROL", "HTMLACTIVEX",
        "SERVER",
    }
)  # fmt: skip
_CHANGES = ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge")
_CHANGED = {f"{{{_W}}}{name}" for name in _CHANGES}
_INSIDE_MARK = {f"{{{_W}}}{name}" for name in ("rPr", "trPr", "tcPr")}
_CODES, _WORDS = {"instrText", "delInstrText"}, {"t", "delText"}
_COMPUTED = "\0"  # stands in a field's code where another field gives a piece of it
_KEYWORD = re.compile(r'[\s"“]*(=|\w+)')
_ARGUMENT = re.compile(r'\s*(?:"([^"]*)"|“([^”]*)”|(\S+))')
_SWITCH, _SWITCHES_WITH_VALUE = re.compile(r"\\[A-Za-z]"), frozenset("lots")
_UNSEEN = re.compile("[\x01-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_SCHEME = re.compile(r"[a-z][a-z0-9+.\-]*:", re.IGNORECASE)
_PLAIN = ("http:", "https:", "mailto:")
_ON_THIS_DISK = re.compile(r"(?:file:///?)?[a-z]:[\\/]|file:///[^/\\]|[^\\/:][^:]*$", re.IGNORECASE)
_TAG_IN_TEXT = re.compile(r"\{\{|\{%|\}\}|%\}")
_QUOTED = 16  # characters of a paragraph or a target that are shown

REMEDIES: dict[HazardKind, str] = {
    "code": "请在 Word 里另存为不带宏的 .docx，把控件和加载项删掉",
    "fetch": "请把内容直接写进或贴进文件里，再删掉这一处（域可以选中后按 Ctrl+Shift+F9 变成文字）",
    "embedded": "请改成图片、文字或 Word 自己的表格，把嵌入的删掉",
    "link": "请去掉这个链接，或改成网址（http、https）、邮箱地址",
    "origin": "请在“开发工具—文档模板”里换成 Normal.dotm，再存一次",
    "changes": "请在“审阅”里接受或拒绝全部修订，再存一次",
    "comments": "请在“审阅”里删去全部批注，再存一次",
}


@dataclass(frozen=True)
class Hazard:
    """One thing that a document holds and its pages do not show, and where it stands."""

    kind: HazardKind
    problem: str  # 有…… , without the document's name
    where: str = ""  # 页眉, 页脚 …; nothing: the text; else the name of the part
    paragraph: int = 0  # of that story, from 1 in the order of its XML; 0: stands in none
    near: str = ""  # the first words of that paragraph
    authors: frozenset[str] = frozenset()  # of comments

    @property
    def remedy(self) -> str:
        """Return what to do about it."""
        return REMEDIES[self.kind]

    @property
    def is_left_open(self) -> bool:
        """Return whether it is only what an editor has left undone: nothing runs and nothing is fetched."""
        return self.kind in {"changes", "comments"}


@dataclass
class _Part:
    """A part of XML, with what is asked of it again and again."""

    name: str
    root: etree._Element
    numbers: dict[etree._Element, int] = field(default_factory=dict)

    @property
    def where(self) -> str:
        return _STORIES.get(etree.QName(self.root).localname, self.name)

    def hazard(self, kind: HazardKind, problem: str, element: etree._Element | None = None) -> Hazard:
        if element is None:
            return Hazard(kind, problem, self.where)
        if not self.numbers:
            self.numbers = {one: number for number, one in enumerate(self.root.iter(f"{{{_W}}}p"), 1)}
        owner = next((one for one in chain((element,), element.iterancestors()) if one in self.numbers), None)
        if owner is None:
            return Hazard(kind, problem, self.where)
        text = "".join(one.text or "" for one in owner.iter(f"{{{_W}}}t"))
        return Hazard(kind, problem, self.where, self.numbers[owner], _short(text))


def hazards(document: Document) -> tuple[Hazard, ...]:
    """Return everything active, remote, embedded or left open in a document; each once, in a fixed order."""
    parts = {name: _Part(name, root) for name, root in _roots(document)}
    relations = [part for name, part in parts.items() if name.lower().endswith(".rels")]
    others = [part for name, part in parts.items() if not name.lower().endswith(".rels")]
    authors = {
        one.get(f"{{{_W}}}id"): one.get(f"{{{_W}}}author") or ""
        for part in others
        for one in part.root.iter(f"{{{_W}}}comment")
    }
    named: set[str] = set()  # ids and parts that have been spoken of
    found = [
        *chain.from_iterable(_relations(part, parts, named) for part in relations),
        *_loose_parts(document, parts.get(CONTENT_TYPES), named),
        *chain.from_iterable(_elements(part, named) for part in others),
        *chain.from_iterable(_fields(part) for part in others),
        *chain.from_iterable(_left_open(part, authors) for part in others),
    ]
    return tuple(dict.fromkeys(found))


def _roots(document: Document) -> Iterator[tuple[str, etree._Element]]:
    """Yield every part that is XML, the text first; those that no reader looks at, too."""
    for name in sorted(document.parts, key=lambda name: (name != MAIN, name)):
        if name in document.roots:
            yield name, document.roots[name]
        elif name.lower().endswith((".xml", ".rels", ".vml")) or b"<?xml" in document.parts[name][:64]:
            try:
                yield name, parse(document.parts[name])
            except BrokenPartError:
                continue


def _relations(part: _Part, parts: Mapping[str, _Part], named: set[str]) -> Iterator[Hazard]:
    """Yield what the relationships of a part lead to, each at the element that uses it."""
    owner = owner_of(part.name)
    holder = parts.get(owner, part)
    for relation in part.root.iter(etree.Element):
        target, id_ = relation.get("Target") or "", relation.get("Id") or ""
        said = _related(
            basename(relation.get("Type") or "").lower(), target, relation.get("TargetMode") or ""
        )
        if said is not None:
            named |= {f"{owner}#{id_}", full_name(target, owner).lower()}
            yield holder.hazard(*said, _using(holder.root, id_))


def _related(sort: str, target: str, mode: str) -> tuple[HazardKind, str] | None:
    """Return what a relationship is, if it is more than a part of the document or a plain link."""
    is_outside = mode.lower() == "external" or _is_address(target)
    if sort in _CODE_RELATIONS:
        return "code", f"有{_CODE_RELATIONS[sort]}"
    if not is_outside:
        return ("embedded", _EMBEDDING_RELATIONS[sort]) if sort in _EMBEDDING_RELATIONS else None
    if sort == "hyperlink":
        return None if _is_plain_link(target) else ("link", f"有指向“{_short(target)}”的链接")
    if sort == "attachedtemplate" and _ON_THIS_DISK.match(unquote(target)):
        name = re.split(r"[\\/]", unquote(target))[-1]
        return "origin", f"挂着另一个模板“{_short(name)}”"
    what = {"attachedtemplate": "别处的模板", "image": "别处的图片"}.get(sort, "别处的内容")
    return "fetch", f"打开时会去取{what}“{_short(target)}”"


def _loose_parts(document: Document, types: _Part | None, named: set[str]) -> Iterator[Hazard]:
    """Yield parts that are code or foreign files by name or type, though no relationship leads to them."""
    listed = [] if types is None else list(types.root.iter(etree.Element))
    said = {
        (entry.get("PartName") or "").lstrip("/").lower(): (entry.get("ContentType") or "").lower()
        for entry in listed
    }
    for name in sorted(document.parts):
        lower = name.lower()
        if lower in named:
            continue
        sort = next((word for mark, word in _CODE_TYPES.items() if mark in said.get(lower, "")), "")
        sort = (
            sort
            or _CODE_NAMES.get(basename(lower), "")
            or ("自定义的功能区" if lower.startswith("customui/") else "")
        )
        if sort:
            yield Hazard("code", f"有{sort}", "" if name == MAIN else name)
        elif "/embeddings/" in f"/{lower}":
            yield Hazard("embedded", _EMBEDDING_RELATIONS["package"], name)


def _elements(part: _Part, named: set[str]) -> Iterator[Hazard]:
    """Yield elements that embed or run something, and links that stand in attributes (VML)."""
    for element in part.root.iter(etree.Element):
        tag = etree.QName(element).localname
        if tag in _ELEMENTS and not {f"{part.name}#{value}" for value in map(str, element.values())} & named:
            kind, said = _ELEMENTS[tag]
            yield part.hazard(kind, said if kind == "embedded" else f"有{said}", element)
        for key, value in element.attrib.items():
            name = etree.QName(str(key)).localname
            if name in {"href", "src"} and _is_address(str(value)):
                if name == "src" or tag == "imagedata":
                    yield part.hazard("fetch", f"打开时会去取别处的图片“{_short(str(value))}”", element)
                elif not _is_plain_link(str(value)):
                    yield part.hazard("link", f"有指向“{_short(str(value))}”的链接", element)


def _fields(part: _Part) -> Iterator[Hazard]:
    for element, written in field_codes(part.root):
        code = _UNSEEN.sub(lambda one: " " if one[0].isspace() else "", written)
        match = _KEYWORD.match(code)
        keyword = str(match[1]).upper() if match else ""
        after = code[match.end() :] if match else code
        if keyword in _ACTIVE_FIELDS:
            yield part.hazard("fetch", f"有会取别处内容或运行程序的域 {keyword}", element)
        elif (not keyword and _COMPUTED in code) or after.startswith(_COMPUTED):
            yield part.hazard("fetch", "有一个域，它的代码由别的域拼成，看不出会做什么", element)
        elif keyword == "HYPERLINK" and (address := _argument(after)) and not _is_plain_link(address):
            yield part.hazard("link", f"有指向“{_short(address.replace(_COMPUTED, '……'))}”的链接", element)


def _argument(after: str) -> str:
    """Return the address that a HYPERLINK field leads to, nothing for a place in the document itself."""
    words = (next(filter(None, found.groups()), "") for found in _ARGUMENT.finditer(after))
    for word in words:
        if not _SWITCH.fullmatch(word):
            return word
        if word[1:].lower() in _SWITCHES_WITH_VALUE:
            next(words, None)
    return ""


@dataclass
class _Field:
    element: etree._Element
    code: list[str] = field(default_factory=list)
    is_code: bool = True


def field_codes(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    r"""Yield the code of every field, whole however many runs it is split over, with where it begins.

    A piece that a nested field gives stands as \0; text that stands where a code is expected belongs to it.
    """
    opened: list[_Field] = []
    stray: list[_Field] = []
    for element in root.iter(etree.Element):
        name = str(element.tag).removeprefix(f"{{{_W}}}")
        if name == "fldSimple":
            yield element, element.get(f"{{{_W}}}instr") or ""
        elif name == "fldChar":
            ended = _turned(element, opened)
            yield from [(one.element, "".join(one.code)) for one in ended]
        elif name in _CODES or name in _WORDS:
            _take(element, name, opened, stray)
    for left in (*opened, *stray):
        yield left.element, "".join(left.code)


def _take(element: etree._Element, name: str, opened: list[_Field], stray: list[_Field]) -> None:
    """Put a text where it belongs: to the code of the field that is open, or to that of none."""
    if opened and opened[-1].is_code:
        opened[-1].code.append(element.text or "")
    elif name in _CODES:
        if not stray:
            stray.append(_Field(element))
        stray[0].code.append(element.text or "")


def _turned(element: etree._Element, opened: list[_Field]) -> list[_Field]:
    """Open, separate or close a field; return the one that was closed, if any."""
    turn = element.get(f"{{{_W}}}fldCharType")
    if turn == "begin":
        if opened and opened[-1].is_code:
            opened[-1].code.append(_COMPUTED)
        opened.append(_Field(element))
    elif turn == "separate" and opened:
        opened[-1].is_code = False
    elif turn == "end" and opened:
        return [opened.pop()]
    return []


def _left_open(part: _Part, authors: Mapping[str | None, str]) -> Iterator[Hazard]:
    """Yield the tracked changes of a part as one, and its comments as one."""
    if not part.name.startswith("word/"):
        return
    changes = [one for one in part.root.iter(etree.Element) if _is_change(one)]
    if changes:
        words = "".join(one.text or "" for one in part.root.iter(f"{{{_W}}}delText", f"{{{_W}}}delInstrText"))
        more = "，删去的文字里还有标签" if _TAG_IN_TEXT.search(words) else ""
        yield part.hazard("changes", f"有没有接受的修订（共{len(changes)}处{more}）", changes[0])
    remarks = list(part.root.iter(f"{{{_W}}}commentReference"))
    if remarks:
        whose = frozenset(authors.get(one.get(f"{{{_W}}}id"), "") for one in remarks)
        yield replace(part.hazard("comments", f"有批注（共{len(remarks)}处）", remarks[0]), authors=whose)


def _is_change(element: etree._Element) -> bool:
    tag, parent = str(element.tag), element.getparent()
    if tag in _CHANGED:
        return len(element) > 0 or (parent is not None and parent.tag in _INSIDE_MARK)
    return tag.startswith(f"{{{_W}}}") and tag.endswith("Change")


def _using(root: etree._Element, id_: str) -> etree._Element | None:
    """Return the first element that speaks of a relationship."""
    return next((one for one in root.iter(etree.Element) if id_ and _speaks_of(one, id_)), None)


def _speaks_of(element: etree._Element, id_: str) -> bool:
    keys: Iterable[object] = element.attrib
    return any(element.get(str(key)) == id_ and "elationships" in str(key) for key in keys)


def _is_address(target: str) -> bool:
    """Return whether a target leads out of the package, whatever is said of it."""
    bare = _UNSEEN.sub("", target)
    return bool(_SCHEME.match(bare)) or bare.startswith(("\\\\", "//"))


def _is_plain_link(target: str) -> bool:
    return _UNSEEN.sub("", target).lower().startswith(_PLAIN)


def _short(text: str) -> str:
    bare = "".join(text.split())
    return bare if len(bare) <= _QUOTED * 2 else f"{bare[: _QUOTED * 2]}……"
