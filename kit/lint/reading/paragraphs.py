"""Paragraphs in document order, tables included, each with its effective form."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kit.lint.reading.lists import Counter
from kit.lint.reading.measures import attribute, child, is_on, measure
from kit.lint.reading.package import UnreadableError
from kit.lint.reading.records import Indent, ParagraphForm, Spacing
from kit.lint.reading.runs import read_runs
from kit.lint.reading.styles import Stylesheet, last, merged
from kit.word.layout.markup import Element, qualified

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_CONTAINERS = {
    qualified(f"w:{name}") for name in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml")
}
_ROWS = {qualified(f"w:{name}") for name in ("tbl", "tr", "tc")}
_PARAGRAPH, _TABLE, _BOX = qualified("w:p"), qualified("w:tbl"), qualified("w:txbxContent")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DRAWINGS = tuple(qualified(f"w:{name}") for name in ("drawing", "pict", "object"))
DEEPEST = 100  # tables within tables, counted with their rows and cells
LARGEST = 31_680  # twips; no measure of a Word document can be larger (22 inches)


def read_paragraphs(body: Element, sheet: Stylesheet) -> Iterator[ParagraphForm]:
    """Yield every paragraph of a body, numbered from 1."""
    counter = Counter(sheet)
    section = 1
    for number, (element, place) in enumerate(paragraph_elements(body), 1):
        paragraph = read_paragraph(element, sheet, number)
        label = counter.label(child(element, "pPr"))
        yield replace(
            paragraph, section=section, is_in_table=place == "表", is_boxed=place == "框", label=label
        )
        if child(element, "pPr", "sectPr") is not None:
            section += 1


def paragraph_elements(body: Element) -> Iterator[tuple[Element, str]]:
    """Yield every paragraph in order and where it stands: 表, 框 (text box, after its anchor) or nothing."""
    yield from _elements(body, "", 0)


def _elements(parent: Element, place: str, depth: int) -> Iterator[tuple[Element, str]]:
    if depth > DEEPEST:
        raise UnreadableError(f"表格或控件嵌套超过 {DEEPEST} 层", "这不像正常的文档，请确认文件来源可靠")
    for part in parent:
        if part.tag == _PARAGRAPH:
            yield part, place
            for box in _boxes(part):
                yield from _elements(box, "框", depth + 1)
        elif part.tag in _CONTAINERS or part.tag in _ROWS:
            inside = "表" if part.tag == _TABLE and not place else place
            yield from _elements(part, inside, depth + 1)


def _boxes(paragraph: Element) -> Iterator[Element]:
    """Yield the contents of the text boxes anchored in a paragraph, the older copy of each left out."""
    for box in paragraph.iter(_BOX):
        outer = list(box.iterancestors(_BOX, _FALLBACK, _PARAGRAPH))
        if outer and outer[0] is paragraph:
            yield box


def read_paragraph(element: Element, sheet: Stylesheet, number: int) -> ParagraphForm:
    """Return one paragraph as it shows."""
    properties = child(element, "pPr")
    style_id = attribute(child(properties, "pStyle"), "val")
    layers = sheet.paragraph_layers(properties)
    spacing, indent = merged(layers, "spacing"), merged(layers, "ind")
    odd = [*_odd(spacing, "spacing"), *_odd(indent, "ind")]
    return ParagraphForm(
        number,
        sheet.name(style_id),
        tuple(read_runs(element, style_id, sheet)),
        attribute(last(layers, "jc"), "val") or "both",
        _spacing(spacing, is_snapped=is_on(last(layers, "snapToGrid")) is not False),
        _indent(indent),
        is_framed=last(layers, "framePr") is not None,
        has_break=any(attribute(one, "type") == "page" for one in element.iter(qualified("w:br"))),
        starts_page=bool(is_on(last(layers, "pageBreakBefore"))) or _starts_with_break(element),
        rule=_rule(last(layers, "pBdr")),
        has_drawing=next(element.iter(*_DRAWINGS), None) is not None,
        breaks_freely=is_on(last(layers, "kinsoku")) is False,
        odd_values=tuple(odd),
    )


def _starts_with_break(paragraph: Element) -> bool:
    """Return whether the first thing in a paragraph is a page break."""
    for part in paragraph.iter(qualified("w:br"), qualified("w:t")):
        return part.tag == qualified("w:br") and attribute(part, "type") == "page"
    return False


def _rule(borders: Element | None) -> tuple[str, float] | None:
    """Return colour and thickness in points of the line above or below a paragraph."""
    for side in ("bottom", "top"):
        edge = child(borders, side)
        if edge is not None and attribute(edge, "val") not in (None, "nil", "none"):
            colour = (attribute(edge, "color") or "auto").upper()
            return colour, (measure(attribute(edge, "sz")) or 0) / 8
    return None


def _odd(said: Mapping[str, str], name: str) -> Iterator[str]:
    """Yield attributes whose value no document can mean, such as a line of 138960 twips."""
    for key, text in said.items():
        if key in ("lineRule", "beforeAutospacing", "afterAutospacing"):
            continue
        value = measure(text)
        if value is None or abs(value) > LARGEST:
            yield f'{name} {key}="{text[:20]}"'


def _spacing(said: Mapping[str, str], *, is_snapped: bool) -> Spacing:
    return Spacing(
        measure(said.get("line")),
        said.get("lineRule", "auto"),
        _room(said, "before"),
        _room(said, "after"),
        is_snapped,
    )


def _room(said: Mapping[str, str], side: str) -> float:
    """Return the room before or after in twips; lines beat twips, and are taken to be 312 twips high."""
    if (said.get(f"{side}Autospacing") or "0").lower() not in ("0", "false", "off"):
        return 280  # what Word makes of automatic spacing, 14 points
    lines = measure(said.get(f"{side}Lines")) or 0
    return lines * 3.12 if lines else measure(said.get(side)) or 0


def _indent(said: Mapping[str, str]) -> Indent:
    def chars(name: str) -> float:
        return (measure(said.get(f"{name}Chars")) or 0) / 100

    hanging = measure(said.get("hanging")) or 0
    first = -hanging if hanging else measure(said.get("firstLine")) or 0
    left = said.get("left", said.get("start"))
    right = said.get("right", said.get("end"))
    return Indent(
        first,
        -chars("hanging") or chars("firstLine"),
        measure(left) or 0,
        chars("left") or chars("start"),
        measure(right) or 0,
        chars("right") or chars("end"),
    )
