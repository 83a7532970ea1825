"""How problems are put right: by tier (立行立改, 限期整改, 长期坚持), owners, deadlines: S28."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from kit.documents.composing.names import short_unit
from kit.documents.composing.ordering import Style, inner_point, numbers, point
from kit.documents.composing.rectified import TIERS, measures_of, short_problem
from kit.nouns.prose import Prose, prose
from kit.words.enumerating import bare

if TYPE_CHECKING:
    from kit.documents.composing.problem_groups import Problems
    from kit.nouns.draft import Material
    from kit.nouns.fact import Fact
    from kit.nouns.table import Row

STATES = {"已销号": "已完成", "待验收": "已改正，待验收"}
_INTRO = {
    "immediate": "对条件具备、能够马上解决的，立说立行、即知即改，",
    "limited": "对需要一定时间解决的，逐项明确责任和时限，按期完成，",
    "long_term": "对需要长期努力的，建立长效机制，持续用力、久久为功，",
}


def deadline(material: Material, row: Row) -> Fact | str:
    """Return until when a row is to be done: the ledger's figure, or the words of its cell."""
    known = material.facts.get(f"rectification.item.{row['编号']}.deadline")
    return known or str(row["完成时限"] or "长期")


def tier_sections(
    problems: Problems, most: int, styles: tuple[Style, Style] = (point, inner_point)
) -> list[dict[str, Any]]:
    """Return the tiers: 序, 名, 题, 总, 各项; of a long tier the items most opinions ask for, by deadline.

    styles: how tiers and the items of a tier are numbered.
    """
    material = problems.material
    rows = list(material.sheets.rows("rectification"))
    told = []
    for key, name in TIERS:
        of_tier = [row for row in rows if row["整改类型"] == name]
        number = material.facts.get(f"rectification.{key}")
        if of_tier and number:
            shown = _chosen(problems, of_tier, most)
            lead = (
                "其中群众反映集中的有："
                if len(shown) < len(of_tier)
                else "具体是："
                if len(shown) > 1
                else ""
            )
            total = prose(_INTRO[key], "共", number, "项。", lead)
            told.append(
                {"名": name, "题": f"{name}。", "总": total, "各项": _numbered(material, shown, styles[1])}
            )
    marks = numbers(len(told), styles[0])
    return [{**tier, "序": mark} for tier, mark in zip(told, marks, strict=True)]


def _chosen(problems: Problems, rows: list[Row], most: int) -> list[Row]:
    if len(rows) <= most:
        return rows
    by_weight = sorted(rows, key=lambda row: -problems.weight(str(row["问题ID"])))[:most]
    return sorted(
        by_weight, key=lambda row: row["完成时限"] if isinstance(row["完成时限"], date) else date.max
    )


def _numbered(material: Material, rows: list[Row], style: Style) -> list[Prose]:
    marks = numbers(len(rows), style)
    return [prose(mark, _measure(material, row)) for mark, row in zip(marks, rows, strict=True)]


def _measure(material: Material, row: Row) -> Prose:
    whose = f"责任领导{row['责任领导']}，牵头单位{short_unit(material, str(row['牵头单位']))}，"
    return prose(f"{short_problem(row)}。{measures_of(row)}（{whose}", _until(material, row), "）。")


def _until(material: Material, row: Row) -> Prose:
    if row["状态"] in STATES:
        return prose(STATES[row["状态"]])
    return prose("长期坚持") if row["整改类型"] == "长期坚持" else prose(deadline(material, row), "前完成")


def annex(material: Material) -> list[dict[str, Any]]:
    """Return the rows of the annex: 序号 表述 类型 责任 时限; nothing without the sheet."""
    return [
        {
            "序号": str(number),
            "表述": bare(str(row["问题表述"])),
            "类型": str(row["整改类型"]),
            "责任": f"{row['责任领导']}／{short_unit(material, str(row['牵头单位']))}",
            "时限": deadline(material, row),
        }
        for number, row in enumerate(material.sheets.rows("rectification"), 1)
    ]
