"""The plan of rectification (整改方案) with the register (整改台账): documents.md 4, opinions.md 3.6."""

from __future__ import annotations

from datetime import date as Day  # noqa: N812 - a field is called date
from typing import TYPE_CHECKING, Any

from pydantic import Field

from kit.documents.passages.problems import Problems, by_leader, due, ledger, progress, tier_sections
from kit.documents.style.blanks import day_or_blank, to_fill
from kit.documents.style.names import common, proper_names, spoken_names
from kit.documents.style.saying import points, sentences
from kit.documents.style.sections import Points, Sentences
from kit.documents.style.titles import broken, sign_off_indents
from kit.model.campaign import document_settings
from kit.model.draft import DocumentKind, Draft
from kit.model.prose import prose
from kit.model.settings import Section
from kit.text.numbering import chapter, heading, is_point, ordered, point
from kit.topics import approval
from kit.topics.rectification import tiers
from kit.topics.watchwords import spelt_out

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kit.model.draft import Material, Unit


ID, NAME = "rectification_plan", "整改方案"
LEAST, MOST = 3000, 5000  # characters, without the register
DISCLOSED = ("分析检查报告", "评议结果", "整改")


class RectificationPlanSection(Section):
    """[documents.rectification_plan]: what no sheet knows; what is left out stays unsaid."""

    title: str = Field(
        "", description="标题；不写就是“（班子）（活动简称）整改方案”", examples=["某机关领导班子整改方案"]
    )
    recipient: str = Field("", description="主送；不写就没有", examples=["各科室"])
    date: Day | None = Field(
        None, description="成文日期（不加引号）；不写就印【待补：成文日期】", examples=[Day(2009, 8, 14)]
    )
    basis: Sentences = Field((), description="依据里另外要说的话", examples=[["方案经班子会议讨论通过"]])
    guiding: Sentences = Field(
        (), description="指导思想；不写就印【待补：指导思想】", examples=[["以解决突出问题为重点"]]
    )
    goals: Sentences = Field((), description="目标要求，一条一条的话", examples=[["能改的年底前改好"]])
    principles: Points = Field(
        (),
        description="整改的原则",
        examples=[[{"title": "坚持实事求是", "text": "量力而行、尽力而为"}]],
    )
    measures_told: int = Field(12, description="每一档在正文里最多写几项；全部事项都在台账里", examples=[10])
    mechanisms: Points = Field(
        (),
        description="长效机制方面另外要说的",
        examples=[[{"title": "完善学习制度", "text": "每季度集中学习一次"}]],
    )
    organising: Points = Field(
        (), description="组织保障", examples=[[{"title": "加强领导", "text": "主要负责同志负总责"}]]
    )


def compose(material: Material, unit: Unit | None = None) -> Draft:  # noqa: ARG001 - every kind is called alike
    """Return the draft of the plan."""
    own, names = document_settings(material.campaign, ID, RectificationPlanSection), spoken_names(material)
    always = common(material)
    title = own.title or prose(always["班子"], always["活动简称"] or "", NAME)
    organ, day = material.campaign.office.name, day_or_blank(own.date, "成文日期")
    context = {
        **names,
        **always,
        "标题": broken(title, proper_names(material, NAME)),
        "主送": own.recipient,
        "依据": sentences(own.basis, names),
        **_aims(own, names),
        "整改安排": tiers(material),
        "整改档": tier_sections(Problems(material), own.measures_told, (heading, point)),
        "台账截止日": material.facts.get("rectification.as_of"),
        "进展": progress(material),
        "应完成": due(material),
        "长期坚持项数": material.facts.get("rectification.long_term"),
        **_mechanisms(material, own, names),
        "分工": by_leader(material),
        "保障": points(own.organising, names, is_point),
        "公开": approval.disclosures(material, DISCLOSED),
        "台账": ledger(material),
        "成文日期": day,
        **sign_off_indents(organ, day, sealed=False),
    }
    context = spelt_out(material, context)
    present = {
        "思想": True,
        "任务": True,
        "进展": context["进展"],
        "机制": context["制度"] or context["机制"],
        "分工": context["分工"],
        "保障": True,
    }
    return Draft(ID, NAME, f"{ID}.docx", {**context, "章": ordered(present, chapter)}, title=str(title))


def _aims(own: RectificationPlanSection, names: Mapping[str, Any]) -> dict[str, Any]:
    guiding = prose(sentences(own.guiding, names)) or prose(to_fill("指导思想"))
    goals, principles = prose(sentences(own.goals, names)), points(own.principles, names, is_point)
    present = {"思想": True, "目标": goals, "原则": principles}
    return {
        "指导思想": guiding,
        "目标": goals,
        "原则": principles,
        "思想节": ordered(present, heading),
    }


def _mechanisms(
    material: Material, own: RectificationPlanSection, names: Mapping[str, Any]
) -> dict[str, Any]:
    return {
        "制度": approval.regulations(material),
        "制度名": approval.regulations_by_action(material) or [],
        "机制": points(own.mechanisms, names, is_point),
    }


KIND = DocumentKind(
    id=ID,
    name=NAME,
    compose=compose,
    section=RectificationPlanSection,
    needs=("rectification",),
    length=(LEAST, MOST),
)
