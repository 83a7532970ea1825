"""Packs that name leaders: the first gets everything, a member what is about the body and what names him."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.opinions.sharing.gathered import BODY, MEMBER
from kit.opinions.sharing.shared import OutputWorkbook, numbered
from kit.sheets.writing.workbook import SheetOut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.opinions.sharing.gathered import Gathered, RawOpinion


FIRST = "主要负责同志"


def first_pack(found: Gathered) -> OutputWorkbook:
    """Return everything, word for word but for those who gave it, and the summary."""
    headings = ("意见ID", "来源渠道", "登记日", "原文", "指向", "指向人", "提出者类别", "方面", "处理")
    rows = [
        (
            *(one.id, one.channel, one.day, one.text, one.target),
            *(one.person, one.category, one.aspect, one.fate),
        )
        for one in found.counted
    ]
    merged = numbered([(one.aspect, one.detail, one.text, len(one.sources)) for one in found.merged])
    sheets = (
        SheetOut("原话", headings, rows),
        SheetOut("归纳", ("序号", "方面", "小类", "归纳意见", "频次"), merged),
    )
    return OutputWorkbook(FIRST, FIRST, "全部意见的原话和归纳", sheets, restricted=True)


def member_packs(found: Gathered) -> Iterator[OutputWorkbook]:
    """Yield for every other member the opinions on the body, and those that name him only.

    They have neither channel nor day nor category: in a small circle these would tell who spoke.
    """
    for name in found.leaders[1:]:
        body = [
            (one.id, found.without_leaders(one.text, name)) for one in found.counted if one.target == BODY
        ]
        own = [
            (one.id, found.without_leaders(one.text, name))
            for one in found.counted
            if one.target != BODY and _names(one, name, found)
        ]
        if body or own:
            headings = ("意见ID", "原话")
            sheets = (SheetOut("对班子的意见", headings, body), SheetOut("对本人的意见", headings, own))
            what = f"对班子的意见 {len(body)} 条、对本人的意见 {len(own)} 条"
            yield OutputWorkbook(name, f"班子成员-{name}", what, sheets, restricted=True)


def _names(one: RawOpinion, name: str, found: Gathered) -> bool:
    """Return whether an opinion is on that member: said to be, or naming him and no other member."""
    if one.person:
        return name in one.person
    others = [other for other in found.leaders if other != name and other in one.text]
    return one.target in ("", MEMBER) and name in one.text and not others
