"""A pack: the workbook one recipient gets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kit.sheets.writing.workbook import SheetOut

MOST = 200_000  # rows of one workbook; a longer register is written as several


@dataclass(frozen=True)
class Pack:
    """One workbook to be written; restricted: it never lies beside what everybody may see."""

    recipient: str  # who gets it
    name: str  # of the file, without its ending
    what: str  # what is in it, in a few words
    sheets: tuple[SheetOut, ...]
    restricted: bool = False

    @property
    def rows(self) -> int:
        """Return how many rows the first sheet has: what the pack is about."""
        return len(self.sheets[0].rows)


def numbered(rows: Sequence[Sequence[object]]) -> list[tuple[object, ...]]:
    """Return the rows with a running number in front."""
    return [(number, *row) for number, row in enumerate(rows, 1)]
