"""Paragraphs in document order, tables included, each with its effective form.

The page number (页码) in a footer, wherever in it a tool has put it.

The numbers that Word prints before the paragraphs of a list.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kit.docx.markup import Element, qualified
from kit.docx.reading.form import Indent, NumberForm, ParagraphForm, Spacing, UnreadableError
from kit.docx.reading.measures import attribute, child, is_on, measure
from kit.docx.reading.runs import read_runs
from kit.docx.reading.styles import Stylesheet, last, list_of, merged
from kit.text.numbers import chinese_numeral

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kit.docx.reading.form import RunForm


_CHINESE = {"chineseCounting", "chineseCountingThousand", "ideographTraditional", "japaneseCounting"}
_PLACE = re.compile(r"%([1-9])")
_LARGEST = 9999


class Counter:
    """Counts the paragraphs of every list as they come."""

    def __init__(self, sheet: Stylesheet) -> None:
        self.sheet = sheet
        self.counts: dict[str, dict[int, int]] = {}

    def label(self, properties: Element | None) -> str:
        """Return the number of a paragraph, such as 一、 or （二）, or nothing."""
        found = list_of(self.sheet, properties)
        if found is None or found not in self.sheet.levels:
            return ""
        list_id, level = found[0], int(measure(found[1]) or 0)
        counts = self.counts.setdefault(list_id, {})
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        counts[level] = counts.get(level, self._start(list_id, level) - 1) + 1
        text = attribute(child(self.sheet.levels[found], "lvlText"), "val") or ""
        return _PLACE.sub(lambda place: self._numeral(list_id, int(place[1]) - 1), text)

    def _start(self, list_id: str, level: int) -> int:
        said = child(self.sheet.levels.get((list_id, str(level))), "start")
        return int(measure(attribute(said, "val")) or 1)

    def _numeral(self, list_id: str, level: int) -> str:
        number = self.counts[list_id].get(level, self._start(list_id, level))
        kind = attribute(child(self.sheet.levels.get((list_id, str(level))), "numFmt"), "val")
        if kind == "bullet":
            return ""
        return chinese_numeral(number) if kind in _CHINESE and 0 <= number <= _LARGEST else str(number)


_CONTAINERS = {
    qualified(f"w:{name}") for name in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml")
}
_ROWS = {qualified(f"w:{name}") for name in ("tbl", "tr", "tc")}
_PARAGRAPH, _TABLE, _PARAGRAPHS_BOX = qualified("w:p"), qualified("w:tbl"), qualified("w:txbxContent")
_PARAGRAPHS_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
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
        problem, remedy = f"表格或控件嵌套超过 {DEEPEST} 层", "这不像正常的文档，请确认文件来源可靠"
        raise UnreadableError("文档", problem, remedy)
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
    for box in paragraph.iter(_PARAGRAPHS_BOX):
        outer = list(box.iterancestors(_PARAGRAPHS_BOX, _PARAGRAPHS_FALLBACK, _PARAGRAPH))
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


_TYPED = re.compile(r"[—－\-–]\s*\d+\s*[—－\-–]|第\s*\d+\s*页|\s*\d+\s*")
_NUMBERS_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NUMBERS_BOX = qualified("w:txbxContent")
_PLACING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_ANCHOR, _ALIGN = f"{_PLACING}anchor", f"{_PLACING}align"


def read_page_number(footer: Element | None, sheet: Stylesheet) -> NumberForm | None:
    """Return the page number of a footer, a field or typed digits, or None where it has none."""
    if footer is None:
        return None
    elements = [
        element for element in footer.iter(qualified("w:p")) if not _is_within(element, _NUMBERS_FALLBACK)
    ]
    paragraphs = [(element, read_paragraph(element, sheet, 1)) for element in elements]
    for element, paragraph in paragraphs:
        if any(run.field == "PAGE" for run in paragraph.runs):
            return _number(element, paragraph, is_field=True)
    for element, paragraph in paragraphs:
        if _TYPED.fullmatch(paragraph.text):
            return _number(element, paragraph, is_field=False)
    return None


def _is_within(element: Element, name: str) -> bool:
    return any(parent.tag == name for parent in element.iterancestors())


def _number(element: Element, paragraph: ParagraphForm, *, is_field: bool) -> NumberForm:
    runs = paragraph.runs
    found = next((run for run in runs if run.field == "PAGE"), runs[0])
    at = runs.index(found)
    framed = (
        paragraph.is_framed
        or _is_within(element, _NUMBERS_BOX)
        or child(element, "pPr", "framePr") is not None
    )
    return NumberForm(
        paragraph.align,
        paragraph.indent.right,
        paragraph.indent.left,
        found.size,
        found.fonts.ascii or found.fonts.east_asia,
        _joined(runs[:at]),
        _joined(runs[at + 1 :]),
        paragraph.spacing.line,
        paragraph.spacing.rule,
        framed,
        is_field,
        _is_mirrored(element),
    )


def _is_mirrored(element: Element) -> bool:
    frame = child(element, "pPr", "framePr")
    aligns = [attribute(frame, "xAlign")]
    for anchor in element.iterancestors(_ANCHOR):
        aligns += [one.text for one in anchor.iter(_ALIGN)]
    return bool({"outside", "inside"} & set(aligns))


def _joined(runs: tuple[RunForm, ...]) -> str:
    return "".join(run.text for run in runs if run.field != "PAGE")
