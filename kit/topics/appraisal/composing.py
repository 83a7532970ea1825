"""Composites (综合得分, 综合好评率) of many units at once, and the pools of groups of voters behind them.

The same values as `results.weighted` gives one by one and exact, to about 12 digits: what is printed comes
from there; this says what other ballots would have given.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

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
    is_counted: bool = False  # whether its counts by group are printed, so that no exchange may move them


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


def felt(law: Law, bodies: Bodies, body: Bodies, minimum: int) -> Truths:
    """Return of which units an exchange of answers with a small group could move what is printed of the body.

    Whatever the unit's own counts leave open comes about by fewer than `minimum` exchanges of two voters.
    Each moves the mean of two pools by no more than the span of points ÷ the pool's answers, and their
    approval by no more than 100 ÷ the pool's base; both taken as if those answers had just been lost.
    """
    made, sizes = composites(law, body), bodies.votes[:, 0].sum(axis=2)
    span = float(np.ptp(law.worth[law.scored])) if law.scored.any() else 0.0
    room = np.minimum(made.values[0] - body.low[0], body.high[0] - made.values[0]) - MARGIN
    answers, base = made.answered[0].min(axis=0) - minimum, made.base[0] - minimum
    with np.errstate(divide="ignore", invalid="ignore"):
        by_pool = np.stack(
            [
                np.where(answers > 0, span * made.weight[0, SCORE] / answers, np.inf),
                np.where(base > 0, 100 * made.weight[0, APPROVAL] / base, np.inf),
            ]
        )
    each = np.where(sizes[:, None, :] > 0, by_pool[:, body.pools[0]], 0)  # unit × 2 × group
    most = (minimum - 1) * np.sort(each, axis=2)[:, :, -2:].sum(axis=2)
    far: Truths = (most >= room) & np.isfinite(body.low[0])
    return np.array(far.any(axis=1), dtype=np.bool_)
