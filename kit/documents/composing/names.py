"""What every template may use: the activity, its phases, the office, and the figures by name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from kit.documents.composing.sections import shared_of
from kit.nouns.own_topics import declared_names
from kit.nouns.prose import Prose, prose
from kit.words.dates import month_day_text

if TYPE_CHECKING:
    from kit.nouns.campaign import Campaign
    from kit.nouns.draft import Material
    from kit.nouns.fact import Fact, Facts
    from kit.nouns.table import Row

# names that templates may rely on: None where the sheet is not there
FIGURES = {
    "活动名称": "campaign.activity",
    "活动主题": "campaign.theme",
    "活动总要求": "campaign.requirement",
    "上级部署单位": "campaign.superior",
    "指导检查组": "campaign.guide_group",
    "统计截止日": "campaign.cutoff",
    "学习安排次数": "study.sessions",
    "参学人次": "study.attendance",
    "调研课题数": "research.topics",
    "征求意见表发放份数": "forms.issued",
    "征求意见表收回份数": "forms.returned",
    "征求意见表回收率": "forms.return_rate",
    "原始意见条数": "opinions.raw",
    "归纳意见条数": "opinions.merged",
    "问题总数": "problems.total",
}
PHASE_WORDS = ("阶段", "环节")


def common(material: Material) -> dict[str, Any]:
    """Return the names that all documents share; those of units stay out of it."""
    campaign, facts = material.campaign, material.facts
    shared = shared_of(campaign)
    declared = (named for topic in campaign.topics for named in declared_names(topic))
    return {
        **{name: facts.get(id_) for name, id_ in declared},
        **{name: facts.get(id_) for name, id_ in FIGURES.items()},
        "活动简称": facts.get("campaign.activity_short") or facts.get("campaign.activity"),
        "阶段": phase_title(facts.get("phase.name"), shared.phase_word),
        "下一阶段": phase_title(facts.get("phase.next"), shared.phase_word),
        "阶段词": shared.phase_word,
        "首个阶段": campaign.campaign.phase == 1,
        "机关": campaign.office.body_short,
        "机关全称": campaign.office.body,
        "发文机关": campaign.office.name,
        "领导机构": shared.leadership,
        "班子": shared.team,
        "党员干部": shared.members,
        "评议名称": campaign.evaluation.name if campaign.evaluation else None,
        "评议项目": item_list(campaign),
    }


def spoken_names(material: Material) -> dict[str, Any]:
    """Return what texts of campaign.toml may name in braces: figures of the whole, and the common names."""
    of_units = ("evaluation.",)
    figures = {fact.name: fact for fact in material.facts.values() if not fact.id.startswith(of_units)}
    return {**figures, **{name: value for name, value in common(material).items() if value is not None}}


def phase_title(name: Fact | None, word: str) -> Prose | None:
    """Return a phase's name with the word for phases, once."""
    if not name:
        return None
    return prose(name, "" if str(name).endswith((*PHASE_WORDS, word)) else word)


def proper_names(material: Material, *more: str) -> tuple[str, ...]:
    """Return the names that titles are made of: the activity, its phases, who issues; and more of them."""
    office, shared, facts = material.campaign.office, shared_of(material.campaign), material.facts
    said = (
        *(facts.get(f"campaign.{key}") for key in ("activity", "activity_short")),
        *(phase_title(facts.get(id_), shared.phase_word) for id_ in ("phase.name", "phase.next")),
        *(office.name, office.body, office.body_short, shared.team, shared.leadership),
        *more,
    )
    return tuple(dict.fromkeys(str(name) for name in said if name))


def item_list(campaign: Campaign) -> str | None:
    """Return the items that are appraised, in quotation marks (no 、 between them: GB/T 15834)."""
    if campaign.evaluation is None:
        return None
    return "".join(f"“{item.question}”" for item in campaign.evaluation.items)


def short_day(day: Fact | None) -> Fact | None:
    """Return a date as month and day, for a year the reader knows; words stay as they are."""
    if day is None or not isinstance(day.value, date):
        return day
    return replace(day, text=month_day_text(day.value))


def period(facts: Facts) -> Prose | None:
    """Return from when to when the phase lasted, the year said once."""
    start, end = facts.get("phase.start"), facts.get("phase.end")
    if not start:
        return None
    if not end:
        return prose(start, "以来")
    same_year = (
        isinstance(start.value, date) and isinstance(end.value, date) and start.value.year == end.value.year
    )
    return prose(start, "至", (short_day(end) if same_year else end) or "")


def short_unit(material: Material, name: str) -> str:
    """Return a unit's short name (简称) where the roster of units has it, else the name."""
    return next((unit.short for unit in material.units if name in (unit.name, unit.id)), name)


def with_post(material: Material, name: str) -> str:
    """Return a leader's post and name; the name alone where the list of leaders does not say."""
    posts = {str(row["姓名"]): str(row["职务"] or "") for row in material.sheets.rows("leaders")}
    return f"{posts.get(name, '')}{name}"


def meetings(material: Material, word: str) -> list[Row]:
    """Return the meetings whose kind (类型) holds a word, by date where it is a day."""
    rows = [row for row in material.sheets.rows("meetings") if word in str(row["类型"] or "")]
    return sorted(rows, key=lambda row: row["日期"] if isinstance(row["日期"], date) else date.max)


def next_but_one(material: Material) -> str | None:
    """Return the phase after the next one; None if the next is the last."""
    number = material.campaign.campaign.phase + 2
    word = shared_of(material.campaign).phase_word
    for row in material.sheets.rows("phases"):
        if row["阶段序号"] == number:
            name = str(row["阶段名称"])
            return name if name.endswith((*PHASE_WORDS, word)) else f"{name}{word}"
    return None
