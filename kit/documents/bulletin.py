"""One issue of the bulletin (简报): one subject, chosen figures, a thousand characters at most."""

from __future__ import annotations

from datetime import date as Day  # noqa: N812 - a field is called date
from typing import TYPE_CHECKING, Any

from pydantic import Field

from kit.documents.passages import key_figures
from kit.documents.style.blanks import day_or_blank, said_or_blank, to_fill
from kit.documents.style.names import common, named_phase, proper_names, spoken_names
from kit.documents.style.saying import phrase, points, sentences
from kit.documents.style.sections import Points, Sentences
from kit.documents.style.titles import broken
from kit.model.campaign import document_settings
from kit.model.draft import DocumentKind, Draft
from kit.model.fact import Fact
from kit.model.prose import Prose, prose
from kit.model.settings import Section
from kit.text.numbering import is_point, passage_numbers
from kit.text.saying import joined
from kit.topics import activities, meetings, problems, study
from kit.topics.phases import period
from kit.topics.rectification import put_right
from kit.topics.watchwords import spelt_out

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kit.model.draft import Material, Unit


ID, NAME = "bulletin", "简报"
MOST = 1000  # characters


class BulletinSection(Section):
    """[documents.bulletin]: what no sheet knows; points that are left out are drawn from the sheets."""

    name: str = Field("", description="简报名称；不写就是“（活动简称）简报”", examples=["某某活动简报"])
    number: int | None = Field(
        None, description="期号；不写就用简报台账的下一期，没有台账就印【待补：期号】", examples=[10]
    )
    total: int | None = Field(None, description="总期号；不写就不印", examples=[100])
    publisher: str = Field("", description="编印单位；不写就是发文机关", examples=["某某活动领导小组办公室"])
    date: Day | None = Field(
        None, description="印发日期（不加引号）；不写就印【待补：印发日期】", examples=[Day(2009, 7, 20)]
    )
    title: str = Field(
        "", description="标题；不写就是“（机关）扎实推进（活动简称）（阶段）工作”", examples=["开门听意见"]
    )
    opening: Sentences = Field((), description="导语里要说的话", examples=[["活动坚持开门听意见"]])
    figures: Sentences = Field(
        (),
        description="这一期用哪几个数（写数的名称）；不写就用走访、征求意见、调研那一段统计",
        examples=[["走访次数", "原始意见条数"]],
    )
    practices: Points = Field(
        (),
        description="做法；不写就从表里取",
        examples=[[{"title": "下基层", "text": "班子成员分头走访"}]],
    )
    next_steps: Sentences = Field((), description="下一步的话", examples=[["将逐条研究意见"]])
    report_to: str = Field("", description="报：报给谁", examples=["某某领导小组办公室"])
    send_to: str = Field("", description="送：送给谁", examples=["某某指导检查组"])
    issue_to: str = Field(
        "", description="发：发给谁；报、送、发都不写就印【待补：发送范围】", examples=["各有关单位"]
    )
    copies: int | None = Field(None, description="印多少份；不写就印【待补：印数】", examples=[80])


def compose(material: Material, unit: Unit | None = None) -> Draft:  # noqa: ARG001 - every kind is called alike
    """Return the draft of an issue."""
    own, names = document_settings(material.campaign, ID, BulletinSection), spoken_names(material)
    always = common(material)
    title = own.title or prose(
        always["机关"], "扎实推进", always["活动简称"] or "", named_phase(material) or "", "工作"
    )
    context = {
        **names,
        **always,
        **_masthead(material, own, always),
        "标题": broken(title, proper_names(material, NAME)),
        "起止": period(material.facts),
        "导语": sentences(own.opening, names),
        "数据": _figures(own, names) if own.figures else key_figures.statistics(material),
        "做法": points(own.practices, names, is_point) or _practices(material),
        "下步": sentences(own.next_steps, names),
        "印数": to_fill("印数") if own.copies is None else str(own.copies),
    }
    return Draft(ID, NAME, f"{ID}.docx", spelt_out(material, context), title=str(title))


def _masthead(material: Material, own: BulletinSection, always: Mapping[str, Any]) -> dict[str, Any]:
    following = material.facts.get("bulletins.next")
    number = following or to_fill("期号") if own.number is None else str(own.number)
    return {
        "简报名称": own.name or prose(always["活动简称"] or always["机关"], NAME),
        "期号": number,
        "总期号": None if own.total is None else str(own.total),
        "编印单位": own.publisher or material.campaign.office.name,
        "印发日期": day_or_blank(own.date, "印发日期"),
        "报": own.report_to,
        "送": own.send_to,
        "发": said_or_blank(own.issue_to, "发送范围") if not (own.report_to or own.send_to) else own.issue_to,
    }


def _figures(own: BulletinSection, names: Mapping[str, Any]) -> Prose | None:
    """Return the chosen figures, each as a clause: 累计走访35次，收回征求意见表150份."""
    found = [fact for name in own.figures if isinstance(fact := names.get(name.strip("{}")), Fact)]
    return prose(joined([phrase(fact) for fact in found], "，")) if found else None


def _practices(material: Material) -> list[dict[str, Any]]:
    """Return what was done as the sheets tell it: 序, 题, 文; nothing that no sheet tells."""
    told = (
        ("抓学习，打牢思想基础", _study(material)),
        ("下基层，面对面听意见", activities.themed_activities(material)),
        ("抓讨论，形成共识", _bare(meetings.discussions(material))),
        ("查问题，找准症结", problems.problems(material)),
        ("办实事，边查边改", _put_right(material)),
    )
    found = [(title, text) for title, text in told if text]
    marks = passage_numbers(len(found), is_point)
    return [
        {"序": mark, "题": f"{title}。", "文": prose(text, "。")}
        for mark, (title, text) in zip(marks, found, strict=True)
    ]


def _put_right(material: Material) -> Prose | None:
    solved = put_right(material)
    return prose(solved["总"], "。", solved["例"].rstrip("。")) if solved and solved["例"] else None


def _study(material: Material) -> Prose | None:
    sessions, people = (material.facts.get(f"study.{key}") for key in ("sessions", "attendance"))
    held = (
        prose("安排学习", sessions, "次", ("，参加", people, "人次") if people else ()) if sessions else None
    )
    told = [clause for clause in (held, study.papers_written(material)) if clause]
    return prose(joined(told, "，")) if told else None


def _bare(text: Prose | None) -> Prose | None:
    """Return a sentence without its full stop."""
    if not text or not isinstance(text.pieces[-1], str):
        return text
    return prose(*text.pieces[:-1], text.pieces[-1].rstrip("。"))


KIND = DocumentKind(
    id=ID,
    name=NAME,
    compose=compose,
    section=BulletinSection,
    needs=("phase",),
    length=(0, MOST),
)
