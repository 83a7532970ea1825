"""Figures of single rows that tables print: a merged opinion's 频次 (S14), a deadline (完成时限, S28)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kit.nouns.fact import Fact, count_fact, date_fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets


def count(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:  # noqa: ARG001 - every family is called alike
    """Yield how many raw opinions each merged one came from, and until when each item is to be done."""
    yield from _frequencies(sheets)
    yield from _deadlines(sheets)


def _frequencies(sheets: Sheets) -> Iterator[Fact]:
    for row in sheets.rows("merged_opinions"):
        number, key = len(row["来源意见ID"] or ()), row["归纳ID"]
        sources = sheets.sources_of([row], "来源意见ID")
        yield count_fact(
            f"opinions.item.{key}.frequency",
            f"归纳意见{key}频次",
            number,
            "条",
            "合并的原始意见条数",
            sources,
            stage="原始",
        )


def _deadlines(sheets: Sheets) -> Iterator[Fact]:
    for row in sheets.rows("rectification"):
        if isinstance(day := row["完成时限"], date):
            key, sources = row["编号"], sheets.sources_of([row], "完成时限")
            yield date_fact(
                f"rectification.item.{key}.deadline",
                f"整改事项{key}完成时限",
                day,
                "整改台账“完成时限”",
                sources,
            )


FACTS = (count,)
