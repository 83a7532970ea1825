"""A part of a template, tidied before it is patched: nothing that stands between the letters of a tag."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from kit.word.compiling.names import MC, w

if TYPE_CHECKING:
    from collections.abc import Mapping

INDENTS = {
    "署名": "署名缩进",
    "成文日期": "日期缩进",
}  # style → the name that holds its right indent, in twips
HELD = "kit-indent-"  # what stands in w:ind until the part is patched
OWN = "_kit_"  # how the names of our bookmarks begin

_SESSION = tuple(
    w(name) for name in ("rsidR", "rsidRPr", "rsidRDefault", "rsidP", "rsidTr", "rsidSect", "rsidDel")
)
_BEFORE_INDENT = tuple(  # ISO 29500-1 17.3.1.26: what stands before w:ind in w:pPr
    w(name)
    for name in (
        *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr"),
        *("suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap"),
        *("overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd"),
        *("snapToGrid", "spacing"),
    )
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


def style_names(styles: etree._Element | None) -> dict[str, str]:
    """Return the name of each style by its id."""
    if styles is None:
        return {}
    named = ((style.get(w("styleId"), ""), style.find(w("name"))) for style in styles.iter(w("style")))
    return {key: name.get(w("val"), "") for key, name in named if name is not None}


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
        before = [child for child in properties if child.tag in _BEFORE_INDENT]
        indent = etree.Element(w("ind"))
        properties.insert(len(before), indent)
    indent.set("kit", HELD + name)
