"""Meetings (会议): S04, and the opinions that were heard at each (S13, S15)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kit.figures.opinions import counted_opinions
from kit.nouns.counting import By, Rows, over
from kit.nouns.fact import Fact, count_fact, date_fact, text_fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Row, Sheets


def _each(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:  # noqa: ARG001 - every count is called alike
    """Yield for each meeting: day, attendance, opinions, aspects."""
    for row in sheets.rows("meetings"):
        yield from _meeting(sheets, row)


def _meeting(sheets: Sheets, row: Row) -> Iterator[Fact]:
    id_, name = f"meetings.{row['会议ID']}", f"{row['名称']}（{row['会议ID']}）"
    yield text_fact(f"{id_}.name", f"{name}名称", str(row["名称"]), sources=sheets.sources_of([row], "名称"))
    if isinstance(row["日期"], date):
        yield date_fact(f"{id_}.date", f"{name}日期", row["日期"], sources=sheets.sources_of([row], "日期"))
    for key, column in (("expected", "应到"), ("attendance", "实到")):
        if row[column] is not None:
            sources = sheets.sources_of([row], column)
            yield count_fact(
                f"{id_}.{key}", f"{name}{column}人数", row[column], "人", f"会议台账“{column}”", sources
            )
    yield from _heard(sheets, row, id_, name)


def _heard(sheets: Sheets, row: Row, id_: str, name: str) -> Iterator[Fact]:
    by_opinion = counted_opinions(sheets)
    if "会议ID" in by_opinion and (heard := by_opinion[by_opinion["会议ID"] == row["会议ID"]]).size:
        basis, sources = "意见登记（原始）中会议ID为这次会议的行数", sheets.sources(heard, "会议ID")
        yield count_fact(f"{id_}.opinions", f"{name}意见条数", len(heard), "条", basis, sources, stage="原始")
        if "方面" in heard and (sorted_out := heard[heard["方面"].notna()]).size:
            aspects, sources = sorted_out["方面"].nunique(), sheets.sources(sorted_out, "方面")
            yield count_fact(f"{id_}.aspects", f"{name}方面数", aspects, "个", "这些意见的不同方面", sources)
    elif row["收集意见条数"]:
        total, sources = row["收集意见条数"], sheets.sources_of([row], "收集意见条数")
        basis = "会议台账“收集意见条数”"
        yield count_fact(f"{id_}.opinions", f"{name}意见条数", total, "条", basis, sources, stage="原始")


FACTS = over(
    "meetings",
    Rows("meetings.count", "会议次数", "次", "会议台账的行数"),
    By("类型", (Rows("meetings.type.{number}", "{word}次数", "次", "类型为“{word}”", "类型"),)),
    _each,
)
