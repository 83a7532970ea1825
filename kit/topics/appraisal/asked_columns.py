"""Columns of ballots that a campaign decides: grades of an item, groups of voters, verdict on a ballot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.model.table import Column
from kit.sheets.values import ABSTAINED, SEVERAL, UNANSWERED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kit.model.campaign import Campaign


LETTERS, CIRCLED = "ABCDEFGHIJ", "①②③④⑤⑥⑦⑧⑨⑩"
ABSTENTIONS = ("不表态", "-", "－", "—", "——", "–", "/", "／", "空", "未表态", "弃权票")


def marked(question: str) -> Column:
    """Return the column of one question whose answer is a mark (打分), 0 to 100."""
    return Column(question, "number", is_item=True, note="照票上的分数填，0 到 100；没有打分的空着")


def graded(question: str, grades: Sequence[str], aliases: Mapping[str, str] | None = None) -> Column:
    """Return the column of one question, with the scale's aliases (figures.md Appendix B).

    A, 1 and ① stand for the best grade, and so on down; a blank cell means 未填, two grades 多选.
    """
    codes = {
        code: grade
        for grade, *same in zip(grades, LETTERS, CIRCLED, "123456789", strict=False)
        for code in same
    }
    return Column(
        question,
        "choice",
        required=True,
        choices=(*grades, ABSTAINED),
        choice_aliases={**codes, **dict.fromkeys(ABSTENTIONS, ABSTAINED), **(aliases or {})},
        blank=UNANSWERED,
        is_item=True,
        several=SEVERAL,
        note="照票上勾的选；没有勾的空着，勾了两个的两个都写",
    )


def verdict_columns() -> tuple[Column, ...]:
    """Return 整票判定 (blank is 有效) and 无效原因."""
    verdict = Column(
        "整票判定",
        "choice",
        aliases=("判定", "是否有效", "有效无效", "票面判定"),
        choices=("有效", "无效"),
        choice_aliases={
            "有效票": "有效",
            "无效票": "无效",
            "废票": "无效",
            "作废": "无效",
            "是": "有效",
            "否": "无效",
        },
        blank="有效",
        decides=True,
        note="整张票作废的填“无效”，其余空着",
    )
    return verdict, Column("无效原因", aliases=("作废原因", "废票原因"), note="为什么无效")


IDENTITIES = ("身份", "您的身份", "您的身份是", "您的身份是?", "您的身份是:", "评议人身份", "您是")


def group_column(campaign: Campaign) -> Column:
    """Return 票种, whose values are the ids of the campaign's groups; free text where it has none."""
    groups = campaign.evaluation.groups if campaign.evaluation else ()
    names = {
        said: group.id
        for group in groups
        for said in (group.name, f"{group.id}票", f"{group.id}类", f"{group.id}类票", f"{group.id}种")
    }
    return Column(
        "票种",
        "choice",
        aliases=("票类", "票别", "票类型", "票种类", *(IDENTITIES if groups else ())),
        choices=tuple(group.id for group in groups),
        choice_aliases=names,
        filled_down=True,
        decides=True,
        open=True,
        ruled=True,  # a strange word is told once, not at every ballot
        note="、".join(f"{group.id} {group.name}" for group in groups),
    )
