"""The activity and its phases: S01 活动参数."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kit.nouns.fact import Fact, count_fact, date_fact, list_fact, text_fact
from kit.words.dates import VagueDate, month_day_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Row, Sheets

_TEXTS = (
    ("campaign.activity", "活动名称", "活动名称"),
    ("campaign.activity_short", "活动简称", "活动简称"),
    ("campaign.theme", "活动主题", "主题"),
    ("campaign.superior", "上级部署单位", "上级部署单位"),
    ("campaign.guide_group", "指导检查组", "指导检查组"),
    ("campaign.requirement", "活动总要求", "总要求"),
)


def phases(sheets: Sheets) -> tuple[Row, ...]:
    """Return the phases in their order."""
    rows = (row for row in sheets.rows("phases") if row["阶段序号"] is not None)
    return tuple(sorted(rows, key=lambda row: int(row["阶段序号"])))


def phase_row(sheets: Sheets, number: int) -> Row | None:
    """Return the phase of that 阶段序号."""
    return next((row for row in phases(sheets) if row["阶段序号"] == number), None)


def cutoff_of(sheets: Sheets, campaign: Campaign) -> date | None:
    """Return the cut-off date of the phase that ends."""
    row = phase_row(sheets, campaign.campaign.phase)
    day = row["统计截止日"] if row else None
    return day if isinstance(day, date) else None


def count(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:
    """Yield the activity's name and requirements, the phase that ends and the one that begins."""
    rows = phases(sheets)
    now = phase_row(sheets, campaign.campaign.phase)
    if now is None:
        return
    for id_, name, column in _TEXTS:
        if said := now[column]:
            yield text_fact(id_, name, str(said), sources=sheets.sources_of([now], column))
    if (day := cutoff_of(sheets, campaign)) is not None:
        yield date_fact("campaign.cutoff", "统计截止日", day, sources=sheets.sources_of([now], "统计截止日"))
    yield count_fact(
        "phase.count", "阶段数", len(rows), "个", "活动参数表列出的阶段", sheets.sources_of(rows)
    )
    names = [str(row["阶段名称"]) for row in rows]
    yield list_fact("phase.names", "各阶段名称", names, sources=sheets.sources_of(rows, "阶段名称"))
    yield from _phase_facts(sheets, now, "phase", "本阶段")
    following = phase_row(sheets, campaign.campaign.phase + 1)
    if following is not None:
        yield from _phase_facts(sheets, following, "phase.next", "下阶段")


def _phase_facts(sheets: Sheets, row: Row, id_: str, name: str) -> Iterator[Fact]:
    own = "phase.name" if id_ == "phase" else id_
    yield text_fact(own, f"{name}名称", str(row["阶段名称"]), sources=sheets.sources_of([row], "阶段名称"))
    for key, column in (("start", "开始"), ("end", "结束")):
        day, sources = row[column], sheets.sources_of([row], column)
        if isinstance(day, VagueDate):
            yield text_fact(f"{id_}.{key}", f"{name}{column}", month_day_text(day), sources=sources)
        elif isinstance(day, date):
            yield date_fact(f"{id_}.{key}", f"{name}{column}", day, sources=sources)


FACTS = (count,)
