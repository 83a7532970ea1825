"""Law 6 with figures by group of voters (票种) printed: tried by brute force, all papers together."""

from collections.abc import Sequence
from itertools import product
from math import prod

import pytest
from attack_drawing import GROUPS, balloting, ballots_of, countings, evaluation_of, weights_for
from attacking import Ballots, Counting, Votes, fillings, left, narrowed, shown, sizes_of, small_sets
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kit.topics.appraisal.disclosure import Gate, gate

MOST_WORLDS = 6_000
FEW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow]
)


class Papers:
    """What goes out of some units: each one's counts, those of groups shown apart, composites, the body's."""

    def __init__(
        self,
        counting: Counting,
        units: Sequence[Ballots],
        weights: Sequence[int],
        out: Gate,
        by_group: str = "units",
    ) -> None:
        self.counting, self.units, self.weights, self.out = counting, units, weights, out
        self.by_group = by_group
        self.own = [_pools(out.now[str(at)].evaluation.groups) for at in range(len(units))]
        self.body = _pools(out.body.evaluation.groups)
        self.hidden = [
            frozenset(map(GROUPS.index, out.hidden[str(at)]))
            if by_group == "units"
            else frozenset(range(len(weights)))
            for at in range(len(units))
        ]

    def worlds(self, at: int) -> list[Ballots]:
        """Return the ballots of a unit that its own counts leave open, those by group that it shows."""
        found = [self._items(item, self.hidden[at]) for item in self.units[at]]
        return list(product(*found))

    def _items(self, item: Votes, hidden: frozenset[int]) -> list[Votes]:
        inside = sorted(hidden)
        totals = tuple(sum(item[group][answer] for group in inside) for answer in range(len(item[0])))
        open_ = fillings(tuple(sum(item[group]) for group in inside), totals) if inside else ((),)
        return [
            tuple(
                filled[inside.index(group)] if group in hidden else item[group] for group in range(len(item))
            )
            for filled in open_
        ]

    def printed(self, ballots: Sequence[Ballots]) -> list[object]:
        """Return all composites, and the body's counts by group."""
        each = [
            self.counting.printed(one, pools, self.weights)
            for one, pools in zip(ballots, self.own, strict=True)
        ]
        added = [one for at, one in enumerate(ballots) if str(at) in self.out.together]
        return [*each, self.counting.printed(_added(ballots), self.body, self.weights), _added(added)]

    def narrow(self, minimum: int) -> dict[object, int]:
        """Return which cells of small groups have fewer numbers left than their block's counts leave."""
        said, open_ = self.printed(self.units), [self.worlds(at) for at in range(len(self.units))]
        alike = [each for each in product(*open_) if self.printed(each) == said]
        found: dict[object, int] = {}
        for at, ballots in enumerate(self.units):
            block = sum(sizes_of(ballots)[group] for group in self.hidden[at])
            sets = [
                each
                for each in small_sets(sizes_of(ballots), minimum)
                if each <= self.hidden[at] and sum(sizes_of(ballots)[group] for group in each) < block
            ]
            before, after = left(open_[at], sets), left([world[at] for world in alike], sets)
            found |= {(at, cell): number for cell, number in narrowed(before, after).items()}
        return found


def _pools(groups: Sequence[object]) -> list[tuple[int, ...]]:
    return [tuple(map(GROUPS.index, str(getattr(group, "id", "")).split("+"))) for group in groups]


def _added(units: Sequence[Ballots]) -> Ballots:
    if not units:
        return ()
    return tuple(
        tuple(
            tuple(map(sum, zip(*(unit[item][group] for unit in units), strict=True)))
            for group in range(len(units[0][item]))
        )
        for item in range(len(units[0]))
    )


@FEW
@given(st.data())
@pytest.mark.parametrize("by_group", ["units", "all"])
def test_no_small_group_is_narrowed_by_what_is_printed_by_group(by_group: str, data: st.DataObject) -> None:
    counting, groups = data.draw(countings()), data.draw(st.integers(2, 3))
    items, number = data.draw(st.integers(1, 2)), data.draw(st.integers(1, 3))
    minimum, weights = data.draw(st.integers(2, 4)), data.draw(weights_for(groups))
    units = [data.draw(ballots_of(counting, groups, items, 4)) for _ in range(number)]
    assume(all(sum(sizes_of(each)) >= minimum for each in units))
    evaluation = evaluation_of(counting, weights, items, minimum).model_copy(update={"by_group": by_group})
    out = gate([balloting(each, str(at)) for at, each in enumerate(units)], {}, evaluation)
    papers = Papers(counting, units, weights, out, by_group)
    assume(prod(len(papers.worlds(at)) for at in range(number)) <= MOST_WORLDS)

    assert not papers.narrow(minimum)


TWO = Counting((100, 40), 1, "valid")


def unit(*groups: tuple[int, int]) -> Ballots:
    """Return one item's ballots: 好 and 差 of each group."""
    return (tuple((good, bad, 0, 0) for good, bad in groups),)


def gated(units: Sequence[Ballots], minimum: int) -> Gate:
    evaluation = evaluation_of(TWO, (30, 30, 40), 1, minimum)
    return gate([balloting(each, str(at)) for at, each in enumerate(units)], {}, evaluation)


def test_the_body_would_give_away_two_units_of_which_one_has_nobody_against() -> None:
    """Rows and columns together: the second unit has no 差, so all three of the column are the first's."""
    units = [unit((0, 3), (3, 2), (8, 1)), unit((4, 0), (8, 0), (9, 0))]

    out = gated(units, 5)

    assert out.hidden == {"0": {"A", "B"}, "1": {"A", "B"}}
    assert not out.together
    every = {"0", "1"}
    shown_all = Gate(out.now, out.then, out.body, out.hidden, frozenset(every))
    assert Papers(TWO, units, (30, 30, 40), shown_all).narrow(5)


def test_small_groups_of_many_units_are_added_up_for_the_body() -> None:
    units = [unit((1, 1), (3, 3), (8, 4))] * 6

    out = gated(units, 5)

    assert out.together == {str(at) for at in range(6)}
    assert not Papers(TWO, units, (30, 30, 40), out).narrow(5)


THREE = Counting((100, 60, 20), 1, "valid")
few = st.sampled_from([votes for votes in product(range(3), repeat=3) if 1 <= sum(votes) <= 2])
some = st.tuples(*[st.integers(1, 2)] * 3)


@settings(FEW, max_examples=25)
@given(st.lists(st.tuples(few, some), min_size=4, max_size=6))
def test_sums_over_units_that_hide_their_small_groups_narrow_none_of_them(
    drawn: list[tuple[tuple[int, int, int], tuple[int, int, int]]],
) -> None:
    """Enough units have exchanges that undo each other, of one kind or of several."""
    units = [(tuple((*votes, 0, 0) for votes in (*unit, (5, 4, 3))),) for unit in drawn]
    evaluation = evaluation_of(THREE, (30, 30, 40), 1, 3)
    out = gate([balloting(each, str(at)) for at, each in enumerate(units)], {}, evaluation)
    papers = Papers(THREE, units, (30, 30, 40), out)
    assume(len(out.together) == len(units))
    assume(prod(len(papers.worlds(at)) for at in range(len(units))) <= MOST_WORLDS)

    assert not papers.narrow(3)


def test_a_unit_without_a_small_group_shows_all_of_them() -> None:
    out = gated([unit((4, 1), (3, 3), (8, 4))], 5)

    assert out.hidden == {"0": frozenset()}
    assert (
        shown(out.now["0"].score)
        == TWO.printed(unit((4, 1), (3, 3), (8, 4)), [(0,), (1,), (2,)], (30, 30, 40))[0]
    )
