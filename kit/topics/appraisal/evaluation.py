"""The appraisal (群众评议): counts, rates, scores, ranks and changes by unit and item: S24, S31, S32, S33."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import reduce
from itertools import groupby
from operator import add
from typing import TYPE_CHECKING

import numpy as np

from kit.model.evaluation import is_weighed
from kit.model.fact import Fact, count_fact, list_fact, merged_sources, own_word, score_fact, text_fact
from kit.model.fact import rate_fact as rate
from kit.text.numbers import mean as average
from kit.topics.appraisal import results
from kit.topics.appraisal.by_group import group_facts, hidden_fact
from kit.topics.appraisal.cells import JoinedCells
from kit.topics.appraisal.disclosure import LEAST_CLASS, Balloting, Gate, Weighed, gate
from kit.topics.appraisal.facts import Doors, item_facts, note_facts, overall_facts, turnout_facts
from kit.topics.appraisal.held_back import held_back_facts
from kit.topics.appraisal.last_round import change_facts, last_round
from kit.topics.appraisal.results import verdict_facts
from kit.topics.appraisal.shares import ENOUGH, size_key
from kit.topics.appraisal.tallying import (
    ALL_BLANK,
    VOID,
    UnitBallots,
    has_ballots,
    is_unsized,
    tally_units,
    total,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from kit.model.campaign import Campaign
    from kit.model.evaluation import Evaluation
    from kit.model.fact import Source
    from kit.model.table import Sheets
    from kit.model.tally import ItemTally, Tally
    from kit.topics.appraisal.cells import Cells


ALL = "all"


@dataclass(frozen=True, eq=False)
class Subject:
    """A unit, or the whole body of units, as its facts name it."""

    id: str  # evaluation.<unit id>
    name: str
    by_group: dict[str, Tally]
    total: Tally
    overall: ItemTally | None
    cells: Cells


def count_evaluation(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:
    """Yield each unit's turnout and, where it has enough valid ballots, results; then the whole body's."""
    evaluation = campaign.evaluation
    if evaluation is None or not has_ballots(sheets) or not sheets.has("units"):
        return
    by_unit = tally_units(sheets, evaluation)
    before = last_round(sheets, campaign)
    is_sized = campaign.answers.get(size_key(evaluation.minimum), ENOUGH) == ENOUGH
    published = [
        found
        for found in by_unit
        if is_published(found, evaluation) and (is_sized or not is_unsized(found.total))
    ]
    weighed = gate(
        [Balloting(found.unit.id, found.by_group) for found in published],
        {unit: Balloting(unit, earlier.by_group) for unit, earlier in before.items()},
        evaluation,
    )
    for found in by_unit:
        subject = _subject(found)
        yield from turnout_facts(subject.id, subject.name, found.total, _doors([found], evaluation))
        yield from _void_reasons(sheets, found, evaluation)
        if evaluation.by_group == "units":
            yield from _by_group(sheets, subject, found, weighed, evaluation)
        if found in published:
            own, earlier = weighed.now[found.unit.id], weighed.then.get(found.unit.id)
            yield from _result(subject, evaluation, own)
            rates = own.approval, earlier.approval if earlier else None
            yield from change_facts(
                subject.id, subject.name, found, before.get(found.unit.id), evaluation, rates
            )
            yield from _comments(sheets, [found], subject.id, subject.name)
            yield from _verdicts(subject, evaluation)
        else:
            said = _why_not(found, evaluation)
            yield text_fact(f"{subject.id}.suppressed", f"{subject.name}不公布分项的原因", said)
    yield from _whole(sheets, by_unit, published, evaluation, weighed.body)
    if evaluation.by_group != "none":
        yield from _body_by_group(sheets, published, weighed, evaluation)
    yield from _classes(published, weighed)


def _by_group(
    sheets: Sheets, subject: Subject, found: UnitBallots, weighed: Gate, evaluation: Evaluation
) -> Iterator[Fact]:
    """Yield a unit's figures by group; of one below the minimum who may vote only."""
    told = (subject.id, subject.name)
    hidden = weighed.hidden.get(found.unit.id)
    everybody = frozenset(group.id for group in evaluation.groups)
    yield from group_facts(sheets, told, [found], everybody if hidden is None else hidden, evaluation)
    yield from hidden_fact(*told, found, hidden or (), evaluation)


def _body_by_group(
    sheets: Sheets, published: Sequence[UnitBallots], weighed: Gate, evaluation: Evaluation
) -> Iterator[Fact]:
    """Yield the whole body's figures by group, without the units whose small groups they would give away."""
    added = [found for found in published if found.unit.id in weighed.together]
    left_out = [found.unit.short for found in published if found not in added and found.by_group]
    note = f"，不含{'、'.join(left_out)}：有的票种有效票不足{evaluation.minimum}张" if left_out else ""
    if left_out:
        id_, basis = "evaluation.not_by_group", "有的票种有效票太少，不计入全部单位各票种结果的单位"
        yield list_fact(id_, "全部单位各票种结果未计的单位", left_out, basis)
    facts = group_facts(sheets, (f"evaluation.{ALL}", "全部单位"), added, (), evaluation)
    yield from (replace(fact, basis=f"{fact.basis}{note}") if note else fact for fact in facts)


def is_published(found: UnitBallots, evaluation: Evaluation) -> bool:
    """Return whether a unit has enough valid ballots for a breakdown (figures.md 2.7).

    Of totals that say neither how many came back nor how many are valid, those that answered an item count;
    where only shares came, nobody can tell, and they are taken as they came until somebody answers.
    """
    if found.total.valid_told:
        return found.total.valid >= evaluation.minimum
    answered = [item.answered for item in found.total.items if item.is_known]
    return max(answered) >= evaluation.minimum if answered else any(i.shares for i in found.total.items)


NOT_RECEIVED, UNSIZED = "没有收到评议票", "票数不详"


def _why_not(found: UnitBallots, evaluation: Evaluation) -> str:
    """Return why a unit has no breakdown: no ballots came, too few are valid, none is, or nobody says."""
    if not found.has_come:
        return NOT_RECEIVED
    if not found.total.valid_told and not any(item.is_known for item in found.total.items):
        return UNSIZED
    return (
        f"有效票不足{evaluation.minimum}张"
        if found.total.valid or not found.total.valid_told
        else "无有效评价"
    )


def _subject(found: UnitBallots) -> Subject:
    id_ = f"evaluation.{found.unit.id}"
    return Subject(id_, found.unit.name, dict(found.by_group), found.total, found.overall, found.cells)


def _result(subject: Subject, evaluation: Evaluation, weighed: Weighed) -> Iterator[Fact]:
    told = (subject.id, subject.name)
    yield from item_facts(*told, subject.total, evaluation, subject.cells)
    yield from overall_facts(*told, subject.overall, subject.total, evaluation, subject.cells)
    apart = {} if weighed.is_pooled or weighed.is_withheld else subject.by_group
    yield from note_facts(*told, apart, subject.total, evaluation)
    yield from held_back_facts(*told, weighed, evaluation)
    told_apart = evaluation.groups if is_weighed(evaluation) else ()
    weights = "、".join(f"{group.name}{group.weight}%" for group in told_apart)
    way = f"，按{weights}加权，各组按本组有效票计算" if weights else ""
    way = "，各票种合并计算，不加权" if weighed.is_pooled else way
    exact = weighed.score
    if exact is not None:
        basis, sources = f"各项得分的平均{way}", _counted(subject, evaluation)
        yield score_fact(f"{subject.id}.score", f"{subject.name}综合得分", exact, basis, sources)
        if grade := results.band(evaluation, exact):
            yield text_fact(f"{subject.id}.grade", f"{subject.name}等次", grade, "按综合得分的精确值，含下限")
    approval = weighed.approval
    if approval is not None:
        denominator = results.base_words_of_all(evaluation)
        basis = f"各项前{evaluation.positive}等票数之和除以各项{denominator}之和{way}"
        sources = _counted(subject, evaluation)
        yield rate(f"{subject.id}.positive_rate", f"{subject.name}综合好评率", approval, basis, sources)


def _counted(subject: Subject, evaluation: Evaluation) -> Sequence[Source]:
    """Return the valid ballots; where nobody says how many they are, the cells of all items."""
    if valid := subject.cells.valid():
        return valid
    answered = (
        subject.cells.answered(number, range(len(item.grades)))
        for number, item in enumerate(evaluation.items)
    )
    return merged_sources(source for found in answered for source in found)


def _verdicts(subject: Subject, evaluation: Evaluation) -> Iterator[Fact]:
    tallies = (*subject.total.items, *((subject.overall,) if subject.overall else ()))
    turnout = subject.total.turnout
    yield from verdict_facts(subject.id, subject.name, tallies, turnout, evaluation, subject.cells)


def _void_reasons(sheets: Sheets, found: UnitBallots, evaluation: Evaluation) -> Iterator[Fact]:
    if not found.total.void or not found.at.size:
        return
    void = found.at[np.equal(found.column("整票判定"), VOID)]
    reasons = Counter(str(one) for one in found.column("无效原因", void) if one is not None)
    said = [f"{reason}{number}张" for reason, number in sorted(reasons.items())]
    if evaluation.all_blank == "void" and found.total.void > len(void):
        said.append(f"{ALL_BLANK}{found.total.void - len(void)}张")
    if said:
        id_ = f"evaluation.{found.unit.id}.void_reasons"
        sources = sheets.sources(found.ballots.iloc[void], "无效原因")
        yield list_fact(id_, f"{found.unit.name}无效票原因", said, "整票判定为无效的各原因张数", sources)


def _comments(sheets: Sheets, found: Sequence[UnitBallots], id_: str, name: str) -> Iterator[Fact]:
    """Yield how many ballots of these units carry a comment (文字意见)."""
    told = [
        one.ballots.iloc[one.at[[text is not None for text in one.column("文字意见")]]]
        for one in found
        if "文字意见" in one.ballots
    ]
    if told:
        sources = tuple(source for rows in told for source in sheets.sources(rows, "文字意见"))
        number = sum(len(rows) for rows in told)
        basis = "“文字意见”有填写的票数"
        yield count_fact(
            f"{id_}.comments", f"{name}文字意见条数", number, "条", basis, merged_sources(sources)
        )


def _whole(
    sheets: Sheets,
    by_unit: Sequence[UnitBallots],
    published: Sequence[UnitBallots],
    evaluation: Evaluation,
    weighed: Weighed,
) -> Iterator[Fact]:
    """Yield the whole body's facts; breakdowns leave out suppressed units, or subtraction would show them."""
    if not by_unit:
        return
    came = [found for found in by_unit if found.has_come]
    if came:
        yield from turnout_facts(
            f"evaluation.{ALL}",
            "全部单位",
            _everything(came, by_unit, evaluation),
            _doors(by_unit, evaluation),
        )
    cells = JoinedCells(tuple(found.cells for found in by_unit))
    sources = cells.valid() or cells.answered(0, range(len(evaluation.items[0].grades)))
    basis, hidden = _least(evaluation), len(came) - len(published)
    yield count_fact("evaluation.units", "公布分项结果的单位数", len(published), "个", basis, sources)
    yield count_fact("evaluation.suppressed_units", "不公布分项结果的单位数", hidden, "个", basis, sources)
    if published:
        subject = _body(published, evaluation)
        note = f"，不含有效票不足{evaluation.minimum}张的单位" if hidden else ""
        results_told = (
            *_result(subject, evaluation, weighed),
            *_comments(sheets, published, subject.id, subject.name),
        )
        yield from (replace(fact, basis=fact.basis + note) for fact in results_told)
    if absent := [found.unit.name for found in by_unit if not found.has_come]:
        id_, basis = "evaluation.not_received", "单位目录里有、各表里没有评议票的单位"
        yield list_fact(id_, "没有收到评议票的单位", absent, basis)


def _everything(came: Sequence[UnitBallots], by_unit: Sequence[UnitBallots], evaluation: Evaluation) -> Tally:
    """Return all ballots that came, and all voters of the roster."""
    ballots = total((found.total for found in came), evaluation.items)
    turnouts = [found.total.turnout for found in by_unit if _took_part(found)]
    return replace(ballots, turnout=reduce(add, turnouts)) if turnouts else ballots


def _took_part(found: UnitBallots) -> bool:
    """Return whether a unit has ballots or voters: one that has neither leaves the sums as they are."""
    return bool(found.total.returned) or found.total.turnout.expected is not None


def _body(published: Sequence[UnitBallots], evaluation: Evaluation) -> Subject:
    """Return the published units as one subject."""
    told = all(found.by_group for found in published)  # totals may not tell the groups apart
    groups = published[0].by_group if told else {}
    by_group = {g: total((found.by_group[g] for found in published), evaluation.items) for g in groups}
    asked_for = [found.overall for found in published if found.overall is not None]
    return Subject(
        f"evaluation.{ALL}",
        "全部单位",
        by_group,
        total((found.total for found in published), evaluation.items),
        reduce(add, asked_for) if asked_for else None,
        JoinedCells(tuple(found.cells for found in published)),
    )


def _doors(found: Sequence[UnitBallots], evaluation: Evaluation) -> Doors:
    """Return through which sheets the figures of these units came."""
    counted = any(unit.counted for unit in found)
    return Doors(
        JoinedCells(tuple(unit.cells for unit in found)),
        merged_sources(source for unit in found for source in unit.roster),
        counted,
        not counted or any(unit.at.size for unit in found),
        evaluation.all_blank == "void",
        merged_sources(source for unit in found for source in unit.issued),
        any(not unit.has_come and unit.total.turnout.issued for unit in found),
    )


def _least(evaluation: Evaluation) -> str:
    return f"有效票不少于{evaluation.minimum}张的单位公布分项结果"


def _classes(published: Sequence[UnitBallots], weighed: Gate) -> Iterator[Fact]:
    """Yield ranks and means inside each 单位类别, in the order of the classes' first units."""
    names = list(dict.fromkeys(found.unit.category for found in published))
    ordered = sorted(published, key=lambda found: names.index(found.unit.category))
    for name, members in groupby(ordered, key=lambda found: found.unit.category):
        scores = [(found, weighed.now[found.unit.id].score) for found in members]
        scored = [(found, value) for found, value in scores if value is not None]
        yield from _ranks(scored)
        if len(scored) >= LEAST_CLASS:
            mean = average([value for _, value in scored])
            id_, basis = (
                f"evaluation.class.{class_word(name)}.score",
                f"类别为“{name}”、公布结果的单位综合得分的平均",
            )
            parents = tuple(f"evaluation.{found.unit.id}.score" for found, _ in scored)
            yield score_fact(id_, f"{name}类综合得分平均", mean, basis, parents=parents)


def class_word(name: str) -> str:
    """Return a class of units (类别) as ids of facts have it."""
    return own_word(name) or "未分类"


def _ranks(scored: Sequence[tuple[UnitBallots, Fraction]]) -> Iterator[Fact]:
    places = results.ranks([value for _, value in scored])
    sharing = Counter(places)
    for (found, _), place in zip(scored, places, strict=True):
        text = f"{'并列' if sharing[place] > 1 else ''}第{place}"
        basis = f"“{found.unit.category}”类内按综合得分（一位小数）由高到低，相同的并列"
        id_, parents = f"evaluation.{found.unit.id}.rank", (f"evaluation.{found.unit.id}.score",)
        yield Fact(id_, f"{found.unit.name}位次", place, text, "位", basis, parents=parents)


FACTS = (count_evaluation,)
