"""The results of all units side by side, for the circular."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kit.documents.composing.evaluation_clauses import grade_cells, own, shown, votes
from kit.nouns.prose import Prose, prose
from kit.words.enumerating import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kit.nouns.campaign import Item
    from kit.nouns.draft import Material, Unit


def unit_rows(material: Material) -> list[dict[str, Any]]:
    """Return a row for every unit: 序号 单位 有效票 得分 好评率 变化 等次; in the order of the roster."""
    return [
        {"序号": str(number), "单位": unit.short, **_result(material, unit)}
        for number, unit in enumerate(material.units, 1)
    ]


def _result(material: Material, unit: Unit) -> dict[str, Any]:
    valid = shown(own(material, unit.id, "valid"))
    if own(material, unit.id, "score") is None:
        return {"有效票": valid, "得分": "—", "好评率": "—", "变化": "样本不足，不作分项公布"}
    change = own(material, unit.id, "change")
    return {
        "有效票": valid,
        "得分": shown(own(material, unit.id, "score")),
        "好评率": shown(own(material, unit.id, "positive_rate")),
        "变化": "无可比数据" if change is None else change,
    }


def detail_rows(material: Material) -> list[dict[str, Any]]:
    """Return for every unit with a breakdown: 单位, and 各项 (项目 得票 票一… 弃权 无效 好评率)."""
    items = material.campaign.evaluation.items if material.campaign.evaluation else ()
    rows = [
        {
            "单位": unit.short,
            "有效票": shown(own(material, unit.id, "valid")),
            "各项": _details(material, unit, items),
        }
        for unit in material.units
    ]
    return [row for row in rows if row["各项"]]


def _details(material: Material, unit: Unit, items: Sequence[Item]) -> list[dict[str, Any]]:
    return [
        {
            "项目": item.question,
            "得票": votes(material, unit.id, item),
            **grade_cells(material, unit.id, item, shares=False),
            "好评率": shown(own(material, unit.id, f"{item.id}.positive_rate")),
        }
        for item in items
        if own(material, unit.id, f"{item.id}.g1.count") is not None
    ]


def trend(material: Material) -> Prose | None:
    """Return which units rose, kept and fell since last round, by name; None without any comparison."""
    changes = [(unit, own(material, unit.id, "change")) for unit in material.units]
    known = [(unit, change) for unit, change in changes if change is not None]
    if not known:
        return None
    groups = (
        ("比上次提高的有", [unit for unit, change in known if change > 0]),
        ("与上次持平或基本持平的有", [unit for unit, change in known if change == 0]),
        ("比上次下降的有", [unit for unit, change in known if change < 0]),
    )
    told = [prose(lead, "、".join(unit.short for unit in units)) for lead, units in groups if units]
    return prose(joined(told, "；"))


def classes(material: Material) -> list[Prose]:
    """Return the mean score of every class of units (类别) that has one."""
    facts = [fact for id_, fact in material.facts.items() if id_.startswith("evaluation.class.")]
    return [prose(fact.name.removesuffix("类综合得分平均"), "平均", fact, "分") for fact in facts]
