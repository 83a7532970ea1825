"""One unit's appraisal, drawn: how its ballots fell, who was expected, and the facts that come of it."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from drawing import drawn_table

from kit.model.campaign import Campaign
from kit.model.table import Sheets, Table
from kit.topics.appraisal import evaluation

SATISFIED = ("满意", "基本满意", "不满意")
UNIT = drawn_table("units", "单位ID 全称 简称 类别 排序\ncz 财政局 - 局 1")


def campaign_of(**said: Any) -> Campaign:
    """Return a campaign with one item, 工作, and no groups, unless it says otherwise."""
    stated = {"name": "评议", "items": [{"id": "work", "question": "工作"}], "minimum": 1, **said}
    if "preset" not in said:
        stated = {"grades": SATISFIED, "points": (100, 70, 30), **stated}
    return Campaign.model_validate(
        {
            "campaign": {"title": "试验", "year": 2009, "phase": 1},
            "office": {"name": "办公室", "body": "机关", "body_short": "机关"},
            "evaluation": stated,
        }
    )


def ballots(votes: Mapping[str, int], void: int = 0) -> Table:
    """Return ballots of the unit with one item."""
    rows = [["财政局", "有效", grade] for grade, times in votes.items() for _ in range(times)]
    rows += [["财政局", "无效", "未填"]] * void
    frame = pd.DataFrame(rows, columns=["被评单位", "整票判定", "工作"], dtype=object)
    return Table("ballots", "票.xlsx", "票", "0" * 64, frame.set_index(pd.RangeIndex(2, len(rows) + 2)))


def roster(expected: int, present: int, issued: int) -> Table:
    return drawn_table("voters", f"类别 票种 应参评 实到 发票数\n全体 - {expected} {present} {issued}")


def figures(campaign: Campaign, *tables: Table) -> dict[str, Any]:
    """Return the unit's facts under their ids without evaluation.cz."""
    facts = evaluation.count_evaluation(Sheets((UNIT, *tables)), campaign)
    return {fact.id.removeprefix("evaluation.cz."): fact for fact in facts}
