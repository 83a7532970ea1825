"""Small cells that nobody may read off a table, nor work out from its sums (trust.md, 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Cell = tuple[int, int]


def hidden_cells(counts: Sequence[Sequence[int]], least: int) -> frozenset[Cell]:
    """Return the cells (row, column) that are not shown where the sums of rows and columns are known.

    Those below `least`; and so many of the smallest others that what is hidden in a row or a column is two
    cells or more that come to `least` or more, else the sum would tell them. A line all hidden stays so.

    >>> sorted(hidden_cells([[3, 9, 20], [8, 9, 20]], 5))
    [(0, 0), (0, 1), (1, 0), (1, 1)]
    """
    hidden = {
        (row, at) for row, cells in enumerate(counts) for at, count in enumerate(cells) if count < least
    }
    lines = list(_lines(counts))
    while spare := [cell for line in lines if (cell := _next(line, hidden, counts, least)) is not None]:
        hidden.add(min(spare, key=lambda cell: (counts[cell[0]][cell[1]], cell)))
    return frozenset(hidden)


def _lines(counts: Sequence[Sequence[int]]) -> Iterator[list[Cell]]:
    for row, cells in enumerate(counts):
        yield [(row, at) for at in range(len(cells))]
    for at in range(len(counts[0]) if len(counts) > 1 else 0):
        yield [(row, at) for row in range(len(counts))]


def _next(
    line: Sequence[Cell], hidden: set[Cell], counts: Sequence[Sequence[int]], least: int
) -> Cell | None:
    """Return the smallest shown cell of a line that gives its hidden ones away; None where none does."""
    gone = [counts[row][at] for row, at in line if (row, at) in hidden]
    shown = [cell for cell in line if cell not in hidden]
    if not gone or not shown or (len(gone) > 1 and sum(gone) >= least):
        return None
    return min(shown, key=lambda cell: (counts[cell[0]][cell[1]], cell))
