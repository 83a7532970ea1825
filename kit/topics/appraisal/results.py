"""What tallies amount to, exact: rates, scores, weighted composites, ranks (figures.md 2.2-2.6).

Standing orders may ask for the majority of all members (全体过半, figures.md T14).
"""

from __future__ import annotations

from fractions import Fraction
from functools import reduce
from itertools import accumulate
from operator import add
from typing import TYPE_CHECKING

from kit.model.evaluation import asked, is_weighed, weight_of
from kit.model.fact import Fact, text_fact
from kit.text.numbers import largest_remainder, mean, percentage, round_half_up

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from kit.model.evaluation import AppraisalItem, Evaluation
    from kit.model.tally import ItemTally, Tally, Turnout
    from kit.topics.appraisal.cells import Cells


DENOMINATORS = {
    "valid": "有效票",
    "answered": "作答票（不含弃权、未填和该项无效）",
    "known": "作答票（不含“不了解”）",
    "members": "应参评人数",
    "returned": "收回票",
}


def base_words(evaluation: Evaluation, item: AppraisalItem) -> str:
    """Return what an item's rates are shares of, in the words of what is divided by."""
    if evaluation.denominator != "known":
        return DENOMINATORS[evaluation.denominator]
    if evaluation.unknown not in item.grades:
        return DENOMINATORS["answered"]
    return f"作答票（不含弃权、未填、该项无效和“{evaluation.unknown}”）"


def base_words_of_all(evaluation: Evaluation) -> str:
    """Return the same for all items together."""
    return "或".join(dict.fromkeys(base_words(evaluation, item) for item in evaluation.items))


def base(evaluation: Evaluation, tally: Tally, number: int) -> int:
    """Return the denominator of item `number`'s rates by the campaign's policy.

    0 if nothing counts, and where the counts contradict it: a share lies within its base.
    """
    if not tally.items[number].is_known or _is_contradicted(evaluation, tally, number):
        return 0
    return _stated_base(evaluation, tally, number)


def is_known(tally: Tally) -> bool:
    """Return whether it is known of every item how its votes fell."""
    return all(item.is_known for item in tally.items)


def are_votes_told(tally: Tally) -> bool:
    """Return whether of every item the votes are known, or at least their shares."""
    return all(item.is_told for item in tally.items)


def item_positive_rate(evaluation: Evaluation, tally: Tally, number: int) -> Fraction | None:
    """Return the approving answers to an item per hundred, of its base, or as the shares that came add up."""
    item = tally.items[number]
    if item.is_known:
        whole = base(evaluation, tally, number)
        return percentage(positive(evaluation, item), whole) if whole else None
    chosen = item.shares[: evaluation.positive]
    return sum((share.percent for share in chosen), Fraction(0)) if chosen else None


def _is_contradicted(evaluation: Evaluation, tally: Tally, number: int) -> bool:
    return in_base(evaluation, tally.items[number], number) > _stated_base(evaluation, tally, number)


def in_base(evaluation: Evaluation, item: ItemTally, number: int) -> int:
    """Return how many of the answers lie in the base: all grades, without 不了解 where it is left out."""
    apart = unknown(evaluation, item, number) if evaluation.denominator == "known" else 0
    return item.answered - apart


def has_share(evaluation: Evaluation, number: int, place: int) -> bool:
    """Return whether a grade, counted from 0, lies in the base that its share would be of."""
    grades = evaluation.items[number].grades
    return evaluation.denominator != "known" or grades[place] != evaluation.unknown


def _stated_base(evaluation: Evaluation, tally: Tally, number: int) -> int:
    item = tally.items[number]
    by_policy = {
        "valid": item.valid if tally.valid_told else 0,
        "answered": item.answered,
        "known": in_base(evaluation, item, number),
        "members": tally.turnout.expected or 0,
        "returned": tally.returned if tally.returned_told else 0,
    }
    return by_policy[evaluation.denominator]


def unknown(evaluation: Evaluation, item: ItemTally, number: int) -> int:
    """Return how many chose the grade that means 不了解; 0 if the scale has none."""
    has_it = evaluation.unknown in evaluation.items[number].grades
    return item.counts[-1] if has_it else 0


def positive(evaluation: Evaluation, item: ItemTally) -> int:
    """Return how many chose one of the approving grades."""
    return sum(item.counts[: evaluation.positive])


def item_score(evaluation: Evaluation, item: ItemTally) -> Fraction | None:
    """Return the mean mark or points of those who answered, in 分; None if nobody did or it is not known.

    不了解 has no points and is left out, unless the campaign gives it some (figures.md 2.9, T10).
    """
    if not item.is_known:
        return _score_of_shares(evaluation, item)
    if evaluation.marks:
        return trimmed_mean(item.marks, evaluation.trim_above) if item.marks else None
    worth = evaluation.points
    if len(item.counts) > len(worth) and evaluation.unknown_points is not None:
        worth = (*worth, evaluation.unknown_points)
    scored = item.counts[: len(worth)]
    points = sum(count * value for count, value in zip(scored, worth, strict=True))
    return Fraction(points, sum(scored)) if sum(scored) else None


def _score_of_shares(evaluation: Evaluation, item: ItemTally) -> Fraction | None:
    """Return the same from shares with a decimal at least: others were rounded too much for a score."""
    worth = evaluation.points
    if len(item.shares) > len(worth) and evaluation.unknown_points is not None:
        worth = (*worth, evaluation.unknown_points)
    scored = item.shares[: len(worth)]
    whole = sum((share.percent for share in scored), Fraction(0))
    if not whole or any(share.places < 1 and share.percent not in {0, 100} for share in scored):
        return None
    return sum((s.percent * points for s, points in zip(scored, worth, strict=True)), Fraction(0)) / whole


def trimmed_mean(marks: Sequence[Fraction], above: int) -> Fraction:
    """Return the mean; with more marks than `above` (0: never), without one best and one worst.

    >>> [float(trimmed_mean(marks, 5)) for marks in ([95, 92, 90, 88, 85, 60], [95, 92, 90, 88, 60])]
    [88.75, 85.0]
    """
    return mean(sorted(marks)[1:-1] if above and len(marks) > above else marks)


def score(evaluation: Evaluation, tally: Tally) -> Fraction | None:
    """Return the mean of the items' scores; None if nobody answered anything, or one item is unknown."""
    if not are_votes_told(tally):
        return None
    scores = [item_score(evaluation, item) for item in tally.items]
    known = [value for value in scores if value is not None]
    is_whole = len(known) == len(scores) or is_known(tally)
    return mean(known) if known and is_whole else None


def shares(evaluation: Evaluation, item: ItemTally, whole: int) -> tuple[Fraction, ...]:
    """Return each grade's share of `whole` in per cent, as it is to be shown.

    Each is exact and rounded on its own, unless the campaign wants shares that add up (最大余数法) and
    they are shares of all who answered.
    """
    if not whole:
        return ()
    if evaluation.sum100 == "largest_remainder" and whole == item.answered:
        return largest_remainder(item.counts)
    return tuple(percentage(count, whole) for count in item.counts)


def positive_rate(evaluation: Evaluation, tally: Tally) -> Fraction | None:
    """Return the approving answers to all items per hundred; None if nothing counts, or one is unknown."""
    numbers = range(len(tally.items))
    if not is_known(tally):
        return _rate_of_shares(evaluation, tally)
    if any(_is_contradicted(evaluation, tally, number) for number in numbers):
        return None
    whole = sum(base(evaluation, tally, number) for number in numbers)
    chosen = sum(positive(evaluation, item) for item in tally.items)
    return percentage(chosen, whole) if whole else None


def _rate_of_shares(evaluation: Evaluation, tally: Tally) -> Fraction | None:
    """Return the mean of the items' rates where all are of one base, as those of the valid ballots are."""
    rates = [item_positive_rate(evaluation, tally, number) for number in range(len(tally.items))]
    known = [rate for rate in rates if rate is not None]
    is_one_base = len(rates) == 1 or evaluation.denominator not in {"answered", "known"}
    return mean(known) if known and len(known) == len(rates) and is_one_base else None


def weighted(
    evaluation: Evaluation,
    by_group: Mapping[str, Tally],
    value: Callable[[Evaluation, Tally], Fraction | None],
) -> Fraction | None:
    """Return the composite of a value of each group; None if any group has an item that is unknown.

    A group of which something is unknown is there, so its weight is nobody else's.
    """
    if not all(map(are_votes_told, by_group.values())):
        return None
    if not is_weighed(evaluation):
        return value(evaluation, reduce(add, by_group.values())) if by_group else None
    return composite(evaluation, {group: value(evaluation, tally) for group, tally in by_group.items()})


def composite(evaluation: Evaluation, by_group: Mapping[str, Fraction | None]) -> Fraction | None:
    """Return Σ weight × group value, each group counted on its own ballots (figures.md 2.4).

    None if a group has no value, unless the campaign gives its weight to the others (renormalise).
    """
    if not evaluation.groups:
        return next(iter(by_group.values()))
    weighed = [(weight_of(group), by_group.get(group.id)) for group in evaluation.groups if group.weight]
    known = [(weight, value) for weight, value in weighed if value is not None]
    if not known or (len(known) < len(weighed) and not evaluation.renormalise):
        return None
    return sum((w * v for w, v in known), Fraction(0)) / sum((w for w, _ in known), Fraction(0))


def ranks(values: Sequence[Fraction]) -> list[int]:
    """Return ranks on the displayed values: equal ones share a rank, the next is skipped.

    >>> ranks([Fraction(n, 10) for n in (952, 934, 934, 901)])
    [1, 2, 2, 4]
    """
    shown = [round_half_up(value, 1) for value in values]
    place: dict[Fraction, int] = {}
    for number, value in enumerate(sorted(shown, reverse=True), 1):
        place.setdefault(value, number)
    return [place[value] for value in shown]


def band(evaluation: Evaluation, value: Fraction) -> str | None:
    """Return the result word (等次) of an exact score; intervals are closed on the left (figures.md 2.5)."""
    fitting = [found for found in evaluation.bands if value >= found.least]
    return max(fitting, key=lambda found: found.least).name if fitting else None


SAID = {"majority_of_members": "应参评", "majority_of_present": "实到"}


def verdict_facts(
    id_: str,
    name: str,
    tallies: Sequence[ItemTally],
    turnout: Turnout,
    evaluation: Evaluation,
    cells: Cells,
) -> Iterator[Fact]:
    """Yield each item's verdict: the best grade that, with all better ones, has a majority; else the last.

    Where the votes are exactly half and the campaign does not say whether that is enough, a fact
    `verdict_undecided` says so and there is no verdict. tallies: those of `asked(evaluation)`.
    """
    by_members = evaluation.verdict == "majority_of_members"
    whole = turnout.expected if by_members else turnout.present
    if evaluation.verdict == "none" or not whole:
        return
    said = f"{SAID[evaluation.verdict]}{whole}人"
    for number, (item, tally) in enumerate(zip(asked(evaluation), tallies, strict=True)):
        sources = cells.answered(number, range(len(item.grades)))
        if not tally.is_known or tally.answered > whole:
            continue
        scored = item.grades[: len(evaluation.points)]
        key, label = f"{id_}.{item.id}.verdict", f"{name}“{item.question}”结论"
        for grade, votes in zip(scored[:-1], accumulate(tally.counts), strict=False):
            upto = "和".join(f"“{one}”" for one in scored[: scored.index(grade) + 1])
            if votes * 2 == whole and evaluation.half_is_enough is None:
                text = f"选{upto}的{votes}票，正好是{said}的一半"
                yield text_fact(f"{key}_undecided", f"{label}待定", text, sources=sources)
                break
            if votes * 2 > whole or (votes * 2 == whole and evaluation.half_is_enough):
                basis = f"选{upto}的{votes}票，达到{said}的半数"
                yield text_fact(key, label, grade, basis, sources)
                break
        else:
            basis = f"选其他等次的{sum(tally.counts[: len(scored) - 1])}票，没有达到{said}的半数"
            yield text_fact(key, label, scored[-1], basis, sources)
