"""Horizontal lines that a document draws: borders of paragraphs, and lines of DrawingML and VML."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kit.lint.reading.drawn import Drawn, drawn_in
from kit.lint.reading.measures import attribute, child, measure
from kit.lint.reading.paragraphs import paragraph_elements, read_paragraph
from kit.lint.reading.pieces import StrokeForm, Where
from kit.lint.reading.positions import cell_of, first_of, left_of, right_of
from kit.lint.reading.sections import furniture
from kit.lint.reading.styles import last
from kit.word.layout.markup import Element, qualified

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kit.lint.reading.package import Package
    from kit.lint.reading.records import ParagraphForm, SectionForm
    from kit.lint.reading.styles import Stylesheet

_COMPOUND = re.compile(r"(thickThin|thinThick)\w+Gap$")


def read_strokes(
    package: Package,
    body: Element,
    paragraphs: Sequence[ParagraphForm],
    sections: Sequence[SectionForm],
    sheet: Stylesheet,
) -> Iterator[StrokeForm]:
    """Yield the lines of the text, of its headers and of its footers."""
    yield from _of_body(body, paragraphs, sections, sheet)
    for where, roots in furniture(package, body).items() if sections else ():
        for root in roots:
            yield from _of_furniture(root, where, sections[0], sheet)


def _of_furniture(
    root: Element, where: Where, section: SectionForm, sheet: Stylesheet
) -> Iterator[StrokeForm]:
    """Yield the lines of a header or footer; a table in it may draw one."""
    if next(root.iter(qualified("w:tbl")), None) is not None:
        yield StrokeForm(where, 0, "", "", 0)
    for element in root.iterfind(qualified("w:p")):
        for stroke in _strokes(element, read_paragraph(element, sheet, 1), section, sheet, where):
            yield replace(stroke, paragraph=0)


def _of_body(
    body: Element, paragraphs: Sequence[ParagraphForm], sections: Sequence[SectionForm], sheet: Stylesheet
) -> Iterator[StrokeForm]:
    known = {section.number: section for section in sections}
    for (element, place), paragraph in zip(paragraph_elements(body), paragraphs, strict=True):
        section = known.get(paragraph.section)
        if section is not None and not place and (paragraph.rule or paragraph.has_drawing):
            yield from _strokes(element, paragraph, section, sheet, "body")


def _strokes(
    element: Element, paragraph: ParagraphForm, section: SectionForm, sheet: Stylesheet, where: Where
) -> Iterator[StrokeForm]:
    borders = last(sheet.paragraph_layers(child(element, "pPr")), "pBdr")
    for edge in (child(borders, "top"), child(borders, "bottom")):
        said = attribute(edge, "val")
        if said not in (None, "nil", "none"):
            yield _border(edge, said or "", paragraph, section, where)
    for drawn in drawn_in(element):
        yield _placed(
            drawn, section, StrokeForm(where, paragraph.number, drawn.colour, drawn.lines, drawn.weight)
        )


def _border(
    edge: Element | None, said: str, paragraph: ParagraphForm, section: SectionForm, where: Where
) -> StrokeForm:
    compound = _COMPOUND.match(said)
    lines = compound[1] if compound else "double" if said == "double" else "single"
    cell = cell_of(paragraph)
    is_framed = paragraph.is_framed or section.left is None or section.right is None or section.width is None
    inward = min(left_of(paragraph), first_of(paragraph))  # the border begins where a hanging line does
    left = (section.left or 0) + section.gutter + inward * cell
    right = (section.width or 0) - (section.right or 0) - right_of(paragraph) * cell
    return StrokeForm(
        where,
        paragraph.number,
        (attribute(edge, "color") or "auto").upper(),
        lines,
        (measure(attribute(edge, "sz")) or 0) / 8,
        None if is_framed else left,
        None if is_framed else right,
        is_border=True,
    )


def _placed(drawn: Drawn, section: SectionForm, stroke: StrokeForm) -> StrokeForm:
    """Return the stroke with its place on the sheet, as far as the drawing says it."""
    left = _from_edge(drawn.across, drawn.left, section.left)
    if drawn.across == "centre" and section.width is not None and drawn.length is not None:
        left = (section.width - drawn.length) / 2
    right = None if left is None or drawn.length is None else left + drawn.length
    return replace(stroke, left=left, right=right, middle=_from_edge(drawn.down, drawn.middle, section.top))


def _from_edge(reference: str, offset: float | None, margin: float | None) -> float | None:
    if offset is None:
        return None
    if reference == "margin":
        return None if margin is None else abs(margin) + offset
    return offset if reference == "page" else None
