"""Tables of the outline language: fixed columns inside the text area, headings repeated, rows unsplit.

The imprint (版记): rows of 抄送 and 印发 at the foot of the last page (GB/T 9704 7.4).

From blocks to what is set as one piece: the rows of an imprint (版记) make one table.

The issuer mark (发文机关标志, 红头): red, one line, its ink 35 mm under the text area's top.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kit.docx.markup import Element, flag, make, qualified
from kit.docx.profiles.value import TWIPS_PER_MM
from kit.docx.writing.blocks import BODY, IMPRINT_STYLES, Block, ParagraphBlock, TableBlock, TableRow
from kit.docx.writing.paragraphs import paragraph
from kit.docx.writing.styles import CELL, HEAD_CELL, SPACER, styles_of
from kit.model.fact import Place
from kit.model.finding import TemplateError
from kit.text.width import display_width

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from kit.docx.profiles.value import Profile, Value


MARGIN = 57  # twips at either side of a cell, 1 mm
NARROW = 30  # mm: a column of numbers and short names, centred
SHORT = 8  # characters that look right in the middle of a wide cell


def table_element(grid: TableBlock, profile: Profile, room: int) -> Element:
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
    rows = (_row_tables(row, widths, aligned, size, profile, kept=grid.together) for row in grid.rows)
    columns = make("w:tblGrid", None, *(make("w:gridCol", {"w": width}) for width in widths))
    return make("w:tbl", None, _properties_tables(sum(widths)), columns, *rows)


def _properties_tables(width: int) -> Element:
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


def _row_tables(
    row: TableRow, widths: list[int], aligned: list[str], size: int, profile: Profile, *, kept: bool
) -> Element:
    properties = make("w:trPr", None, flag("w:cantSplit"), flag("w:tblHeader") if row.heading else None)
    return make("w:tr", None, properties, *_cells(row, widths, aligned, size, profile, kept=kept))


def _cells(
    row: TableRow, widths: list[int], aligned: list[str], size: int, profile: Profile, *, kept: bool
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
        if kept or (span == len(widths) > 1 and not text.startswith("{%tr")):
            own.append(flag("w:keepNext"))  # the heading of a group of rows
        yield make(
            "w:tc",
            None,
            properties,
            paragraph(ParagraphBlock(style.name, text), style, profile, *own, size=size),
        )


def _size(grid: TableBlock, widths: list[int], profile: Profile) -> int:
    """Return 4号 where every heading fits its column on one line, else 小四, in half points."""
    character = profile.small_size.twips
    for row in grid.rows:
        room = widths if row.heading and len(row.cells) == len(widths) else []
        for text, width in zip(row.cells, room, strict=False):
            if display_width(text) * character > width - 2 * MARGIN:
                return profile.tiny_size.half_points
    return profile.small_size.half_points


def _is_centred(grid: TableBlock, column: int) -> bool:
    if grid.widths[column] <= NARROW:
        return True
    whole = [row for row in grid.rows if not row.heading and len(row.cells) == len(grid.widths)]
    texts = [row.cells[column] for row in whole]
    return bool(texts) and all("{" not in text and display_width(text) <= SHORT for text in texts)


_EIGHTHS_PER_MM = 8 * 72 / 25.4  # w:sz of a border counts eighths of a point


def imprint(lines: Sequence[ParagraphBlock], profile: Profile) -> Element:
    """Return the imprint as a table that floats at the bottom of the text area."""
    width = profile.text_width - 1
    rows = (_row_imprint(line, number == len(lines), width, profile) for number, line in enumerate(lines, 1))
    columns = make("w:tblGrid", None, make("w:gridCol", {"w": width}))
    return make("w:tbl", None, _properties_imprint(width, profile), columns, *rows, foot_row(profile, width))


def foot_row(profile: Profile, width: int) -> Element | None:
    """Return the bare row that holds the last line up where the text area in ink ends above the margin.

    None where both are one: a table that floats at the bottom of the margin then ends where it should.
    """
    height = profile.area_bottom.twips - profile.bottom.twips
    if height <= 0:
        return None
    borders = (_rule("top", profile.outer_rule), make("w:bottom", {"val": "nil"}))
    cell = make(
        "w:tc",
        None,
        make("w:tcPr", None, make("w:tcW", {"w": width, "type": "dxa"}), make("w:tcBorders", None, *borders)),
        paragraph(ParagraphBlock(SPACER), styles_of(profile)[SPACER], profile),
    )
    exact = make("w:trHeight", {"val": height, "hRule": "exact"})
    return make("w:tr", None, make("w:trPr", None, flag("w:cantSplit"), exact), cell)


def is_foot_row(row: Element, spacers: Container[str]) -> bool:
    """Return whether a row of an imprint is the bare one; spacers: ids of the style 垫段."""
    styles = [style.get(qualified("w:val")) for style in row.iter(qualified("w:pStyle"))]
    return bool(styles) and all(style in spacers for style in styles)


def _properties_imprint(width: int, profile: Profile) -> Element:
    place = {
        "leftFromText": 0,
        "rightFromText": 0,
        "vertAnchor": "margin",
        "horzAnchor": "page",  # LibreOffice floats a table this wide only when it is placed on the sheet
        "tblpXSpec": "center",
        "tblpYSpec": "bottom",
    }
    edges = (("top", profile.outer_rule), ("bottom", profile.outer_rule), ("insideH", profile.inner_rule))
    sides = (make(f"w:{side}", {"w": 0, "type": "dxa"}) for side in ("left", "right"))
    return make(
        "w:tblPr",
        None,
        make("w:tblpPr", place),
        make("w:tblOverlap", {"val": "never"}),
        make("w:tblW", {"w": width, "type": "dxa"}),
        make("w:tblBorders", None, *(_rule(edge, thickness) for edge, thickness in edges)),
        make("w:tblLayout", {"type": "fixed"}),
        make("w:tblCellMar", None, *sides),
    )


def _rule(edge: str, thickness: Value) -> Element:
    eighths = round(thickness.number * _EIGHTHS_PER_MM)
    return make(f"w:{edge}", {"val": "single", "sz": eighths, "space": 0, "color": "000000"})


def _row_imprint(line: ParagraphBlock, is_last: bool, width: int, profile: Profile) -> Element:  # noqa: FBT001 - the last row ends the table
    if line.style not in IMPRINT_STYLES:  # a tag that decides about a whole row
        line = ParagraphBlock(IMPRINT_STYLES[0], line.text.replace("{%p", "{%tr", 1))
    style = styles_of(profile)[line.style]
    at = width - profile.small_size.twips
    tabs = make("w:tabs", None, make("w:tab", {"val": "right", "pos": at})) if is_last else None
    cell = make(
        "w:tc",
        None,
        make("w:tcPr", None, make("w:tcW", {"w": width, "type": "dxa"}), make("w:vAlign", {"val": "center"})),
        paragraph(line, style, profile, tabs),
    )
    return make("w:tr", None, make("w:trPr", None, flag("w:cantSplit")), cell)


_TAG = re.compile(r"\{%p\s+(end)?(if|for)?.*%\}", re.DOTALL)


@dataclass(frozen=True)
class Imprint:
    """Lines of 抄送 and 印发, and tags of a template that decide about some of them."""

    lines: tuple[ParagraphBlock, ...]


LayoutPart = Block | Imprint


def parts_of(blocks: Sequence[Block]) -> Iterator[LayoutPart]:
    """Yield the blocks, neighbouring lines of an imprint as one.

    A tag that opens and closes around some of the lines belongs to the imprint; one around all of them does
    not, for a table must keep a row.
    """
    at = 0
    while at < len(blocks):
        end = _imprint_end(blocks, at)
        if end > at:
            yield Imprint(tuple(block for block in blocks[at:end] if isinstance(block, ParagraphBlock)))
        else:
            yield blocks[at]
        at = max(end, at + 1)


def _imprint_end(blocks: Sequence[Block], start: int) -> int:
    """Return where the imprint that starts at a block ends, or the start if none starts there."""
    depth, end, has_sure_row = 0, start, False
    for at, block in enumerate(blocks[start:], start):
        step = _step(block)
        depth += step
        if depth < 0 or not (_is_imprint(block) or is_tag(block)):
            break
        has_sure_row = has_sure_row or (depth == 0 and _is_imprint(block))
        if depth == 0 and (step < 0 or _is_imprint(block)):
            end = at + 1
    return end if has_sure_row else start


def _step(block: Block) -> int:
    """Return 1 for a tag that opens, -1 for one that closes, 0 for anything else."""
    found = _TAG.fullmatch(block.text) if is_tag(block) and isinstance(block, ParagraphBlock) else None
    if found is None or not found[2]:
        return 0
    return -1 if found[1] else 1


def _is_imprint(block: Block) -> bool:
    return isinstance(block, ParagraphBlock) and block.style in IMPRINT_STYLES


def is_tag(part: LayoutPart | None) -> bool:
    """Return whether a part is a template's tag that vanishes with its paragraph."""
    return isinstance(part, ParagraphBlock) and part.style == BODY and bool(_TAG.fullmatch(part.text))


LARGEST, SMALLEST = 104, 32  # half points; the standard leaves the size to the office
SHARE = 0.96  # of the text area's width


def mark_size(text: str, profile: Profile) -> int:
    """Return the size in half points at which a mark stays on one line; a template's is the profile's.

    >>> from kit.docx.profiles import profile_named
    >>> nominal = profile_named("A")
    >>> mark_size("某市某局文件", nominal), mark_size("某市某某某领导小组办公室文件", nominal)
    (104, 60)
    >>> mark_size("{{ 发文机关标志 }}", nominal)
    84
    """
    if "{{" in text:
        return profile.mark_size.half_points
    fitting = int(profile.text_width * SHARE / 10 / max(display_width(text), 1))
    return min(LARGEST, max(SMALLEST, fitting))


def with_mark(profile: Profile, text: str) -> Profile:
    """Return a profile in which a template's mark has the size that this text needs to stay on one line."""
    return replace(profile, mark_size=replace(profile.mark_size, number=mark_size(text, profile) / 2))


def mark_properties(size: int, profile: Profile) -> Element:
    """Return the w:spacing of the mark: a line as high as its type, dropped from the top."""
    height = size * 10
    return make(
        "w:spacing", {"before": profile.mark_drop.twips, "after": 0, "line": height, "lineRule": "exact"}
    )
