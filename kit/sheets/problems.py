"""One row is one problem (问题) that was found and has to be solved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.table import Column, SheetKind

if TYPE_CHECKING:
    from kit.nouns.campaign import Campaign


def category_columns(campaign: Campaign) -> tuple[Column, ...]:
    """Return 类别 with the campaign's kinds of problems as its choices; free text where it names none."""
    return (
        Column(
            "类别",
            "choice",
            required=True,
            aliases=("问题类别", "类型", "问题类型"),
            choices=tuple(kind.name for kind in campaign.problems),
            filled_down=True,
            note="属于哪一类问题",
        ),
    )


KIND = SheetKind(
    id="problems",
    code="S18",
    name="问题清单",
    row="一个问题",
    aliases=("突出问题", "问题台账", "查找问题清单"),
    key="问题ID",
    day="",
    personal=(),
    columns=(
        Column(
            "问题ID",
            "key",
            required=True,
            aliases=("问题编号", "编号", "问题号"),
            note="自己编，不重复、不再改",
        ),
        Column(
            "表述",
            "long",
            required=True,
            aliases=("问题表述", "问题", "问题内容", "存在问题", "问题描述"),
            note="问题怎么写",
        ),
        Column(
            "层面",
            "choice",
            aliases=("问题层面",),
            choices=("班子", "机关", "个人"),
            choice_aliases={"领导班子": "班子", "班子成员": "个人", "机关工作": "机关"},
            note="哪个层面的问题",
        ),
        Column(
            "来源归纳ID",
            "list",
            aliases=("来源归纳", "归纳ID", "来源归纳编号", "来源意见"),
            note="来自哪几条归纳意见，用顿号隔开",
        ),
        Column("原因主观", "long", aliases=("主观原因", "原因（主观）", "原因/主观"), note="主观上的原因"),
        Column("原因客观", "long", aliases=("客观原因", "原因（客观）", "原因/客观"), note="客观上的原因"),
        Column(
            "能否即改", "yes_no", aliases=("是否即改", "能即改", "即知即改", "立行立改"), note="能不能马上改"
        ),
    ),
    more_columns=category_columns,
    example={
        "问题ID": "示例1",
        "表述": "会议偏多",
        "层面": "机关",
        "能否即改": "是",
    },
)
