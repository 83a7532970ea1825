"""The imprint (版记): rows of 抄送 and 印发 at the foot of the last page (GB/T 9704 7.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.word.layout.blocks import IMPRINT_STYLES, Line
from kit.word.layout.markup import Element, flag, make, qualified
from kit.word.layout.paragraphs import paragraph
from kit.word.layout.styles import SPACER, styles_of

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from kit.word.profiles import Profile, Value

_EIGHTHS_PER_MM = 8 * 72 / 25.4  # w:sz of a border counts eighths of a point


def imprint(lines: Sequence[Line], profile: Profile) -> Element:
    """Return the imprint as a table that floats at the bottom of the text area."""
    width = profile.text_width - 1
    rows = (_row(line, number == len(lines), width, profile) for number, line in enumerate(lines, 1))
    columns = make("w:tblGrid", None, make("w:gridCol", {"w": width}))
    return make("w:tbl", None, _properties(width, profile), columns, *rows, foot_row(profile, width))


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
        paragraph(Line(SPACER), styles_of(profile)[SPACER], profile),
    )
    exact = make("w:trHeight", {"val": height, "hRule": "exact"})
    return make("w:tr", None, make("w:trPr", None, flag("w:cantSplit"), exact), cell)


def is_foot_row(row: Element, spacers: Container[str]) -> bool:
    """Return whether a row of an imprint is the bare one; spacers: ids of the style 垫段."""
    styles = [style.get(qualified("w:val")) for style in row.iter(qualified("w:pStyle"))]
    return bool(styles) and all(style in spacers for style in styles)


def _properties(width: int, profile: Profile) -> Element:
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


def _row(line: Line, is_last: bool, width: int, profile: Profile) -> Element:  # noqa: FBT001 - the last row ends the table
    if line.style not in IMPRINT_STYLES:  # a tag that decides about a whole row
        line = Line(IMPRINT_STYLES[0], line.text.replace("{%p", "{%tr", 1))
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
