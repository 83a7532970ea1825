"""The circular on the results of the appraisal (评议结果通报), one for all units: documents.md 4."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from kit.documents.passages.appraisal import (
    Results,
    appraised,
    classes,
    demands,
    detail_rows,
    evaluation_context,
    group_rows,
    trend,
    unit_rows,
)
from kit.documents.style.blanks import to_fill
from kit.documents.style.names import proper_names, spoken_names
from kit.documents.style.saying import points
from kit.documents.style.sections import Points, Sentences
from kit.documents.style.titles import broken, sign_off_indents
from kit.model.campaign import document_settings
from kit.model.draft import DocumentKind, Draft
from kit.model.finding import Finding
from kit.model.prose import Prose, prose
from kit.text.numbering import chapter, is_point, ordered
from kit.text.saying import joined
from kit.topics.appraisal.evaluation import UNSIZED
from kit.topics.appraisal.passages import (
    answered,
    best_and_weakest_items,
    comments_appraisal_answers,
    comparison_clause,
    item_rows,
    item_sentence,
    only_shares,
    overall_asked,
    own,
    people,
    turnout,
    weights_given_away_by_unit,
)
from kit.topics.approval import approved, disclosures, not_approved, title_of
from kit.topics.watchwords import spelt_out

if TYPE_CHECKING:
    from kit.model.draft import Material, Unit


ID, NAME = "evaluation_circular", "评议结果通报"
ALL = "all"
RESULT = (
    "评议结果",
    "结果通报",
    "结果的通报",
)  # what the guidance group has to approve before it is announced
DISCLOSED = ("评议结果",)


class EvaluationCircularSection(Results):
    """[documents.evaluation_circular]."""

    title: str = Field(
        "",
        description="标题；不写就是“（发文机关）关于（活动简称）（评议对象）（评议名称）结果的通报”",
        examples=["关于群众评议结果的通报"],
    )
    observations: Points = Field(
        (),
        description="评议反映的情况（由人判断）；不写就没有这一部分",
        examples=[[{"title": "总体上给予肯定", "text": "多数人认为措施比较实在"}]],
    )
    copies: Sentences = Field((), description="抄送；没有就不写", examples=[["某某领导小组办公室"]])


def compose(material: Material, unit: Unit | None = None) -> Draft:  # noqa: ARG001 - every kind is called alike
    """Return the draft of the circular."""
    said, office = (
        document_settings(material.campaign, ID, EvaluationCircularSection),
        material.campaign.office,
    )
    names = spoken_names(material)
    shared = evaluation_context(material, said)
    title = said.title or prose(office.name, "关于", shared["活动简称"] or "", shared["评议名"], "结果的通报")
    best, weakest = best_and_weakest_items(material, ALL)
    observations = points(said.observations, names, is_point)
    context = {
        **names,
        **shared,
        "标题": broken(title, proper_names(material, *appraised(shared))),
        "主送": office.recipients or to_fill("主送机关"),
        "单位数": material.facts.get("units.count"),
        "参评": people(material, ALL),
        "票数": turnout(material, ALL),
        "总得分": own(material, ALL, "score"),
        "总好评率": own(material, ALL, "positive_rate"),
        "分项": _items(material),
        "总表": item_rows(material, ALL),
        "票种表": group_rows(material, ALL) if said.by_group else [],
        "票种未计": material.facts.get("evaluation.not_by_group"),
        "最好": best,
        "最弱": weakest,
        "公布单位数": material.facts.get("evaluation.units"),
        "不公布单位数": material.facts.get("evaluation.suppressed_units"),
        "票数不详": any(own(material, unit.id, "suppressed") == UNSIZED for unit in material.units),
        "单位表": unit_rows(material),
        "类平均": joined(classes(material), "，"),
        "上次": comparison_clause(material, ALL),
        "权重说明": weights_given_away_by_unit(material),
        "综合评价": overall_asked(material, ALL),
        "变化": trend(material),
        "有未比": any(own(material, unit.id, "change") is None for unit in material.units),
        "看法": observations,
        "文字意见": comments_appraisal_answers(material),
        "评议意见": answered(material),
        "要求": demands(said),
        "公开": disclosures(material, DISCLOSED),
        "审定": approved(material, RESULT),
        "明细": detail_rows(material),
        "只报占比": only_shares(material, [unit.id for unit in material.units]),
        "未收到": material.facts.get("evaluation.not_received"),
        "抄送": "，".join(said.copies),
        **sign_off_indents(office.name, str(shared["成文日期"]), sealed=office.sealed),
    }
    present = {"参评": True, "结果": True, "看法": observations, "要求": True}
    context = spelt_out(material, context)
    return Draft(ID, NAME, f"{ID}.docx", {**context, "章": ordered(present, chapter)}, title=str(title))


def _items(material: Material) -> Prose | None:
    evaluation = material.campaign.evaluation
    told = [item_sentence(material, ALL, item) for item in evaluation.items] if evaluation else []
    found = [sentence for sentence in told if sentence]
    return prose(joined(found, "，")) if found else None


def unapproved(material: Material) -> tuple[Finding, ...]:
    """Return a finding where the results were submitted and nobody has approved them yet."""
    row = not_approved(material, RESULT)
    if row is None:
        return ()
    problem = f"《{title_of(row['材料'])}》已经报送，还没有通过"
    remedy = "审定以后再印发通报；已经通过的，请补上“通过日”"
    return (Finding("documents.not_approved", "warning", row.place("通过日"), problem, remedy),)


KIND = DocumentKind(
    id=ID,
    name=NAME,
    compose=compose,
    section=EvaluationCircularSection,
    needs=("evaluation", "units"),
    findings=unapproved,
)
