"""An activity record is dated within its phase (I16)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kit.nouns.finding import Finding
from kit.words.dates import full_date_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets

RULE = "dates.outside_phase"
KINDS = ("visits", "study_sessions", "study_trips")
LATER = "请核对日期；确属下一阶段的，不要计入本阶段"
EARLIER = "请核对日期（表里不写年份的，按 campaign.toml 的 year 算）；确在活动以前的，不要计入"


def check(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Yield visits, sessions and trips after the phase's cut-off date, or before the first phase begins."""
    phase = next((r for r in sheets.rows("phases") if r["阶段序号"] == campaign.campaign.phase), None)
    last = phase["统计截止日"] if phase else None
    if not isinstance(last, date):
        return
    first = _start(sheets) or date(campaign.campaign.year, 1, 1)
    for kind in KINDS:
        for row in sheets.rows(kind):
            day = row["日期"]
            if not isinstance(day, date) or first <= day <= last:
                continue
            problem, remedy = (
                (f"{full_date_text(day)}不在统计期内（截至{full_date_text(last)}）", LATER)
                if day > last
                else (f"{full_date_text(day)}在活动开始（{full_date_text(first)}）以前", EARLIER)
            )
            yield Finding(RULE, "warning", row.place("日期"), problem, remedy)


def _start(sheets: Sheets) -> date | None:
    """Return when the first phase began; nothing if the activity sheet does not say."""
    phases = sorted(sheets.rows("phases"), key=lambda row: row["阶段序号"] or 0)
    start = phases[0]["开始"] if phases else None
    return start if isinstance(start, date) else None
