"""The kit's own sheets among the files: examples of its blanks, and sheets that hold no opinions."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from kit.model.fact import Place
from kit.sheets.headings import Headings
from kit.sheets.recognising import recognise
from kit.sheets.tables import EXAMPLE
from kit.topics.kinds import kinds_of

if TYPE_CHECKING:
    from kit.model.campaign import Campaign
    from kit.model.table import SheetKind
    from kit.opinions.importing.reading.inquiry import Inquiry
    from kit.sheets.grid import Grid, RawCell


OF_OPINIONS = frozenset({"opinions", "web_messages"})  # kinds that hold opinions as they were given
LEAST_COLUMNS = 3
NUMBERED_EXAMPLE = re.compile(rf"[\W_]*{EXAMPLE}[\W\dA-Za-z]*")  # 示例1 （示例）, and not 示例太少


def without_examples(grid: Grid, inquiry: Inquiry) -> Grid:
    """Return the grid with its example rows blank: they show how, and nobody gave them."""
    found = [at for at, row in enumerate(grid.rows) if any(map(_is_example, row))]
    for at in found:
        inquiry.note(
            "info",
            Place(grid.file, grid.sheet or None, grid.first_row + at),
            "是空白表上的示例，没有登记",
            "不用改",
            "opinions.example",
        )
    if not found:
        return grid
    blank: list[RawCell] = [""] * grid.width
    return replace(grid, rows=[blank if at in found else row for at, row in enumerate(grid.rows)])


def _is_example(cell: RawCell) -> bool:
    if not isinstance(cell, str) or EXAMPLE not in cell:
        return False
    return bool(NUMBERED_EXAMPLE.fullmatch(unicodedata.normalize("NFKC", cell)))


def other_kind(grid: Grid, campaign: Campaign) -> SheetKind | None:
    """Return the kind of sheet that this is for sure, if that kind is no list of given opinions.

    Two headings are too few to tell: a list of opinions by unit has the 单位 and 意见 of a ballot.
    """
    match = recognise(grid, Headings(kinds_of(campaign), campaign), campaign).match
    if match is None or match.kind.id in OF_OPINIONS or match.found < LEAST_COLUMNS:
        return None
    return match.kind


def refuse_other_kind(place: Place, kind: SheetKind, shape: str, inquiry: Inquiry) -> None:
    """Say that a sheet was not taken, why, where it belongs, and how to have it read all the same."""
    inquiry.note(
        "error",
        place,
        f"认出是“{kind.name}”（一行是{kind.row}），不是收来的意见，没有登记",
        f'请把它放进 inbox，由 kit check 读；里面确有意见原文，就加 --answer "{place}：识别={shape}" 再导入',
        "opinions.other_kind",
    )
