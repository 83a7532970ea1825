"""An attacker who knows everything that is public and tries every set of ballots that fits (trust.md 1).

Nothing of the gate is used here: ballots are tables of votes, composites are worked out from them by hand.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import product

Votes = tuple[tuple[int, ...], ...]  # of one item: group × answer, grades best first, then 弃权, then 无效
Ballots = tuple[Votes, ...]  # item by item
Cell = tuple[frozenset[int], int, int]  # groups, item, answer


@dataclass(frozen=True)
class Counting:
    """How composites come about: points by grade, how many grades approve, the base of approval."""

    points: tuple[int, ...]
    positive: int
    base: str  # valid or answered

    def score(self, votes: Sequence[Sequence[int]]) -> Fraction | None:
        """Return the mean of the items' mean points; votes: item × answer."""
        means = []
        for item in votes:
            answered = item[: len(self.points)]
            if sum(answered):
                means.append(
                    Fraction(sum(n * p for n, p in zip(answered, self.points, strict=True)), sum(answered))
                )
        return sum(means, Fraction(0)) / len(means) if means else None

    def approval(self, votes: Sequence[Sequence[int]]) -> Fraction | None:
        """Return the approving answers per hundred of the base."""
        whole = sum(sum(item if self.base == "valid" else item[: len(self.points)]) for item in votes)
        return Fraction(100 * sum(sum(item[: self.positive]) for item in votes), whole) if whole else None

    def printed(self, ballots: Ballots, pools: Sequence[Sequence[int]], weights: Sequence[int]) -> list[str]:
        """Return both composites as a paper prints them; — where a pool has none."""
        return [shown(self.weighted(value, ballots, pools, weights)) for value in (self.score, self.approval)]

    def weighted(
        self,
        value: Callable[[Sequence[Sequence[int]]], Fraction | None],
        ballots: Ballots,
        pools: Sequence[Sequence[int]],
        weights: Sequence[int],
    ) -> Fraction | None:
        """Return Σ weight × the pool's own value ÷ Σ weight; None if a pool that weighs has none."""
        whole, found = Fraction(0), []
        for pool in pools:
            votes = [tuple(map(sum, zip(*(item[g] for g in pool), strict=True))) for item in ballots]
            weight = sum(weights[group] for group in pool)
            own = value(votes)
            if own is None and weight:
                return None
            whole += weight
            found.append((own or 0) * weight)
        return sum(found, Fraction(0)) / whole if whole else None


def shown(value: Fraction | None) -> str:
    """Return a value to one decimal, a half going up."""
    if value is None:
        return "—"
    tenths = (value * 20 + 1) // 2
    return f"{tenths // 10}.{tenths % 10}"


@cache
def fillings(sizes: tuple[int, ...], totals: tuple[int, ...]) -> tuple[Votes, ...]:
    """Return every table of groups of these sizes whose answers come to these totals."""
    if not sizes:
        return ((),) if not any(totals) else ()
    return tuple(
        (row, *rest)
        for row in _rows(sizes[0], totals)
        for rest in fillings(sizes[1:], tuple(t - r for t, r in zip(totals, row, strict=True)))
    )


@cache
def _rows(size: int, most: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
    if not most:
        return ((),) if not size else ()
    return tuple(
        (first, *rest) for first in range(min(size, most[0]) + 1) for rest in _rows(size - first, most[1:])
    )


def sizes_of(ballots: Ballots) -> tuple[int, ...]:
    return tuple(map(sum, ballots[0]))


def totals_of(ballots: Ballots) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(map(sum, zip(*item, strict=True))) for item in ballots)


def worlds(ballots: Ballots) -> Iterator[Ballots]:
    """Yield all ballots of the same sizes and the same counts of the unit: what its own papers leave open."""
    sizes = sizes_of(ballots)
    yield from product(*(fillings(sizes, totals) for totals in totals_of(ballots)))


def small_sets(sizes: Sequence[int], minimum: int) -> list[frozenset[int]]:
    """Return groups, alone or together, with ballots below the minimum, that are not the whole unit."""
    filled = [group for group, size in enumerate(sizes) if size]
    sets = [
        frozenset(g for at, g in enumerate(filled) if bits >> at & 1)
        for bits in range(1, 2 ** len(filled) - 1)
    ]
    return [each for each in sets if sum(sizes[g] for g in each) < minimum]


def left(
    found: Iterator[Ballots] | Sequence[Ballots], sets: Sequence[frozenset[int]]
) -> dict[Cell, set[int]]:
    """Return which numbers each cell of these sets takes in these worlds."""
    numbers: dict[Cell, set[int]] = {}
    for ballots in found:
        for groups in sets:
            for number, item in enumerate(ballots):
                for answer in range(len(item[0])):
                    cell = (groups, number, answer)
                    numbers.setdefault(cell, set()).add(sum(item[group][answer] for group in groups))
    return numbers


def narrowed(before: Mapping[Cell, set[int]], after: Mapping[Cell, set[int]]) -> dict[Cell, int]:
    """Return the cells that have fewer numbers left than before, each with how many."""
    return {cell: len(after[cell]) for cell, numbers in before.items() if after[cell] < numbers}


Sums = Mapping[frozenset[object], int]  # what is known: how much these unknown numbers come to together


def bounds(sums: Sums, most: Mapping[object, int]) -> dict[object, tuple[int, int]]:
    """Return between which numbers each unknown lies, by these sums and what follows from one less another.

    most: the largest each can be. Repeats until nothing more follows.
    """
    known = dict(sums)
    for one, total in sums.items():
        known |= {one - other: total - part for other, part in sums.items() if other < one}
    found = {cell: (0, top) for cell, top in most.items()}
    moving = True
    while moving:
        before = dict(found)
        for cells, total in known.items():
            low, high = (sum(found[cell][end] for cell in cells) for end in (0, 1))
            for cell in cells:
                own_low, own_high = found[cell]
                least, top = total - (high - own_high), total - (low - own_low)
                found[cell] = max(own_low, least), min(own_high, top)
        moving = before != found
    return found
