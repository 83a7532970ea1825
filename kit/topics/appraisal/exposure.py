"""What printed composites give away of a small group's answers: the arithmetic of the disclosure gate.

Whoever reads a paper is taken to know the sizes of all groups of voters (票种), what the unit prints of its
own (each item's votes), every other unit's ballots, and how figures are rounded. A cell, how many of a small
group gave one answer to one item, is safe where each number that the unit's own counts leave open still fits
everything printed. That is shown by a witness: other ballots that would have been printed word for word
alike. What has no witness counts as exposed, so a fault of the search holds back too much, never too little.

Floating point decides nothing: a witness must lie inside the rounding by MARGIN, far more than its error.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kit.topics.appraisal.composing import APPROVAL, MARGIN, SCORE, composites

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.topics.appraisal.composing import Bodies, Law, Numbers, Reals, Truths, Whole


TRIES, STEPS, CHUNK = 3, 16, 4_000


class Exposed(NamedTuple):
    """A cell that has too few numbers left: of which unit and groups (a bit each), item and answer."""

    unit: int
    groups: int
    item: int
    answer: int
    left: int  # how many numbers were shown to be possible: 1 is determined
    open: int  # how many the unit's own counts leave open


def exposed(law: Law, bodies: Bodies, minimum: int, whole: Whole | None = None) -> Iterator[Exposed]:
    """Yield the cells of groups, alone or together, below the minimum that printed composites narrow."""
    groups = bodies.votes.shape[2]
    sizes = bodies.votes[:, 0].sum(axis=2)
    atoms = _atoms(bodies, whole)
    for bits in range(1, 2**groups - 1):
        inside = np.array([bool(bits >> group & 1) for group in range(groups)])
        size = sizes[:, inside].sum(axis=1)
        units = np.flatnonzero((size > 0) & (size < minimum) & (size < sizes.sum(axis=1)))
        units = units[np.all(sizes[units][:, inside] > 0, axis=1)]  # an empty group adds nothing
        if units.size:
            yield from _cells(law, bodies, whole, _Cells(units, inside, bits, atoms))


@dataclass(frozen=True, eq=False)
class _Cells:
    units: Numbers
    inside: Truths  # by group
    bits: int
    atoms: Numbers  # unit × group: groups that no printed figure tells apart have one number


def _atoms(bodies: Bodies, whole: Whole | None) -> Numbers:
    """Return which groups no composite tells apart; of units whose composites are not printed, all."""
    printed = np.any(np.isfinite(bodies.low) | bodies.is_hollow, axis=1)
    own: Numbers = bodies.pools * printed[:, None]
    if whole is None:
        return own
    both: Numbers = own * bodies.votes.shape[2] + whole.body.pools * whole.is_felt[:, None]
    return both


def _cells(law: Law, bodies: Bodies, whole: Whole | None, cells: _Cells) -> Iterator[Exposed]:
    """Yield the exposed cells of one set of groups."""
    votes = bodies.votes[cells.units]
    lows, highs = _range(votes, cells.inside, np.zeros_like(cells.atoms[cells.units]))
    sure_lows, sure_highs = _range(votes, cells.inside, cells.atoms[cells.units])
    open_, left = highs - lows + 1, sure_highs - sure_lows + 1
    rows = []
    for value in range(int(highs.max()) + 1):
        missing = (value >= lows) & (value <= highs) & ~((value >= sure_lows) & (value <= sure_highs))
        unit, item, answer = np.nonzero(missing)
        rows.append(np.stack([unit, item, answer, np.full_like(unit, value)]))
    found = np.concatenate(rows, axis=1)
    for start in range(0, found.shape[1], CHUNK):
        unit, item, answer, value = found[:, start : start + CHUNK]
        row = _Rows(cells.units[unit], item, answer, value, cells.inside)
        reached = _reached(law, bodies, whole, row)
        np.add.at(left, (unit[reached], item[reached], answer[reached]), 1)
    for at in np.argwhere(left < open_).tolist():
        cell = (at[0], at[1], at[2])
        yield Exposed(int(cells.units[at[0]]), cells.bits, at[1], at[2], int(left[cell]), int(open_[cell]))


def _range(votes: Numbers, inside: Truths, atoms: Numbers) -> tuple[Numbers, Numbers]:
    """Return the least and most of each cell, once it is known how each atom as a whole answered."""
    low = np.zeros((votes.shape[0], votes.shape[1], votes.shape[3]), dtype=np.int64)
    high = low.copy()
    sizes = votes[:, 0].sum(axis=2)
    for atom in np.unique(atoms):
        member = atoms == atom
        chosen = np.einsum("nigc,ng->nic", votes, member)
        all_of = (sizes * member).sum(axis=1)[:, None, None]
        own = (sizes * (member & inside)).sum(axis=1)[:, None, None]
        low += np.maximum(0, own - (all_of - chosen))
        high += np.minimum(own, chosen)
    return low, high


@dataclass(frozen=True, eq=False)
class _Rows:
    """Cells that shall come to a value, each with the unit it is a cell of."""

    unit: Numbers
    item: Numbers
    answer: Numbers
    value: Numbers
    inside: Truths

    def of(self, chosen: Numbers) -> _Rows:
        return _Rows(
            self.unit[chosen], self.item[chosen], self.answer[chosen], self.value[chosen], self.inside
        )


def _reached(law: Law, bodies: Bodies, whole: Whole | None, rows: _Rows) -> Truths:
    """Return which rows have a witness: ballots with that value that would have been printed alike."""
    chance = np.random.default_rng(2009)  # the same search every time
    done = _mirrored(bodies, whole, rows)
    for attempt in range(0 if whole is not None and whole.is_counted else TRIES):
        left = np.flatnonzero(~done)
        if not left.size:
            break
        own = rows.of(left)
        start = bodies.of(own.unit)
        votes = _forced(law, start, own, chance if attempt else None)
        done[left] = _mended(law, replace(start, votes=votes), bodies, whole, own, chance)
    return done


def _mirrored(bodies: Bodies, whole: Whole | None, rows: _Rows) -> Truths:
    """Return which rows are reached by exchanges within a pool that other units undo for the body.

    d voters of one of the row's groups change answers with d others of their pool, whatever these gave; in d
    other units one pair each changes them back, in the same groups: no figure of any paper moves at all.
    An answer is exchanged only if d units have such a pair, so that each can have one of its own.
    """
    done = np.zeros(rows.unit.size, dtype=np.bool_)
    if whole is None:
        return done
    each = np.arange(rows.unit.size)
    here = bodies.votes[rows.unit, rows.item]
    lacks = rows.value - (here[each, :, rows.answer] * rows.inside).sum(axis=1)
    need, pools, gains = np.abs(lacks), bodies.pools[rows.unit], lacks > 0
    for one in np.flatnonzero(rows.inside).tolist():
        for other in np.flatnonzero(~rows.inside).tolist():
            room = np.zeros_like(need)
            for answer in range(here.shape[2]):
                up = np.where(gains, answer, rows.answer)  # what the first gives up
                down = np.where(gains, rows.answer, answer)  # what the other gives for it
                back = whole.mirrors[rows.item, one, other, down, up]
                back = back - ((here[each, one, down] > 0) & (here[each, other, up] > 0))
                has = np.where(gains, here[each, one, answer], here[each, other, answer])
                room += np.where((back >= need) & (answer != rows.answer), has, 0)
            asked = np.where(gains, here[each, other, rows.answer], here[each, one, rows.answer])
            done |= (pools[:, one] == pools[:, other]) & (room >= need) & (asked >= need)
    return done


def _forced(law: Law, start: Bodies, rows: _Rows, chance: np.random.Generator | None) -> Numbers:
    """Return votes in which each row's cell has its value: answers change hands with those outside."""
    votes, inside = start.votes.copy(), rows.inside
    each, groups = np.arange(rows.unit.size), votes.shape[2]
    apart = start.pools[:, :, None] != start.pools[:, None, :]
    while True:
        here = votes[each, rows.item]  # row × group × answer
        asked = here[each, :, rows.answer]  # row × group
        lacks = rows.value - (asked * inside).sum(axis=1)
        busy = np.flatnonzero(lacks)
        if not busy.size:
            return votes
        up = (lacks > 0)[busy, None, None, None]
        gives = np.where(up, (asked > 0)[busy][:, None, :, None], (asked > 0)[busy][:, :, None, None])
        other = here[busy] > 0
        takes = np.where(up, other[:, :, None, :], other[:, None, :, :])
        fits = gives & takes & inside[None, :, None, None] & ~inside[None, None, :, None]
        worth = law.worth[rows.item[busy]]
        cost = np.abs(worth - worth[np.arange(busy.size), rows.answer[busy]][:, None])[:, None, None, :]
        cost = cost + 1000.0 * apart[busy][..., None] + np.zeros_like(fits, dtype=np.float64)
        if chance is not None:
            cost = chance.random(cost.shape)
        cost = np.where(fits, cost, np.inf)
        np.put_along_axis(cost, rows.answer[busy][:, None, None, None], np.inf, axis=3)
        best = cost.reshape(busy.size, -1).argmin(axis=1)
        taker, giver, answer = np.unravel_index(best, (groups, groups, votes.shape[3]))
        sign = np.sign(lacks[busy])
        for group, step in ((taker, sign), (giver, -sign)):
            np.add.at(votes, (busy, rows.item[busy], group, rows.answer[busy]), step)
            np.add.at(votes, (busy, rows.item[busy], group, answer), -step)


@dataclass(frozen=True, eq=False)
class _Swaps:
    """All ways in which two voters of two groups change their answers to one item, both with points."""

    item: Numbers
    one: Numbers
    other: Numbers
    gives: Numbers  # what the first gives up for what the second had
    takes: Numbers


def _swaps(law: Law, groups: int) -> _Swaps:
    found = [
        (item, one, other, gives, takes)
        for item in range(law.items)
        for one in range(groups)
        for other in range(one + 1, groups)
        for gives in np.flatnonzero(law.scored[item]).tolist()
        for takes in np.flatnonzero(law.scored[item]).tolist()
        if gives != takes
    ]
    return _Swaps(*np.array(found, dtype=np.int64).reshape(-1, 5).T)


def _mended(
    law: Law, tried: Bodies, bodies: Bodies, whole: Whole | None, rows: _Rows, chance: np.random.Generator
) -> Truths:
    """Return which rows were brought back to what is printed, swap after swap, best first."""
    swaps = _swaps(law, tried.votes.shape[2])
    done = np.zeros(rows.unit.size, dtype=np.bool_)
    at = np.arange(rows.unit.size)
    for step in range(STEPS + 1):
        now = tried.of(at)
        gap, slope = _distance(law, now, bodies, whole, rows.of(at), swaps)
        fits = np.abs(gap).sum(axis=1) == 0
        done[at[fits]] = True
        at, gap, slope = at[~fits], gap[~fits], slope[~fits]
        if not at.size or not swaps.item.size or step == STEPS:
            break
        after = np.abs(gap[:, :, None] + slope).sum(axis=1)
        after += chance.random(after.shape) * 1e-6
        after[~_possible(tried.of(at), rows.of(at), swaps)] = np.inf
        best = after.argmin(axis=1)
        better = after[np.arange(at.size), best] < np.abs(gap).sum(axis=1)
        at, best = at[better], best[better]
        _swap(tried.votes, at, swaps, best)
    return done


def _swap(votes: Numbers, at: Numbers, swaps: _Swaps, chosen: Numbers) -> None:
    item, gives, takes = swaps.item[chosen], swaps.gives[chosen], swaps.takes[chosen]
    for group, step in ((swaps.one[chosen], 1), (swaps.other[chosen], -1)):
        np.add.at(votes, (at, item, group, gives), -step)
        np.add.at(votes, (at, item, group, takes), step)


def _possible(now: Bodies, rows: _Rows, swaps: _Swaps) -> Truths:
    """Return which swaps have both answers to give and leave the row's own cell as it is."""
    there = now.votes > 0
    fits: Truths = (
        there[:, swaps.item, swaps.one, swaps.gives] & there[:, swaps.item, swaps.other, swaps.takes]
    )
    across = rows.inside[swaps.one] != rows.inside[swaps.other]
    touched = (swaps.gives == rows.answer[:, None]) | (swaps.takes == rows.answer[:, None])
    stays: Truths = fits & ~(across & touched & (swaps.item == rows.item[:, None]))
    return stays


def _distance(
    law: Law, now: Bodies, bodies: Bodies, whole: Whole | None, rows: _Rows, swaps: _Swaps
) -> tuple[Reals, Reals]:
    """Return how far each printed composite is from its rounding, and how much each swap moves it."""
    parts = [_of_one(law, now, swaps)]
    if whole is not None and whole.is_felt.any():
        moved = now.votes - bodies.votes[rows.unit]
        n = rows.unit.size
        body = replace(whole.body.of(np.zeros(n, dtype=np.int64)), votes=whole.body.votes + moved)
        parts.append(_of_one(law, body, swaps))
    return (
        np.concatenate([gap for gap, _ in parts], axis=1),
        np.concatenate([slope for _, slope in parts], axis=1),
    )


def _of_one(law: Law, now: Bodies, swaps: _Swaps) -> tuple[Reals, Reals]:
    made = composites(law, now)
    low, high = now.low + MARGIN, now.high - MARGIN
    gap = np.where(made.values < low, made.values - low, 0) + np.where(
        made.values > high, made.values - high, 0
    )
    other_pools = ((made.valued != now.valued) & (now.weights > 0)[:, None, :]).any(axis=2)
    told_apart = other_pools | np.isnan(made.values) | (low > high)
    gap = np.where(told_apart & np.isfinite(now.low), np.inf, np.nan_to_num(gap))
    lacking = ((now.weights > 0)[:, None, :] & ~made.valued).any(axis=2)
    gap = np.where(now.is_hollow & ~lacking, np.inf, gap)
    each = np.arange(now.votes.shape[0])[:, None]
    with np.errstate(invalid="ignore", divide="ignore"):
        points = made.weight[:, SCORE, None, :] / (made.answered * made.asked[:, None, :])
        rates = 100 * made.weight[:, APPROVAL] / made.base
    points, rates = np.nan_to_num(points, posinf=0), np.nan_to_num(rates, posinf=0)
    one, other = now.pools[:, swaps.one], now.pools[:, swaps.other]
    gain = law.worth[swaps.item, swaps.takes] - law.worth[swaps.item, swaps.gives]
    approves = law.approving.astype(np.float64)
    good = approves[swaps.item, swaps.takes] - approves[swaps.item, swaps.gives]
    slopes = np.stack(
        [
            gain * (points[each, swaps.item, one] - points[each, swaps.item, other]),
            good * (rates[each, one] - rates[each, other]),
        ],
        axis=1,
    )
    printed = np.isfinite(now.low)[:, :, None]
    return gap, np.where(printed, slopes, 0)
