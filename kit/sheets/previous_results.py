"""One row is the result of one unit in one item of an earlier round (上一轮): votes for each grade."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.table import Column, SheetKind

if TYPE_CHECKING:
    from kit.nouns.campaign import Campaign

USUAL_GRADES = 4


def grade_columns(campaign: Campaign) -> tuple[Column, ...]:
    """Return 第1等 … best first, as many as the evaluation has grades."""
    grades = len(campaign.evaluation.points) if campaign.evaluation else USUAL_GRADES
    return tuple(
        Column(
            f"第{grade}等",
            "count",
            required=True,
            aliases=(
                f"第{numeral}等",
                f"{numeral}等",
                f"{grade}等",
                f"第{grade}等票数",
                f"第{numeral}等票数",
            ),
            note="得了多少票；第1等是最好的一等",
        )
        for grade, numeral in zip(range(1, grades + 1), "一二三四五六七八九十", strict=False)
    )


KIND = SheetKind(
    id="previous_results",
    code="S31",
    name="历次结果",
    row="一个单位一个项目在一轮里的得票",
    aliases=("上次结果", "上轮结果", "历次评议结果", "历史结果"),
    key="",  # a row is a unit, an item and a group of one round
    day="",  # the day of an earlier round lies outside every phase
    personal=(),
    columns=(
        Column(
            "轮次",
            "key",
            required=True,
            aliases=("次数", "评议轮次", "第几轮"),
            filled_down=True,
            note="哪一轮",
        ),
        Column("日期", "date", aliases=("评议日期", "时间"), filled_down=True, note="那一轮的日子"),
        Column(
            "单位",
            "key",
            required=True,
            aliases=("被评单位", "单位名称", "单位ID", "受评单位"),
            filled_down=True,
            note="单位目录里的单位ID、全称或简称",
        ),
        Column(
            "项",
            "choice",
            required=True,
            aliases=("项目", "评议项目", "测评项目"),
            note="评议项目，写法与现在一致",
        ),
        Column("票种", "choice", aliases=("票类",), filled_down=True, note="分票种的才填"),
        Column("有效票", "count", required=True, aliases=("有效票数", "有效"), note="有效票数"),
    ),
    more_columns=grade_columns,
    example={"轮次": "示例轮", "单位": "示例单位", "有效票": "40"},
)
