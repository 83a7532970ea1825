"""What has to be said beside results: another weighting than planned, shares that do not add up, 综合评价."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from kit.figures.appraisal import results
from kit.figures.appraisal.item_facts import item_facts
from kit.nouns.fact import Fact, text_fact
from kit.nouns.tally import Tally
from kit.words.rounding import round_half_up

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kit.nouns.campaign import Evaluation
    from kit.nouns.fact import Source
    from kit.nouns.tally import ItemTally

ROUNDING_NOTE = "因四舍五入，各项合计可能不等于100%"


def overall_facts(
    id_: str,
    name: str,
    overall: ItemTally | None,
    whole: Tally,
    evaluation: Evaluation,
    sources: tuple[Source, ...],
) -> Iterator[Fact]:
    """Yield what ballots say when asked for 综合评价: evaluation.<unit>.overall.*, as for any item."""
    if overall is None or evaluation.overall is None:
        return
    alone = evaluation.model_copy(update={"items": (evaluation.overall.item,)})
    tally = Tally(whole.returned, whole.void, (overall,), whole.turnout)
    yield from item_facts(id_, name, tally, alone, sources)


def note_facts(
    id_: str, name: str, by_group: Mapping[str, Tally], whole: Tally, evaluation: Evaluation
) -> Iterator[Fact]:
    """Yield the notes that a text must carry: a group's weight given to the others, Σ ≠ 100."""
    if absent := _absent(by_group, evaluation):
        said = "、".join(absent)
        text = f"{said}没有有效票，其权重按比例分给其他各组"
        yield text_fact(f"{id_}.renormalised", f"{name}权重说明", text, "campaign.toml 的 renormalise")
    if any(_is_off(evaluation, whole, number) for number in range(len(evaluation.items))):
        basis = "至少有一项，各等次占比的公布值之和与合计占比的公布值不同"
        yield text_fact(f"{id_}.rounding_note", f"{name}占比说明", ROUNDING_NOTE, basis)


def _absent(by_group: Mapping[str, Tally], evaluation: Evaluation) -> list[str]:
    """Return the groups that have a weight and no score."""
    if not evaluation.renormalise:
        return []
    weighed = [group for group in evaluation.groups if group.weight]
    empty = [g for g in weighed if g.id not in by_group or results.score(evaluation, by_group[g.id]) is None]
    return [group.name for group in empty] if len(empty) < len(weighed) else []


def _is_off(evaluation: Evaluation, tally: Tally, number: int) -> bool:
    """Return whether the printed shares add up to something else than their sum, printed."""
    whole = results.base(evaluation, tally, number)
    shares = results.shares(evaluation, tally.items[number], whole)
    return sum((round_half_up(share, 1) for share in shares), Fraction(0)) != round_half_up(
        sum(shares, Fraction(0)), 1
    )
