"""The circular on the results of the appraisal (评议结果通报), one for all units: documents.md 4."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from kit.documents.composing.blanks import to_fill
from kit.documents.composing.evaluation_clauses import (
    compared,
    extremes,
    item_rows,
    item_sentence,
    own,
    people,
    turnout,
)
from kit.documents.composing.evaluation_frame import Results, demands, frame
from kit.documents.composing.evaluation_units import classes, detail_rows, trend, unit_rows
from kit.documents.composing.names import spoken_names
from kit.documents.composing.ordering import chapter, is_point, ordered
from kit.documents.composing.saying import missing_names, points
from kit.documents.composing.sections import Point, Sentences  # noqa: TC001 - pydantic reads the annotation
from kit.documents.composing.sign_off import sign_off
from kit.documents.composing.titles import broken
from kit.nouns.campaign import section
from kit.nouns.draft import DocumentKind, Draft
from kit.nouns.prose import Prose, prose
from kit.words.enumerating import joined

if TYPE_CHECKING:
    from kit.nouns.campaign import Campaign
    from kit.nouns.draft import Material, Unit
    from kit.nouns.finding import Finding

ID, NAME = "evaluation_circular", "评议结果通报"
ALL = "all"


class Circular(Results):
    """[documents.evaluation_circular]."""

    title: str = ""
    mark: str = ""  # 发文机关标志; else the office and 文件
    observations: tuple[Point, ...] = Field(
        default=(), strict=False
    )  # what the appraisal shows, people's judgment
    copies: Sentences = Field(default=(), strict=False)  # 抄送


def compose(material: Material, unit: Unit | None = None) -> Draft:  # noqa: ARG001 - every kind is called alike
    """Return the draft of the circular."""
    said, office = section(material.campaign, ID, Circular), material.campaign.office
    names = spoken_names(material)
    shared = frame(material, said)
    title = said.title or prose(office.name, "关于", shared["活动简称"] or "", shared["评议名"], "结果的通报")
    best, weakest = extremes(material, ALL)
    observations = points(said.observations, names, is_point)
    context = {
        **names,
        **shared,
        "发文机关标志": said.mark or f"{office.name}文件",
        "标题": broken(title),
        "主送": office.recipients or to_fill("主送机关"),
        "单位数": material.facts.get("units.count"),
        "参评": people(material, ALL),
        "票数": turnout(material, ALL),
        "总得分": own(material, ALL, "score"),
        "总好评率": own(material, ALL, "positive_rate"),
        "分项": _items(material),
        "总表": item_rows(material, ALL),
        "最好": best,
        "最弱": weakest,
        "公布单位数": material.facts.get("evaluation.units"),
        "不公布单位数": material.facts.get("evaluation.suppressed_units"),
        "单位表": unit_rows(material),
        "类平均": joined(classes(material), "，"),
        "上次": compared(material, ALL),
        "变化": trend(material),
        "有未比": any(own(material, unit.id, "change") is None for unit in material.units),
        "看法": observations,
        "要求": demands(said),
        "明细": detail_rows(material),
        "抄送": "，".join(said.copies),
        **sign_off(office.name, str(shared["成文日期"]), sealed=office.sealed),
    }
    present = {"参评": True, "结果": True, "看法": observations, "要求": True}
    return Draft(ID, NAME, f"{ID}.docx", {**context, "章": ordered(present, chapter)}, title=str(title))


def _items(material: Material) -> Prose | None:
    evaluation = material.campaign.evaluation
    told = [item_sentence(material, ALL, item) for item in evaluation.items] if evaluation else []
    found = [sentence for sentence in told if sentence]
    return prose(joined(found, "，")) if found else None


def findings(material: Material) -> tuple[Finding, ...]:
    """Return what the circular could not say of [documents.evaluation_circular]."""
    return missing_names(material, (ID,), spoken_names(material))


def check(campaign: Campaign) -> None:
    """Read [documents.evaluation_circular]; raises CampaignError."""
    section(campaign, ID, Circular)


KIND = DocumentKind(
    id=ID,
    name=NAME,
    template=f"{ID}.docx",
    compose=compose,
    needs=("ballots", "units"),
    check=check,
    findings=findings,
)
