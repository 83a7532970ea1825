"""The disclosure gate (防止看出个人): how groups of voters (票种) are weighed so that nobody is recomputable.

Where a group has fewer valid ballots than the campaign's minimum, its unit's composites are those of all its
ballots together (small_groups = "pool"), which say no more than the counts beside them, or are left out
("leave_out"). That is decided by the sizes of groups alone, never by how the ballots fell: to pool small
groups with a neighbour, and with more only where the result would tell, tells by itself (README).

The whole body keeps its groups apart where small ones are lost in it: each could move what is printed by
less than FAINT, and the audit (exposure.py) finds nothing that follows from it. Else it is one pool too.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from kit.model.evaluation import VoterGroup, is_weighed, weight_of
from kit.text.numbers import fixed_text, round_half_up
from kit.topics.appraisal import results
from kit.topics.appraisal.blocks import hidden_groups, size_of
from kit.topics.appraisal.composing import Bodies, Law, Whole, composites, felt, mirrors_of
from kit.topics.appraisal.exposure import exposed
from kit.topics.appraisal.tallying import total

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kit.model.evaluation import Evaluation
    from kit.model.tally import ItemTally, Tally
    from kit.topics.appraisal.composing import Numbers


Pools = tuple[tuple[int, ...], ...]  # groups by number
Interval = tuple[float, float]
Windows = tuple[list[Interval], list[Interval]]
ANY: Interval = (-np.inf, np.inf)
HALF = Fraction(1, 20)  # composites are printed to a tenth
FAINT = Fraction(1, 100)  # of a point or a per cent: a tenth of what one printed text covers
LEAST_CLASS = 3  # of two units, the mean and one result give away the other


@dataclass(frozen=True, eq=False)
class Weighed:
    """A unit's composites, or the whole body's, as they may go out."""

    evaluation: Evaluation  # with the groups as they are weighed
    score: Fraction | None
    approval: Fraction | None
    is_pooled: bool = False  # whether all groups are counted together
    is_withheld: bool = False

    @property
    def ranges(self) -> tuple[Interval, Interval]:
        """Return between which values score and approval lie, by their printed texts."""
        score = rounding(self.score), _band(self.score, self.evaluation)
        return (max(score[0][0], score[1][0]), min(score[0][1], score[1][1])), rounding(self.approval)


@dataclass(frozen=True, eq=False)
class Balloting:
    """One unit's ballots by group, of this round or an earlier one."""

    id: str
    by_group: Mapping[str, Tally]


@dataclass(frozen=True, eq=False)
class Gate:
    """What goes out: each unit's composites by its id, those of its last round, the body's.

    hidden: by unit the groups that are not shown apart. together: the ids of the units whose ballots the
    body's figures by group may add up.
    """

    now: Mapping[str, Weighed]
    then: Mapping[str, Weighed]
    body: Weighed
    hidden: Mapping[str, frozenset[str]]
    together: frozenset[str]


def gate(published: Sequence[Balloting], before: Mapping[str, Balloting], evaluation: Evaluation) -> Gate:
    """Return how the published units are weighed; before: the last round of those that may be compared.

    A last round is weighed as this one is; one that had a small group of its own is not compared then.
    """
    together = {one.id: has_small_group(one, evaluation) for one in published}
    now = {one.id: weighed(one, evaluation, together=together[one.id]) for one in published}
    groups = {group.id for group in evaluation.groups} if is_weighed(evaluation) else set()
    then = {
        id_: weighed(one, evaluation, together=together[id_])
        for id_, one in before.items()
        if id_ in together and groups <= one.by_group.keys()
        if together[id_] or not has_small_group(one, evaluation)
    }
    body, hidden = _body(published, evaluation), hidden_of(published, evaluation)
    blocks = [_block(one, hidden, evaluation) for one in published]
    small = [block for block in blocks if together[block.id]]
    is_one = has_small_group(body, evaluation) or not _is_lost(small, blocks, body, evaluation)
    return Gate(
        now,
        then,
        weighed(body, evaluation, together=is_one),
        hidden,
        _added_up(published, hidden, evaluation),
    )


def hidden_of(published: Sequence[Balloting], evaluation: Evaluation) -> dict[str, frozenset[str]]:
    """Return by unit the groups that are not shown apart."""
    return {one.id: hidden_groups(one.by_group, evaluation) for one in published}


def _block(one: Balloting, hidden: Mapping[str, frozenset[str]], evaluation: Evaluation) -> Balloting:
    """Return a unit without the groups whose answers everybody knows, alone or added up over such units."""
    nobody, gone = total([], evaluation.items), hidden[one.id]
    if evaluation.by_group == "none" or (evaluation.by_group == "all" and gone):
        return one
    return Balloting(
        one.id, {group: each if group in gone else nobody for group, each in one.by_group.items()}
    )


def _added_up(
    published: Sequence[Balloting], hidden: Mapping[str, frozenset[str]], evaluation: Evaluation
) -> frozenset[str]:
    """Return the units whose groups the body's figures add up: as many as the audit clears.

    All; else without those that hide others than most do; else those that hide none, whose sums are those of
    what the units themselves show. All of a kind or none: a choice of single units would tell of them.
    """
    told = [one for one in published if one.by_group]
    named = {group.id for group in evaluation.groups}
    hiding = [one for one in told if hidden[one.id] & named]
    alike = Counter(hidden[one.id] for one in hiding)
    most = min(alike, key=lambda groups: (-alike[groups], sorted(groups)), default=frozenset[str]())
    usual = [one for one in hiding if hidden[one.id] == most]
    added = next((some for some in (hiding, usual) if some and _is_mixed(some, hidden, evaluation)), [])
    left_out = {one.id for one in hiding} - {one.id for one in added}
    return frozenset(one.id for one in told if one.id not in left_out)


def _is_mixed(
    hiding: Sequence[Balloting], hidden: Mapping[str, frozenset[str]], evaluation: Evaluation
) -> bool:
    """Return whether no small group of these units follows from the body's counts by group.

    What is hidden of each group has enough ballots; and whatever a small group may have answered by its own
    block, voters of other blocks may have answered the other way round, so that no sum would tell.
    """
    named = [group.id for group in evaluation.groups]
    blocks = [
        Balloting(one.id, {group: one.by_group[group] for group in named if group in hidden[one.id]})
        for one in hiding
    ]
    sizes = [sum(size_of(one.by_group[group]) for one in blocks if group in one.by_group) for group in named]
    has_rest = any(hidden[one.id] - {*named} for one in hiding)
    is_told = all(results.is_known(tally) for one in blocks for tally in one.by_group.values())
    if has_rest or evaluation.marks or not is_told or any(0 < size < evaluation.minimum for size in sizes):
        return False
    law = law_of(evaluation)
    own = told_of(law, bodies_of(law, blocks, evaluation), [_one_pool(named)] * len(blocks), None, evaluation)
    apart = replace(own.of(np.zeros(1, dtype=np.int64)), pools=np.arange(len(named))[None, :])
    whole = Whole(apart, np.ones(len(blocks), dtype=np.bool_), mirrors_of(own), is_counted=True)
    return not any(exposed(law, own, evaluation.minimum, whole))


def has_small_group(one: Balloting, evaluation: Evaluation) -> bool:
    """Return whether a group has ballots, and fewer than the minimum, and is not the whole unit.

    Groups that nobody weighs enter no composite by themselves. Of shares alone nobody can tell how many
    ballots they are of: such a group is there, and not taken to be small.
    """
    if not is_weighed(evaluation):
        return False
    sizes = [size for size in _sizes(one, evaluation) if size]
    there = sum(bool(size_of(tally)) or _has_shares(tally) for tally in one.by_group.values())
    return there > 1 and min(sizes, default=evaluation.minimum) < evaluation.minimum


def _sizes(one: Balloting, evaluation: Evaluation) -> list[int]:
    found = [one.by_group.get(group.id) for group in evaluation.groups]
    return [size_of(tally) if tally else 0 for tally in found]


def _has_shares(tally: Tally) -> bool:
    return any(item.shares for item in tally.items)


def weighed(one: Balloting, evaluation: Evaluation, *, together: bool) -> Weighed:
    """Return the composites of a unit, its groups weighed apart or all ballots counted together."""
    by_group = one.by_group
    if not by_group:
        return Weighed(evaluation, None, None)
    of_shares = any(map(_has_shares, by_group.values()))  # these do not add up
    if together and (of_shares or evaluation.small_groups == "leave_out"):
        return Weighed(evaluation, None, None, is_withheld=True)
    if together:
        pool = VoterGroup(id="+".join(by_group), name="各票种", weight=100)
        evaluation = evaluation.model_copy(update={"groups": (pool,)})
        by_group = {pool.id: total(by_group.values(), evaluation.items)}
    return Weighed(
        evaluation,
        results.weighted(evaluation, by_group, results.score),
        results.weighted(evaluation, by_group, results.positive_rate),
        is_pooled=together,
    )


def _body(units: Sequence[Balloting], evaluation: Evaluation) -> Balloting:
    """Return the units as one; without groups where totals do not tell one unit's apart."""
    groups = units[0].by_group if units and all(one.by_group for one in units) else {}
    by_group = {each: total((one.by_group[each] for one in units), evaluation.items) for each in groups}
    return Balloting("", by_group)


def _is_lost(
    small: Sequence[Balloting], units: Sequence[Balloting], body: Balloting, evaluation: Evaluation
) -> bool:
    """Return whether nothing of these units' small groups follows from the body's composites.

    First by sizes: what the small groups of a unit could move. Then by the audit: all other units stand.
    small, units: without the groups that are shown apart.
    """
    if not small or not body.by_group:
        return True
    is_told = all(map(results.is_known, body.by_group.values()))
    span = max((*evaluation.points, 100)) if not evaluation.marks else evaluation.full_mark
    sizes = _sizes(body, evaluation)
    most = max(_most_moved(one, sizes, span, evaluation) for one in small)
    if most >= FAINT or evaluation.marks or not is_told:
        return False
    law, apart = law_of(evaluation), tuple((number,) for number in range(len(sizes)))
    own = told_of(law, bodies_of(law, units, evaluation), [_one_pool(sizes)] * len(units), None, evaluation)
    score, approval = weighed(body, evaluation, together=False).ranges
    printed = [(score[0], approval[0])], [(score[1], approval[1])]
    all_of = told_of(law, bodies_of(law, [body], evaluation), [apart], printed, evaluation)
    whole = Whole(all_of, felt(law, own, all_of, evaluation.minimum), mirrors_of(own))
    return not any(exposed(law, own, evaluation.minimum, whole))


@dataclass(frozen=True)
class Exposure:
    """A cell of a small group that printed composites leave too few numbers for."""

    unit: str  # its id
    groups: tuple[str, ...]
    item: str  # its id
    left: int  # numbers that were shown to be possible: 1 is determined
    open: int  # numbers that the unit's own counts leave open


def audit(
    printed: Mapping[str, str], units: Sequence[Balloting], evaluation: Evaluation
) -> tuple[Exposure, ...]:
    """Return what follows of small groups from printed composites, whoever printed them and however.

    printed: fact id → text, as papers have it. A composite that all ballots together give says no more than
    the unit's counts. Marks (打分票) are not looked at: their means do
    not follow from counts.
    """
    asked = [one for one in units if _is_weighed_apart(one, printed, evaluation)]
    if not asked or evaluation.marks:
        return ()
    law, groups = law_of(evaluation), evaluation.groups
    apart = tuple((number,) for number in range(len(groups)))
    texts = [[printed.get(f"evaluation.{one.id}.{key}") for key in COMPOSITES] for one in asked]
    ranges = [[printed_range(text) for text in own] for own in texts]
    lows, highs = ([(own[0][end], own[1][end]) for own in ranges] for end in (0, 1))
    bodies = told_of(law, bodies_of(law, asked, evaluation), [apart] * len(asked), (lows, highs), evaluation)
    return tuple(
        Exposure(
            asked[cell.unit].id,
            tuple(group.id for at, group in enumerate(groups) if cell.groups >> at & 1),
            evaluation.items[cell.item].id,
            cell.left,
            cell.open,
        )
        for cell in exposed(law, bodies, evaluation.minimum)
    )


COMPOSITES = ("score", "positive_rate")


def _is_weighed_apart(one: Balloting, printed: Mapping[str, str], evaluation: Evaluation) -> bool:
    """Return whether a composite is printed that is not that of all ballots together."""
    told = [printed.get(f"evaluation.{one.id}.{key}") for key in COMPOSITES]
    if not any(told) or not has_small_group(one, evaluation) or not _is_told(one):
        return False
    whole = weighed(one, evaluation.model_copy(update={"small_groups": "pool"}), together=True)
    texts = [None if value is None else fixed_text(value) for value in (whole.score, whole.approval)]
    return any(said and said.rstrip("%") != together for said, together in zip(told, texts, strict=True))


def _is_told(one: Balloting) -> bool:
    return all(map(results.is_known, one.by_group.values()))


def printed_range(text: str | None) -> Interval:
    """Return between which values lies what is printed so; anywhere if nothing is.

    >>> printed_range("93.9%"), printed_range("88")
    ((93.85, 93.95), (87.5, 88.5))
    """
    number = (text or "").rstrip("%")
    if not _DECIMAL.fullmatch(number):  # nothing, or what a hand has put there
        return ANY
    half = Fraction(1, 2 * 10 ** len(number.partition(".")[2]))
    return float(Fraction(number) - half), float(Fraction(number) + half)


_DECIMAL = re.compile(r"\d+(\.\d+)?")


def _one_pool(groups: Sequence[object]) -> Pools:
    return (tuple(range(len(groups))),)


def _most_moved(one: Balloting, sizes: Sequence[int], span: int, evaluation: Evaluation) -> Fraction:
    """Return by how much the body's composites move if a unit's small groups exchange all answers."""
    own = _sizes(one, evaluation)
    small = sum(ballots for ballots in own if ballots < evaluation.minimum)
    moved = sorted(
        weight_of(group) * span / size
        for group, ballots, size in zip(evaluation.groups, own, sizes, strict=True)
        if ballots
    )
    return small * sum(moved[-2:], Fraction(0))


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
    law: Law, bodies: Bodies, pools: Sequence[Pools], windows: Windows | None, evaluation: Evaluation
) -> Bodies:
    """Return the same with composites of these pools; windows: between which exact values lie, if printed."""
    numbers, weights = np.zeros_like(bodies.pools), np.zeros_like(bodies.weights)
    for unit, own in enumerate(pools):
        for number, pool in enumerate(own):
            numbers[unit, list(pool)] = number
            weights[unit, number] = sum(evaluation.groups[member].weight or 0 for member in pool)
    low, high = bodies.low.copy(), bodies.high.copy()
    if windows is not None:
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


def rounding(value: Fraction | None) -> Interval:
    """Return between which values lies what is printed as this one; anywhere if nothing is."""
    if value is None:
        return ANY
    shown = round_half_up(value, 1)
    return float(shown - HALF), float(shown + HALF)


def _band(value: Fraction | None, evaluation: Evaluation) -> Interval:
    """Return between which scores the grade (等次) is the one that is printed."""
    if value is None or not evaluation.bands:
        return ANY
    below = [float(band.least) for band in evaluation.bands if band.least <= value]
    above = [float(band.least) for band in evaluation.bands if band.least > value]
    return max(below, default=-np.inf), min(above, default=np.inf)
