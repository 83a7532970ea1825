"""The report on surveys (问卷调查情况报告): base, each question as sentence and table, what was written."""

from __future__ import annotations

from datetime import date as Day  # noqa: N812 - a field is called date
from typing import TYPE_CHECKING, Any

from pydantic import Field

from kit.documents.passages.surveys import survey_chapters
from kit.documents.style.blanks import day_or_blank
from kit.documents.style.names import common, proper_names, spoken_names
from kit.documents.style.saying import sentences
from kit.documents.style.sections import Sentences
from kit.documents.style.titles import broken, sign_off_indents
from kit.model.campaign import document_settings
from kit.model.draft import DocumentKind, Draft
from kit.model.prose import prose
from kit.model.settings import Section
from kit.text.numbering import chapter

if TYPE_CHECKING:
    from kit.model.draft import Material, Unit
    from kit.model.prose import Prose


ID, NAME = "survey_report", "问卷调查情况报告"
PAPERS = ("问卷", "调查问卷", "调查表")


class SurveyReportSection(Section):
    """[documents.survey_report]: what no sheet knows; what is left out stays unsaid."""

    title: str = Field(
        "",
        description="标题；不写就是“关于（问卷名称）调查情况的报告”",
        examples=["关于满意度问卷调查情况的报告"],
    )
    recipient: str = Field("", description="主送；不写就没有", examples=["某某领导小组"])
    date: Day | None = Field(
        None, description="成文日期（不加引号）；不写就印【待补：成文日期】", examples=[Day(2009, 7, 20)]
    )
    basis: Sentences = Field(
        (), description="调查怎么组织的，开头要说的话", examples=[["问卷通过网络发放，不记名填写"]]
    )
    closing: Sentences = Field((), description="最后要说的话", examples=[["将逐条研究，纳入整改"]])


def compose(material: Material, unit: Unit | None = None) -> Draft:  # noqa: ARG001 - every kind is called alike
    """Return the draft of the report."""
    own, names = document_settings(material.campaign, ID, SurveyReportSection), spoken_names(material)
    always = common(material)
    chapters = survey_chapters(material)
    title = own.title or _title(chapters)
    day = day_or_blank(own.date, "成文日期")
    context = {
        **names,
        **always,
        "标题": broken(title, (*proper_names(material, NAME), *(each["题"] for each in chapters))),
        "主送": own.recipient,
        "组织": sentences(own.basis, names),
        "各卷": _numbered(chapters),
        "结语": sentences(own.closing, names),
        "成文日期": day,
        **sign_off_indents(material.campaign.office.name, day, sealed=False),
    }
    return Draft(ID, NAME, f"{ID}.docx", context, title=str(title))


def _title(chapters: list[dict[str, Any]]) -> Prose:
    """Return the title: of one survey with its name, of several without."""
    if len(chapters) != 1:
        return prose("关于问卷调查情况的报告")
    name = str(chapters[0]["题"])
    said = name if name.endswith((*PAPERS, "测评", "调查")) else f"{name}问卷"
    return prose(
        "关于", said.removesuffix("调查"), "情况的报告" if said.endswith("测评") else "调查情况的报告"
    )


def _numbered(chapters: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the chapters with their numbers; one survey alone has a chapter on who answered and on what."""
    if len(chapters) == 1:
        [only] = chapters
        empty = {**only, "各题": [], "各单位": [], "单位注": ""}
        parts = [{**empty, "题": "基本情况"}]
        if only["各题"] or only["各单位"]:
            parts.append({**only, "题": "各题作答情况" if only["各题"] else "各单位情况", "段": []})
        chapters = parts
    many = len(chapters) > 1
    return [
        {"率": "占比", **each, "序": chapter(number) if many else ""}
        for number, each in enumerate(chapters, 1)
    ]


KIND = DocumentKind(
    id=ID,
    name=NAME,
    compose=compose,
    section=SurveyReportSection,
    needs=("surveys",),
    is_extra=True,
)
