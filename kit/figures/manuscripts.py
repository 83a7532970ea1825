"""Versions of the report while it was written (稿件): S23."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.fact import Fact, count_fact, rate_fact
from kit.words.rounding import percentage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets


def count(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:  # noqa: ARG001 - every family is called alike
    """Yield versions, suggestions received and adopted, and the adoption rate."""
    by_version = sheets.frame("manuscripts")
    if by_version.empty:
        return
    sources = sheets.sources(by_version, "稿次")
    yield count_fact(
        "manuscripts.versions", "报告稿次数", int(by_version["稿次"].nunique()), "稿", "不同稿次", sources
    )
    totals = {}
    for key, column, name in (
        ("received", "收到修改意见", "收到修改意见条数"),
        ("adopted", "采纳", "采纳修改意见条数"),
    ):
        if column in by_version:
            filled = by_version[by_version[column].notna()]
            totals[key], sources = sum(int(n) for n in filled[column]), sheets.sources(filled, column)
            yield count_fact(f"manuscripts.{key}", name, totals[key], "条", f"各稿“{column}”之和", sources)
    if totals.get("received") and "adopted" in totals:
        exact, parents = (
            percentage(totals["adopted"], totals["received"]),
            ("manuscripts.adopted", "manuscripts.received"),
        )
        yield rate_fact("manuscripts.rate", "修改意见采纳率", exact, "采纳条数除以收到条数", parents=parents)
