"""What became of the opinions given at an appraisal (评议意见): S25.

Those that were dealt with are not all that were given: ballots hold more (文字意见), and both are counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.documents.composing.evaluation_clauses import own
from kit.figures.appraisal_opinions import opinions_on_units
from kit.nouns.prose import Prose, prose
from kit.words.enumerating import joined

if TYPE_CHECKING:
    from kit.nouns.draft import Material

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


def comments(material: Material) -> Prose | None:
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
