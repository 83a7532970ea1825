"""Counted ballots (票): of one unit, one group of voters, or several added up (figures.md 2.2).

What nobody told is unknown, and so is every sum that it goes into: never nought.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from fractions import Fraction

    from kit.model.share import Share


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
    shares: tuple[Share, ...] = ()  # per grade, where the sheet gives them instead of counts
    is_derived: bool = False  # whether the counts are the only ones that the shares given allow

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

    @property
    def is_told(self) -> bool:
        """Return whether the counts are known, or at least the shares."""
        return self.is_known or bool(self.shares)

    def __add__(self, other: ItemTally) -> ItemTally:
        """Return both added up; shares of different wholes do not add up."""
        return ItemTally(
            tuple(a + b for a, b in zip(self.counts, other.counts, strict=True)),
            self.abstained + other.abstained,
            self.blank + other.blank,
            self.spoilt + other.spoilt,
            self.marks + other.marks,
            self.untold | other.untold,
            is_derived=self.is_derived or other.is_derived,
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
    returned_told: bool = True  # whether anybody said how many came back
    valid_told: bool = True  # whether anybody said how many are valid, or it follows

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
            self.returned_told and other.returned_told,
            self.valid_told and other.valid_told,
        )


def _sum(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other
