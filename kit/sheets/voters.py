"""One row is one category of voters (参评人员), of one unit or of all: numbers only, never names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.table import Column, SheetKind
from kit.sheets.reading.scales import group_column

if TYPE_CHECKING:
    from kit.nouns.campaign import Campaign


def ballot_columns(campaign: Campaign) -> tuple[Column, ...]:
    """Return 票种 with the campaign's groups, then the numbers of people and ballots."""
    return (
        group_column(campaign),
        Column(
            "应参评",
            "count",
            aliases=("应参评人数", "应到", "应到人数", "应参加人数", "应参加"),
            note="应参评多少人",
        ),
        Column(
            "实到",
            "count",
            aliases=("实到人数", "实参评", "实参评人数", "实参加人数", "实际参评"),
            note="实到多少人",
        ),
        Column(
            "发票数",
            "count",
            aliases=("发票", "发出票数", "发出", "发放票数", "发出份数", "发票张数"),
            note="发出多少张票",
        ),
    )


KIND = SheetKind(
    id="voters",
    code="S33",
    name="参评名册",
    row="一类参评人员",
    aliases=("参评人员", "参评人数", "参评名册（人数）", "参评范围"),
    key="",  # a row is a unit, a category and a group
    day="",
    personal=(),
    columns=(
        Column(
            "被评单位",
            "key",
            aliases=("单位", "单位名称", "受评单位", "单位ID"),
            filled_down=True,
            note="只对一个单位的填单位；对所有单位都一样就空着",
        ),
        Column(
            "类别",
            "choice",  # whatever this appraisal calls its voters: a school has pupils and parents
            required=True,
            aliases=("人员类别", "参评人员类别", "参评类别", "人员类型"),
            note="哪一类人，如：班子成员、中层、一般干部、服务对象、基层群众、离退休",
        ),
    ),
    more_columns=ballot_columns,
    example={"被评单位": "示例单位", "类别": "中层", "应参评": "20", "实到": "19", "发票数": "19"},
)
