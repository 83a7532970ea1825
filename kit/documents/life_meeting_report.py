"""The report on the leadership's meeting (民主生活会情况报告): documents.md 4; counts, never names."""

from __future__ import annotations

from datetime import date as Day  # noqa: N812 - a field is called date
from typing import TYPE_CHECKING, Any

from pydantic import Field

from kit.documents.style.blanks import day_or_blank, to_fill
from kit.documents.style.names import common, proper_names, spoken_names
from kit.documents.style.saying import points, sentences
from kit.documents.style.sections import Points, Sentences
from kit.documents.style.titles import broken, sign_off_indents
from kit.model.campaign import document_settings
from kit.model.draft import DocumentKind, Draft
from kit.model.prose import prose
from kit.model.settings import Section
from kit.text.numbering import chapter, heading, is_point, ordered, ordinal_number
from kit.topics import approval, forms, opinions, talks
from kit.topics import problems as problems_topic
from kit.topics.appraisal.poll import polled
from kit.topics.meetings import attendance, chair, meeting, takes_place
from kit.topics.rectification import tiers
from kit.topics.watchwords import spelt_out

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kit.model.draft import Material, Unit


ID, NAME = "life_meeting_report", "民主生活会情况报告"
LEAST, MOST = 2000, 3000  # characters


class LifeMeetingReportSection(Section):
    """[documents.life_meeting_report]: what no sheet knows; what is left out stays unsaid."""

    title: str = Field(
        "",
        description="标题；不写就是“关于（班子）民主生活会情况的报告”",
        examples=["关于民主生活会情况的报告"],
    )
    meeting: str = Field(
        "", description="哪次会（会议台账的会议ID）；不写就找最后一次民主生活会", examples=["M02"]
    )
    recipient: str = Field("", description="报给谁；不写就没有主送", examples=["某某领导小组"])
    signature: str = Field("", description="署名；不写就是班子", examples=["某机关领导班子"])
    date: Day | None = Field(
        None, description="成文日期（不加引号）；不写就印【待补：成文日期】", examples=[Day(2009, 7, 2)]
    )
    theme: str = Field("", description="会议主题", examples=["改进作风，服务群众"])
    others: str = Field("", description="列席的人，不写姓名", examples=["某某指导检查组派员"])
    study: Sentences = Field((), description="会前学习的话", examples=[["会前集中学习了有关文件"]])
    asking: Sentences = Field((), description="征求意见方面另外要写的话", examples=[["意见都反馈给了本人"]])
    talking: Sentences = Field((), description="谈心方面另外要写的话", examples=[["谈心既谈工作也谈思想"]])
    papers: Sentences = Field((), description="对照检查材料是怎么写的", examples=[["发言材料自己动手写"]])
    proceedings: Sentences = Field(
        (),
        description="会议开得怎么样（由人判断）；不写就印【待补：会议开展情况】",
        examples=[["会议气氛严肃、坦诚"]],
    )
    problems: Points = Field(
        (),
        description="班子查摆出来的共性问题",
        examples=[[{"title": "学习不够深入", "text": "学用结合不够紧"}]],
    )
    measures: Points = Field(
        (), description="整改措施", examples=[[{"title": "列清单", "text": "逐条明确谁来改、何时改好"}]]
    )
    next_steps: Points = Field(
        (),
        description="下一步打算，标题接在“第一，第二，”后面",
        examples=[[{"title": "抓好整改", "text": "定期检查、逐项销号"}]],
    )


def compose(material: Material, unit: Unit | None = None) -> Draft:  # noqa: ARG001 - every kind is called alike
    """Return the draft of the report."""
    own, names = document_settings(material.campaign, ID, LifeMeetingReportSection), spoken_names(material)
    always, row = common(material), meeting(material, own.meeting)
    id_ = f"meetings.{row['会议ID']}" if row else ""
    title = own.title or prose("关于", always["班子"], NAME.replace("情况", "情况的"))
    organ, day = own.signature or str(always["班子"]), day_or_blank(own.date, "成文日期")
    context = {
        **names,
        **always,
        "标题": broken(title, proper_names(material, NAME)),
        "主送": own.recipient,
        "会议日期": material.facts.get(f"{id_}.date") or to_fill("会议日期"),
        "会议名称": material.facts.get(f"{id_}.name") or prose(always["班子"], "民主生活会"),
        "会议主题": own.theme,
        **_prepared(material, own, names),
        "到会": attendance(material, id_),
        "主持": chair(material, row),
        "列席": own.others,
        **_held(material, own, names),
        "成文日期": day,
        "班子署名": organ,
        **sign_off_indents(organ, day, sealed=False),
    }
    context = spelt_out(material, context)
    present = {
        "准备": any(context["备"].values()),
        "会议": True,
        "整改": any(context[key] for key in ("整改措施", "承诺", "整改安排", "制度")),
        "测评": context["测评"] or context["公开"],
        "下步": context["下步"],
    }
    return Draft(ID, NAME, f"{ID}.docx", {**context, "章": ordered(present, chapter)}, title=str(title))


def _prepared(material: Material, own: LifeMeetingReportSection, names: Mapping[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "学习": sentences(own.study, names),
        "征求意见": forms.forms(material),
        "意见归纳": opinions.opinions(material, "共登记"),
        "方面分布": opinions.merged_by_aspect(material),
        "听取补充": sentences(own.asking, names),
        "谈心": talks.talks(material),
        "谈心补充": sentences(own.talking, names),
        "材料": sentences(own.papers, names),
        "方案审定": approval.approved(material, ("民主生活会方案",)),
    }
    present = {
        "学习": told["学习"],
        "意见": told["征求意见"] or told["意见归纳"] or told["听取补充"],
        "谈心": told["谈心"] or told["谈心补充"],
        "材料": told["材料"],
    }
    return {**told, "备": ordered(present, heading)}


def _held(material: Material, own: LifeMeetingReportSection, names: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "会议情况": sentences(own.proceedings, names) or (prose(to_fill("会议开展情况")),),
        "批评": talks.criticisms(material),
        "问题": points(own.problems, names, is_point),
        "问题情况": problems_topic.problems(material),
        "承诺": talks.promises(material),
        "整改措施": points(own.measures, names, is_point),
        "整改安排": tiers(material),
        "制度": approval.regulations(material),
        "测评": polled(material),
        "公开": approval.disclosures(material, ("民主生活会",)),
        "下步": points(own.next_steps, names, ordinal_number),
    }


KIND = DocumentKind(
    id=ID,
    name=NAME,
    compose=compose,
    section=LifeMeetingReportSection,
    needs=("meetings",),
    length=(LEAST, MOST),
    written_if=takes_place,
    wants="会议台账里的民主生活会",
)
