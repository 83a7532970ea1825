"""What is said of an appraisal (评议): who took part, how items came out, what changed, what was written.

A result discloses beside its figures which weights went to others and that 综合评价 was asked. Opinions
that were dealt with (评议意见) and what ballots hold (文字意见) are two numbers. Texts come in an order
that tells nothing of the ballots.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from kit.model.evaluation import OVERALL
from kit.model.prose import Prose, prose
from kit.model.roster import aliases, units_of
from kit.text.numbers import chinese_numeral
from kit.text.saying import joined
from kit.topics.appraisal.comments import PASSED, PASSED_ON, REMARK, opinions_on_units
from kit.topics.appraisal.held_back import held_back_of_all, held_back_of_unit
from kit.topics.appraisal.shares import has_shares, is_same_base, stated_base
from kit.topics.appraisal.tallying import tally_units

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kit.model.draft import Material, Unit
    from kit.model.evaluation import AppraisalItem, Evaluation
    from kit.model.fact import Fact
    from kit.model.table import Sheets
    from kit.topics.appraisal.tallying import UnitBallots


DENOMINATORS = {
    "valid": "有效票",
    "answered": "这一项的作答票",
    "members": "应参评人数",
    "returned": "收回票",
}
NONE = "—"  # a cell without a figure
MOST_GRADES = 5  # a table has a column for each of so many


def own(material: Material, unit_id: str, key: str) -> Fact | None:
    """Return a figure of one unit; None where there is none."""
    return material.facts.get(f"evaluation.{unit_id}.{key}")


def base_name(evaluation: Evaluation) -> str:
    """Return what rates are shares of, as a document says it: 有效票, 这一项表示了解的票."""
    if evaluation.denominator != "known":
        return DENOMINATORS[evaluation.denominator]
    everywhere = all(evaluation.unknown in item.grades for item in evaluation.items)
    apart = f"这一项的作答票（不含“{evaluation.unknown}”）"
    return "这一项表示了解的票" if everywhere and evaluation.unknown == "不了解" else apart


def people(material: Material, unit_id: str) -> Prose | None:
    """Return 应参评N人，实到N人，到会率…; None without the roster."""
    expected, present, rate = (
        own(material, unit_id, key) for key in ("expected", "present", "attendance_rate")
    )
    if not expected:
        return None
    return prose(
        *("应参评", expected, "人"),
        *(("，实到", present, "人") if present else ()),
        *(("，到会率", rate) if rate else ()),
    )


def turnout(material: Material, unit_id: str) -> Prose:
    """Return 发出评议票N张，收回N张（回收率…），其中无效票N张、有效票N张（有效率…）, or what is not known."""
    issued, returned, void, valid, returned_rate, valid_rate = (
        own(material, unit_id, key)
        for key in ("issued", "returned", "void", "valid", "return_rate", "valid_rate")
    )
    if returned is None:
        return _without_returned(material, unit_id, issued, valid)
    return prose(
        *(("发出评议票", issued, "张，收回", returned, "张") if issued else ("收回评议票", returned, "张")),
        *(("，回收率", returned_rate) if returned_rate else ()),
        *(("；其中无效票", void, "张，有效票") if void is not None else ("；有效票",)),
        *("" if valid is None else valid, "张"),
        *(("，有效率", valid_rate) if valid_rate else ()),
    )


def _without_returned(material: Material, unit_id: str, issued: Fact | None, valid: Fact | None) -> Prose:
    """Return what is known of ballots of which nobody says how many came back."""
    given_out = ("发出评议票", issued, "张，") if issued else ()
    if valid is not None:
        return prose(*given_out, "有效票", valid, "张")
    has_come = any(unit.has_come for unit in _units_meant(material, unit_id))
    return prose(*given_out, "收回多少张，汇总表没有写" if has_come else "没有收到评议票")


def _units_meant(material: Material, unit_id: str) -> list[UnitBallots]:
    evaluation = material.campaign.evaluation
    units = tally_units(material.sheets, evaluation) if evaluation else ()
    return [unit for unit in units if unit_id in {unit.unit.id, "all"}]


def only_shares(material: Material, unit_ids: Sequence[str]) -> str:
    """Return of how many items of these units only shares came, no ballots: 全部, 部分, or nothing."""
    counted, shared = _given(material, unit_ids)
    return ("部分" if counted else "全部") if shared else ""


def denominator_said(material: Material) -> str:
    """Return what rates are shares of; of shares that came without saying so, that the totals know it."""
    evaluation = material.campaign.evaluation
    if evaluation is None:
        return ""
    own_words = base_name(evaluation)
    counted, shared = _given(material, [unit.id for unit in material.units])
    rows = [row for row in material.sheets.rows("tallied_ballots") if has_shares(row)] if shared else []
    if not rows or is_same_base(stated_base(rows, "评议票汇总", material.campaign.answers), evaluation):
        return own_words
    return f"{own_words}（只报占比的，为汇总表所用分母）" if counted else "汇总表所用分母"


def _given(material: Material, unit_ids: Sequence[str]) -> tuple[bool, bool]:
    """Return whether of any item of these units ballots are told, and whether of any only shares are."""
    items = material.campaign.evaluation.items if material.campaign.evaluation else ()
    told = [
        (own(material, id_, f"{item.id}.g1.count"), own(material, id_, f"{item.id}.g1.rate"))
        for id_ in unit_ids
        for item in items
    ]
    return (
        any(count is not None for count, _ in told),
        any(count is None and rate is not None for count, rate in told),
    )


def has_single_ballots(material: Material) -> bool:
    """Return whether ballots were counted one by one: of totals nobody can tell by which rules they were."""
    evaluation = material.campaign.evaluation
    return evaluation is not None and any(unit.at.size for unit in tally_units(material.sheets, evaluation))


def void_reasons(material: Material, unit_id: str) -> Prose | None:
    """Return why ballots were void; None if none was, or no reason was written down."""
    reasons = own(material, unit_id, "void_reasons")
    return prose("无效票的原因：", reasons) if reasons else None


def best_grades(item: AppraisalItem, evaluation: Evaluation) -> str:
    """Return the grades that count as approval: “快”和“较快”."""
    return "和".join(f"“{grade}”" for grade in item.grades[: evaluation.positive])


def item_sentence(material: Material, unit_id: str, item: AppraisalItem) -> Prose | None:
    """Return “办事快不快”一项选“快”和“较快”的占…; None where the item has no rate."""
    evaluation, rate = material.campaign.evaluation, own(material, unit_id, f"{item.id}.positive_rate")
    if evaluation is None or rate is None:
        return None
    return prose(f"“{item.question}”一项选{best_grades(item, evaluation)}的占", rate)


def votes(material: Material, unit_id: str, item: AppraisalItem, *, shares: bool = False) -> Prose:
    """Return 深24、较深…, in ballots; behind them abstentions and void answers where there are any.

    shares: with every grade's share, as in 深24（54.5%）.
    """
    told = [
        _grade(material, f"{unit_id}.{item.id}.g{place}", grade, shares)
        for place, grade in enumerate(item.grades, 1)
    ]
    beside = [
        prose(word, number)
        for key, word in (("abstained", "弃权"), ("void", "该项无效"))
        if (number := own(material, unit_id, f"{item.id}.{key}"))
    ]
    return prose(joined([each for each in (*told, *beside) if each])) if any(told) else prose(NONE)


def _grade(material: Material, id_: str, grade: str, shares: bool) -> Prose | None:  # noqa: FBT001 - passed on
    number, rate = (material.facts.get(f"evaluation.{id_}.{key}") for key in ("count", "rate"))
    if number is None:
        return prose(grade, rate) if rate is not None else None
    return prose(grade, number, ("（", rate, "）") if shares and number and rate is not None else "")


def grade_cells(
    material: Material, unit_id: str, item: AppraisalItem, *, shares: bool
) -> dict[str, Prose | Fact | str]:
    """Return a cell for each of five grades (票一 … 票五), and for abstentions and void answers (弃权, 无效).

    shares: with every grade's share on a second line.
    """
    cells: dict[str, Prose | Fact | str] = {}
    for place in range(1, MOST_GRADES + 1):
        id_ = f"{item.id}.g{place}"
        number, rate = own(material, unit_id, f"{id_}.count"), own(material, unit_id, f"{id_}.rate")
        below = ("\n", rate) if shares and rate is not None else ()
        alone = NONE if rate is None else prose(rate)
        cells[f"票{chinese_numeral(place)}"] = alone if number is None else prose(number, *below)
    for key, word in (("abstained", "弃权"), ("void", "无效")):
        cells[word] = figure_or_dash(own(material, unit_id, f"{item.id}.{key}"))
    return cells


def has_breakdown(material: Material, unit_id: str) -> bool:
    """Return whether it is known and may be published of any item how a unit's votes fell."""
    items = material.campaign.evaluation.items if material.campaign.evaluation else ()
    return any(
        own(material, unit_id, f"{item.id}.g1.{key}") is not None
        for item in items
        for key in ("count", "rate")
    )


def item_rows(material: Material, unit_id: str) -> list[dict[str, Any]]:
    """Return a row for every item: 项目 得票 票一… 弃权 无效 好评率 得分 变化.

    None for a unit without a breakdown.
    """
    evaluation = material.campaign.evaluation
    if evaluation is None or not has_breakdown(material, unit_id):
        return []
    return [
        {
            "项目": item.question,
            "得票": votes(material, unit_id, item, shares=True),
            **grade_cells(material, unit_id, item, shares=True),
            "好评率": figure_or_dash(own(material, unit_id, f"{item.id}.positive_rate")),
            "得分": figure_or_dash(own(material, unit_id, f"{item.id}.score")),
            "变化": figure_or_dash(own(material, unit_id, f"{item.id}.change")),
        }
        for item in evaluation.items
    ]


def figure_or_dash(fact: Fact | None) -> Fact | str:
    """Return a figure, or the dash of a cell without one."""
    return NONE if fact is None else fact


def best_and_weakest_items(material: Material, unit_id: str) -> tuple[Prose | None, Prose | None]:
    """Return the best and the weakest items by printed rate, all that share it; None if all are alike."""
    evaluation = material.campaign.evaluation
    items = evaluation.items if evaluation else ()
    rated = [(item, rate) for item in items if (rate := own(material, unit_id, f"{item.id}.positive_rate"))]
    if len({rate.text for _, rate in rated}) < 2:  # noqa: PLR2004 - with one value nothing stands out
        return None, None
    by_value = sorted(rated, key=lambda pair: pair[1].value)
    return _sharing(rated, by_value[-1][1]), _sharing(rated, by_value[0][1])


def _sharing(rated: Sequence[tuple[AppraisalItem, Fact]], at: Fact) -> Prose:
    names = [f"“{item.question}”" for item, rate in rated if rate.text == at.text]
    return prose("".join(names), "（", "均为" if len(names) > 1 else "", at, "）")


def comparison_clause(material: Material, unit_id: str) -> Prose | None:
    """Return 比上次提高…（上次…）, 与上次持平; None where there is no last round."""
    change, before = own(material, unit_id, "change"), own(material, unit_id, "previous_positive_rate")
    if change is None:
        return None
    told = prose("与上次" if "持平" in str(change) else "比上次", change)
    return prose(told, ("（上次为", before, "）") if before is not None else "")


def weights_given_away(material: Material, id_: str) -> Prose | None:
    """Return which group had no valid ballot and lost its weight, which were weighed together; or None."""
    said = [own(material, id_, "renormalised"), *held_back_of_unit(material, id_)]
    clauses = [prose(fact) for fact in said if fact]
    return prose(joined(clauses, "；"), "。") if clauses else None


def weights_given_away_by_unit(material: Material) -> Prose | None:
    """Return the first for each unit by its short name, the second once for all."""
    found = [(unit.short, own(material, unit.id, "renormalised")) for unit in material.units]
    clauses = [prose(name, "：", said) for name, said in found if said] + held_back_of_all(material)
    return prose(joined(clauses, "；"), "。") if clauses else None


def overall_asked(material: Material, id_: str) -> Prose | None:
    """Return what ballots say when they ask for 综合评价 itself; it is not the composite that is computed."""
    evaluation = material.campaign.evaluation
    rate = own(material, id_, f"{OVERALL}.positive_rate")
    if evaluation is None or evaluation.overall is None or rate is None:
        return None
    best = "和".join(f"“{grade}”" for grade in evaluation.overall.grades[: evaluation.positive])
    return prose(f"票上另问“{evaluation.overall.question}”，选{best}的占", rate, "。")


_ANSWERS = (
    ("adopted", "采纳", "予以采纳"),
    ("partly", "部分采纳", "部分采纳"),
    ("declined", "未采纳", "未予采纳"),
    ("passed_on", "转送有关方面", "转送有关方面"),
)


def answered(material: Material, unit_id: str = "") -> Prose | None:
    """Return 已逐条研究评议意见N条，采纳N条…，采纳和部分采纳的占…; None without any.

    unit_id: those on one unit's work only; else all of the sheet.
    """
    id_ = f"evaluation.{unit_id}.opinions" if unit_id else "appraisal_opinions"
    total, rate, partly = (material.facts.get(f"{id_}.{key}") for key in ("total", "rate", "partly"))
    if not total:
        return None
    found = [
        (fact, word, all_of) for key, word, all_of in _ANSWERS if (fact := material.facts.get(f"{id_}.{key}"))
    ]
    counted = prose("已", "逐条" if total > 1 else "", "研究评议意见", total, "条，")
    if len(found) == 1:
        return prose(counted, "均" if total > 1 else "", found[0][2])
    share = ("，", "采纳和部分采纳的占" if partly else "采纳的占", rate) if rate else ()
    return prose(counted, joined([prose(word, fact, "条") for fact, word, _ in found]), *share)


def answered_in_report(material: Material, unit_id: str) -> Prose | None:
    """Return what became of the opinions on one report, and that it shows in it where the sheet says so."""
    told = answered(material, unit_id)
    if not unit_id or not told:
        return None
    rows = next(rows for unit, rows in opinions_on_units(material.sheets).items() if unit.id == unit_id)
    taken, declined = rows[rows["采纳"].isin(["采纳", "部分采纳"])], rows[rows["采纳"] == "未采纳"]
    shown = len(taken) and "修改位置" in rows and taken["修改位置"].notna().all()
    explained = len(declined) and "理由" in rows and declined["理由"].notna().all()
    more = ["采纳的意见已体现到修改完善后的报告中"] if shown else []
    more += ["没有采纳的作出了说明"] if explained else []
    return prose(told, "。", *((joined(more, "，"), "。") if more else ()))


def comments_appraisal_answers(material: Material) -> Prose | None:
    """Return how many comments stand on the ballots (文字意见) of the units whose result is published."""
    number, units, hidden = (
        material.facts.get(f"evaluation.{key}") for key in ("all.comments", "units", "suppressed_units")
    )
    if not number:
        return None
    where = prose("公布结果的", units, "个单位，") if hidden and units else ""
    return prose(where, "评议票上共有文字意见", number, "条")


def comments_on(material: Material, unit_id: str) -> Prose | None:
    """Return how many comments stand on one unit's ballots; None without any."""
    number = own(material, unit_id, "comments")
    return prose("评议票上有文字意见", number, "条") if number else None


@lru_cache(maxsize=2)  # one walk over the ballots serves every notice of a run
def _by_unit(sheets: Sheets) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    ids = aliases(units_of(sheets))
    for row in sheets.rows("ballots"):
        if row[REMARK] and row[PASSED_ON] == PASSED and (unit := ids.get(row["被评单位"])) is not None:
            found.setdefault(unit, []).append(str(row[REMARK]).strip())
    return {unit: tuple(texts) for unit, texts in found.items()}


def comments_unit_comments(sheets: Sheets, unit: Unit) -> list[str]:
    """Return the comments that somebody passed on to a unit, shuffled alike on every run (figures.md 2.7)."""
    return sorted(
        _by_unit(sheets).get(unit.id, ()), key=lambda text: sha256(f"{unit.id}\n{text}".encode()).digest()
    )
