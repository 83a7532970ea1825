"""Facts of tallies: an item's counts, rates and score; turnout; notes beside results (figures.md 2)."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from kit.model.fact import Fact, count_fact, rate_fact, score_fact, text_fact
from kit.model.tally import Tally
from kit.text.numbers import fixed_text, percentage, round_half_up
from kit.topics.appraisal import results

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kit.model.evaluation import AppraisalItem, Evaluation
    from kit.model.fact import Source
    from kit.model.tally import ItemTally


def item_facts(
    id_: str, name: str, tally: Tally, evaluation: Evaluation, sources: tuple[Source, ...]
) -> Iterator[Fact]:
    """Yield, for every item: each grade's count and rate, abstentions, void answers, approval, score."""
    for number, item in enumerate(evaluation.items):
        own = tuple(_under(source, item.question) for source in sources)
        yield from _grades(f"{id_}.{item.id}", f"{name}“{item.question}”", tally, evaluation, number, own)


def _grades(
    id_: str, name: str, tally: Tally, evaluation: Evaluation, number: int, sources: tuple[Source, ...]
) -> Iterator[Fact]:
    item, counted = evaluation.items[number], tally.items[number]
    whole, denominator = results.base(evaluation, tally, number), results.DENOMINATORS[evaluation.denominator]
    shares = results.shares(evaluation, counted, whole)
    for place, (grade, votes) in enumerate(zip(item.grades, counted.counts, strict=True), 1):
        key, label = f"{id_}.g{place}", f"{name}选“{grade}”"
        yield count_fact(f"{key}.count", f"{label}票数", votes, "票", f"这一项选“{grade}”的有效票", sources)
        if whole:
            basis = f"选“{grade}”的票数除以{denominator}"
            rate = rate_fact(
                f"{key}.rate", f"{label}占比", percentage(votes, whole), basis, parents=(f"{key}.count",)
            )
            yield replace(rate, text=f"{fixed_text(shares[place - 1])}%", sources=sources)
    silent = counted.abstained + counted.blank
    yield count_fact(f"{id_}.abstained", f"{name}弃权票数", silent, "票", "这一项弃权或未填的有效票", sources)
    yield count_fact(
        f"{id_}.void", f"{name}该项无效票数", counted.spoilt, "票", "这一项多选或无法辨认", sources
    )
    chosen = results.positive(evaluation, counted)
    parents = tuple(f"{id_}.g{place}.count" for place in range(1, evaluation.positive + 1))
    label = "和".join(f"“{grade}”" for grade in item.grades[: evaluation.positive])
    votes_name = f"{name}{label}票数"
    basis = f"选{label}的票数之和"
    yield count_fact(f"{id_}.positive", votes_name, chosen, "票", basis, sources, parents=parents)
    if whole:
        exact, basis = percentage(chosen, whole), f"选{label}的票数除以{denominator}"
        yield rate_fact(f"{id_}.positive_rate", f"{name}好评率", exact, basis, sources, parents=parents)
    if (points := results.item_score(evaluation, counted)) is not None:
        yield score_fact(f"{id_}.score", f"{name}得分", points, _score_basis(evaluation, item), sources)


def _score_basis(evaluation: Evaluation, item: AppraisalItem) -> str:
    if evaluation.marks:
        trimmed = f"，超过{evaluation.trim_above}个时去掉一个最高分和一个最低分"
        return f"各票打分的平均{trimmed if evaluation.trim_above else ''}"
    worth = "、".join(
        f"{grade}{points}分" for grade, points in zip(item.grades, evaluation.points, strict=False)
    )
    apart = (
        f"，“{evaluation.unknown}”不计" if evaluation.unknown and evaluation.unknown_points is None else ""
    )
    return f"{worth}，按作答票平均{apart}"


def _under(source: Source, column: str) -> Source:
    return type(source)(source.file, source.sha256, source.sheet, source.rows, column)


_COUNTS = (
    ("expected", "应参评人数", "人", "参评名册“应参评”之和"),
    ("present", "实到人数", "人", "参评名册“实到”之和"),
    ("issued", "发出票数", "张", "参评名册“发票数”之和"),
    ("returned", "收回票数", "张", "评议票的行数"),
    ("void", "无效票数", "张", "整票判定为“无效”的票"),
    ("valid", "有效票数", "张", "收回票减无效票"),
)
_RATES = (
    ("attendance_rate", "到会率", "present", "expected", "实到除以应参评"),
    ("return_rate", "回收率", "returned", "issued", "收回票除以发出票"),
    ("valid_rate", "有效率", "valid", "returned", "有效票除以收回票"),
    ("valid_return_rate", "有效回收率", "valid", "issued", "有效票除以发出票"),
)


def turnout_facts(id_: str, name: str, tally: Tally, sources: tuple[Source, ...]) -> Iterator[Fact]:
    """Yield counts of people and ballots, and the rates whose denominator is known and not zero."""
    turnout = tally.turnout
    numbers = {
        "expected": turnout.expected,
        "present": turnout.present,
        "issued": turnout.issued,
        "returned": tally.returned,
        "void": tally.void,
        "valid": tally.valid,
    }
    for key, label, unit, basis in _COUNTS:
        if (number := numbers[key]) is not None:
            yield count_fact(f"{id_}.{key}", f"{name}{label}", number, unit, basis, sources)
    for key, label, part, whole, basis in _RATES:
        above, below = numbers[part], numbers[whole]
        if above is not None and below:
            parents = (f"{id_}.{part}", f"{id_}.{whole}")
            yield rate_fact(
                f"{id_}.{key}", f"{name}{label}", percentage(above, below), basis, parents=parents
            )


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
