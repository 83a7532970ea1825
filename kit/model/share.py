"""A share (占比) as a sheet writes it: 90.68%, 0.9068, 90.68 and 九成 are four notations."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

WHOLE = 100


@dataclass(frozen=True)
class Share:
    """A share in per cent; one typed without a sign is not settled: 0.5 may be half, or half a per cent."""

    percent: Fraction  # as typed, where it is not settled
    places: int  # decimals of the percentage that were typed: two of 90.68%, none of 91%, minus one of 九成
    is_settled: bool = True

    def as_typed(self) -> Share:
        """Return it as the percentage that was typed: 90.68."""
        return Share(self.percent, self.places)

    def as_part(self) -> Share:
        """Return it as the part of one that was typed: 0.9068."""
        return Share(self.percent * WHOLE, max(self.places - 2, 0))

    @property
    def margin(self) -> Fraction:
        """Return by how much the share before it was rounded may differ, in percentage points."""
        return Fraction(1, 2) / Fraction(10) ** self.places
