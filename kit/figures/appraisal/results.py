"""What tallies amount to, exact: rates, scores, weighted composites, ranks (figures.md 2.2-2.6)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from kit.nouns.campaign import weight_of
from kit.words.rounding import mean, percentage, round_half_up

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kit.nouns.campaign import Evaluation
    from kit.nouns.tally import ItemTally, Tally

DENOMINATORS = {
    "valid": "有效票",
    "answered": "作答票（不含弃权、未填和该项无效）",
    "known": "作答票（不含“不了解”）",
    "members": "应参评人数",
    "returned": "收回票",
}
UNKNOWN = "不了解"


def base(evaluation: Evaluation, tally: Tally, number: int) -> int:
    """Return the denominator of item `number`'s rates by the campaign's policy; 0 if nothing counts."""
    item = tally.items[number]
    policy = evaluation.denominator
    if policy == "valid":
        return item.valid
    if policy == "members":
        return tally.turnout.expected or 0
    if policy == "returned":
        return tally.returned
    if policy == "known" and UNKNOWN in evaluation.items[number].grades:
        return item.answered - item.counts[evaluation.items[number].grades.index(UNKNOWN)]
    return item.answered


def positive(evaluation: Evaluation, item: ItemTally) -> int:
    """Return how many chose one of the approving grades."""
    return sum(item.counts[: evaluation.positive])


def item_score(evaluation: Evaluation, item: ItemTally) -> Fraction | None:
    """Return the mean points of those who answered, in 分; None if nobody did."""
    points = sum(count * worth for count, worth in zip(item.counts, evaluation.points, strict=True))
    return Fraction(points, item.answered) if item.answered else None


def score(evaluation: Evaluation, tally: Tally) -> Fraction | None:
    """Return the mean of the items' scores; None if nobody answered anything."""
    scores = [item_score(evaluation, item) for item in tally.items]
    known = [value for value in scores if value is not None]
    return mean(known) if known else None


def positive_rate(evaluation: Evaluation, tally: Tally) -> Fraction | None:
    """Return the approving answers to all items per hundred; None if nothing counts."""
    whole = sum(base(evaluation, tally, number) for number in range(len(tally.items)))
    chosen = sum(positive(evaluation, item) for item in tally.items)
    return percentage(chosen, whole) if whole else None


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
    return [1 + sum(other > value for other in shown) for value in shown]


def band(evaluation: Evaluation, value: Fraction) -> str | None:
    """Return the result word (等次) of an exact score; intervals are closed on the left (figures.md 2.5)."""
    fitting = [found for found in evaluation.bands if value >= found.least]
    return max(fitting, key=lambda found: found.least).name if fitting else None
