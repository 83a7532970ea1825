"""The speech at the turn from one phase to the next (转段讲话稿): documents.md 4.

Three parts: what was done and to what effect; what is to be done next; what makes sure of it.
"""

from __future__ import annotations

from datetime import date as Day  # noqa: N812 - a field is called date
from typing import TYPE_CHECKING, Any

from pydantic import Field

from kit.documents.passages import key_figures
from kit.documents.style.blanks import day_or_blank, said_or_blank, to_fill
from kit.documents.style.names import common, next_but_one, proper_names, spoken_names
from kit.documents.style.saying import (
    closed,
    enumerated_points,
    points,
    said,
    sentence,
    sentences,
)
from kit.documents.style.sections import Points, Sentences, Step, shared_of
from kit.documents.style.titles import broken
from kit.model.campaign import document_settings
from kit.model.draft import DocumentKind, Draft
from kit.model.prose import Prose, prose
from kit.model.settings import Section
from kit.text.numbering import (
    chapter,
    heading,
    how_many,
    is_point,
    must_point,
    ordered,
    ordinal_number,
    passage_numbers,
    point,
)
from kit.text.saying import without_closing_mark
from kit.topics import (
    activities,
    media,
    meetings,
    organisation,
    plans,
    problems,
    research,
    study,
    talks,
    visits,
    web,
)
from kit.topics.meetings import meetings_of_kind
from kit.topics.passage import said_at
from kit.topics.phases import short_day
from kit.topics.rectification import put_right
from kit.topics.study import required_books
from kit.topics.watchwords import spelt_out

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kit.documents.style.sections import SharedSection, StepPart
    from kit.model.draft import Material, Unit
    from kit.model.table import Row


def plan(material: Material, own: SpeechSection, names: Mapping[str, Any]) -> dict[str, Any]:
    """Return the passages on the next phase: its place, tasks, requirements, features and steps."""
    beyond = next_but_one(material)
    tasks = points(own.tasks, names, is_point)
    steps = _steps(own, names)
    told = {
        "部署标题": own.plan_heading,
        "下一阶段最后": beyond is None,
        "再下一阶段": beyond,
        "部署开头": sentences(own.plan_opening, names),
        "任务": {"数": len(tasks), "数字": how_many(len(tasks)), "文": _run_on(tasks)} if tasks else None,
        "要求": points(own.requirements, names, must_point),
        "特点": points(own.features, names, ordinal_number),
        "步骤": steps,
        "步骤数": how_many(len(steps)) if len(steps) > 1 else None,
    }
    present = {"要求": told["要求"], "特色": told["特点"], "步骤": steps}
    empty = not tasks and not any(present.values())
    return {
        **told,
        "部署": ordered(present, heading),
        "待补部署": to_fill("下一步的任务、要求和步骤") if empty else None,
    }


def _run_on(told: list[dict[str, Any]]) -> Prose:
    return prose(*(part for each in told for part in (each["序"], each["题"], each["文"])))


def _steps(own: SpeechSection, names: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "序": mark,
            "题": f"{without_closing_mark(step.title)}。",
            "文": sentence(step.text, names) or "",
            "段落": [told for part in step.parts if (told := _part(part, names))],
        }
        for mark, step in zip(passage_numbers(len(own.steps), point), own.steps, strict=True)
    ]


def _part(part: StepPart, names: Mapping[str, Any]) -> Prose:
    lead = f"{part.when}，" if part.when else ""
    return prose(lead, sentence(part.text, names) or "", enumerated_points(part.demands, names, "要"))


def guarantee(
    material: Material, own: SpeechSection, shared: SharedSection, names: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the passages on leadership, study, solving problems, and the call."""
    extra = points(own.guarantees, names, heading, run_in=False)
    present = dict.fromkeys(["领导", "学习", "问题", *(str(at) for at in range(len(extra)))], True)
    marks: dict[str, Any] = dict(ordered(present, heading))
    numbered = [{**each, **marks.pop(str(at))} for at, each in enumerate(extra)]
    return {
        "保障标题": own.guarantee_heading,
        "保障开头": sentences(own.guarantee_opening, names),
        "保障": {**marks, "补充": numbered},
        "书目": "".join(f"《{book}》" for book in shared.books) or required_books(material) or "",
        "有问题清单": bool(material.facts.get("problems.total")),
        "结束语": sentence(own.closing, names) or to_fill("结束语（号召）"),
    }


_ASKING = ("课题", "走访补充", "网上留言", "主题活动", "统计", "问题情况")


def review(
    material: Material, own: SpeechSection, shared: SharedSection, names: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the passages of the review; None or nothing where the sheets or campaign.toml are silent."""
    mobilised, first, _ = meetings.mobilisation(material) or (None, False, None)
    passages: dict[str, Any] = {
        "总结标题": own.review_heading,
        "启动日期": short_day(material.facts.get("phase.start")),
        "形势": prose(told, "，") if (told := said(without_closing_mark(own.situation), names)) else "",
        "筹备": sentences(shared.preparation, names),
        "组织机构": organisation.organisation(material),
        "文件": plans.papers(material),
        "动员会": mobilised,
        "动员会首次": first,
        **_study(material, own, shared, names),
        "课题": research.topics_chosen(material),
        "课题都有领题": research.all_led(material),
        "走访补充": points(shared.outreach, names, is_point) + _outreach(material),
        "网上留言": web.web_messages(material),
        "主题活动": activities.themed_activities(material),
        "走访": visits.visits(material),
        "统计": key_figures.statistics(material),
        "问题情况": problems.problems(material),
        "讨论会": meetings.discussions(material) or "",
        "讨论补充": (*sentences(shared.discussion, names), *map(closed, said_at(material, f"{ID}.讨论"))),
        "谈心": talks.talks.timely(material),
        "共识": _consensus(shared, names),
        "特色": points(shared.practices, names, is_point) or activities.practices(material) or [],
        "创新": activities.innovations(material) if shared.practices else None,
        "立行立改": put_right(material),
        "成绩来之不易": own.thanks,
        "不足": enumerated_points(own.shortcomings, names),
    }
    return {**passages, **_sections(passages)}


def _outreach(material: Material) -> list[dict[str, Any]]:
    return [{"序": "", "题": "", "文": closed(said)} for said in said_at(material, f"{ID}.调研")]


def _sections(told: Mapping[str, Any]) -> dict[str, Any]:
    present = {
        "组织": told["筹备"] or told["组织机构"] or told["文件"] or told["动员会"],
        "学习": any(told["学"].values()),
        "调研": any(told[key] for key in _ASKING),
        "讨论": told["讨论会"] or told["讨论补充"] or told["谈心"] or told["共识"],
        "特色": told["特色"],
        "整改": told["立行立改"],
    }
    sections = ordered(present, heading)
    number = sum(1 for mark in sections.values() if mark)
    return {"节": sections, "做法数": how_many(number) if number > 1 else None}


def _study(
    material: Material, own: SpeechSection, shared: SharedSection, names: Mapping[str, Any]
) -> dict[str, Any]:
    told = {
        "学习书目": study.set_books(material),
        "学习形式": study.forms_of_study(material),
        "学习要求": sentence(shared.study_demand, names) or "",
        "学习成果": study.papers_written(material),
        "考察培训": study.lectures_and_trips(material),
        "宣传报道": media.press(material, by_carrier=False),
    }
    extra = points(own.study_points, names, is_point)
    present = {
        "安排": material.facts.get("study.sessions"),
        "书": told["学习书目"],
        "形式": told["学习形式"],
        "成果": told["学习成果"],
        "交流": told["考察培训"],
        "宣传": told["宣传报道"],
    } | {str(at): True for at in range(len(extra))}
    marks: dict[str, Any] = dict(ordered(present, is_point))
    numbered = [{**each, **marks.pop(str(at))} for at, each in enumerate(extra)]
    return {
        **told,
        "学": {**marks, "补充": numbered},
        "学习收获": sentences(own.study_gains, names),
    }


def _consensus(shared: SharedSection, names: Mapping[str, Any]) -> dict[str, Any] | None:
    told = enumerated_points(shared.consensus, names)
    return {"数": len(shared.consensus), "文": told} if told else None


class SpeechSection(Section):
    """[documents.speech]: what the speaker says that no sheet knows; what is left out stays unsaid."""

    title: str = Field(
        "", description="标题；不写就是“在（会议名称）上的讲话”", examples=["在动员会上的讲话"]
    )
    meeting: str = Field(
        "",
        description="在哪次会上讲（会议台账的会议ID）；不写就找类型是“转段会”的，最后一个阶段找“总结会”",
        examples=["M01"],
    )
    speaker: str = Field("", description="讲话人；不写就用会议台账里的", examples=["某某"])
    speaker_post: str = Field("", description="讲话人职务；不写就查班子名单", examples=["某机关主任"])
    date: Day | None = Field(
        None, description="讲话日期（不加引号）；不写就用会议台账里的", examples=[Day(2009, 6, 8)]
    )
    salutation: str = Field("同志们：", description="称呼", examples=["各位代表，同志们："])
    opening: str = Field("", description="开场里另外要说的一句", examples=["今天的会议很重要"])
    review_heading: str = Field("", description="第一部分的标题", examples=["前一阶段的工作取得了成效"])
    situation: str = Field(
        "", description="活动同什么形势、什么工作结合（写成半句）", examples=["紧密联系当前工作的实际"]
    )
    study_points: Points = Field(
        (),
        description="学习方面表里没有的做法",
        examples=[[{"title": "办好园地", "text": "内网开了学习专栏"}]],
    )
    study_gains: Sentences = Field((), description="学习带来的变化", examples=[["大家的认识更统一了"]])
    thanks: str = Field("", description="第一部分末尾的感谢话，要整段改写时用", examples=["向大家表示感谢！"])
    shortcomings: Sentences = Field(
        (), description="还有哪些不足，一条一条的话", examples=[["学习还不够深入"]]
    )
    plan_heading: str = Field("", description="第二部分的标题", examples=["扎实做好下一阶段的工作"])
    plan_opening: Sentences = Field((), description="第二部分开头的话", examples=[["下一阶段任务更重"]])
    tasks: Points = Field(
        (), description="下一阶段的任务", examples=[[{"title": "抓学习", "text": "继续抓好理论学习"}]]
    )
    requirements: Points = Field(
        (),
        description="总体要求，标题接在“一要、二要”后面",
        examples=[[{"title": "吃透要求", "text": "每走一步都要对照要求"}]],
    )
    features: Points = Field(
        (),
        description="特色，标题接在“第一，第二，”后面",
        examples=[[{"title": "紧扣职能", "text": "职能履行得怎么样，是检查的主要内容"}]],
    )
    steps: tuple[Step, ...] = Field(
        (),
        strict=False,
        description="下一阶段的步骤，按先后",
        examples=[[{"title": "开好民主生活会", "parts": [{"when": "会前", "demands": ["广泛谈心"]}]}]],
    )
    guarantee_heading: str = Field("", description="第三部分的标题", examples=["切实加强组织领导"])
    guarantee_opening: Sentences = Field((), description="第三部分开头的话", examples=[["关键在落实"]])
    guarantees: Points = Field(
        (),
        description="第三部分另外要讲的要求",
        examples=[[{"title": "搞好统筹", "text": "做到两不误、两促进"}]],
    )
    closing: str = Field(
        "", description="结束语（号召）；不写就印【待补】", examples=["让我们振奋精神、扎实工作！"]
    )


ID, NAME = "speech", "转段讲话稿"


def compose(material: Material, unit: Unit | None = None) -> Draft:  # noqa: ARG001 - every kind is called alike
    """Return the draft of the speech."""
    own, shared = document_settings(material.campaign, ID, SpeechSection), shared_of(material.campaign)
    names = spoken_names(material)
    context = {
        **names,
        **common(material),
        **_occasion(material, own),
        **review(material, own, shared, names),
        **plan(material, own, names),
        **guarantee(material, own, shared, names),
    }
    context = spelt_out(material, context)
    context["章"] = ordered({"总结": True, "部署": context["下一阶段"], "保障": True}, chapter)
    context["点数"] = how_many(sum(1 for mark in context["章"].values() if mark))
    return Draft(ID, NAME, f"{ID}.docx", context, title=str(context["标题"]).replace("\n", ""))


def _occasion(material: Material, own: SpeechSection) -> dict[str, Any]:
    row = _meeting(material, own)
    facts, id_ = material.facts, f"meetings.{row['会议ID']}" if row else ""
    name = facts.get(f"{id_}.name")
    speaker = own.speaker or (str(row["讲话人"] or "") if row else "")
    posts = {str(leader["姓名"]): str(leader["职务"] or "") for leader in material.sheets.rows("leaders")}
    title = own.title or (f"在{name}上的讲话" if name else to_fill("讲话标题"))
    post = own.speaker_post or posts.get(speaker, "")
    return {
        "标题": broken(title, proper_names(material)),
        "讲话人": f"{said_or_blank(post, '讲话人职务')}　{said_or_blank(speaker, '讲话人姓名')}",
        "讲话日期": facts.get(f"{id_}.date") if name and not own.date else day_or_blank(own.date, "讲话日期"),
        "称谓": own.salutation,
        "会议名称": name,
        "开场补充": sentence(own.opening, spoken_names(material)) or "",
    }


def _occasions(material: Material) -> list[Row]:
    """Return the meetings at which such a speech is made: between phases, or at the end of the last one."""
    between = meetings_of_kind(material, "转段")
    return between if between or "phase.next" in material.facts else meetings_of_kind(material, "总结")[-1:]


def _meeting(material: Material, own: SpeechSection) -> Row | None:
    rows = meetings_of_kind(material, "") if own.meeting else _occasions(material)
    return next((row for row in rows if not own.meeting or str(row["会议ID"]) == own.meeting), None)


KIND = DocumentKind(
    id=ID,
    name=NAME,
    compose=compose,
    section=SpeechSection,
    is_spoken=True,
    needs=("phase",),
    places=("调研", "讨论"),
)
