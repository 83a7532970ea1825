"""The summary of the phase that ends (阶段总结): documents.md 4."""

from __future__ import annotations

from datetime import date as Day  # noqa: N812 - a field is called date
from typing import TYPE_CHECKING, Any

from pydantic import Field

from kit.documents.passages.key_figures import key_figures
from kit.documents.style.blanks import day_or_blank, to_fill
from kit.documents.style.names import common, named_phase, proper_names, spoken_names
from kit.documents.style.saying import closed, points, sentences
from kit.documents.style.sections import Points, Sentences, shared_of
from kit.documents.style.titles import broken, sign_off_indents
from kit.model.campaign import document_settings
from kit.model.draft import DocumentKind, Draft
from kit.model.prose import Prose, prose
from kit.model.settings import Section
from kit.text.numbering import chapter, heading, is_point, ordered, ordinal_number, passage_numbers
from kit.topics import (
    activities,
    approval,
    forms,
    media,
    meetings,
    opinions,
    organisation,
    plans,
    research,
    talks,
    web,
)
from kit.topics import problems as problems_topic
from kit.topics import study as study_clauses
from kit.topics import study as study_topic
from kit.topics import visits as visits_topic
from kit.topics.passage import said_at
from kit.topics.phases import period
from kit.topics.rectification import put_right, tiers
from kit.topics.watchwords import spelt_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kit.documents.style.sections import SharedSection
    from kit.model.draft import Material, Unit


ID, NAME = "phase_summary", "阶段总结"


class PhaseSummarySection(Section):
    """[documents.phase_summary]: what no sheet knows; what is left out stays unsaid."""

    title: str = Field(
        "", description="标题；不写就是“（机关全称）（活动名称）（阶段）工作总结”", examples=["工作总结"]
    )
    recipient: str = Field("", description="报给谁；不报就不写", examples=["某某领导小组"])
    date: Day | None = Field(
        None, description="成文日期（不加引号）；不写就印【待补：成文日期】", examples=[Day(2009, 6, 10)]
    )
    overview: Sentences = Field((), description="基本情况里要说的话", examples=[["活动和工作两不误"]])
    organising: Sentences = Field(
        (), description="组织领导方面另外要写的话", examples=[["领导小组办公室每周碰头"]]
    )
    study_points: Points = Field(
        (), description="学习方面另外要写的", examples=[[{"text": "对缺课的逐人补课"}]]
    )
    asking: Sentences = Field(
        (), description="征求意见方面另外要写的话", examples=[["意见都按程序转送并作了说明"]]
    )
    practices: Points = Field(
        (),
        description="特色做法；不写就用 documents.shared 里的",
        examples=[[{"title": "设立意见箱", "text": "件件有登记、有答复"}]],
    )
    results: Points = Field(
        (), description="成效", examples=[[{"title": "认识有提高", "text": "大家的认识有了提高"}]]
    )
    shortcomings: Sentences = Field(
        (),
        description="不足，一条一条的话；表里的数反映出来的不足会自动写上",
        examples=[["工作还不够平衡"]],
    )
    next_steps: Points = Field(
        (),
        description="下一步打算，标题接在“第一，第二，”后面",
        examples=[[{"title": "继续抓好学习", "text": "带着问题学"}]],
    )


def compose(material: Material, unit: Unit | None = None) -> Draft:  # noqa: ARG001 - every kind is called alike
    """Return the draft of the summary."""
    own, shared = document_settings(material.campaign, ID, PhaseSummarySection), shared_of(material.campaign)
    names = spoken_names(material)
    always = common(material)
    title = own.title or prose(
        always["机关全称"], always["活动名称"] or "", named_phase(material) or "", "工作总结"
    )
    day = day_or_blank(own.date, "成文日期")
    context = {
        **names,
        **always,
        "标题": broken(title, proper_names(material, NAME)),
        "主送": own.recipient,
        "阶段起止": period(material.facts),
        **_done(material, own, shared, names),
        **_outcome(material, own, names),
        "数据表": key_figures(material),
        "成文日期": day,
        **sign_off_indents(material.campaign.office.name, day, sealed=False),
    }
    present = {
        "情况": True,
        "做法": any(context["节"].values()),
        "成效": context["成效"] or context["问题情况"] or context["立行立改"],
        "不足": True,
        "打算": context["打算"] or context["整改安排"] or context["制度"],
    }
    context = spelt_out(material, context)
    return Draft(ID, NAME, f"{ID}.docx", {**context, "章": ordered(present, chapter)}, title=str(title))


def _done(
    material: Material, own: PhaseSummarySection, shared: SharedSection, names: Mapping[str, Any]
) -> dict[str, Any]:
    mobilised, _, heads = meetings.mobilisation(material) or (None, False, None)
    told: dict[str, Any] = {
        "概况": sentences(own.overview, names),
        "组织机构": organisation.organisation(material),
        "文件": plans.papers(material),
        "报审": approval.submissions(material),
        "动员会": mobilised,
        "动员会主持": heads,
        "组织补充": (*sentences(own.organising, names), *_offered(material, "组织")),
        "学习形式": study_clauses.forms_of_study(material),
        "考察培训": study_clauses.lectures_and_trips(material),
        "学习书目": study_topic.set_books(material),
        "学习成果": study_clauses.papers_written(material),
        "学习补充": points(own.study_points, names, lambda _: "") + _as_points(_offered(material, "学习")),
        **_asked(material, own, names),
        "讨论会": meetings.discussions(material) or "",
        "讨论补充": (*sentences(shared.discussion, names), *_offered(material, "讨论")),
        "谈心": talks.talks.timely(material),
        **_practices(material, own.practices or shared.practices, names),
        "宣传报道": media.press(material, by_carrier=True),
        "简报": media.bulletins(material),
        "宣传补充": _offered(material, "宣传"),
    }
    return {**told, "节": _sections(material, told)}


def _offered(material: Material, section: str) -> tuple[Prose, ...]:
    """Return what topics say in a section that this file does not know, each as a sentence."""
    return tuple(closed(said) for said in said_at(material, f"{ID}.{section}"))


def _as_points(texts: Iterable[Prose]) -> list[dict[str, Any]]:
    return [{"序": "", "题": "", "文": text} for text in texts]


def _practices(material: Material, given: Points, names: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "特色": points(given, names, is_point) or activities.practices(material) or [],
        "创新": activities.innovations(material) if given else None,
    }


def _sections(material: Material, told: Mapping[str, Any]) -> dict[str, Any]:
    study = ("学习形式", "考察培训", "学习书目", "学习成果", "学习补充")
    asking = ("课题", "走访", "主题活动", "征求意见", "网上留言", "意见归纳", "调研补充")
    present = {
        "组织": any(told[key] for key in ("组织机构", "文件", "报审", "动员会", "组织补充")),
        "学习": material.facts.get("study.sessions") or any(told[key] for key in study),
        "调研": any(told[key] for key in asking),
        "讨论": told["讨论会"] or told["讨论补充"] or told["谈心"],
        "特色": told["特色"],
        "宣传": told["宣传报道"] or told["简报"] or told["宣传补充"],
    }
    return ordered(present, heading)


def _asked(material: Material, own: PhaseSummarySection, names: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "课题": _topics(material),
        "课题分工": research.topics_by_leader(material),
        "走访": _visits(material),
        "主题活动": activities.themed_activities(material),
        "征求意见": forms.forms(material, rate=True),
        "征求意见渠道": _channels(material),
        "网上留言": web.web_messages(material, rate=True),
        "意见归纳": opinions.opinions(material, "共登记"),
        "方面分布": opinions.merged_by_aspect(material),
        "集中方面": opinions.concentrated(material),
        "调研补充": (*sentences(own.asking, names), *_offered(material, "调研")),
    }


def _topics(material: Material) -> Prose | None:
    topics, reports = research.topics_chosen(material), research.reports(material)
    return prose(topics, ("，", reports) if reports else "") if topics else None


def _visits(material: Material) -> Prose | None:
    visits, times = visits_topic.visits(material), visits_topic.visit_times(material)
    return prose(visits, ("，", times) if times else "") if visits else None


def _channels(material: Material) -> Prose | None:
    channels, number = (material.facts.get(f"forms.{key}") for key in ("channel_list", "channels"))
    if not channels or not number:
        return None
    return prose("分", channels, number, "个渠道") if number > 1 else prose("面向", channels)


def _outcome(material: Material, own: PhaseSummarySection, names: Mapping[str, Any]) -> dict[str, Any]:
    results = points(own.results, names, heading, run_in=False)
    problems, solved = problems_topic.problems(material), put_right(material, how=True)
    present: dict[str, object] = {str(at): True for at in range(len(results))}
    marks: dict[str, Any] = dict(ordered(present | {"问题": problems, "整改": solved}, heading))
    return {
        "成效": [{**each, **marks.pop(str(at))} for at, each in enumerate(results)],
        "成效节": marks,
        "问题情况": problems,
        "立行立改": solved,
        "不足": _shortcomings(material, own, names),
        "打算": points(own.next_steps, names, ordinal_number),
        "整改安排": tiers.timely(material),
        "制度": approval.regulations(material),
    }


def _shortcomings(material: Material, own: PhaseSummarySection, names: Mapping[str, Any]) -> list[Prose]:
    told = [*sentences(own.shortcomings, names), *_shown_by_figures(material)]
    numbered = [
        prose(mark, each) for mark, each in zip(passage_numbers(len(told), is_point), told, strict=True)
    ]
    return numbered or [prose(to_fill("存在的问题和不足"))]


def _shown_by_figures(material: Material) -> list[Prose]:
    found = []
    rate = material.facts.get("forms.return_rate")
    if rate and rate < material.campaign.checks.low_return_rate:
        why = "，覆盖面和代表性还不够，一些群众的意见没有收集上来"
        found.append(prose("征求意见表的回收率只有", rate, why, "。"))
    if late := research.unfinished(material):
        found.append(prose("调研成果的形成不够平衡，", late, "。"))
    return found


KIND = DocumentKind(
    id=ID,
    name=NAME,
    compose=compose,
    section=PhaseSummarySection,
    needs=("phase",),
    places=("组织", "学习", "调研", "讨论", "宣传"),
)
