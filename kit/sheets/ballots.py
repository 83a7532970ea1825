"""One row is one ballot (评议票) on one unit; nothing in it tells who filled it in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.evaluation import asked
from kit.nouns.table import Column, SheetKind
from kit.sheets.reading.scales import graded, group_column, marked, verdict_columns

if TYPE_CHECKING:
    from kit.nouns.campaign import Campaign, Evaluation, Item


def item_columns(campaign: Campaign) -> tuple[Column, ...]:
    """Return 票种, a column for each item and for 综合评价, then the verdict on the whole ballot."""
    evaluation = campaign.evaluation
    remarks = Column("文字意见", "long", aliases=("意见", "意见建议", "意见和建议"), note="票上写的话，照录")
    questions = tuple(_asked(item, evaluation) for item in asked(evaluation)) if evaluation else ()
    return (group_column(campaign), *questions, *verdict_columns(), remarks)


def _asked(item: Item, evaluation: Evaluation) -> Column:
    if evaluation.marks:
        return marked(item.question)
    known = {alias: grade for alias, grade in evaluation.aliases.items() if grade in item.grades}
    return graded(item.question, item.grades, known)


KIND = SheetKind(
    id="ballots",
    code="S24",
    name="评议票",
    row="一张评议票",
    aliases=("群众评议票", "评议表", "评议票录入", "票"),
    key="票号",
    day="",
    personal=(),
    columns=(
        Column(
            "票号",
            "key",
            required=True,
            aliases=("票序号", "票编号", "评议票号", "表号", "编号", "序号"),
            note="录票时编的号，与填票人无关",
        ),
        Column(
            "被评单位",
            "key",
            required=True,
            aliases=("单位名称", "单位", "受评单位", "被评议单位", "评议对象", "被评单位名称"),
            filled_down=True,
            note="单位目录里的单位ID、全称或简称",
        ),
    ),
    more_columns=item_columns,
    example={"票号": "示例1", "被评单位": "示例单位", "整票判定": "有效"},
)
