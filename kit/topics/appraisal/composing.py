"""Composites (综合得分, 综合好评率) of many units at once, and the pools of groups of voters behind them.

The same values as `results.weighted` gives one by one and exact, to about 12 digits: what is printed comes
from there; this says what other ballots would have given.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence


Numbers = NDArray[np.int64]
Reals = NDArray[np.float64]
Truths = NDArray[np.bool_]
MARGIN = 1e-7  # of a point or a per cent; composites are printed to a tenth
SCORE, APPROVAL = 0, 1  # the two composites, in that order wherever both stand


@dataclass(frozen=True, eq=False)
class Law:
    """What an answer is worth, by item and answer: grades best first, then 弃权 and 未填, then 该项无效."""

    worth: Reals  # points
    scored: Truths  # whether it has points
    approving: Truths
    based: Truths  # whether it lies in the base of approval
    standing: bool = False  # whether that base is told (members, returned), whatever was answered

    @property
    def items(self) -> int:
        """Return how many things a ballot asks."""
        return len(self.worth)


@dataclass(frozen=True, eq=False)
class Bodies:
    """Units, or one body of several, whose composites are made alike.

    votes: unit × item × group × answer. bases: unit × group, the told base of one item. pools: unit × group,
    the number of the pool (合并后的票种) that a group is weighed in. weights: unit × pool. low, high:
    unit × 2, between which the exact score and approval lie for the text to be what was printed; infinite
    where none was printed. valued: unit × 2 × pool, which pools have one at all: papers tell, also by
    printing no composite where a pool has none.
    """

    votes: Numbers
    bases: Numbers
    pools: Numbers
    weights: Reals
    low: Reals
    high: Reals
    valued: Truths

    @property
    def is_hollow(self) -> Truths:
        """Return, unit × 2, which composites are not there because a pool that weighs has no value."""
        lacks = (self.weights > 0)[:, None, :] & ~self.valued
        hollow: Truths = np.any(lacks, axis=2) & ~np.isfinite(self.low)
        return hollow

    def of(self, chosen: Numbers) -> Bodies:
        """Return these units."""
        return Bodies(
            self.votes[chosen],
            self.bases[chosen],
            self.pools[chosen],
            self.weights[chosen],
            self.low[chosen],
            self.high[chosen],
            self.valued[chosen],
        )


class Shares(NamedTuple):
    """What composites are made of: by unit, item and pool the scored answers, by unit and pool the base."""

    values: Reals  # unit × 2
    answered: Reals  # unit × item × pool
    asked: Reals  # unit × pool: items that somebody answered
    base: Reals  # unit × pool
    weight: Reals  # unit × 2 × pool: what a pool weighs, of those that have a value
    valued: Truths  # unit × 2 × pool


def composites(law: Law, bodies: Bodies) -> Shares:
    """Return the composites of each unit, and what they are made of; nan where there are none."""
    member = (bodies.pools[:, :, None] == np.arange(bodies.votes.shape[2])).astype(np.float64)
    votes = np.einsum("nigc,ngp->nipc", bodies.votes, member, optimize=True)
    answered = np.einsum("nipc,ic->nip", votes, law.scored.astype(np.float64), optimize=True)
    points = np.einsum("nipc,ic->nip", votes, law.worth * law.scored, optimize=True)
    chosen = np.einsum("nipc,ic->np", votes, law.approving.astype(np.float64), optimize=True)
    if law.standing:
        base = np.einsum("ng,ngp->np", bodies.bases * law.items, member)
    else:
        base = np.einsum("nipc,ic->np", votes, law.based.astype(np.float64), optimize=True)
    asked = (answered > 0).sum(axis=1).astype(np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        means = np.where(answered > 0, points / answered, 0).sum(axis=1) / asked
        rates = 100 * chosen / base
    known = np.stack([asked > 0, base > 0], axis=1)
    weight = bodies.weights[:, None, :] * known
    whole = weight.sum(axis=2, keepdims=True)
    with np.errstate(invalid="ignore", divide="ignore"):
        weight = weight / whole
        values = (np.where(known, np.stack([means, rates], axis=1), 0) * weight).sum(axis=2)
    return Shares(values, answered, asked, base, weight, known)


@dataclass(frozen=True, eq=False)
class Whole:
    """The body of all units: its composites, which move with one unit's ballots while all others stand."""

    body: Bodies  # one, with the votes of all
    is_felt: Truths  # by unit: whether other ballots of it could move what is printed of the body
    mirrors: Numbers  # as `mirrors_of` gives them


def mirrors_of(bodies: Bodies) -> Numbers:
    """Return in how many units a voter of one group gave one answer and one of another group another.

    item × group × other group × answer × other answer; only units that weigh both groups in one pool.
    There both may change their answers, and no paper would show it but that of the body.
    """
    there = bodies.votes > 0
    items, groups, answers = bodies.votes.shape[1:]
    found = np.zeros((items, groups, groups, answers, answers), dtype=np.int64)
    for one in range(groups):
        for other in range(groups):
            if one != other:
                alike = bodies.pools[:, one] == bodies.pools[:, other]
                given, taken = there[alike, :, one].astype(np.int64), there[alike, :, other].astype(np.int64)
                found[:, one, other] = np.einsum("nia,nib->iab", given, taken)
    return found


def felt(law: Law, bodies: Bodies, body: Bodies) -> Truths:
    """Return which units' ballots, whatever they were, could move what is printed of the body.

    A group's n ballots move the mean of its pool by no more than n × the span of points ÷ (the pool's answers
    less n), and its approval by no more than n × 100 ÷ (the pool's base less what n ballots add to it).
    """
    made = composites(law, body)
    sizes = bodies.votes[:, 0].sum(axis=2)  # unit × group
    span = float(law.worth[law.scored].max() - law.worth[law.scored].min()) if law.scored.any() else 0.0
    room = np.minimum(made.values[0] - body.low[0], body.high[0] - made.values[0]) - MARGIN
    most = np.zeros((len(sizes), 2))
    for pool in np.unique(body.pools[0]):
        own = sizes[:, body.pools[0] == pool].sum(axis=1)
        answers, base = made.answered[0, :, pool].min(), made.base[0, pool]
        with np.errstate(divide="ignore", invalid="ignore"):
            most[:, SCORE] += made.weight[0, SCORE, pool] * np.where(
                answers > own, own * span / (answers - own), np.inf
            )
            most[:, APPROVAL] += made.weight[0, APPROVAL, pool] * np.where(
                base > own * law.items, own * law.items * 100 / (base - own * law.items), np.inf
            )
    far: Truths = (np.nan_to_num(most, nan=0.0, posinf=np.inf) >= room) & np.isfinite(body.low[0])
    return np.array(far.any(axis=1), dtype=np.bool_)


def large_pools(sizes: Sequence[int], minimum: int) -> tuple[tuple[int, ...], ...]:
    """Return groups, by number, put together so that none has ballots below the minimum (figures.md T11).

    The smallest goes to the smaller of its neighbours, the earlier where both are alike.

    >>> large_pools((12, 15, 3), 5), large_pools((3, 12, 15), 5), large_pools((2, 2, 0), 5)
    (((0,), (1, 2)), ((0, 1), (2,)), ((0, 1), (2,)))
    """
    pools: list[tuple[int, ...]] = [(number,) for number in range(len(sizes))]

    def ballots(pool: tuple[int, ...]) -> int:
        return sum(sizes[number] for number in pool)

    while True:
        small = [pool for pool in pools if 0 < ballots(pool) < minimum]
        if not small or len([pool for pool in pools if ballots(pool)]) == 1:
            return tuple(pools)
        pools = joined_with_neighbour(pools, min(small, key=ballots), sizes)


def joined_with_neighbour(
    pools: Sequence[tuple[int, ...]], one: tuple[int, ...], sizes: Sequence[int]
) -> list[tuple[int, ...]]:
    """Return the pools with one of them put together with the smaller of its neighbours that have ballots."""
    told = [pool for pool in pools if any(sizes[number] for number in pool)]
    at = told.index(one)
    beside = [told[other] for other in (at - 1, at + 1) if 0 <= other < len(told)]
    chosen = min(beside, key=lambda pool: sum(sizes[number] for number in pool))
    both = tuple(sorted((*one, *chosen)))
    return sorted((*(pool for pool in pools if pool not in (one, chosen)), both))
