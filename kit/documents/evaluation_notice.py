"""The notice of a unit's own result (评议结果通知书), one per unit: documents.md, Appendix A."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from pydantic import Field

from kit.documents.passages.appraisal import Results, appraised, demands, evaluation_context, group_rows
from kit.documents.style.names import of_groups, proper_names
from kit.documents.style.titles import broken, sign_off_indents
from kit.model.campaign import document_settings
from kit.model.draft import DocumentKind, Draft
from kit.model.prose import prose
from kit.text.privacy.scrubbing import without_marks
from kit.topics.appraisal.evaluation import class_word
from kit.topics.appraisal.held_back import held_back_of_unit
from kit.topics.appraisal.passages import (
    best_and_weakest_items,
    comments_unit_comments,
    comparison_clause,
    item_rows,
    only_shares,
    overall_asked,
    own,
    people,
    turnout,
    void_reasons,
    weights_given_away,
)

if TYPE_CHECKING:
    from kit.model.draft import Material, Unit
    from kit.model.fact import Fact
    from kit.model.table import Sheets


ID, NAME = "evaluation_notice", "评议结果通知书"


class EvaluationNoticeSection(Results):
    """[documents.evaluation_notice]."""

    show_class_average: bool = Field(default=True, description="写不写同类单位的平均分")
    red_head: bool = Field(
        default=True, description="用不用红头和版记；false 不用，文号排在标题下面，省一页纸"
    )


Shared = tuple[EvaluationNoticeSection, dict[str, Any], tuple[str, ...]]
_frames: WeakKeyDictionary[Sheets, tuple[Material, Shared]] = WeakKeyDictionary()


def compose(material: Material, unit: Unit | None = None) -> Draft:
    """Return the draft of one unit's notice; nothing in it belongs to another unit."""
    if unit is None:
        raise ValueError("通知书一个单位一份，要说明是哪个单位")
    said, shared, names = _frame(material)
    office = material.campaign.office
    title = prose(office.name, "关于", unit.short, shared["评议名"], "结果的通知")
    context = {
        **of_groups(material, unit),
        **shared,
        "发文机关标志": shared["发文机关标志"] if said.red_head else "",
        "标题": broken(title, (*names, unit.short)),
        "主送": unit.addressee or unit.name,
        "单位": unit.name,
        **_result(material, unit, said),
        "票种": "" if held_back_of_unit(material, unit.id) else shared["票种"],  # nothing was weighed
        **sign_off_indents(office.name, str(shared["成文日期"]), sealed=office.sealed),
    }
    return Draft(ID, f"{NAME}（{unit.short}）", f"{ID}.docx", context, title=str(title))


def _frame(material: Material) -> Shared:
    """Return what all notices of a run share; worked out once."""
    known = _frames.get(material.sheets)
    if known is None or known[0] is not material:
        said = document_settings(material.campaign, ID, EvaluationNoticeSection)
        of_all = of_groups(material)  # a notice holds nothing of others
        context = evaluation_context(material, said)
        shared = {name: value for name, value in context.items() if name not in of_all}
        shared |= {"要求": demands(said)}
        known = material, (said, shared, proper_names(material, *appraised(shared)))
        _frames[material.sheets] = known
    return known[1]


def _result(material: Material, unit: Unit, said: EvaluationNoticeSection) -> dict[str, Any]:
    evaluation = material.campaign.evaluation
    best, weakest = best_and_weakest_items(material, unit.id)
    rows = item_rows(material, unit.id)
    return {
        "参评": people(material, unit.id),
        "票数": turnout(material, unit.id),
        "有效票": own(material, unit.id, "valid"),
        "不公布": own(material, unit.id, "suppressed"),
        "只报占比": only_shares(material, [unit.id]),
        "无效原因": void_reasons(material, unit.id),
        "分项": rows,
        "票种表": group_rows(material, unit.id) if said.by_group and rows else [],
        "票种说明": own(material, unit.id, "groups_suppressed"),
        "各项相同": len(rows) > 1 and best is None and own(material, unit.id, "positive_rate") is not None,
        "有上次": any(own(material, unit.id, f"{item.id}.change") is not None for item in evaluation.items)
        if evaluation
        else False,
        "得分": own(material, unit.id, "score"),
        "好评率": own(material, unit.id, "positive_rate"),
        "等次": own(material, unit.id, "grade"),
        "位次": own(material, unit.id, "rank") if evaluation and evaluation.show_rank else None,
        "类平均": _class_average(material, unit) if said.show_class_average else None,
        "类别": unit.category,
        "上次": comparison_clause(material, unit.id),
        "权重说明": weights_given_away(material, unit.id),
        "综合评价": overall_asked(material, unit.id),
        "最好": best,
        "最弱": weakest,
        **_comments(material, unit, published=bool(rows)),
    }


def _class_average(material: Material, unit: Unit) -> Fact | None:
    return material.facts.get(f"evaluation.class.{class_word(unit.category)}.score")


def _comments(material: Material, unit: Unit, *, published: bool) -> dict[str, Any]:
    """Return the remarks that were passed on; how many there are only where all of them are printed.

    Where some were written and none is passed on, the notice says nothing of remarks.
    """
    texts = comments_unit_comments(material.sheets, unit) if published else []
    numbers = [f"{number}." for number in range(1, len(texts) + 1)] if len(texts) > 1 else [""]
    listed = [{"序": number, "文": text} for number, text in zip(numbers, texts, strict=False)]
    written = own(material, unit.id, "comments")
    masked = "，涉及个人的地方隐去" if any(without_marks(text) != text for text in texts) else ""
    return {
        "意见": listed,
        "意见条数": written if not written or written == len(texts) else "",
        "意见栏": bool(texts) or not written,
        "照录": f"原话照录{masked}",
    }


KIND = DocumentKind(
    id=ID,
    name=NAME,
    compose=compose,
    section=EvaluationNoticeSection,
    per_unit=True,
    needs=("evaluation", "units"),
)
