"""Facts of tallies: an item's counts, rates and score; turnout; notes beside results (figures.md 2)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

from kit.model.fact import Fact, Source, count_fact, rate_fact, score_fact, text_fact, under
from kit.text.numbers import fixed_text, percentage, round_half_up
from kit.topics.appraisal import results

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kit.model.evaluation import AppraisalItem, Evaluation
    from kit.model.tally import ItemTally, Tally
    from kit.topics.appraisal.cells import Cells


def item_facts(
    id_: str, name: str, tally: Tally, evaluation: Evaluation, cells: Cells, first: int = 0
) -> Iterator[Fact]:
    """Yield, for every item: each grade's count and rate, abstentions, void answers, approval, score.

    first: which of all that ballots ask is the first item.
    """
    for number, item in enumerate(evaluation.items):
        found = partial(cells.answered, first + number)
        told = f"{id_}.{item.id}", f"{name}“{item.question}”"
        yield from grade_facts(*told, tally, evaluation, number, found)
        yield from _other_facts(*told, tally, evaluation, number, found)


Found = Callable[[Collection[int]], Sequence[Source]]  # where those stand who answer an item so


def grade_facts(
    id_: str, name: str, tally: Tally, evaluation: Evaluation, number: int, found: Found
) -> Iterator[Fact]:
    """Yield count and rate of each grade of one item, and its approval (好评率); of shares what they tell."""
    item, counted = evaluation.items[number], tally.items[number]
    if counted.shares and not counted.is_known:
        yield from _share_facts(id_, name, tally, evaluation, number, found)
    if not counted.is_known:
        return
    how = f"，由占比和有效票{tally.valid}张推出，只有这一个票数符合" if counted.is_derived else ""
    whole, denominator = results.base(evaluation, tally, number), results.base_words(evaluation, item)
    shares = results.shares(evaluation, counted, whole)
    for place, (grade, votes) in enumerate(zip(item.grades, counted.counts, strict=True), 1):
        key, label = f"{id_}.g{place}", f"{name}选“{grade}”"
        sources = found([place - 1])
        yield count_fact(
            f"{key}.count", f"{label}票数", votes, "票", f"这一项选“{grade}”的有效票{how}", sources
        )
        if whole and results.has_share(evaluation, number, place - 1):
            basis = f"选“{grade}”的票数除以{denominator}"
            exact, text = percentage(votes, whole), f"{fixed_text(shares[place - 1])}%"
            counted_by = (f"{key}.count",)
            yield Fact(f"{key}.rate", f"{label}占比", exact, text, "%", basis, "", None, sources, counted_by)
    if whole:
        label = "和".join(f"“{grade}”" for grade in item.grades[: evaluation.positive])
        exact = percentage(results.positive(evaluation, counted), whole)
        basis, sources = f"选{label}的票数除以{denominator}", found(range(evaluation.positive))
        parents = _approving(id_, evaluation)
        yield rate_fact(f"{id_}.positive_rate", f"{name}好评率", exact, basis, sources, parents=parents)


def _approving(id_: str, evaluation: Evaluation) -> tuple[str, ...]:
    return tuple(f"{id_}.g{place}.count" for place in range(1, evaluation.positive + 1))


def _other_facts(
    id_: str, name: str, tally: Tally, evaluation: Evaluation, number: int, found: Found
) -> Iterator[Fact]:
    """Yield abstentions and void answers, approving votes together, and the score of one item."""
    item, counted = evaluation.items[number], tally.items[number]
    if not counted.is_known:
        return
    yield from _beside(id_, name, counted, found)
    label = "和".join(f"“{grade}”" for grade in item.grades[: evaluation.positive])
    chosen, sources = results.positive(evaluation, counted), found(range(evaluation.positive))
    parents, basis = _approving(id_, evaluation), f"选{label}的票数之和"
    yield count_fact(f"{id_}.positive", f"{name}{label}票数", chosen, "票", basis, sources, parents=parents)
    if (points := results.item_score(evaluation, counted)) is not None:
        sources, basis = found(range(len(item.grades))), _score_basis(evaluation, item, counted)
        yield score_fact(f"{id_}.score", f"{name}得分", points, basis, sources)


def _share_facts(
    id_: str, name: str, tally: Tally, evaluation: Evaluation, number: int, found: Found
) -> Iterator[Fact]:
    """Yield what shares tell where no ballots came: each grade's, approval, score."""
    item, counted = evaluation.items[number], tally.items[number]
    for place, (grade, share) in enumerate(zip(item.grades, counted.shares, strict=True), 1):
        sources = found([place - 1])
        rate = rate_fact(
            f"{id_}.g{place}.rate", f"{name}选“{grade}”占比", share.percent, SHARES_AS_TOLD, sources
        )
        yield replace(rate, text=f"{fixed_text(share.percent, _places(counted))}%")
    label = "和".join(f"“{grade}”" for grade in item.grades[: evaluation.positive])
    approval = results.item_positive_rate(evaluation, tally, number)
    if approval is not None:
        basis, sources = f"选{label}的占比之和，{SHARES_AS_TOLD}", found(range(evaluation.positive))
        rate = rate_fact(f"{id_}.positive_rate", f"{name}好评率", approval, basis, sources)
        yield replace(rate, text=f"{fixed_text(approval, _places(counted))}%")
    if (points := results.item_score(evaluation, counted)) is not None:
        basis = f"{_score_basis(evaluation, item, counted)}，由{SHARES_AS_TOLD}推算"
        yield score_fact(f"{id_}.score", f"{name}得分", points, basis, found(range(len(item.grades))))


SHARES_AS_TOLD = "汇总表填的占比"


def _places(counted: ItemTally) -> int:
    """Return the decimals that shares are printed with: one, unless they came with none."""
    return 1 if all(share.places > 0 or share.percent in {0, 100} for share in counted.shares) else 0


def _beside(id_: str, name: str, counted: ItemTally, found: Found) -> Iterator[Fact]:
    """Yield abstentions and void answers, where single ballots or totals tell them."""
    grades = len(counted.counts)
    if "silent" not in counted.untold:
        silent, sources = counted.abstained + counted.blank, found([grades, grades + 1])
        basis = "这一项弃权或未填的有效票"
        yield count_fact(f"{id_}.abstained", f"{name}弃权票数", silent, "票", basis, sources)
    if "spoilt" not in counted.untold:
        basis, sources = "这一项多选或无法辨认", found([grades + 2])
        yield count_fact(f"{id_}.void", f"{name}该项无效票数", counted.spoilt, "票", basis, sources)


def _score_basis(evaluation: Evaluation, item: AppraisalItem, counted: ItemTally) -> str:
    if evaluation.marks:
        is_trimmed = evaluation.trim_above and len(counted.marks) > evaluation.trim_above
        return f"各票打分的平均{'，去掉了一个最高分和一个最低分' if is_trimmed else ''}"
    worth = "、".join(
        f"{grade}{points}分" for grade, points in zip(item.grades, evaluation.points, strict=False)
    )
    apart = (
        f"，“{evaluation.unknown}”不计"
        if evaluation.unknown in item.grades and evaluation.unknown_points is None
        else ""
    )
    return f"{worth}，按作答票平均{apart}"


_PEOPLE = (
    ("expected", "应参评人数", "人", "应参评"),
    ("present", "实到人数", "人", "实到"),
    ("issued", "发出票数", "张", "发票数"),
)
_RATES = (
    ("attendance_rate", "到会率", "present", "expected", "实到除以应参评"),
    ("return_rate", "回收率", "returned", "issued", "收回票除以发出票"),
    ("valid_rate", "有效率", "valid", "returned", "有效票除以收回票"),
    ("valid_return_rate", "有效回收率", "valid", "issued", "有效票除以发出票"),
)


@dataclass(frozen=True)
class Doors:
    """Where a subject's figures came from: the roster, single ballots or totals."""

    ballots: Cells
    roster: tuple[Source, ...]
    counted: bool = False  # some ballots came as totals (评议票汇总)
    single: bool = True  # some came one by one (评议票)
    all_blank_void: bool = False  # ballots without a single answer count as void
    issued: Sequence[Source] = ()  # the cells of totals that say what was given out, where no roster does
    is_partial: bool = False  # ballots were given out to a unit of which none came in


def turnout_facts(id_: str, name: str, tally: Tally, doors: Doors) -> Iterator[Fact]:
    """Yield counts of people and ballots, and the rates that are shares of what is known and not nought.

    A part that is larger than its whole contradicts it: there is no rate then.
    """
    turnout = tally.turnout
    numbers = {"expected": turnout.expected, "present": turnout.present, "issued": turnout.issued}
    yield from _people(id_, name, numbers, doors)
    numbers |= {"returned": tally.returned, "valid": tally.valid}
    back, void, good = doors.ballots.returned(), doors.ballots.void(), doors.ballots.valid()
    if tally.returned_told:
        yield count_fact(f"{id_}.returned", f"{name}收回票数", tally.returned, "张", _returned(doors), back)
    if tally.void_told:
        yield count_fact(f"{id_}.void", f"{name}无效票数", tally.void, "张", _void(doors), void)
    if tally.valid_told:
        yield count_fact(f"{id_}.valid", f"{name}有效票数", tally.valid, "张", _valid(tally), good)
    for key, label, part, whole, basis in _RATES:
        above, below = numbers[part], numbers[whole]
        if (
            all(_is_told(tally, one) for one in (part, whole))
            and not (doors.is_partial and whole == "issued")
            and above is not None
            and below
            and 0 <= above <= below
        ):
            parents = (f"{id_}.{part}", f"{id_}.{whole}")
            yield rate_fact(
                f"{id_}.{key}", f"{name}{label}", percentage(above, below), basis, parents=parents
            )


def _people(id_: str, name: str, numbers: Mapping[str, int | None], doors: Doors) -> Iterator[Fact]:
    """Yield how many were expected, came, and got a ballot, where the roster or totals say so."""
    for key, label, unit, column in _PEOPLE:
        if (number := numbers[key]) is None:
            continue
        own, basis = under(doors.roster, column), f"参评名册“{column}”之和"
        if key == "issued" and doors.issued:
            basis = f"{basis}，加评议票汇总“发票数”" if own else "评议票汇总“发票数”"
            own = (*own, *doors.issued)
        yield count_fact(f"{id_}.{key}", f"{name}{label}", number, unit, basis, own)


def _valid(tally: Tally) -> str:
    if not tally.returned_told:
        return "评议票汇总“有效票”"
    return "收回票减无效票" if tally.void_told else "收回票；没有填无效票的，按没有无效票算"


def _is_told(tally: Tally, one: str) -> bool:
    """Return whether one of the numbers of a rate is known, not only taken to be so."""
    if one == "valid":
        return tally.valid_told and (tally.void_told or not tally.returned_told)
    return tally.returned_told or one != "returned"


def _returned(doors: Doors) -> str:
    single = ["评议票的行数"] if doors.single else []
    return "，加".join(single + (["评议票汇总“收回票”"] if doors.counted else []))


def _void(doors: Doors) -> str:
    single = f"整票判定为“无效”{'和各项都没有填' if doors.all_blank_void else ''}的票"
    said = [single] if doors.single else []
    return "，加".join(said + (["评议票汇总“无效票”"] if doors.counted else []))


ROUNDING_NOTE = "因四舍五入，各项合计可能不等于100%"


def overall_facts(
    id_: str,
    name: str,
    overall: ItemTally | None,
    whole: Tally,
    evaluation: Evaluation,
    cells: Cells,
) -> Iterator[Fact]:
    """Yield what ballots say when asked for 综合评价: evaluation.<unit>.overall.*, as for any item."""
    if overall is None or evaluation.overall is None:
        return
    alone = evaluation.model_copy(update={"items": (evaluation.overall.item,)})
    tally = replace(whole, items=(overall,))
    yield from item_facts(id_, name, tally, alone, cells, len(evaluation.items))


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
    if not evaluation.renormalise or not all(map(results.are_votes_told, by_group.values())):
        return []
    weighed = [group for group in evaluation.groups if group.weight]
    empty = [g for g in weighed if g.id not in by_group or results.score(evaluation, by_group[g.id]) is None]
    return [group.name for group in empty] if len(empty) < len(weighed) else []


def _is_off(evaluation: Evaluation, tally: Tally, number: int) -> bool:
    """Return whether the printed shares add up to something else than their sum, printed."""
    whole = results.base(evaluation, tally, number)
    shares = [
        share
        for place, share in enumerate(results.shares(evaluation, tally.items[number], whole))
        if results.has_share(evaluation, number, place)
    ]
    return sum((round_half_up(share, 1) for share in shares), Fraction(0)) != round_half_up(
        sum(shares, Fraction(0)), 1
    )
