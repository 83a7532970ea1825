"""Survey topics (调研课题) and reports: S10."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.fact import Fact, count_fact, list_fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets

WRITTEN = ("定稿", "已转化")


def count(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:  # noqa: ARG001 - every family is called alike
    """Yield topics, finished reports (定稿 or 已转化), and the titles of the topics."""
    by_topic = sheets.frame("research_topics")
    if by_topic.empty:
        return
    sources = sheets.sources(by_topic, "课题名")
    yield count_fact(
        "research.topics", "调研课题数", by_topic["课题名"].nunique(), "个", "不同课题的个数", sources
    )
    yield list_fact("research.topic_list", "调研课题", by_topic["课题名"], sources=sources)
    if "报告状态" in by_topic:
        written = by_topic[by_topic["报告状态"].isin(WRITTEN)]
        basis, sources = f"报告状态为{'、'.join(WRITTEN)}的篇数", sheets.sources(written, "报告状态")
        yield count_fact("research.reports", "调研报告篇数", len(written), "篇", basis, sources)
    for key, column, unit in (("places_visited", "走访点数", "个"), ("talks_held", "座谈次数", "次")):
        if column in by_topic and (filled := by_topic[by_topic[column].notna()]).size:
            total, sources = sum(int(n) for n in filled[column]), sheets.sources(filled, column)
            yield count_fact(
                f"research.{key}", f"课题调研{column}", total, unit, f"各课题“{column}”之和", sources
            )
