"""One row is one item of one unit, counted by hand or machine before it came here (评议票汇总)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.evaluation import asked
from kit.nouns.table import Column, SheetKind
from kit.sheets.previous_results import grade_columns
from kit.sheets.reading.scales import group_column

if TYPE_CHECKING:
    from kit.nouns.campaign import Campaign


def more_columns(campaign: Campaign) -> tuple[Column, ...]:
    """Return 项目 with the campaign's questions, 票种, then one column for each grade."""
    questions = tuple(item.question for item in asked(campaign.evaluation)) if campaign.evaluation else ()
    item = Column(
        "项目",
        "choice",
        required=True,
        aliases=("评议项目", "测评项目", "项"),
        choices=questions,
        note="评议项目，写法与票上一致",
    )
    return (item, group_column(campaign), *grade_columns(campaign))


KIND = SheetKind(
    id="tallied_ballots",
    code="S24",
    name="评议票汇总",
    row="一个单位一个项目的计票结果",
    aliases=("计票结果", "评议汇总", "测评汇总", "计票汇总表"),
    key="",  # a row is a unit, an item and a group
    day="",
    personal=(),
    columns=(
        Column(
            "被评单位",
            "key",
            required=True,
            aliases=("单位名称", "单位", "受评单位"),
            filled_down=True,
            note="单位目录里的单位ID、全称或简称",
        ),
        Column(
            "收回票",
            "count",
            required=True,
            aliases=("收回", "收回票数"),
            filled_down=True,
            note="收回多少张",
        ),
        Column("无效票", "count", aliases=("无效", "无效票数", "废票"), filled_down=True, note="整张作废的"),
        Column("有效票", "count", aliases=("有效", "有效票数"), filled_down=True, note="收回票减无效票"),
        Column("弃权", "count", aliases=("弃权票", "弃权票数"), note="这一项弃权或没有填的"),
        Column("该项无效", "count", aliases=("该项无效票", "多选"), note="只是这一项多选或认不清的"),
    ),
    more_columns=more_columns,
    example={"被评单位": "示例单位", "收回票": "46", "无效票": "1", "有效票": "45"},
)
