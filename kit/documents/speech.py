"""The speech at the turn from one phase to the next (转段讲话稿): documents.md 4."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kit.documents.composing.blanks import day_or_blank, said_or_blank, to_fill
from kit.documents.composing.names import common, meetings, proper_names, spoken_names
from kit.documents.composing.ordering import chapter, how_many, ordered
from kit.documents.composing.reading_time import time_remark
from kit.documents.composing.rounding_off import refuse_double_hedges
from kit.documents.composing.saying import missing_names, sentence
from kit.documents.composing.sections import SHARED, shared_of
from kit.documents.composing.speech_plan import guarantee, plan
from kit.documents.composing.speech_review import review
from kit.documents.composing.speech_section import Speech
from kit.documents.composing.titles import broken
from kit.documents.composing.watchwords import spelt_out
from kit.nouns.campaign import section
from kit.nouns.draft import DocumentKind, Draft

if TYPE_CHECKING:
    from kit.nouns.campaign import Campaign
    from kit.nouns.draft import Material, Unit
    from kit.nouns.finding import Finding
    from kit.nouns.table import Row

ID, NAME = "speech", "转段讲话稿"


def compose(material: Material, unit: Unit | None = None) -> Draft:  # noqa: ARG001 - every kind is called alike
    """Return the draft of the speech."""
    own, shared = section(material.campaign, ID, Speech), shared_of(material.campaign)
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


def _occasion(material: Material, own: Speech) -> dict[str, Any]:
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


def _meeting(material: Material, own: Speech) -> Row | None:
    rows = meetings(material, "") if own.meeting else meetings(material, "转段")
    return next((row for row in rows if not own.meeting or str(row["会议ID"]) == own.meeting), None)


def findings(material: Material) -> tuple[Finding, ...]:
    """Return what the speech could not say of [documents.speech] and [documents.shared]."""
    return missing_names(material, (SHARED, ID), spoken_names(material))


def check(campaign: Campaign) -> None:
    """Read [documents.speech] and [documents.shared]; raises CampaignError."""
    shared_of(campaign)
    section(campaign, ID, Speech)
    refuse_double_hedges(campaign, SHARED)
    refuse_double_hedges(campaign, ID)


def remarks(text: str) -> tuple[Finding, ...]:
    """Return how long the finished speech takes to read."""
    return (time_remark(NAME, text),)


KIND = DocumentKind(
    id=ID,
    name=NAME,
    template=f"{ID}.docx",
    compose=compose,
    section=Speech,
    is_spoken=True,
    needs=("phases",),
    check=check,
    findings=findings,
    remarks=remarks,
)
