"""Where the ink of a row or of a drawn line begins and ends, in mm from the upper left of the sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kit.lint.rendering.pages import DOT, is_dark, longest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kit.lint.rendering.pages import Flags, Ink, Row

_ONE_RULE = 3  # mm: two lines as near as this are one double rule


class Band(NamedTuple):
    """A horizontal line as it was printed."""

    top: float
    bottom: float
    left: float
    right: float

    @property
    def weight(self) -> float:
        """Return how thick it is."""
        return self.bottom - self.top


def bands(flags: Flags, least: float) -> list[Band]:
    """Return every horizontal line at least so many mm long, from top to bottom."""
    found: list[Band] = []
    for row in np.flatnonzero(flags.sum(axis=1) * DOT >= least):
        left, right = longest(np.flatnonzero(flags[row]))
        if (right - left) * DOT < least:
            continue
        top, band = float(row) * DOT, found[-1] if found else None
        if band is not None and top - band.bottom < DOT / 2:
            found[-1] = band._replace(bottom=top + DOT)
        else:
            found.append(Band(top, top + DOT, float(left) * DOT, float(right) * DOT))
    return found


def grouped(lines: Sequence[Band]) -> list[tuple[Band, ...]]:
    """Return lines that are so near to each other that they are one rule."""
    groups: list[tuple[Band, ...]] = []
    for line in lines:
        if groups and line.top - groups[-1][-1].bottom <= _ONE_RULE:
            groups[-1] = (*groups[-1], line)
        else:
            groups.append((line,))
    return groups


def ink_of(ink: Ink, row: Row) -> tuple[float, float]:
    """Return where the ink of a row begins and ends, its box where it has none."""
    top, bottom, left, right = (round(one / DOT) for one in (row.top, row.bottom, row.left, row.right))
    inked = np.flatnonzero(is_dark(ink)[max(top, 0) : bottom, max(left, 0) : right].any(axis=1))
    if not len(inked):
        return row.top, row.bottom
    return row.top + float(inked[0]) * DOT, row.top + float(inked[-1] + 1) * DOT
