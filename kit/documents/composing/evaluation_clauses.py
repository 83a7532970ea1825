"""Clauses about an appraisal (评议): who took part, how each item came out, what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kit.nouns.prose import Prose, prose
from kit.words.enumerating import joined
from kit.words.numerals import chinese_numeral

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kit.nouns.campaign import Evaluation, Item
    from kit.nouns.draft import Material
    from kit.nouns.fact import Fact

DENOMINATORS = {
    "valid": "有效票",
    "answered": "这一项的作答票",
    "known": "这一项表示了解的票",
    "members": "应参评人数",
    "returned": "收回票",
}
NONE = "—"  # a cell without a figure
MOST_GRADES = 5  # a table has a column for each of so many


def own(material: Material, unit_id: str, key: str) -> Fact | None:
    """Return a figure of one unit; None where there is none."""
    return material.facts.get(f"evaluation.{unit_id}.{key}")


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
    """Return 发出评议票N张，收回N张（回收率…），其中无效票N张、有效票N张（有效率…）."""
    issued, returned, void, valid, returned_rate, valid_rate = (
        own(material, unit_id, key)
        for key in ("issued", "returned", "void", "valid", "return_rate", "valid_rate")
    )
    return prose(
        *(
            ("发出评议票", issued, "张，收回", returned or "", "张")
            if issued
            else ("收回评议票", returned or "", "张")
        ),
        *(("，回收率", returned_rate) if returned_rate else ()),
        *("；其中无效票", "" if void is None else void, "张，有效票", "" if valid is None else valid, "张"),
        *(("，有效率", valid_rate) if valid_rate else ()),
    )


def void_reasons(material: Material, unit_id: str) -> Prose | None:
    """Return why ballots were void; None if none was, or no reason was written down."""
    reasons = own(material, unit_id, "void_reasons")
    return prose("无效票的原因：", reasons) if reasons else None


def best_grades(item: Item, evaluation: Evaluation) -> str:
    """Return the grades that count as approval: “快”和“较快”."""
    return "和".join(f"“{grade}”" for grade in item.grades[: evaluation.positive])


def item_sentence(material: Material, unit_id: str, item: Item) -> Prose | None:
    """Return “办事快不快”一项选“快”和“较快”的占…; None where the item has no rate."""
    evaluation, rate = material.campaign.evaluation, own(material, unit_id, f"{item.id}.positive_rate")
    if evaluation is None or rate is None:
        return None
    return prose(f"“{item.question}”一项选{best_grades(item, evaluation)}的占", rate)


def votes(material: Material, unit_id: str, item: Item, *, shares: bool = False) -> Prose:
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
        return None
    return prose(grade, number, ("（", rate, "）") if shares and number and rate is not None else "")


def grade_cells(
    material: Material, unit_id: str, item: Item, *, shares: bool
) -> dict[str, Prose | Fact | str]:
    """Return a cell for each of five grades (票一 … 票五), and for abstentions and void answers (弃权, 无效).

    shares: with every grade's share on a second line.
    """
    cells: dict[str, Prose | Fact | str] = {}
    for place in range(1, MOST_GRADES + 1):
        id_ = f"{item.id}.g{place}"
        number, rate = own(material, unit_id, f"{id_}.count"), own(material, unit_id, f"{id_}.rate")
        below = ("\n", rate) if shares and rate is not None else ()
        cells[f"票{chinese_numeral(place)}"] = NONE if number is None else prose(number, *below)
    for key, word in (("abstained", "弃权"), ("void", "无效")):
        cells[word] = shown(own(material, unit_id, f"{item.id}.{key}"))
    return cells


def item_rows(material: Material, unit_id: str) -> list[dict[str, Any]]:
    """Return a row for every item: 项目 得票 票一… 弃权 无效 好评率 得分 变化.

    None for a unit without a breakdown.
    """
    evaluation = material.campaign.evaluation
    if evaluation is None or own(material, unit_id, f"{evaluation.items[0].id}.g1.count") is None:
        return []
    return [
        {
            "项目": item.question,
            "得票": votes(material, unit_id, item, shares=True),
            **grade_cells(material, unit_id, item, shares=True),
            "好评率": shown(own(material, unit_id, f"{item.id}.positive_rate")),
            "得分": shown(own(material, unit_id, f"{item.id}.score")),
            "变化": shown(own(material, unit_id, f"{item.id}.change")),
        }
        for item in evaluation.items
    ]


def shown(fact: Fact | None) -> Fact | str:
    """Return a figure, or the dash of a cell without one."""
    return NONE if fact is None else fact


def extremes(material: Material, unit_id: str) -> tuple[Prose | None, Prose | None]:
    """Return the best and the weakest items by printed rate, all that share it; None if all are alike."""
    evaluation = material.campaign.evaluation
    items = evaluation.items if evaluation else ()
    rated = [(item, rate) for item in items if (rate := own(material, unit_id, f"{item.id}.positive_rate"))]
    if len({rate.text for _, rate in rated}) < 2:  # noqa: PLR2004 - with one value nothing stands out
        return None, None
    by_value = sorted(rated, key=lambda pair: pair[1].value)
    return _sharing(rated, by_value[-1][1]), _sharing(rated, by_value[0][1])


def _sharing(rated: Sequence[tuple[Item, Fact]], at: Fact) -> Prose:
    names = [f"“{item.question}”" for item, rate in rated if rate.text == at.text]
    return prose("".join(names), "（", "均为" if len(names) > 1 else "", at, "）")


def compared(material: Material, unit_id: str) -> Prose | None:
    """Return 比上次提高…（上次…）, 与上次持平; None where there is no last round."""
    change, before = own(material, unit_id, "change"), own(material, unit_id, "previous_positive_rate")
    if change is None:
        return None
    told = prose("与上次" if "持平" in str(change) else "比上次", change)
    return prose(told, ("（上次为", before, "）") if before is not None else "")
