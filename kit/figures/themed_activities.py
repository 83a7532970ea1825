"""Themed activities (主题活动): S17."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.fact import Fact, count_fact, list_fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets


def count(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:  # noqa: ARG001 - every family is called alike
    """Yield activities, their names, people who took part, problems they helped to solve."""
    by_activity = sheets.frame("themed_activities")
    if by_activity.empty:
        return
    sources = sheets.sources(by_activity, "活动名")
    yield count_fact("activities.count", "主题活动次数", len(by_activity), "次", "主题活动表的行数", sources)
    names = dict.fromkeys(str(name) for name in by_activity["活动名"])
    yield list_fact("activities.list", "主题活动", names, sources=sources)
    columns = (
        ("people", "人数", "主题活动参加人次", "人次"),
        ("solved", "帮助解决问题数", "主题活动帮助解决问题数", "个"),
    )
    for key, column, name, unit in columns:
        if column in by_activity and len(filled := by_activity[by_activity[column].notna()]):
            total, sources = sum(int(n) for n in filled[column]), sheets.sources(filled, column)
            yield count_fact(f"activities.{key}", name, total, unit, f"各次“{column}”之和", sources)
