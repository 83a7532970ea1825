"""Practices of the office's own (创新做法): S30."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.fact import Fact, count_fact, list_fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets


def count(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:  # noqa: ARG001 - every family is called alike
    """Yield practices in all, their names, and those that have become a rule (制度化)."""
    by_practice = sheets.frame("innovations")
    if by_practice.empty:
        return
    sources = sheets.sources(by_practice, "名称")
    yield count_fact("innovations.count", "创新做法数", len(by_practice), "项", "创新做法表的行数", sources)
    yield list_fact("innovations.list", "创新做法", by_practice["名称"], sources=sources)
    if "状态" in by_practice:
        settled = by_practice[by_practice["状态"] == "制度化"]
        sources = sheets.sources(settled, "状态")
        yield count_fact("innovations.settled", "制度化做法数", len(settled), "项", "状态为“制度化”", sources)
