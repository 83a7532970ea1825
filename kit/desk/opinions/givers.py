"""What the clerk reads before opinions go to the leaders in their own words: what may tell who gave them.

Only on the screen and in the restricted list: kept with a run, the words would tell everybody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.documents.composing.feedback import passed_on
from kit.opinions.outputs.packs import GIVEN_AWAY
from kit.opinions.privacy.telling import telling_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kit.desk.work import Work
    from kit.opinions.outputs.pack import Pack

SHOWN = 20
Told = tuple[str, str]  # where the opinion stands, the words


def of_packs(packs: Sequence[Pack]) -> Iterator[str]:
    """Yield the warning for packs that are about to be written, a line an opinion."""
    told = [
        (str(row[0]), str(row[1])) for pack in packs for sheet in pack.sheets
        if sheet.name == GIVEN_AWAY for row in sheet.rows
    ]  # fmt: skip
    yield from _lines(told, f"全部列在 分送清单.xlsx 的“{GIVEN_AWAY}”里")


def of_papers(work: Work) -> Iterator[str]:
    """Yield the warning for the papers of single members (意见反馈) that are about to be written."""
    found = ((row, telling_words(str(row["原文"] or ""))) for row in passed_on(work.material))
    told = [
        (f"{row['意见ID']}（{row.place('原文')}）", "、".join(f"“{word}”" for word in words))
        for row, words in found
        if words
    ]
    yield from _lines(told, "")


def _lines(told: Sequence[Told], where: str) -> Iterator[str]:
    if not told:
        return
    yield f"⚠ 有 {len(told)} 条意见的原话里，有的话会让熟人认出提意见的人，送出去之前请看一看："
    for place, words in told[:SHOWN]:
        yield f"    {place}：{words}"
    if len(told) > SHOWN:
        yield f"    还有 {len(told) - SHOWN} 条"
    yield "  原话没有改，也不会改；不宜照转的，请先征得本人同意，或改为当面转达" + (
        f"。{where}" if where else ""
    )
