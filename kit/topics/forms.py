"""Opinion forms (征求意见表): how many went out, came back, and came back without an opinion (S12).

No batch has more back than out. A return rate below what campaign.toml calls low is a warning: a document
that tells it should say why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.model.counting import Distinct, Names, Rate, Sums, over
from kit.model.finding import Finding
from kit.model.prose import Prose, prose
from kit.model.table import Column, SheetKind
from kit.topics.passage import KeyFigure, passage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.model.campaign import Campaign
    from kit.model.draft import Material
    from kit.model.table import Sheets


KIND = SheetKind(
    id="opinion_forms",
    code="S12",
    name="征求意见发放回收",
    row="一批征求意见表",
    aliases=("征求意见表发放回收", "意见表发放情况", "发放回收情况", "征求意见表发放情况"),
    key="批次",
    day="截止日",  # until then nobody knows how many came back
    personal=(),
    own_words=("回收率",),
    columns=(
        Column("批次", "key", aliases=("批次号", "批号", "发放批次"), note="自己编，不重复"),
        Column(
            "渠道",
            "choice",
            required=True,
            aliases=("发放渠道", "发放对象", "对象", "征求对象", "发放范围", "发放单位", "征求范围"),
            note="发给哪一类人",
        ),
        Column(
            "方式",
            "choice",
            aliases=("发放方式",),
            choices=("当面", "邮寄", "会议", "电子"),
            open=True,
            choice_aliases={
                "当面发放": "当面",
                "现场": "当面",
                "上门": "当面",
                "寄送": "邮寄",
                "邮件": "电子",
                "网上": "电子",
                "网络": "电子",
                "电子邮件": "电子",
                "会上": "会议",
                "会议发放": "会议",
            },
            note="怎么发的",
        ),
        Column(
            "发放份数",
            "count",
            required=True,
            aliases=("发放", "发放数", "发出份数", "发出", "发出数", "发放数量", "发放总数", "发出总数"),
            note="发出多少份，只填数字",
        ),
        Column(
            "收回份数",
            "count",
            required=True,
            aliases=(
                *("收回", "收回数", "回收份数", "回收", "回收数", "收回数量", "回收数量"),
                *("收回总数", "回收总数", "交回份数", "交回数"),
            ),
            note="收回多少份，不多于发放份数",
        ),
        Column(
            "无意见份数",
            "count",
            aliases=("无意见", "其中无意见", "其中：无意见", "空白份数", "无意见数"),
            note="收回的里面，空白或写“无意见”的份数",
        ),
        Column(
            "回收率",
            aliases=("收回率", "回收比例", "收回比例"),
            offered=False,
            rate_of=("收回份数", "发放份数"),
        ),
        Column("发放日", "date", aliases=("发放日期", "发放时间", "发出日期"), note="发出的日子"),
        Column("截止日", "date", aliases=("截止日期", "收回日期", "回收日期", "截止时间"), note="收齐的日子"),
    ),
    example={
        "批次": "示例1",
        "渠道": "机关干部",
        "方式": "当面",
        "发放份数": "50",
        "收回份数": "48",
        "无意见份数": "5",
    },
)


_COLUMNS = (
    ("issued", "发放份数", "征求意见表发放份数"),
    ("returned", "收回份数", "征求意见表收回份数"),
    ("no_opinion", "无意见份数", "无意见份数"),
)
FACTS = over(
    "opinion_forms",
    *(
        Sums(f"forms.{key}", name, "份", f"各渠道“{column}”之和", column, zero=True)
        for key, column, name in _COLUMNS
    ),
    Rate("forms.return_rate", "征求意见表回收率", "forms.returned", "forms.issued", "收回份数除以发放份数"),
    Distinct("forms.channels", "征求意见渠道数", "个", "不同渠道的个数", "渠道"),
    Names("forms.channel_list", "征求意见渠道", "渠道"),
)


FORMS_RETURNED_RULE = "forms.returned"
_LIMITS = (("收回份数", "发放份数", "发出的"), ("无意见份数", "收回份数", "收回的"))


def check_forms_returned(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield every row whose count exceeds the one that limits it, in 份."""
    for row in sheets.rows("opinion_forms"):
        for column, limit, said in _LIMITS:
            if row[column] is not None and row[limit] is not None and row[column] > row[limit]:
                problem = f"填的是 {row[column]}，多于{said} {row[limit]} 份"
                yield Finding(
                    FORMS_RETURNED_RULE, "error", row.place(column), problem, "请核对原表，改正这一格"
                )


LOW_RETURN_RATE_RULE = "forms.low_return_rate"


def check_low_return_rate(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Yield one warning if fewer forms came back than [checks] low_return_rate, in per cent."""
    rows = [row for row in sheets.rows("opinion_forms") if row["发放份数"] and row["收回份数"] is not None]
    issued, returned = (sum(row[column] for row in rows) for column in ("发放份数", "收回份数"))
    least = campaign.checks.low_return_rate
    if rows and returned * 100 < least * issued:
        problem = f"征求意见表发出 {issued} 份、收回 {returned} 份，回收率低于 {least}%"
        yield Finding(
            LOW_RETURN_RATE_RULE,
            "warning",
            rows[0].table.place(None, "收回份数"),
            problem,
            "材料里写到时请说明原因，或继续催收",
        )


RULES = (
    check_forms_returned,
    check_low_return_rate,
)


KEY_FIGURES = (
    KeyFigure("forms.issued", "征求意见表发放"),
    KeyFigure("forms.returned", "征求意见表收回", "含填写“无意见”的"),
    KeyFigure("forms.return_rate", "征求意见表回收率", "收回份数除以发放份数"),
)


@passage("征求意见", kind=KIND, needs=("forms.issued",))
def forms(material: Material, *, rate: bool = False) -> Prose | None:
    """Return 发放征求意见表N份，收回N份; None where 收回 is not said. rate: with the return rate."""
    facts = material.facts
    issued, returned = facts["forms.issued"], facts.get("forms.returned")
    if returned is None:
        return None
    if not returned:
        return prose("发放征求意见表", issued, "份，尚未收回")
    percent = facts.get("forms.return_rate") if rate else None
    silent = facts.get("forms.no_opinion")
    return prose(
        *("发放征求意见表", issued, "份，收回", returned, "份"),
        *(("，回收率", percent) if percent else ()),
        *(("，其中填写“无意见”的", silent, "份") if rate and silent else ()),
    )
