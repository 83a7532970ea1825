"""What the circular and the notices of an appraisal share: meeting, voters, counting, results, demands."""

from __future__ import annotations

from datetime import date as Day  # noqa: N812 - a field is called date
from typing import TYPE_CHECKING, Any

from pydantic import Field

from kit.documents.style.blanks import day_or_blank, said_or_blank
from kit.documents.style.names import common
from kit.documents.style.saying import sentence, sentences
from kit.documents.style.sections import Sentences
from kit.model.evaluation import is_weighed
from kit.model.fact import own_word
from kit.model.prose import Prose, prose
from kit.model.settings import Section
from kit.text.numbering import how_many, is_point, passage_numbers
from kit.text.numbers import chinese_numeral
from kit.text.saying import joined
from kit.topics.appraisal.passages import (
    MOST_GRADES,
    NONE,
    base_name,
    denominator_said,
    figure_or_dash,
    grade_cells,
    has_breakdown,
    has_single_ballots,
    own,
    votes,
)
from kit.topics.meetings import meetings_of_kind
from kit.topics.organisation import with_post

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kit.model.campaign import Campaign
    from kit.model.draft import Material, Unit
    from kit.model.evaluation import AppraisalItem, Evaluation


class Results(Section):
    """What [documents.evaluation_circular] and [documents.evaluation_notice] have in common."""

    subject: str = Field("", description="评议的是什么", examples=["分析检查报告"])
    meeting: str = Field(
        "", description="哪次会上评的（会议台账的会议ID）；不写就找类型是“评议会”的那一次", examples=["M03"]
    )
    number: str = Field(
        "", description="发文字号，由人编；不写就印【待补：发文字号】", examples=["某办发〔2009〕3号"]
    )
    date: Day | None = Field(
        None, description="成文日期（不加引号）；不写就印【待补：成文日期】", examples=[Day(2009, 7, 15)]
    )
    print_date: Day | None = Field(
        None, description="印发日期（不加引号）；不写就印【待补：印发日期】", examples=[Day(2009, 7, 16)]
    )
    modify_by: Day | None = Field(
        None,
        description="修改完善的时限（日期不加引号）；不写就印【待补：修改完善时限】",
        examples=[Day(2009, 7, 25)],
    )
    reply_by: Day | None = Field(
        None,
        description="报送情况的时限（日期不加引号）；不写就印【待补：反馈时限】",
        examples=[Day(2009, 7, 31)],
    )
    reply_to: str = Field("", description="报到哪里；不写就是发文机关", examples=["某某领导小组办公室"])
    guided: bool = Field(default=False, description="指导检查组到会没有")
    scope: str = Field("", description="公布的范围和方式", examples=["本件在各单位范围内印发"])
    requirements: Sentences = Field(
        (), description="对各单位的要求，一条一条的话", examples=[["抓紧修改完善"]]
    )
    by_group: bool = Field(default=False, description="印不印各票种分开的结果表；人太少的票种不印")


def evaluation_context(material: Material, own: Results) -> dict[str, Any]:
    """Return the names that the circular and every notice share."""
    campaign, always = material.campaign, common(material)
    office = campaign.office
    return {
        **always,
        "发文机关标志": office.mark or f"{office.name}文件",
        "发文字号": said_or_blank(own.number, "发文字号"),
        "印发日期": day_or_blank(own.print_date, "印发日期"),
        "评议对象": own.subject,
        "评议名": prose(own.subject, always["评议名称"] or "评议"),
        "成文日期": day_or_blank(own.date, "成文日期"),
        "修改时限": day_or_blank(own.modify_by, "修改完善时限"),
        "反馈时限": day_or_blank(own.reply_by, "反馈时限"),
        "报送单位": own.reply_to or office.name,
        "联系人": office.contact,
        "联系电话": office.phone,
        "公布范围": sentence(own.scope, {}) or "",
        "到会指导": own.guided,
        **_meeting(material, own),
        **way_of_counting(campaign),
        "分母": denominator_said(material) if campaign.evaluation else None,
        "逐张计票": has_single_ballots(material),
    }


def appraised(shared: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of what is appraised and of the appraisal, out of a frame."""
    return tuple(str(shared[name] or "") for name in ("评议对象", "评议名称"))


def _meeting(material: Material, own: Results) -> dict[str, Any]:
    rows = meetings_of_kind(material, "" if own.meeting else "评议会")
    row = next((row for row in rows if not own.meeting or str(row["会议ID"]) == own.meeting), None)
    if row is None:
        return dict.fromkeys(("评议日期", "评议会议", "评议地点", "评议主持"))
    id_ = f"meetings.{row['会议ID']}"
    return {
        "评议日期": material.facts.get(f"{id_}.date"),
        "评议会议": material.facts.get(f"{id_}.name") or str(row["名称"] or "评议会"),
        "评议地点": str(row["地点"] or ""),
        "评议主持": with_post(material, str(row["主持"])) if row["主持"] else "",
    }


_COUNTING = ("评议项目", "项目数大于一", "等次数", "票种", "分母", "肯定等次", "折分", "最少票数", "等次栏")


def way_of_counting(campaign: Campaign) -> dict[str, Any]:
    """Return how results are counted: items, voters with weights, what approval and score mean."""
    evaluation = campaign.evaluation
    if evaluation is None:
        return dict.fromkeys(_COUNTING)
    return {
        "评议项目": "".join(f"“{item.question}”" for item in evaluation.items),
        "项目数大于一": len(evaluation.items) > 1,
        "等次数": _scale(evaluation),
        "票种": _voters(evaluation),
        "分母": base_name(evaluation),
        "肯定等次": _approval(evaluation),
        "折分": "、".join(str(points) for points in evaluation.points) + "分",
        "最少票数": str(evaluation.minimum),
        "等次栏": _columns(evaluation),
    }


def _columns(evaluation: Evaluation) -> dict[str, Any]:
    """Return the headings of a table with a column for every grade: 数, 一, 二 …, and 说明 what they mean.

    数 is 0 where items have scales of different lengths.
    """
    scales = list(dict.fromkeys(item.grades for item in evaluation.items))
    length = len(scales[0]) if len({len(scale) for scale in scales}) == 1 else 0
    named = scales[0] if len(scales) == 1 else [f"第{chinese_numeral(at)}等" for at in range(1, length + 1)]
    explained = "；".join("、".join(scale) for scale in scales)
    told = f"第一等起依次指：{explained}" if len(scales) > 1 else ""
    headings = [*named, *[""] * MOST_GRADES]
    columns = {chinese_numeral(at): headings[at - 1] for at in range(1, MOST_GRADES + 1)}
    return {"数": length, **columns, "说明": told}


def _voters(evaluation: Evaluation) -> str:
    if not is_weighed(evaluation):
        return ""
    told = "，".join(
        f"{group.name}{group.weight}%" for group in evaluation.groups
    )  # names may hold 、 themselves
    return f"参评人员分类投票，各类的权重是：{told}"


def _scale(evaluation: Evaluation) -> str:
    """Return how many grades every item has; nothing where they differ, or where voters give marks."""
    lengths = {len(item.grades) - (evaluation.unknown in item.grades) for item in evaluation.items}
    return how_many(lengths.pop()) if len(lengths) == 1 and evaluation.preset != "SCORE" else ""


def _approval(evaluation: Evaluation) -> str:
    if len({item.grades for item in evaluation.items}) == 1:
        best = evaluation.items[0].grades[: evaluation.positive]
        return "选" + "和".join(f"“{grade}”" for grade in best)
    return "选第一等" if evaluation.positive == 1 else f"选前{how_many(evaluation.positive)}等"


def demands(own: Results) -> list[Prose]:
    """Return the requirements of campaign.toml as numbered sentences."""
    told = sentences(own.requirements, {})
    return [prose(mark, text) for mark, text in zip(passage_numbers(len(told), is_point), told, strict=True)]


def unit_rows(material: Material) -> list[dict[str, Any]]:
    """Return a row for every unit: 序号 单位 有效票 得分 好评率 变化 等次; in the order of the roster."""
    return [
        {"序号": str(number), "单位": unit.short, **_result(material, unit)}
        for number, unit in enumerate(material.units, 1)
    ]


def _result(material: Material, unit: Unit) -> dict[str, Any]:
    valid = figure_or_dash(own(material, unit.id, "valid"))
    if own(material, unit.id, "suppressed") is not None:
        has_come = own(material, unit.id, "returned") is not None
        said = "样本不足，不作分项公布" if has_come else str(own(material, unit.id, "suppressed"))
        return {"有效票": valid, "得分": "—", "好评率": "—", "变化": said}
    change = own(material, unit.id, "change")
    return {
        "有效票": valid,
        "得分": figure_or_dash(own(material, unit.id, "score")),
        "好评率": figure_or_dash(own(material, unit.id, "positive_rate")),
        "变化": "无可比数据" if change is None else change,
    }


def detail_rows(material: Material) -> list[dict[str, Any]]:
    """Return for every unit with a breakdown: 单位, and 各项 (项目 得票 票一… 弃权 无效 好评率)."""
    items = material.campaign.evaluation.items if material.campaign.evaluation else ()
    rows = [
        {
            "单位": unit.short,
            "有效票": figure_or_dash(own(material, unit.id, "valid")),
            "各项": _details(material, unit, items),
        }
        for unit in material.units
    ]
    return [row for row in rows if row["各项"]]


def _details(material: Material, unit: Unit, items: Sequence[AppraisalItem]) -> list[dict[str, Any]]:
    return [
        {
            "项目": item.question,
            "得票": votes(material, unit.id, item),
            **grade_cells(material, unit.id, item, shares=False),
            "好评率": figure_or_dash(own(material, unit.id, f"{item.id}.positive_rate")),
        }
        for item in (items if has_breakdown(material, unit.id) else ())
    ]


def group_rows(material: Material, unit_id: str) -> list[dict[str, Any]]:
    """Return a row for every group of voters: 票种 应参评 收回 有效 好评率 各项; — for what is held back.

    None where no group may be shown apart.
    """
    evaluation = material.campaign.evaluation
    rows = []
    for group in evaluation.groups if evaluation else ():
        key = f"by.{own_word(group.id)}"
        rates = [
            (item, rate)
            for item in (evaluation.items if evaluation else ())
            if (rate := own(material, unit_id, f"{key}.{item.id}.positive_rate")) is not None
        ]
        cells = {"应参评": "expected", "收回": "returned", "有效": "valid", "好评率": "positive_rate"}
        told = {name: figure_or_dash(own(material, unit_id, f"{key}.{word}")) for name, word in cells.items()}
        by_item = prose(joined([prose(f"“{item.question}”", rate) for item, rate in rates], "，"))
        rows.append({"票种": group.name, **told, "各项": by_item if rates else NONE, "有结果": bool(rates)})
    shown = any(row["有结果"] for row in rows)
    return rows if shown else []


def trend(material: Material) -> Prose | None:
    """Return which units rose, kept and fell since last round, by name; None without any comparison."""
    changes = [(unit, own(material, unit.id, "change")) for unit in material.units]
    known = [(unit, change) for unit, change in changes if change is not None]
    if not known:
        return None
    groups = (
        ("比上次提高的有", [unit for unit, change in known if change > 0]),
        ("与上次持平或基本持平的有", [unit for unit, change in known if change == 0]),
        ("比上次下降的有", [unit for unit, change in known if change < 0]),
    )
    told = [prose(lead, "、".join(unit.short for unit in units)) for lead, units in groups if units]
    return prose(joined(told, "；"))


def classes(material: Material) -> list[Prose]:
    """Return the mean score of every class of units (类别) that has one."""
    facts = [fact for id_, fact in material.facts.items() if id_.startswith("evaluation.class.")]
    return [prose(fact.name.removesuffix("类综合得分平均"), "平均", fact, "分") for fact in facts]
