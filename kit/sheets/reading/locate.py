"""Where a column stands in a sheet, by the kit's heading or the clerk's: for marking cells."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kit.sheets.reading.grid import is_blank
from kit.sheets.reading.heading import DEPTHS, SEARCHED_ROWS, bare, labels_of, nearest, plain
from kit.sheets.reading.kinds import all_kinds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kit.nouns.table import SheetKind
    from kit.sheets.reading.grid import Grid


@cache
def _names(column: str) -> frozenset[str]:
    """Return every heading that means a column of that name in any kind."""
    aliases = {
        alias
        for kind in all_kinds()
        for known in kind.columns
        if known.name == column
        for alias in known.aliases
    }
    return frozenset({plain(column)} | {plain(alias) for alias in aliases})


def column_of(grid: Grid, column: str, own: Iterable[SheetKind] = ()) -> int | None:
    """Return the Excel column under that heading: the same words, another name for it, or the nearest.

    own: kinds of the campaign's own, whose other names for columns hold too.
    """
    aliases = {
        alias for kind in own for known in kind.columns if known.name == column for alias in known.aliases
    }
    rows = range(min(SEARCHED_ROWS, len(grid.rows)))
    candidates = [(row, depth) for row in rows for depth in DEPTHS if row + depth <= len(grid.rows)]
    for wanted in (frozenset({plain(column)}), _names(column) | set(map(plain, aliases))):
        for row, depth in candidates:
            for at, ways in enumerate(labels_of(grid, row, depth)):
                if any(plain(way) in wanted or bare(way) in wanted for way in ways):
                    return grid.first_column + at
    return _nearest(grid, column)


def _nearest(grid: Grid, column: str) -> int | None:
    for row in grid.rows[:SEARCHED_ROWS]:
        labels = [str(cell) if isinstance(cell, str) else "" for cell in row]
        if near := nearest(column, labels):
            return grid.first_column + labels.index(near)
    return None


def first_filled(grid: Grid, row: int) -> int:
    """Return the first Excel column that holds anything in a row, the sheet's first if none does."""
    at = row - grid.first_row
    cells = grid.rows[at] if 0 <= at < len(grid.rows) else []
    for number, cell in enumerate(cells, grid.first_column):
        if not is_blank(cell):
            return number
    return grid.first_column
