"""Tables of the outline language: fixed columns inside the text area, headings repeated, rows unsplit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.errors import TemplateError
from kit.nouns.place import Place
from kit.word.layout.blocks import Grid, Line, TableRow
from kit.word.layout.markup import Element, flag, make
from kit.word.layout.paragraphs import cells as width_of
from kit.word.layout.paragraphs import paragraph
from kit.word.layout.styles import CELL, HEAD_CELL, styles_of
from kit.word.profiles.value import TWIPS_PER_MM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.word.profiles import Profile

MARGIN = 57  # twips at either side of a cell, 1 mm
NARROW = 30  # mm: a column of numbers and short names, centred
SHORT = 8  # characters that look right in the middle of a wide cell


def table(grid: Grid, profile: Profile, room: int) -> Element:
    """Return the w:tbl of a grid; raises TemplateError if it is wider than the room, in twips."""
    widths = [round(width * TWIPS_PER_MM) for width in grid.widths]
    if sum(widths) > room + len(widths):  # each column may have been rounded up
        raise TemplateError(
            Place("版式文本"),
            f"表格宽 {sum(grid.widths):g} 毫米，超出版心的 {room / TWIPS_PER_MM:.0f} 毫米",
            "请把“表格”行里的列宽改小",
        )
    size = _size(grid, widths, profile)
    aligned = ["center" if _is_centred(grid, column) else "left" for column in range(len(widths))]
    rows = (_row(row, widths, aligned, size, profile) for row in grid.rows)
    columns = make("w:tblGrid", None, *(make("w:gridCol", {"w": width}) for width in widths))
    return make("w:tbl", None, _properties(sum(widths)), columns, *rows)


def _properties(width: int) -> Element:
    line = {"val": "single", "sz": 4, "space": 0, "color": "000000"}
    edges = (make(f"w:{edge}", line) for edge in ("top", "left", "bottom", "right", "insideH", "insideV"))
    sides = (make(f"w:{side}", {"w": MARGIN, "type": "dxa"}) for side in ("left", "right"))
    return make(
        "w:tblPr",
        None,
        make("w:tblW", {"w": width, "type": "dxa"}),
        make("w:jc", {"val": "center"}),
        make("w:tblBorders", None, *edges),
        make("w:tblLayout", {"type": "fixed"}),
        make("w:tblCellMar", None, *sides),
    )


def _row(row: TableRow, widths: list[int], aligned: list[str], size: int, profile: Profile) -> Element:
    properties = make("w:trPr", None, flag("w:cantSplit"), flag("w:tblHeader") if row.heading else None)
    return make("w:tr", None, properties, *_cells(row, widths, aligned, size, profile))


def _cells(
    row: TableRow, widths: list[int], aligned: list[str], size: int, profile: Profile
) -> Iterator[Element]:
    last = len(row.cells) - 1
    style = styles_of(profile)[HEAD_CELL if row.heading else CELL]
    for column, text in enumerate(row.cells):
        span = len(widths) - column if column == last else 1
        width = sum(widths[column : column + span])
        align = "center" if row.heading or (span == 1 and aligned[column] == "center") else None
        properties = make(
            "w:tcPr",
            None,
            make("w:tcW", {"w": width, "type": "dxa"}),
            make("w:gridSpan", {"val": span}) if span > 1 else None,
            make("w:vAlign", {"val": "center"}),
        )
        own = [make("w:jc", {"val": align}) if align else None]
        if span == len(widths) > 1 and not text.startswith("{%tr"):
            own.append(flag("w:keepNext"))  # the heading of a group of rows
        yield make(
            "w:tc", None, properties, paragraph(Line(style.name, text), style, profile, *own, size=size)
        )


def _size(grid: Grid, widths: list[int], profile: Profile) -> int:
    """Return 4号 where every heading fits its column on one line, else 小四, in half points."""
    character = profile.small_size.twips
    for row in grid.rows:
        room = widths if row.heading and len(row.cells) == len(widths) else []
        for text, width in zip(row.cells, room, strict=False):
            if width_of(text) * character > width - 2 * MARGIN:
                return profile.tiny_size.half_points
    return profile.small_size.half_points


def _is_centred(grid: Grid, column: int) -> bool:
    if grid.widths[column] <= NARROW:
        return True
    whole = [row for row in grid.rows if not row.heading and len(row.cells) == len(grid.widths)]
    texts = [row.cells[column] for row in whole]
    return bool(texts) and all("{" not in text and width_of(text) <= SHORT for text in texts)
