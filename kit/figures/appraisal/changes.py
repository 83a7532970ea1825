"""How a unit's approval changed since last round; only like is compared with like (figures.md 2.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.figures.appraisal import results
from kit.figures.appraisal.previous import Round, has_same_groups, pooled
from kit.nouns.fact import Fact, rate_fact
from kit.words.comparing import change_text, displayed_difference
from kit.words.rounding import fixed_text, percentage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from kit.figures.appraisal.tallying import UnitBallots
    from kit.nouns.campaign import Evaluation


def change_facts(
    id_: str, name: str, found: UnitBallots, before: Round | None, evaluation: Evaluation
) -> Iterator[Fact]:
    """Yield last round's rates and the differences, for the unit and each item.

    Nothing if there is no last round or it had fewer valid ballots than the minimum; nothing for
    the unit if last round did not keep the same groups (票种).
    """
    if before is None or pooled(before, evaluation).valid < evaluation.minimum:
        return
    if has_same_groups(before, evaluation):
        now = _weighted(evaluation, dict(found.by_group))
        then = _weighted(evaluation, before)
        yield from _pair(id_, f"{name}综合好评率", "previous_positive_rate", now, then)
    whole = pooled(before, evaluation)
    for number, item in enumerate(evaluation.items):
        own, old = found.total.items[number], whole.items[number]
        below = results.base(evaluation, found.total, number)
        old_below = results.base(evaluation, whole, number)
        if below and old_below:
            now = percentage(results.positive(evaluation, own), below)
            then = percentage(results.positive(evaluation, old), old_below)
            key, label = f"{id_}.{item.id}", f"{name}“{item.question}”好评率"
            yield from _pair(key, label, "previous", now, then)


def _weighted(evaluation: Evaluation, by_group: Round) -> Fraction | None:
    rates = {group: results.positive_rate(evaluation, tally) for group, tally in by_group.items()}
    return results.composite(evaluation, rates)


def _pair(id_: str, name: str, key: str, now: Fraction | None, then: Fraction | None) -> Iterator[Fact]:
    if now is None or then is None:
        return
    yield rate_fact(f"{id_}.{key}", f"上次{name}", then, "历次结果表最近一次，口径与本次相同")
    shown, exact = displayed_difference(now, then), now - then
    basis = f"两次公布值之差；按精确值相差{fixed_text(exact, 2)}个百分点"
    text = change_text(now, then)
    parents = (f"{id_}.positive_rate", f"{id_}.{key}")
    yield Fact(f"{id_}.change", f"{name}比上次", shown, text, "个百分点", basis, parents=parents)
