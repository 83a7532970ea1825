"""The leading team's report of analysis and self-examination (分析检查报告): documents.md 4."""

from __future__ import annotations

from datetime import date as Day  # noqa: N812 - a field is called date
from typing import TYPE_CHECKING, Any

from pydantic import Field

from kit.documents.passages.problems import Problems, annex, causes, problem_sections, tier_sections
from kit.documents.style.blanks import day_or_blank, to_fill
from kit.documents.style.names import common, proper_names, spoken_names
from kit.documents.style.saying import points, sentences
from kit.documents.style.sections import Causes, Points, Sentences
from kit.documents.style.titles import broken, sign_off_indents
from kit.model.campaign import document_settings
from kit.model.draft import DocumentKind, Draft
from kit.model.prose import Prose, prose
from kit.model.settings import Section
from kit.text.numbering import chapter, heading, is_point, must_point, ordered, passage_numbers, point
from kit.text.saying import joined
from kit.topics import approval, forms, opinions, research, talks, visits
from kit.topics import problems as problems_topic
from kit.topics.appraisal.passages import answered_in_report, comments_on, item_sentence, turnout
from kit.topics.meetings import held, meetings_of_kind
from kit.topics.passage import said_at
from kit.topics.rectification import tiers
from kit.topics.watchwords import spelt_out

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kit.model.draft import Material, Unit
    from kit.text.numbering import NumberingStyle


def how_it_was_made(material: Material) -> Prose | None:
    """Return the steps from survey to 民主生活会, without the full stop; None if no sheet tells any."""
    reports = research.reports(material)
    clauses = [
        prose("深入开展专题调研，", reports) if reports else None,
        visits.visits(material),
        forms.forms(material),
        opinions.opinions(material),
        _discussed(material),
        talks.talks(material),
        _self_criticism(material),
        *said_at(material, f"{ID}.形成过程"),
    ]
    told = [clause for clause in clauses if clause]
    return prose(joined(told, "；")) if told else None


def _discussed(material: Material) -> Prose | None:
    rows = meetings_of_kind(material, "讨论")
    kinds = {str(row["类型"]) for row in rows}
    number = material.facts.by_name().get(f"{kinds.pop()}次数") if len(kinds) == 1 else None
    return prose("召开讨论会", number, "次") if number else prose("组织了专题讨论") if rows else None


def _self_criticism(material: Material) -> Prose | None:
    """Return the 民主生活会 that was held (somebody was counted there), and what the poll said of it."""
    rows = [row for row in meetings_of_kind(material, "民主生活会") if row["实到"]]
    if not rows:
        return None
    poll, rate = material.campaign.poll, material.facts.get("poll.positive_rate")
    best = "”和“".join(poll.grades[: poll.positive]) if poll else ""
    polled = ("，会后进行满意度测评，“", best, "”的占", rate) if poll and rate else ()
    criticised = talks.criticisms(material)
    heard = ("，", criticised) if criticised else ()
    return prose(held(material, rows[-1], year=True), "，认真开展批评和自我批评", *heard, polled)


def appraisal(material: Material, unit_id: str) -> Prose | None:
    """Return how the team's own report was appraised; None before that, or without enough ballots."""
    evaluation = material.campaign.evaluation
    if not unit_id or evaluation is None or f"evaluation.{unit_id}.positive_rate" not in material.facts:
        return None
    items = [item_sentence(material, unit_id, item) for item in evaluation.items]
    told = [sentence for sentence in items if sentence]
    written = comments_on(material, unit_id)
    return prose(
        *(turnout(material, unit_id), "。"),
        *((joined(told, "，"), "。") if told else ()),
        *((written, "。") if written else ()),
    )


ID, NAME = "analysis_report", "分析检查报告"
MOST_CAUSES = 8  # of the sheet, where campaign.toml sorts none


class AnalysisReportSection(Section):
    """[documents.analysis_report]: the team's own analysis; what is left out stays unsaid."""

    title: str = Field(
        "",
        description="标题；不写就是“（班子）（检查的内容）分析检查报告”",
        examples=["某机关领导班子分析检查报告"],
    )
    subject: str = Field(
        "",
        description="检查的是贯彻落实什么的情况；不写就是履行职责和自身建设的情况",
        examples=["某项决定"],
    )
    version: str = Field("", description="稿次；不写就印【待补：稿次】", examples=["征求意见稿"])
    signature: str = Field("", description="署名；不写就是班子", examples=["某机关领导班子"])
    date: Day | None = Field(
        None, description="成文日期（不加引号）；不写就印【待补：成文日期】", examples=[Day(2009, 7, 3)]
    )
    unit: str = Field(
        "", description="班子自己的评议结果在单位目录里的单位ID；评议以后再写", examples=["U01"]
    )
    process: Sentences = Field(
        (), description="报告形成过程里另外要写的话", examples=[["初稿经班子会议讨论"]]
    )
    achievements_opening: Sentences = Field((), description="成绩开头的话", examples=[["近年来做了一些工作"]])
    achievements: Points = Field(
        (),
        description="主要成绩",
        examples=[[{"title": "服务比较主动", "text": "一批意见建议得到采纳"}]],
    )
    causes: Causes = Field(
        (),
        description="主观原因",
        examples=[[{"title": "学习不够", "text": "理论联系实际不够", "words": ["学习"]}]],
    )
    objective_causes: Causes = Field(
        (),
        description="客观原因；不多于主观原因",
        examples=[[{"title": "人手不足", "text": "任务重、力量少", "words": ["人手"]}]],
    )
    direction: Sentences = Field((), description="努力方向，一条一条的话", examples=[["把发展作为第一要务"]])
    thinking: Points = Field(
        (), description="工作思路", examples=[[{"title": "围绕中心议大事", "text": "选题少而精"}]]
    )
    requirements: Points = Field(
        (),
        description="具体要求，标题接在“一要、二要”后面",
        examples=[[{"title": "把责任担起来", "text": "班子成员对分管的事项负总责"}]],
    )
    measures_told: int = Field(
        8, description="每一档整改事项在正文里最多写几项；全部事项都在附件里", examples=[10]
    )
    team_building: Points = Field(
        (),
        description="班子自身建设",
        examples=[[{"title": "加强思想建设", "text": "每季度安排专题学习"}]],
    )


def compose(material: Material, unit: Unit | None = None) -> Draft:  # noqa: ARG001 - every kind is called alike
    """Return the draft of the report."""
    own, names = document_settings(material.campaign, ID, AnalysisReportSection), spoken_names(material)
    always, problems = common(material), Problems(material)
    about = f"贯彻落实{own.subject}情况" if own.subject else always["活动简称"] or ""
    title = own.title or prose(always["班子"], about, NAME)
    signature, day = own.signature or str(always["班子"]), day_or_blank(own.date, "成文日期")
    context = {
        **names,
        **always,
        "标题": broken(title, proper_names(material, NAME)),
        "贯彻落实": own.subject,
        "稿次": own.version or to_fill("稿次"),
        "形成过程": how_it_was_made(material),
        "修改过程": approval.versions(material),
        "审定": approval.approved(material, (NAME,)),
        "过程补充": sentences(own.process, names),
        "成绩开头": sentences(own.achievements_opening, names),
        "成绩": points(own.achievements, names, is_point),
        "问题情况": problems_topic.problems(material),
        "方面分布": opinions.merged_by_aspect(material),
        "问题类": problem_sections(problems),
        **_causes(problems, own, names),
        **_ahead(problems, own, names),
        "自身建设": points(own.team_building, names, is_point),
        "评议情况": appraisal(material, own.unit),
        "评议意见": answered_in_report(material, own.unit),
        "班子署名": signature,
        "成文日期": day,
        **sign_off_indents(signature, day, sealed=False),
    }
    present = {
        "成绩": context["成绩"],
        "问题": True,
        "原因": context["主观原因"] or context["客观原因"],
        "举措": True,
        "自身": context["自身建设"],
        "评议": context["评议情况"] or context["评议意见"],
    }
    context = spelt_out(material, context)
    return Draft(ID, NAME, f"{ID}.docx", {**context, "章": ordered(present, chapter)}, title=str(title))


def _causes(problems: Problems, own: AnalysisReportSection, names: Mapping[str, Any]) -> dict[str, Any]:
    subjective = causes(problems, "原因主观", own.causes, names, MOST_CAUSES)
    objective = causes(problems, "原因客观", own.objective_causes, names, len(subjective))
    return {
        "主观原因": _marked(subjective, point),
        "客观原因": prose(
            *((cause["序"], cause["题"], cause["文"]) for cause in _marked(objective, is_point))
        ),
        "原因节": ordered({"主观": subjective, "客观": objective}, heading),
    }


def _marked(found: list[dict[str, Any]], style: NumberingStyle) -> list[dict[str, Any]]:
    marks = passage_numbers(len(found), style)
    return [{**each, "序": mark} for each, mark in zip(found, marks, strict=True)]


def _ahead(problems: Problems, own: AnalysisReportSection, names: Mapping[str, Any]) -> dict[str, Any]:
    material = problems.material
    told = {
        "方向": prose(sentences(own.direction, names)),
        "思路": points(own.thinking, names, point),
        "要求": points(own.requirements, names, must_point),
        "整改档": tier_sections(problems, own.measures_told),
        "制度": approval.regulations(material),
    }
    measures = told["整改档"] or told["制度"]
    present = {"方向": told["方向"], "思路": told["思路"], "要求": told["要求"], "整改": measures}
    return {
        **told,
        "整改安排": tiers(material),
        "附表": annex(material),
        "举措节": ordered(present, heading),
        "有举措": any(present.values()),
        "待补举措": to_fill("努力方向、工作思路和整改举措"),
    }


KIND = DocumentKind(
    id=ID,
    name=NAME,
    compose=compose,
    section=AnalysisReportSection,
    needs=("phase", "problems"),
    places=("形成过程",),
)
