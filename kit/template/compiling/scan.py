"""The tags of a template, found in its paragraphs as a reader sees them, before anything is patched.

A part of a template, tidied before it is patched: nothing that stands between the letters of a tag.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from kit.docx.markup import MC, w
from kit.docx.ordering import put
from kit.model.fact import Place
from kit.template.faults import fault, snippet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kit.model.finding import Finding


TAG = re.compile(r"\{\{(?P<blank>.*?)\}\}|\{%(?P<block>.*?)%\}|\{#(?P<comment>.*?)#\}", re.DOTALL)
_STRAY = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
FULL_WIDTH = re.compile(
    r"｛\s*[｛{％%]|\{\s*[｛％]|[％%}｝]\s*｝|[％｝]\s*\}"
)  # what looks like a tag and is none
_HOIST = re.compile(r"(p|tr)\s")
_RICH = re.compile(r"(r|tc)\s|[-+]|.*[-+]$", re.DOTALL)  # rich text, columns, whitespace control
_CELL = re.compile(r"\s*(colspan|cellbg|vm|hm|raw)\b")
_TRANSPARENT = {w("rPr"), w("t"), w("bookmarkStart"), w("bookmarkEnd")}


_STRAIGHT = str.maketrans("“”‘’", "\"\"''")  # what docxtpl does inside tags


@dataclass(frozen=True)
class Tag:
    """One tag of a template: a blank, a block tag or a comment, and where it stands."""

    place: Place
    kind: str  # blank, block, comment
    hoisted: str  # p or tr where the tag takes its paragraph or row with it
    text: str  # as a reader sees it
    is_in_cell: bool = False

    @property
    def plain(self) -> str:
        """Return the tag as Jinja reads it: straight quotes, without the letter that lifts it."""
        text = self.text.translate(_STRAIGHT)
        return f"{{% {text[2:].removeprefix(self.hoisted)}" if self.hoisted else text


@dataclass(frozen=True)
class ParagraphText:
    """The text that stands directly in one paragraph; each character knows its w:t."""

    element: etree._Element
    where: str  # 第12段, 页脚第1段
    texts: tuple[etree._Element, ...]

    @property
    def text(self) -> str:
        """Return what a reader sees."""
        return "".join(text.text or "" for text in self.texts)

    def spanned(self, start: int, end: int) -> list[etree._Element]:
        """Return the w:t elements that hold these characters."""
        held, offset = [], 0
        for text in self.texts:
            length = len(text.text or "")
            if offset < end and offset + length > start:
                held.append(text)
            offset += length
        return held


def paragraphs(root: etree._Element, story: str) -> Iterator[ParagraphText]:
    """Yield every paragraph of a part, nested ones (text boxes) too, in the order they open."""
    texts: dict[etree._Element, list[etree._Element]] = {}
    for element in root.iter(w("p"), w("t")):
        if element.tag == w("p"):
            texts[element] = []
        elif (owner := next(element.iterancestors(w("p")), None)) is not None:
            texts[owner].append(element)
    for number, (element, own) in enumerate(texts.items(), 1):
        yield ParagraphText(element, f"{story}第{number}段", tuple(own))


def scan(root: etree._Element, story: str, template: str) -> tuple[list[Tag], list[Finding]]:
    """Return the tags of a part in the order of its XML, and everything that is wrong with their shape."""
    order = {text: number for number, text in enumerate(root.iter(w("t")))}
    found: list[tuple[tuple[int, int], Tag]] = []
    findings: list[Finding] = []
    for paragraph in paragraphs(root, story):
        text = paragraph.text
        if match := FULL_WIDTH.search(text):
            findings.append(odd_brace(template, paragraph, text, match))
        if "{" not in text and "}" not in text:
            continue
        findings += _strays(paragraph, text, template)
        for match in TAG.finditer(text):
            tag = _tag(match, paragraph, text, template)
            findings += _misplaced(tag, match, paragraph, text)
            first = paragraph.spanned(*match.span())[0]
            found.append(((order[first], match.start()), tag))
    findings += _elsewhere(root, story, template)
    return [tag for _, tag in sorted(found, key=lambda item: item[0])], findings


def scan_texts(root: etree._Element, where: str, template: str) -> tuple[list[Tag], list[Finding]]:
    """Return the tags in the texts of a part of properties, and what is wrong with them."""
    tags: list[Tag] = []
    findings: list[Finding] = []
    for element in root.iter(etree.Element):
        text = element.text or ""
        paragraph = ParagraphText(element, where, (element,))
        findings += _strays(paragraph, text, template)
        for match in TAG.finditer(text):
            tags.append(_tag(match, paragraph, text, template))
            if tags[-1].hoisted or (
                tags[-1].kind != "comment" and _is_rest(tags[-1], match[match.lastgroup or 0])
            ):
                findings.append(
                    fault("unsupported", tags[-1].place, f"不能用“{match[0]}”这种标签", "属性里只能填空")
                )
    return tags, findings


def _elsewhere(root: etree._Element, story: str, template: str) -> Iterator[Finding]:
    """Yield the tags that stand where nothing can be printed: attributes, fields, deleted text."""
    for element in root.iter(etree.Element):
        texts = [*element.values(), *([element.text or ""] if element.tag != w("t") else [])]
        for text in map(str, texts):
            if match := TAG.search(text):
                place = place_in(template, story or "正文", snippet(text, *match.span()))
                problem = "标签在域代码、图形说明或删除的修订里，填不进去"
                yield fault("place", place, problem, "请把它移到段落的文字里；有修订的先接受修订")


def _tag(match: re.Match[str], paragraph: ParagraphText, text: str, template: str) -> Tag:
    inner = match[match.lastgroup or 0]
    hoisted = _HOIST.match(inner)
    return Tag(
        place=place_in(template, paragraph.where, snippet(text, *match.span())),
        kind=match.lastgroup or "",
        hoisted=hoisted[1] if hoisted else "",
        text=match[0],
        is_in_cell=next(paragraph.element.iterancestors(w("tc")), None) is not None,
    )


def place_in(template: str, where: str, shown: str) -> Place:
    """Return a place in a template: its file, the paragraph, what is written there."""
    return Place(f"模板 {template} {where}“{shown}”")


def odd_brace(template: str, paragraph: ParagraphText, text: str, match: re.Match[str]) -> Finding:
    """Return the finding that braces are not those of a tag."""
    place = place_in(template, paragraph.where, snippet(text, *match.span()))
    problem = f"“{match[0]}”不是标签用的括号"
    return fault("brace", place, problem, "请用半角、中间没有空格的 {{ }} 和 {% %}")


def _strays(paragraph: ParagraphText, text: str, template: str) -> Iterator[Finding]:
    rest = TAG.sub(lambda match: " " * len(match[0]), text)
    for match in _STRAY.finditer(rest):
        place = place_in(template, paragraph.where, snippet(text, *match.span()))
        yield fault(
            "unclosed", place, f"“{match[0]}”没有成对", "标签要在同一段里写完整，如 {{ 名称 }}、{% if 名称 %}"
        )


def _misplaced(tag: Tag, match: re.Match[str], paragraph: ParagraphText, text: str) -> Iterator[Finding]:
    inner = match[match.lastgroup or 0]
    if tag.kind != "comment" and _is_rest(tag, inner):
        remedy = "本套件的模板只用 {{ }}、{% %}、{%p %}、{%tr %}；图片、合并单元格请直接画在模板里"
        yield fault("unsupported", tag.place, f"不能用“{tag.text}”这种标签", remedy)
    if tag.hoisted == "p" and text.strip() != tag.text.strip():
        yield fault(
            "alone", tag.place, f"“{tag.text}”要独占一段，这一段里还有别的文字", "请把它单独放在一段里"
        )
    if tag.hoisted == "p" and paragraph.element.find(f"{w('pPr')}/{w('sectPr')}") is not None:
        yield fault(
            "alone", tag.place, "这一段带着分节符，会跟标签一起消失", "请在分节符之前另起一段写这个标签"
        )
    if tag.hoisted == "tr":
        yield from _misplaced_row(tag, paragraph)
    if _is_cut(paragraph.spanned(*match.span())):
        yield fault("cut", tag.place, "标签中间夹着域、链接、修订或图形", "请把整个标签删掉，一次打完")


def _is_rest(tag: Tag, inner: str) -> bool:
    """Return whether a tag belongs to the part of docxtpl that needs more than plain data."""
    if tag.kind == "blank":
        return bool(tag.hoisted or _RICH.match(inner))
    return bool(_RICH.match(inner) or _CELL.match(inner))


def _misplaced_row(tag: Tag, paragraph: ParagraphText) -> Iterator[Finding]:
    row = next(paragraph.element.iterancestors(w("tr")), None)
    if row is None:
        yield fault("alone", tag.place, f"“{tag.text}”要放在表格的一行里", "不在表格里时请用 {%p %}")
    elif "".join(text.text or "" for text in row.iter(w("t"))).strip() != tag.text.strip():
        yield fault("alone", tag.place, f"“{tag.text}”要独占一行，这一行里还有别的文字", "请给它单独加一行")


def _is_cut(texts: list[etree._Element]) -> bool:
    """Return whether a tag runs over anything but plain runs that stand side by side."""
    if len(texts) == 1:
        return False
    first, last = texts[0].getparent(), texts[-1].getparent()
    parent = first.getparent() if first is not None else None
    if first is None or last is None or parent is None or last.getparent() is not parent:
        return True
    between = list(parent)[parent.index(first) : parent.index(last) + 1]
    return any(run.tag != w("r") or any(part.tag not in _TRANSPARENT for part in run) for run in between)


INDENTS = {
    "署名": "署名缩进",
    "成文日期": "日期缩进",
}  # style → the name that holds its right indent, in twips


HELD = "kit-indent-"  # what stands in w:ind until the part is patched


OWN = "_kit_"  # how the names of our bookmarks begin


_SESSION = tuple(
    w(name) for name in ("rsidR", "rsidRPr", "rsidRDefault", "rsidP", "rsidTr", "rsidSect", "rsidDel")
)


def tidied(root: etree._Element, styles: Mapping[str, str]) -> None:
    """Remove what editors scatter over a text, and hold a place for the indents of the sign-off.

    styles: style id → the style's name.
    """
    etree.strip_elements(root, w("proofErr"), w("lastRenderedPageBreak"), w("smartTagPr"), with_tail=False)
    etree.strip_tags(root, w("smartTag"))
    for element in root.iter(etree.Element):
        _strip(element)
    for text in root.iter(w("t")):
        text.text = (text.text or "").replace("\r", " ").replace("\n", " ")  # white space, to Word
    _drop_bookmarks(root)
    etree.cleanup_namespaces(root, keep_ns_prefixes=sorted(_prefixes_in_values(root)))
    for paragraph in root.iter(w("p")):
        style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        name = styles.get(style.get(w("val"), ""), "") if style is not None else ""
        if name in INDENTS:
            _hold_indent(paragraph, INDENTS[name])


def _strip(element: etree._Element) -> None:
    """Remove white space between elements (pretty-printed XML) and the ids of editing sessions."""
    if len(element) and not (element.text or "").strip():
        element.text = None
    if not (element.tail or "").strip():
        element.tail = None
    for name in _SESSION:
        if name in element.attrib:
            del element.attrib[name]


def _prefixes_in_values(root: etree._Element) -> set[str]:
    """Return the namespace prefixes that attributes speak of (ISO 29500-3: Ignorable, Requires, …)."""
    names = {f"{{{MC}}}{name}" for name in ("Ignorable", "ProcessContent", "MustUnderstand")} | {"Requires"}
    values = (element.get(name) or "" for element in root.iter(etree.Element) for name in names)
    return {word.partition(":")[0] for value in values for word in value.split()}


def _drop_bookmarks(root: etree._Element) -> None:
    """Remove the cursor's bookmark and the marks of an earlier filling."""
    starts = [start for start in root.iter(w("bookmarkStart")) if _is_stale(start.get(w("name"), ""))]
    dropped = {start.get(w("id")) for start in starts}
    ends = [end for end in root.iter(w("bookmarkEnd")) if end.get(w("id")) in dropped]
    for element in (*starts, *ends):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)


def _is_stale(name: str) -> bool:
    return name == "_GoBack" or name.startswith(OWN)


def _hold_indent(paragraph: etree._Element, name: str) -> None:
    properties = paragraph.find(w("pPr"))
    if properties is None:  # pragma: no cover - the style was found in it
        return
    indent = properties.find(w("ind"))
    if indent is None:
        indent = etree.Element(w("ind"))
        put(properties, indent)
    indent.set("kit", HELD + name)
