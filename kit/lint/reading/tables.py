"""Tables: width, heading rows, rows that may split, lines, and lines of type that are cut off."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kit.lint.reading.cells import read_cells
from kit.lint.reading.measures import attribute, child, is_on, measure
from kit.lint.reading.paragraphs import paragraph_elements
from kit.lint.reading.pieces import TableForm
from kit.word.layout.markup import Element, qualified

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kit.lint.reading.records import ParagraphForm
    from kit.lint.reading.styles import Stylesheet

_TABLE = qualified("w:tbl")
SMALL = 12  # rows of a table that may be a mark of several issuers; of others nobody asks for cells


def read_tables(body: Element, sheet: Stylesheet, paragraphs: Sequence[ParagraphForm]) -> Iterator[TableForm]:
    """Yield the tables of a body in order, those within tables too."""
    inside: dict[Element, list[int]] = {}
    numbers: dict[Element, int] = {}
    for number, (element, place) in enumerate(paragraph_elements(body), 1):
        for table in element.iterancestors(_TABLE) if place == "表" else ():
            inside.setdefault(table, []).append(number)
            numbers[element] = number
    for table, within in inside.items():
        form = _table(table, sheet, [paragraphs[number - 1] for number in within])
        yield replace(form, cells=tuple(read_cells(table, numbers))) if form.rows <= SMALL else form


def _table(table: Element, sheet: Stylesheet, paragraphs: Sequence[ParagraphForm]) -> TableForm:
    rows = table.findall(qualified("w:tr"))
    style = attribute(child(table, "tblPr", "tblStyle"), "val")
    styled = [child(one, "tblPr", "tblBorders") for one in sheet.chain(style)]
    borders = [*(one for one in styled if one is not None), child(table, "tblPr", "tblBorders")]
    return TableForm(
        paragraphs[0].number,
        paragraphs[-1].number,
        _width(table),
        len(rows),
        bool(rows) and bool(is_on(child(rows[0], "trPr", "tblHeader"))),
        any(not is_on(child(row, "trPr", "cantSplit")) for row in rows),
        child(table, "tblPr", "tblpPr") is not None,
        next(table.iterancestors(_TABLE), None) is not None,
        {
            side: points
            for side in ("top", "bottom", "insideH")
            if (points := _shown(borders, rows, side)) is not None
        },
        _is_at_foot(child(table, "tblPr", "tblpPr")),
        max((_clipped(one) for one in paragraphs), default=0),
    )


def _width(table: Element) -> float:
    """Return the width that is said, else the sum of the columns; 0 where the program decides."""
    said = child(table, "tblPr", "tblW")
    if attribute(said, "type") in (None, "dxa") and (width := measure(attribute(said, "w"))):
        return width
    grid = child(table, "tblGrid")
    columns = [] if grid is None else grid.findall(qualified("w:gridCol"))
    is_fixed = attribute(child(table, "tblPr", "tblLayout"), "type") == "fixed"
    return sum(measure(attribute(one, "w")) or 0 for one in columns) if is_fixed else 0


def _is_at_foot(floating: Element | None) -> bool:
    """Return whether a table floats at the foot of the text area by the margins."""
    said = [attribute(floating, name) for name in ("vertAnchor", "tblpYSpec", "horzAnchor")]
    return said == ["margin", "bottom", "margin"]


def _shown(borders: Sequence[Element | None], rows: Sequence[Element], side: str) -> float | None:
    """Return the points of a line of a table; the cells' own lines beat the table's."""
    own = "top" if side == "top" else "bottom"
    seen = {"top": rows[:1], "bottom": rows[-1:], "insideH": rows[:-1]}[side]
    shown = [points for row in seen if (points := _of_row(row, own, _edge(borders, side))) is not None]
    return max(shown, default=0) or _edge(borders, side)  # a line taken away from some cells is not missing


def _of_row(row: Element, side: str, otherwise: float | None) -> float | None:
    found = (_edge([child(cell, "tcPr", "tcBorders")], side) for cell in row.findall(qualified("w:tc")))
    return max((points for points in found if points is not None), default=otherwise)


def _edge(borders: Sequence[Element | None], side: str) -> float | None:
    for one in reversed(borders):
        edge = child(one, side)
        if edge is not None:
            is_drawn = attribute(edge, "val") not in (None, "nil", "none")
            return (measure(attribute(edge, "sz")) or 0) / 8 if is_drawn else 0
    return None


def _clipped(paragraph: ParagraphForm) -> float:
    spacing, size = paragraph.spacing, paragraph.size / 2
    is_low = spacing.rule == "exact" and spacing.line is not None and 0 < spacing.line < size * 20
    return size if is_low and paragraph.text.strip() else 0
