"""One row is one merged opinion (归纳意见), made of one or more raw ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.table import Column, SheetKind

if TYPE_CHECKING:
    from kit.nouns.campaign import Campaign


def aspect_columns(campaign: Campaign) -> tuple[Column, ...]:
    """Return 一级方面 with the campaign's aspects as its choices; free text where it names none."""
    return (
        Column(
            "一级方面",
            "choice",
            required=True,
            aliases=("方面", "所属方面", "一级类别"),
            choices=tuple(aspect.name for aspect in campaign.aspects),
            filled_down=True,
            note="归到哪个方面",
        ),
    )


KIND = SheetKind(
    id="merged_opinions",
    code="S14",
    name="意见归纳",
    row="一条归纳后的意见",
    aliases=("意见梳理", "归纳意见", "意见归纳表", "意见梳理归纳"),
    key="归纳ID",
    day="",
    personal=(),
    columns=(
        Column("归纳ID", "key", required=True, aliases=("归纳编号", "编号"), note="自己编，不重复、不再改"),
        Column("二级类别", "choice", aliases=("二级方面", "类别"), filled_down=True, note="方面下面的小类"),
        Column(
            "归纳表述",
            "long",
            required=True,
            aliases=("归纳意见", "表述", "归纳内容", "意见表述", "归纳后意见"),
            note="归纳后怎么写",
        ),
        Column(
            "来源意见ID",
            "list",
            required=True,
            aliases=("来源意见", "来源意见编号", "原始意见ID", "原始意见编号", "来源编号"),
            note="由哪几条原始意见归纳而来，用顿号隔开",
        ),
        Column("频次", "count", aliases=("条数", "次数", "来源条数"), note="来源意见的条数，会与前一列核对"),
        Column(
            "转为问题ID", "key", aliases=("问题ID", "转问题ID", "对应问题ID"), note="转成问题的，填问题ID"
        ),
        Column(
            "采纳",
            "choice",
            aliases=("采纳情况", "是否采纳"),
            choices=("采纳", "部分采纳", "未采纳", "转送"),
            choice_aliases={"不采纳": "未采纳", "已采纳": "采纳", "转办": "转送", "已转送": "转送"},
            note="采不采纳",
        ),
        Column(
            "理由", "long", aliases=("未采纳理由", "采纳理由", "不采纳理由"), note="不采纳或部分采纳要写理由"
        ),
        Column("审核人", required=True, aliases=("审核", "审核人姓名"), note="归纳由谁审核"),
    ),
    more_columns=aspect_columns,
    example={
        "归纳ID": "示例1",
        "归纳表述": "精简会议",
        "来源意见ID": "示例1、示例2",
        "频次": "2",
        "审核人": "张某",
    },
)
