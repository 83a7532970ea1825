"""Opinions given at the appraisal (评议意见) and what became of them: S25."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.fact import Fact, count_fact, rate_fact
from kit.words.rounding import percentage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets


def count(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:  # noqa: ARG001 - every family is called alike
    """Yield opinions in all and by what became of them, and the adoption rate (采纳 and 部分采纳)."""
    by_opinion = sheets.frame("appraisal_opinions")
    if by_opinion.empty:
        return
    sources = sheets.sources(by_opinion, "原文")
    yield count_fact(
        "appraisal_opinions.total", "评议意见条数", len(by_opinion), "条", "评议意见表的行数", sources
    )
    kinds = (("adopted", "采纳"), ("partly", "部分采纳"), ("declined", "未采纳"), ("passed_on", "转送"))
    for key, kind in kinds:
        found = by_opinion[by_opinion["采纳"] == kind]
        name, basis = f"评议意见{kind}条数", f"采纳情况为“{kind}”"
        yield count_fact(
            f"appraisal_opinions.{key}", name, len(found), "条", basis, sheets.sources(found, "采纳")
        )
    taken = by_opinion[by_opinion["采纳"].isin(["采纳", "部分采纳"])]
    exact, basis = percentage(len(taken), len(by_opinion)), "采纳和部分采纳的条数除以评议意见条数"
    yield rate_fact("appraisal_opinions.rate", "评议意见采纳率", exact, basis, sheets.sources(taken, "采纳"))
