"""The disclosure gate (防止看出个人): how groups of voters (票种) are weighed so that nobody is recomputable.

A group with fewer valid ballots than the campaign's minimum enters no composite by itself: it is put
together with its neighbour (small_groups = "pool"), or its unit has no composites ("leave_out"). Then the
gate looks at everything printed as one system (exposure.py): where a small group's answers would still
follow from it, pools grow until they do not. One pool of all is safe: it says no more than the unit's own
counts do. The same ballots always come to the same pools.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from kit.model.evaluation import VoterGroup
from kit.model.fact import text_fact
from kit.text.numbers import mean, round_half_up
from kit.topics.appraisal import results
from kit.topics.appraisal.composing import (
    Bodies,
    Law,
    Whole,
    composites,
    felt,
    joined_with_neighbour,
    large_pools,
    mirrors_of,
)
from kit.topics.appraisal.exposure import exposed
from kit.topics.appraisal.tallying import total

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kit.model.evaluation import Evaluation
    from kit.model.fact import Fact
    from kit.model.tally import ItemTally, Tally
    from kit.topics.appraisal.composing import Numbers


Pools = tuple[tuple[int, ...], ...]  # groups by number
Interval = tuple[float, float]
HALF = Fraction(1, 20)  # composites are printed to a tenth
FEW = 20  # one unit in so many
LEAST_CLASS = 3  # of two units, the mean and one result give away the other


@dataclass(frozen=True, eq=False)
class Weighed:
    """A unit's composites, or the whole body's, as they may go out."""

    evaluation: Evaluation  # with the groups as they are weighed
    by_group: Mapping[str, Tally]
    score: Fraction | None
    approval: Fraction | None
    together: tuple[tuple[str, ...], ...] = ()  # names of groups that are weighed as one
    is_withheld: bool = False

    @cached_property
    def ranges(self) -> tuple[Interval, Interval]:
        """Return between which values score and approval lie, by their printed texts."""
        return _within(rounding(self.score), _band(self.score, self.evaluation)), rounding(self.approval)


@dataclass(frozen=True, eq=False)
class Balloting:
    """One unit's ballots by group, of this round or an earlier one; only what it prints is weighed."""

    id: str
    category: str
    by_group: Mapping[str, Tally]


@dataclass(frozen=True, eq=False)
class Gate:
    """What goes out: each unit's composites by its id, those of its last round, the body's."""

    now: Mapping[str, Weighed]
    then: Mapping[str, Weighed]
    body: Weighed


def gate(published: Sequence[Balloting], before: Mapping[str, Balloting], evaluation: Evaluation) -> Gate:
    """Return how the published units are weighed; before: the last round of those that are compared."""
    weighing = _Weighing(evaluation, law_of(evaluation))
    pools = {one.id: _first_pools(one, evaluation) for one in published}
    body = _body(published, evaluation)
    body_pools = _first_pools(body, evaluation)
    told = [one for one in published if _is_told(one, evaluation)]
    if evaluation.groups and not evaluation.marks and told:
        _coarsen(weighing, told, pools)
        if len(told) == len(published):
            body_pools = _coarsened_body(weighing, told, pools, body, body_pools)
    now = {one.id: weighing.of(one, pools[one.id]) for one in published}
    groups = {group.id for group in evaluation.groups}
    alike = {id_: one for id_, one in before.items() if id_ in pools and groups <= one.by_group.keys()}
    then = {id_: _weighed(one, pools[id_], evaluation) for id_, one in alike.items()}
    hidden = _exposed_before(weighing.law, alike, then, pools, evaluation)
    then = {id_: one for id_, one in then.items() if id_ not in hidden}
    return Gate(now, then, weighing.of(body, body_pools))


@dataclass(frozen=True, eq=False)
class _Weighing:
    """How a campaign weighs; what was weighed once is known."""

    evaluation: Evaluation
    law: Law
    known: dict[tuple[str, Pools], Weighed] = field(default_factory=dict)
    counted: dict[int, tuple[Sequence[Balloting], Bodies]] = field(default_factory=dict)

    def of(self, one: Balloting, pools: Pools) -> Weighed:
        if (one.id, pools) not in self.known:
            self.known[one.id, pools] = _weighed(one, pools, self.evaluation)
        return self.known[one.id, pools]

    def bodies(self, units: Sequence[Balloting], pools: Sequence[Pools]) -> Bodies:
        """Return units as numbers; their votes are made so only once for the same list of units."""
        weighed = [self.of(one, own) for one, own in zip(units, pools, strict=True)]
        windows = _windows(units, weighed)
        if id(units) not in self.counted:
            self.counted[id(units)] = units, bodies_of(self.law, units, self.evaluation)
        return told_of(self.law, self.counted[id(units)][1], pools, windows, self.evaluation)


def _is_told(one: Balloting, evaluation: Evaluation) -> bool:
    """Return whether it is known of each group how its votes fell: else there is no composite."""
    return bool(one.by_group) and all(map(results.is_known, one.by_group.values())) and bool(evaluation.items)


def _body(units: Sequence[Balloting], evaluation: Evaluation) -> Balloting:
    """Return the units as one; without groups where totals do not tell one unit's apart."""
    groups = units[0].by_group if units and all(one.by_group for one in units) else {}
    by_group = {each: total((one.by_group[each] for one in units), evaluation.items) for each in groups}
    return Balloting("", "", by_group)


def _first_pools(one: Balloting, evaluation: Evaluation) -> Pools:
    sizes = _sizes(one, evaluation)
    pools = large_pools(sizes, evaluation.minimum)
    is_mixed = any(len(pool) > 1 for pool in pools)
    return (tuple(range(len(sizes))),) if is_mixed and evaluation.marks else pools


def _sizes(one: Balloting, evaluation: Evaluation) -> list[int]:
    return [one.by_group[group.id].valid if group.id in one.by_group else 0 for group in evaluation.groups]


def _next_pools(pools: Pools, sizes: Sequence[int]) -> Pools:
    """Return the pools with the smallest put together with its neighbour."""
    told = [pool for pool in pools if any(sizes[number] for number in pool)]
    smallest = min(told, key=lambda pool: sum(sizes[number] for number in pool))
    return tuple(joined_with_neighbour(pools, smallest, sizes))


def _weighed(one: Balloting, pools: Pools, evaluation: Evaluation) -> Weighed:
    """Return the composites of a unit whose groups are weighed in these pools."""
    if not one.by_group:
        return Weighed(evaluation, {}, None, None)
    groups = evaluation.groups
    mixed = [pool for pool in pools if len(pool) > 1]
    if mixed and evaluation.small_groups == "leave_out":
        return Weighed(evaluation, {}, None, None, is_withheld=True)
    if mixed:
        members = {"+".join(groups[number].id for number in pool): pool for pool in pools}
        evaluation = evaluation.model_copy(
            update={
                "groups": tuple(_pooled_group(id_, pool, groups) for id_, pool in members.items()),
            }
        )
        by_group = {
            id_: total((one.by_group[groups[number].id] for number in pool), evaluation.items)
            for id_, pool in members.items()
        }
        one = replace(one, by_group=by_group)
    return Weighed(
        evaluation,
        one.by_group,
        results.weighted(evaluation, one.by_group, results.score),
        results.weighted(evaluation, one.by_group, results.positive_rate),
        tuple(tuple(groups[number].name for number in pool) for pool in mixed),
    )


def _pooled_group(id_: str, pool: tuple[int, ...], groups: Sequence[VoterGroup]) -> VoterGroup:
    said = [groups[number] for number in pool]
    name = "和".join(group.name for group in said)
    return VoterGroup(id=id_, name=name, weight=sum(group.weight or 0 for group in said))


def held_back_facts(id_: str, name: str, weighed: Weighed, evaluation: Evaluation) -> Iterator[Fact]:
    """Yield what is said beside a result of which groups are weighed together, or is left out for them."""
    least, basis = (
        f"有效票不足{evaluation.minimum}张",
        "防止看出个人：campaign.toml 的 minimum 和 small_groups",
    )
    if weighed.is_withheld:
        text = f"有的票种{least}，综合得分和综合好评率不公布"
        yield text_fact(f"{id_}.withheld", f"{name}不公布综合结果的原因", text, basis)
    elif weighed.together:
        said = "；".join(f"{'、'.join(names)}合并计算" for names in weighed.together)
        text = f"有的票种{least}，{said}"
        yield text_fact(f"{id_}.pooled", f"{name}合并计算的票种", text, basis)


# From tallies to numbers


def law_of(evaluation: Evaluation) -> Law:
    """Return what each answer is worth; an item with fewer grades than another has its last ones unused."""
    width = max(len(item.grades) for item in evaluation.items)
    shape = (len(evaluation.items), width + 2)
    worth, scored, approving, based = (
        np.zeros(shape),
        *(np.zeros(shape, dtype=np.bool_) for _ in range(3)),
    )
    for number, item in enumerate(evaluation.items):
        points = [*evaluation.points[: len(item.grades)]]
        if len(item.grades) > len(points) and evaluation.unknown_points is not None:
            points.append(evaluation.unknown_points)
        worth[number, : len(points)] = points
        scored[number, : len(points)] = True
        approving[number, : evaluation.positive] = True
        based[number, : len(item.grades)] = True
        if evaluation.denominator == "known" and evaluation.unknown in item.grades:
            based[number, len(item.grades) - 1] = False
        if evaluation.denominator == "valid":
            based[number] = True
    return Law(worth, scored, approving, based, evaluation.denominator in ("members", "returned"))


def _answers(item: ItemTally, width: int) -> list[int]:
    unused = [0] * (width - len(item.counts))
    return [*item.counts, *unused, item.abstained + item.blank, item.spoilt]


def bodies_of(law: Law, units: Sequence[Balloting], evaluation: Evaluation) -> Bodies:
    """Return units as numbers, before anything of them is printed."""
    n, groups = len(units), evaluation.groups
    bases = np.array([[_told_base(one, group.id, evaluation) for group in groups] for one in units])
    return Bodies(
        np.stack([votes_of(law, one, evaluation) for one in units]),
        bases,
        np.zeros((n, len(groups)), dtype=np.int64),
        np.zeros((n, len(groups))),
        np.full((n, 2), -np.inf),
        np.full((n, 2), np.inf),
        np.zeros((n, 2, len(groups)), dtype=np.bool_),
    )


def told_of(
    law: Law, bodies: Bodies, pools: Sequence[Pools], windows: Windows, evaluation: Evaluation
) -> Bodies:
    """Return the same with composites of these pools; windows: between which their exact values lie."""
    numbers, weights = np.zeros_like(bodies.pools), np.zeros_like(bodies.weights)
    for unit, own in enumerate(pools):
        for number, pool in enumerate(own):
            numbers[unit, list(pool)] = number
            weights[unit, number] = sum(evaluation.groups[member].weight or 0 for member in pool)
    low, high = (np.array(bound, dtype=np.float64).reshape(-1, 2) for bound in windows)
    filled = bodies.votes[:, 0].sum(axis=2) > 0
    first = np.where(filled, numbers, -1).max(axis=1)[:, None]
    alone = ((numbers == first) | ~filled).all(axis=1)
    low[alone], high[alone] = ANY  # of one pool the unit's own counts tell everything
    bodies = replace(bodies, pools=numbers, weights=weights, low=low, high=high)
    return replace(bodies, valued=composites(law, bodies).valued)


def votes_of(law: Law, one: Balloting, evaluation: Evaluation) -> Numbers:
    """Return item × group × answer."""
    width = law.worth.shape[1] - 2
    none = [[0] * (width + 2)] * law.items
    told = [one.by_group.get(group.id) for group in evaluation.groups]
    votes = [[_answers(item, width) for item in tally.items] if tally else none for tally in told]
    return np.array(votes, dtype=np.int64).transpose(1, 0, 2)


def _told_base(one: Balloting, group: str, evaluation: Evaluation) -> int:
    if group not in one.by_group:
        return 0
    tally = one.by_group[group]
    return tally.returned if evaluation.denominator == "returned" else tally.turnout.expected or 0


# What the printed texts say of the exact values

Windows = tuple[list[Interval], list[Interval]]
ANY: Interval = (-np.inf, np.inf)


def rounding(value: Fraction | None) -> Interval:
    """Return between which values lies what is printed as this one; anywhere if nothing is."""
    if value is None:
        return ANY
    shown = round_half_up(value, 1)
    return float(shown - HALF), float(shown + HALF)


def _windows(units: Sequence[Balloting], weighed: Sequence[Weighed]) -> Windows:
    """Return what texts say of each unit: both composites, the grade, the mean of its class."""
    scores = [one.ranges[0] for one in weighed]
    order = sorted(range(len(units)), key=lambda at: units[at].category)
    for _, members in groupby(order, key=lambda at: units[at].category):
        values = {at: value for at in members if (value := weighed[at].score) is not None}
        if len(values) >= LEAST_CLASS:
            average = mean(list(values.values()))
            low, high = ((bound - float(average)) * len(values) for bound in rounding(average))
            for at, value in values.items():
                scores[at] = _within(scores[at], (low + float(value), high + float(value)))
    approvals = [one.ranges[1] for one in weighed]
    return (
        [(score[0], approval[0]) for score, approval in zip(scores, approvals, strict=True)],
        [(score[1], approval[1]) for score, approval in zip(scores, approvals, strict=True)],
    )


def _within(one: Interval, other: Interval) -> Interval:
    return max(one[0], other[0]), min(one[1], other[1])


def _band(value: Fraction | None, evaluation: Evaluation) -> Interval:
    if value is None or not evaluation.bands:
        return ANY
    below = [float(band.least) for band in evaluation.bands if band.least <= value]
    above = [float(band.least) for band in evaluation.bands if band.least > value]
    return max(below, default=-np.inf), min(above, default=np.inf)


# Pools grow until nothing follows from what is printed


def _coarsen(weighing: _Weighing, units: Sequence[Balloting], pools: dict[str, Pools]) -> None:
    """Put pools together, unit by unit, until each unit's own papers leave its small groups alone.

    Another score moves the mean of its class, so at the end all are looked at once more.
    """
    evaluation, suspects = weighing.evaluation, set(range(len(units)))
    while suspects and evaluation.small_groups == "pool":
        bodies = weighing.bodies(units, [pools[one.id] for one in units])
        chosen = np.array(sorted(suspects), dtype=np.int64)
        cells = exposed(weighing.law, bodies.of(chosen), evaluation.minimum)
        found = {int(chosen[cell.unit]) for cell in cells}
        for number in sorted(found):
            one = units[number]
            pools[one.id] = _next_pools(pools[one.id], _sizes(one, evaluation))
        is_last = not found and len(suspects) == len(units)
        suspects = set() if is_last else found or set(range(len(units)))


def _told_pools(one: Balloting, pools: Pools, evaluation: Evaluation) -> list[tuple[int, ...]]:
    sizes = _sizes(one, evaluation)
    return [pool for pool in pools if any(sizes[number] for number in pool)]


def _coarsened_body(
    weighing: _Weighing,
    units: Sequence[Balloting],
    pools: dict[str, Pools],
    body: Balloting,
    first: Pools,
) -> Pools:
    """Return the pools of the whole body, put together until they leave every unit's small groups alone.

    Where that takes no more than a few units whose own pools can still grow, those grow instead.
    """
    evaluation, chosen = weighing.evaluation, first
    while len(_told_pools(body, chosen, evaluation)) > 1:
        own = weighing.bodies(units, [pools[one.id] for one in units])
        all_of = weighing.bodies([body], [chosen])
        whole = Whole(all_of, felt(weighing.law, own, all_of), mirrors_of(own))
        found = sorted({cell.unit for cell in exposed(weighing.law, own, evaluation.minimum, whole)})
        if not found:
            break
        growing = [
            units[at] for at in found if len(_told_pools(units[at], pools[units[at].id], evaluation)) > 1
        ]
        if len(growing) < len(found) or len(found) * FEW > len(units) or evaluation.small_groups != "pool":
            chosen = _next_pools(chosen, _sizes(body, evaluation))
            continue
        for one in growing:
            pools[one.id] = _next_pools(pools[one.id], _sizes(one, evaluation))
        _coarsen(weighing, units, pools)
    return chosen


def _exposed_before(
    law: Law,
    before: Mapping[str, Balloting],
    then: Mapping[str, Weighed],
    pools: Mapping[str, Pools],
    evaluation: Evaluation,
) -> set[str]:
    """Return the units whose last round would tell of its small groups; they are not compared."""
    units = [before[id_] for id_ in then if _is_told(before[id_], evaluation)]
    if not units or not evaluation.groups:
        return set()
    windows: Windows = (
        [(-np.inf, rounding(then[one.id].approval)[0]) for one in units],
        [(np.inf, rounding(then[one.id].approval)[1]) for one in units],
    )
    own = bodies_of(law, units, evaluation)
    bodies = told_of(law, own, [pools[one.id] for one in units], windows, evaluation)
    return {units[cell.unit].id for cell in exposed(law, bodies, evaluation.minimum)}
