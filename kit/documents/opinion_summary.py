"""The table of opinions that were gathered (征求意见汇总表): one row per merged opinion, landscape."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

from pydantic import Field

from kit.documents.style.blanks import said_or_blank
from kit.documents.style.names import common, proper_names, spoken_names
from kit.documents.style.titles import broken
from kit.model.campaign import document_settings
from kit.model.draft import DocumentKind, Draft
from kit.model.prose import Prose, items_of, prose
from kit.model.settings import Section
from kit.text.saying import joined
from kit.topics import forms, opinions, web
from kit.topics.merged_opinions import opinion_rows
from kit.topics.phases import period

if TYPE_CHECKING:
    from kit.model.draft import Material, Unit


ID, NAME = "opinion_summary", "征求意见汇总表"


class OpinionSummarySection(Section):
    """[documents.opinion_summary]: who made the table and who may see it."""

    title: str = Field("", description="标题；不写就是“（活动简称）征求意见汇总表”", examples=["意见汇总表"])
    secrecy: str = Field(
        "内部材料，注意保存", description="标题下括号里的话", examples=["内部材料，不得外传"]
    )
    compiler: str = Field("", description="整理人；不写就印【待补：整理人】", examples=["综合组"])
    reviewer: str = Field("", description="审核人；不写就印【待补：审核人】", examples=["某某"])


def compose(material: Material, unit: Unit | None = None) -> Draft:  # noqa: ARG001 - every kind is called alike
    """Return the draft of the table."""
    own, always = document_settings(material.campaign, ID, OpinionSummarySection), common(material)
    title = own.title or prose(always["活动简称"] or "", NAME)
    context = {
        **spoken_names(material),
        **always,
        "标题": broken(title, proper_names(material, NAME)),
        "密级": own.secrecy,
        "说明": _note(material),
        "按渠道": _by_channel(material),
        "按方面": _by_aspect(material),
        "有原话": not opinions.is_stated(material.facts),
        "各行": opinion_rows(material),
        "整理人": said_or_blank(own.compiler, "整理人"),
        "审核人": said_or_blank(own.reviewer, "审核人"),
    }
    return Draft(ID, NAME, f"{ID}.docx", context, title=str(title))


def _note(material: Material) -> Prose:
    """Return how the opinions were gathered: when, forms out and back, raw and merged."""
    sent = forms.forms(material, rate=True)
    if opinions.is_stated(material.facts):
        lead = "共汇总"
    else:
        lead = "共登记" if sent is None else "连同其他渠道共登记"
    clauses = [sent, opinions.opinions(material, lead)]
    clauses.insert(1, web.web_messages(material))
    told = [clause for clause in clauses if clause]
    when = period(material.facts)
    return prose((when, "，") if when else "", joined(told, "；"), "。")


def _by_channel(material: Material) -> Prose | None:
    listed = items_of(material.facts.get("opinions.channel_list"))
    counts = [material.facts.get(f"opinions.channel.{normalize('NFKC', name)}") for name in listed]
    found = [(name, fact) for name, fact in zip(listed, counts, strict=True) if fact]
    told = [prose(name, fact, "条") for name, fact in sorted(found, key=lambda pair: pair[1], reverse=True)]
    return prose("原始意见中", joined(told)) if len(told) > 1 else None


def _by_aspect(material: Material) -> Prose | None:
    merged = opinions.merged_by_aspect(material)
    return prose("归纳意见中", merged) if merged else None


KIND = DocumentKind(
    id=ID,
    name=NAME,
    compose=compose,
    section=OpinionSummarySection,
    needs=("opinions.merged",),
)
