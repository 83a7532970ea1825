"""What every template may use: the activity, its phases, the office, and the figures by name."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kit.documents.style.blanks import to_fill
from kit.documents.style.sections import shared_of
from kit.model.prose import prose
from kit.topics.appraisal.by_group import names_by_group
from kit.topics.own import declared_names
from kit.topics.phases import PHASE_WORDS, phase_row, phase_title
from kit.topics.surveys import name_word

if TYPE_CHECKING:
    from kit.model.campaign import Campaign
    from kit.model.draft import Material, Unit
    from kit.model.fact import Fact
    from kit.model.prose import Prose


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


def common(material: Material) -> dict[str, Any]:
    """Return the names that all documents share; those of units stay out of it."""
    campaign, facts = material.campaign, material.facts
    shared = shared_of(campaign)
    unnamed = prose("这一", shared.phase_word) if "phase.count" in facts else None
    activity = facts.get("campaign.activity") or (to_fill("活动名称") if unnamed else None)
    declared = (named for topic in campaign.topics for named in declared_names(topic))
    return {
        **of_groups(material),
        **{name: facts.get(id_) for name, id_ in declared},
        **{name: facts.get(id_) for name, id_ in FIGURES.items()},
        "活动名称": activity,
        "活动简称": facts.get("campaign.activity_short") or activity,
        "阶段": named_phase(material) or unnamed,
        "下一阶段": phase_title(facts.get("phase.next"), shared.phase_word),
        "阶段词": shared.phase_word,
        "首个阶段": (campaign.campaign.phase or 1) == 1,
        "机关": campaign.office.body_short,
        "机关全称": campaign.office.body,
        "发文机关": campaign.office.name,
        "领导机构": shared.leadership,
        "班子": shared.team,
        "党员干部": shared.members,
        "评议名称": campaign.evaluation.name if campaign.evaluation else None,
        "评议项目": item_list(campaign),
    }


def of_groups(material: Material, unit: Unit | None = None) -> dict[str, Fact | None]:
    """Return figures by group of voters (票种): the body's as 全部单位…, one unit's as 本单位…."""
    evaluation, facts = material.campaign.evaluation, material.facts
    if evaluation is None:
        return {}
    names = names_by_group(evaluation, unit.id, "本单位") if unit else names_by_group(evaluation)
    return {_template_name(name): facts.get(id_) for name, id_ in names}


_template_name = lru_cache(maxsize=4_096)(name_word)  # the same for every notice of a run


def named_phase(material: Material) -> Prose | None:
    """Return the phase that ends by its name, as titles have it; None where it has none."""
    return phase_title(material.facts.get("phase.name"), shared_of(material.campaign).phase_word)


def spoken_names(material: Material) -> dict[str, Any]:
    """Return what texts of campaign.toml may name in braces: figures of the whole, and the common names."""
    of_units = ("evaluation.",)
    figures = {fact.name: fact for fact in material.facts.values() if not fact.id.startswith(of_units)}
    return {**figures, **{name: value for name, value in common(material).items() if value is not None}}


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


def next_but_one(material: Material) -> str | None:
    """Return the phase after the next one; None if the next is the last."""
    now = phase_row(material.sheets, material.campaign.campaign.phase)
    number = int(now["阶段序号"]) + 2 if now else None
    word = shared_of(material.campaign).phase_word
    for row in material.sheets.rows("phases"):
        if row["阶段序号"] == number:
            name = str(row["阶段名称"] or "")
            return name if not name or name.endswith((*PHASE_WORDS, word)) else f"{name}{word}"
    return None
