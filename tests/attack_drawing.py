"""Ballots of units and ways of counting them, drawn: what attacks on the disclosure gate are tried on."""

from collections.abc import Sequence
from math import prod

from attacking import Ballots, Counting, fillings, sizes_of, totals_of
from hypothesis import strategies as st

from kit.model.evaluation import Evaluation
from kit.model.tally import ItemTally, Tally
from kit.topics.appraisal.disclosure import Balloting

GROUPS = "ABC"


@st.composite
def answers_of_group(draw: st.DrawFn, size: int, grades: int) -> tuple[int, ...]:
    """Return how a group's ballots fell: good grades often, 弃权 and 无效 seldom."""
    kinds = [kind for kind in range(grades) for _ in range(grades - kind)] + [grades, grades + 1]
    chosen = draw(st.lists(st.sampled_from(kinds), min_size=size, max_size=size))
    return tuple(map(chosen.count, range(grades + 2)))


@st.composite
def countings(draw: st.DrawFn) -> Counting:
    grades = draw(st.integers(2, 4))
    return Counting(
        (100, 80, 60, 40)[:grades], max(1, grades // 2), draw(st.sampled_from(["valid", "answered"]))
    )


@st.composite
def ballots_of(draw: st.DrawFn, counting: Counting, groups: int, items: int, most: int) -> Ballots:
    sizes = draw(st.lists(st.integers(1, most), min_size=groups, max_size=groups))
    grades = len(counting.points)
    return tuple(tuple(draw(answers_of_group(size, grades)) for size in sizes) for _ in range(items))


def weights_for(groups: int) -> st.SearchStrategy[tuple[int, ...]]:
    known: dict[int, list[tuple[int, ...]]] = {
        2: [(30, 70), (50, 50), (90, 10)],
        3: [(30, 30, 40), (20, 50, 30), (10, 20, 70)],
    }
    return st.sampled_from(known[groups])


def evaluation_of(counting: Counting, weights: Sequence[int], items: int, minimum: int) -> Evaluation:
    grades = [f"第{place}等" for place in range(len(counting.points))]
    return Evaluation.model_validate(
        {
            "name": "评议",
            "items": [{"id": f"i{at}", "question": f"项{at}", "grades": grades} for at in range(items)],
            "points": counting.points,
            "positive": counting.positive,
            "denominator": counting.base,
            "minimum": minimum,
            "groups": [
                {"id": GROUPS[at], "name": GROUPS[at], "weight": own} for at, own in enumerate(weights)
            ],
        }
    )


def balloting(ballots: Ballots, id_: str = "甲") -> Balloting:
    return Balloting(id_, {GROUPS[at]: _tally(ballots, at) for at in range(len(ballots[0]))})


def _tally(ballots: Ballots, group: int) -> Tally:
    items = tuple(
        ItemTally(item[group][:-2], abstained=item[group][-2], spoilt=item[group][-1]) for item in ballots
    )
    return Tally(sum(ballots[0][group]), 0, items)


def how_many_worlds(ballots: Ballots) -> int:
    return prod(len(fillings(sizes_of(ballots), totals)) for totals in totals_of(ballots))
