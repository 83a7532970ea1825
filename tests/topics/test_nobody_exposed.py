"""Law 6: nobody below the minimum is recomputable from what is printed (trust.md 1), tried by brute force."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from math import prod
from typing import get_args

import pytest
from attack_drawing import (
    GROUPS,
    balloting,
    ballots_of,
    countings,
    evaluation_of,
    how_many_worlds,
    weights_for,
)
from attacking import (
    Ballots,
    Counting,
    Votes,
    left,
    narrowed,
    shown,
    sizes_of,
    small_sets,
    worlds,
)
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kit.model.evaluation import Evaluation
from kit.model.share import Share
from kit.model.tally import ItemTally, Part, Tally
from kit.topics.appraisal.composing import Bodies, Law
from kit.topics.appraisal.disclosure import Balloting, Gate, Weighed, bodies_of, gate, law_of, told_of
from kit.topics.appraisal.exposure import exposed

MOST_WORLDS = 6_000
FEW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow]
)


def texts(weighed: Weighed) -> list[str]:
    return [shown(weighed.score), shown(weighed.approval)]


def pools_of(weighed: Weighed) -> list[tuple[int, ...]]:
    return [tuple(map(GROUPS.index, group.id.split("+"))) for group in weighed.evaluation.groups]


@FEW
@given(st.data())
def test_the_audit_misses_no_cell_that_brute_force_narrows(data: st.DataObject) -> None:
    counting, groups, items = (
        data.draw(countings()),
        data.draw(st.integers(2, 3)),
        data.draw(st.integers(1, 2)),
    )
    ballots = data.draw(ballots_of(counting, groups, items, 4 if groups == 2 else 3))
    weights, minimum = data.draw(weights_for(groups)), data.draw(st.integers(2, 4))
    assume(how_many_worlds(ballots) <= MOST_WORLDS)
    apart = tuple((at,) for at in range(groups))
    said, sets = counting.printed(ballots, apart, weights), small_sets(sizes_of(ballots), minimum)

    truly = narrowed(
        left(worlds(ballots), sets),
        left([each for each in worlds(ballots) if counting.printed(each, apart, weights) == said], sets),
    )

    evaluation = evaluation_of(counting, weights, items, minimum)
    weighed = Weighed(evaluation, *_exact(counting, ballots, apart, weights))
    assert texts(weighed) == said
    found = {
        (frozenset(at for at in range(groups) if cell.groups >> at & 1), cell.item, cell.answer)
        for cell in exposed(*_printed(evaluation, ballots, apart, weighed), minimum)
    }
    assert set(truly) <= found


def _exact(
    counting: Counting, ballots: Ballots, pools: Sequence[tuple[int, ...]], weights: Sequence[int]
) -> tuple[Fraction | None, Fraction | None]:
    return (
        counting.weighted(counting.score, ballots, pools, weights),
        counting.weighted(counting.approval, ballots, pools, weights),
    )


def _printed(
    evaluation: Evaluation, ballots: Ballots, pools: tuple[tuple[int, ...], ...], weighed: Weighed
) -> tuple[Law, Bodies]:
    law, (score, approval) = law_of(evaluation), weighed.ranges
    bodies = bodies_of(law, [balloting(ballots)], evaluation)
    windows = [(score[0], approval[0])], [(score[1], approval[1])]
    return law, told_of(law, bodies, [pools], windows, evaluation)


@FEW
@given(st.data())
def test_no_small_group_can_be_narrowed_by_all_that_goes_out_of_several_units(data: st.DataObject) -> None:
    counting, groups, items = (
        data.draw(countings()),
        data.draw(st.integers(2, 3)),
        data.draw(st.integers(1, 2)),
    )
    minimum, weights = data.draw(st.integers(2, 3)), data.draw(weights_for(groups))
    number = data.draw(st.integers(1, 2))
    units = [data.draw(ballots_of(counting, groups, items, 3)) for _ in range(number)]
    assume(all(sum(sizes_of(each)) >= minimum for each in units))
    assume(prod(map(how_many_worlds, units)) <= MOST_WORLDS)

    out = gate(
        [balloting(each, str(at)) for at, each in enumerate(units)],
        {},
        evaluation_of(counting, weights, items, minimum),
    )

    assert not _attacked(counting, units, weights, out, minimum)


def _attacked(
    counting: Counting, units: Sequence[Ballots], weights: Sequence[int], out: Gate, minimum: int
) -> dict[object, int]:
    """Return which cells of which unit an attacker narrows who has every unit's papers and the body's."""
    own, body = [pools_of(out.now[str(at)]) for at in range(len(units))], pools_of(out.body)

    def papers(ballots: Sequence[Ballots]) -> list[list[str]]:
        each = [counting.printed(one, pools, weights) for one, pools in zip(ballots, own, strict=True)]
        return [*each, counting.printed(_added(ballots), body, weights)]

    said = papers(units)
    assert said == [*(texts(out.now[str(at)]) for at in range(len(units))), texts(out.body)]
    alike = [each for each in product(*map(list, map(worlds, units))) if papers(each) == said]
    found: dict[object, int] = {}
    for at, ballots in enumerate(units):
        sets = small_sets(sizes_of(ballots), minimum)
        before, after = left(worlds(ballots), sets), left([world[at] for world in alike], sets)
        found |= {(at, cell): number for cell, number in narrowed(before, after).items()}
    return found


def _added(units: Sequence[Ballots]) -> Ballots:
    return tuple(_sum([unit[item] for unit in units]) for item in range(len(units[0])))


def _sum(items: Sequence[Votes]) -> Votes:
    return tuple(
        tuple(map(sum, zip(*(item[group] for item in items), strict=True))) for group in range(len(items[0]))
    )


LEADER = (((1, 0, 0, 0, 0, 0), (6, 4, 1, 0, 0, 0), (12, 7, 1, 0, 0, 0)),)  # 1, 11 and 20 ballots
FOUR = Counting((100, 80, 60, 40), 2, "valid")


def test_one_leaders_answers_follow_from_a_notice_that_weighs_the_leader_apart() -> None:
    evaluation, apart = evaluation_of(FOUR, (30, 30, 40), 1, 5), ((0,), (1,), (2,))
    weighed = Weighed(evaluation, *_exact(FOUR, LEADER, apart, (30, 30, 40)))

    found = [cell for cell in exposed(*_printed(evaluation, LEADER, apart, weighed), 5) if cell.groups == 1]

    assert {cell.left for cell in found} == {1}
    assert {cell.answer for cell in found} == {0, 1, 2}


def test_the_leaders_unit_has_composites_of_all_its_ballots_together() -> None:
    out = gate([balloting(LEADER)], {}, evaluation_of(FOUR, (30, 30, 40), 1, 5))

    assert out.now["甲"].is_pooled
    assert out.now["甲"].score == FOUR.weighted(FOUR.score, LEADER, ((0, 1, 2),), (30, 30, 40))


@FEW
@given(st.data())
def test_how_a_unit_is_weighed_tells_the_sizes_of_its_groups_and_nothing_else(data: st.DataObject) -> None:
    """Whoever knows the rule would learn from a choice that followed how the ballots fell."""
    ballots = data.draw(ballots_of(FOUR, 3, 1, 3))
    evaluation = evaluation_of(FOUR, (30, 30, 40), 1, data.draw(st.integers(2, 4)))

    choices = {
        gate([balloting(each)], {}, evaluation).now["甲"].is_pooled for each in [*worlds(ballots)][:50]
    }

    assert choices == {any(size < evaluation.minimum for size in sizes_of(ballots))}


def test_a_unit_with_a_small_group_has_no_composite_where_the_campaign_leaves_it_out() -> None:
    said = evaluation_of(FOUR, (30, 30, 40), 1, 5).model_copy(update={"small_groups": "leave_out"})
    large = (((5, 0, 0, 0, 0, 0), (6, 4, 1, 0, 0, 0), (12, 7, 1, 0, 0, 0)),)

    out = gate([balloting(LEADER, "小"), balloting(large, "大")], {}, said)

    assert (out.now["小"].score, out.now["小"].approval, out.now["小"].is_withheld) == (None, None, True)
    assert out.now["大"].score is not None


def test_groups_of_at_least_the_minimum_are_weighed_as_the_campaign_says() -> None:
    large = (((5, 0, 0, 0, 0, 0), (6, 4, 1, 0, 0, 0), (12, 7, 1, 0, 0, 0)),)

    out = gate([balloting(large)], {}, evaluation_of(FOUR, (30, 30, 40), 1, 5))

    assert not out.now["甲"].is_pooled
    assert out.now["甲"].score == FOUR.weighted(FOUR.score, large, ((0,), (1,), (2,)), (30, 30, 40))


def test_a_last_round_with_a_small_group_of_its_own_is_not_compared() -> None:
    large = (((5, 0, 0, 0, 0, 0), (6, 4, 1, 0, 0, 0), (12, 7, 1, 0, 0, 0)),)

    out = gate([balloting(large)], {"甲": balloting(LEADER)}, evaluation_of(FOUR, (30, 30, 40), 1, 5))

    assert "甲" not in out.then


PLAIN = evaluation_of(FOUR, (30, 70), 1, 5)


def untold(ballots: Ballots) -> Balloting:
    """Return totals that give the grades and neither how many came back nor how many are valid."""
    told = balloting(ballots)
    hushed = {
        group: Tally(0, 0, tally.items, void_told=False, returned_told=False, valid_told=False)
        for group, tally in told.by_group.items()
    }
    return Balloting(told.id, hushed)


def test_a_small_group_is_small_too_where_totals_give_its_grades_and_not_its_valid_ballots() -> None:
    found = gate([untold((((1, 0, 0, 0, 0, 0), (3, 4, 2, 0, 0, 0)),))], {}, PLAIN)
    assert found.now["甲"].is_pooled
    apart = gate([untold((((5, 1, 0, 0, 0, 0), (3, 4, 2, 0, 0, 0)),))], {}, PLAIN)
    assert not apart.now["甲"].is_pooled


@pytest.mark.parametrize("valid", [0, 2000])  # none: nobody says of how many ballots the shares are
def test_a_small_group_beside_one_of_shares_has_no_composite(valid: int) -> None:
    """The shares of one group and the counts of another do not add up."""
    counted = balloting((((1, 0, 0, 0, 0, 0), (3, 4, 2, 0, 0, 0)),)).by_group
    told = ItemTally(
        (0, 0, 0, 0), untold=frozenset(get_args(Part)), shares=tuple(Share(Fraction(25), 1) for _ in range(4))
    )
    of_shares = Tally(valid, 0, (told,), void_told=False, valid_told=bool(valid))
    weighed = gate([Balloting("甲", {**counted, "B": of_shares})], {}, PLAIN).now["甲"]
    assert weighed.is_withheld
    assert weighed.score is None


def test_a_last_round_without_groups_is_compared_where_nobody_weighs_them() -> None:
    """One group of the last round is of nobody's kind: all its ballots are the unit's."""
    groups = [{"id": each, "name": each} for each in "AB"]
    nobody_weighs = Evaluation.model_validate({**PLAIN.model_dump(), "groups": groups})
    now = balloting((((1, 0, 0, 0, 0, 0), (3, 4, 2, 0, 0, 0)),))
    then = Balloting("甲", {"": balloting((((4, 4, 2, 0, 0, 0),),)).by_group["A"]})
    found = gate([now], {"甲": then}, nobody_weighs)
    assert found.then["甲"].approval == 80
    assert found.now["甲"].approval == 80


def crowd(number: int, leader: tuple[int, ...] = (1, 0, 0, 0, 0, 0)) -> list[Balloting]:
    """Return units of 1, 11 and 20 ballots."""
    return [balloting(((leader, *LEADER[0][1:]),), str(at)) for at in range(number)]


def test_a_body_of_few_units_with_leaders_is_counted_together_and_one_of_very_many_is_weighed() -> None:
    evaluation = evaluation_of(FOUR, (30, 30, 40), 1, 5)

    few, many = gate(crowd(30), {}, evaluation), gate(crowd(20_000), {}, evaluation)

    assert few.body.is_pooled
    assert not many.body.is_pooled
