"""One item's counts, rates and score (figures.md 2.2, 2.6)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kit.figures.appraisal import results
from kit.nouns.fact import Fact, count_fact, rate_fact, score_fact
from kit.words.rounding import fixed_text, percentage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Evaluation, Item
    from kit.nouns.fact import Source
    from kit.nouns.tally import Tally


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


def _score_basis(evaluation: Evaluation, item: Item) -> str:
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
