"""Tables: width, heading rows, rows that may split, lines, and lines of type that are cut off.

The cells of a table, those that are merged over several rows as one.

Where a paragraph's first and last characters stand, counted in characters of its own size.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kit.docx.markup import Element, qualified
from kit.docx.reading.form import CellForm, TableForm
from kit.docx.reading.measures import attribute, child, is_on, measure
from kit.docx.reading.paragraphs import paragraph_elements
from kit.text.width import display_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kit.docx.reading.form import DocumentForm, ParagraphForm
    from kit.docx.reading.styles import Stylesheet


_PARAGRAPH = qualified("w:p")


def read_cells(table: Element, numbers: Mapping[Element, int]) -> Iterator[CellForm]:
    """Yield the cells of a table; numbers: of its paragraphs."""
    merged: dict[int, CellForm] = {}
    for row, element in enumerate(table.findall(qualified("w:tr"))):
        column = 0
        for cell in element.findall(qualified("w:tc")):
            properties = child(cell, "tcPr")
            merge = child(properties, "vMerge")
            if merge is not None and attribute(merge, "val") != "restart" and column in merged:
                merged[column] = replace(merged[column], last_row=row)
            else:
                if (ended := merged.pop(column, None)) is not None:
                    yield ended
                merged[column] = _cell(cell, row, column, numbers)
            column += int(measure(attribute(child(properties, "gridSpan"), "val")) or 1)
    yield from merged.values()


def _cell(cell: Element, row: int, column: int, numbers: Mapping[Element, int]) -> CellForm:
    paragraphs = tuple(numbers[one] for one in cell.iter(_PARAGRAPH) if one in numbers)
    stands = attribute(child(cell, "tcPr", "vAlign"), "val") or "top"
    return CellForm(row, row, column, paragraphs, stands, child(cell, "tcPr", "tcBorders") is not None)


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


_BLANK = " \u3000\u00a0\t"
_LINE = 312  # twips of a line that says nothing


def cell_of(paragraph: ParagraphForm) -> float:
    """Return the width of one character in twips."""
    tracking = paragraph.runs[0].tracking if paragraph.runs else 0
    return max((paragraph.size or 32) * 10 + tracking, 1)


def left_of(paragraph: ParagraphForm) -> float:
    """Return how far all lines stand from the left edge; characters beat twips."""
    indent = paragraph.indent
    return indent.left_chars or indent.left / cell_of(paragraph)


def right_of(paragraph: ParagraphForm) -> float:
    """Return how far all lines end from the right edge."""
    indent = paragraph.indent
    return indent.right_chars or indent.right / cell_of(paragraph)


def first_of(paragraph: ParagraphForm) -> float:
    """Return where the first line begins, typed blanks included."""
    indent = paragraph.indent
    first = indent.first_chars or indent.first / cell_of(paragraph)
    return left_of(paragraph) + first + typed_blanks(paragraph)


def typed_blanks(paragraph: ParagraphForm) -> float:
    """Return how many characters of blanks were typed at the start; a tab counts two."""
    text = paragraph.text
    blanks = text[: len(text) - len(text.lstrip(_BLANK))]
    return float(sum(1 if blank == "\u3000" else 2 if blank == "\t" else 0.5 for blank in blanks))


def end_of(paragraph: ParagraphForm, room: float, width: float) -> float:
    """Return how far a line ends from the right edge; room, width: of text area and line, in cells."""
    if paragraph.align in ("right", "end"):
        trailing = len(paragraph.text) - len(paragraph.text.rstrip("\u3000"))
        return right_of(paragraph) + trailing
    if paragraph.align == "center":
        return (room - width - first_of(paragraph) + right_of(paragraph)) / 2
    return room - first_of(paragraph) - width


def width_of(text: str, digit: float = 0.5) -> float:
    """Return how many characters wide a text is; digit: how wide its figures are."""
    digits = sum(1 for one in text if one.isascii() and one.isdigit())
    return display_width(text) + digits * (digit - 0.5)


def has_room_above(document: DocumentForm, paragraph: ParagraphForm) -> bool:
    """Return whether about an empty line stands above a paragraph: as a paragraph, or as spacing."""
    if paragraph.number == 1 or starts_new_page(document, paragraph):
        return True
    previous = document.paragraphs[paragraph.number - 2]
    line = paragraph.spacing.line if paragraph.spacing.rule == "exact" and paragraph.spacing.line else _LINE
    return not previous.text.strip() or paragraph.spacing.before + previous.spacing.after >= line / 2


def starts_new_page(document: DocumentForm, paragraph: ParagraphForm) -> bool:
    """Return whether a paragraph is the first on a page because the document says so."""
    if paragraph.number == 1 or paragraph.starts_page:
        return True
    before = document.paragraphs[paragraph.number - 2]
    return before.has_break or before.section != paragraph.section
