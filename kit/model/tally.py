"""Counted ballots (票): of one unit, one group of voters, or several added up (figures.md 2.2).

What nobody told is unknown, and so is every sum that it goes into: never nought.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from fractions import Fraction


Part = Literal["counts", "silent", "spoilt"]  # of an item: its grades, 弃权 and 未填, 该项无效
NOTHING_UNTOLD: frozenset[Part] = frozenset()


@dataclass(frozen=True)
class ItemTally:
    """The answers to one item; their sum is the number of valid ballots."""

    counts: tuple[int, ...]  # per grade, best first
    abstained: int = 0  # 弃权
    blank: int = 0  # 未填, and what totals do not tell apart
    spoilt: int = 0  # 多选 and what cannot be read
    marks: tuple[Fraction, ...] = ()  # what was given, where ballots hold marks
    untold: frozenset[Part] = NOTHING_UNTOLD  # what totals left open

    @property
    def answered(self) -> int:
        """Return how many ballots chose a grade."""
        return sum(self.counts)

    @property
    def valid(self) -> int:
        """Return how many valid ballots this item stands on."""
        return self.answered + self.abstained + self.blank + self.spoilt

    @property
    def is_known(self) -> bool:
        """Return whether it is known how many chose each grade."""
        return "counts" not in self.untold

    def __add__(self, other: ItemTally) -> ItemTally:
        """Return both added up."""
        return ItemTally(
            tuple(a + b for a, b in zip(self.counts, other.counts, strict=True)),
            self.abstained + other.abstained,
            self.blank + other.blank,
            self.spoilt + other.spoilt,
            self.marks + other.marks,
            self.untold | other.untold,
        )


@dataclass(frozen=True)
class Turnout:
    """How many were expected, came and got a ballot; None where no roster says."""

    expected: int | None = None  # 应参评
    present: int | None = None  # 实到
    issued: int | None = None  # 发票数

    def __add__(self, other: Turnout) -> Turnout:
        """Return both added up; what one does not know, the sum does not know."""
        return Turnout(
            _sum(self.expected, other.expected),
            _sum(self.present, other.present),
            _sum(self.issued, other.issued),
        )


@dataclass(frozen=True)
class Tally:
    """Ballots of one unit and one group: valid = returned − void."""

    returned: int
    void: int
    items: tuple[ItemTally, ...]
    turnout: Turnout = field(default_factory=Turnout)
    void_told: bool = True  # whether anybody said how many are void; else none is taken to be

    @property
    def valid(self) -> int:
        """Return the valid ballots."""
        return self.returned - self.void

    def __add__(self, other: Tally) -> Tally:
        """Return both added up."""
        return Tally(
            self.returned + other.returned,
            self.void + other.void,
            tuple(a + b for a, b in zip(self.items, other.items, strict=True)),
            self.turnout + other.turnout,
            self.void_told and other.void_told,
        )


def _sum(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other
