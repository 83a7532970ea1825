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


def check(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Yield visits, sessions and trips after the phase's cut-off date, or before the activity's year."""
    phase = next((r for r in sheets.rows("phases") if r["阶段序号"] == campaign.campaign.phase), None)
    last = phase["统计截止日"] if phase else None
    if not isinstance(last, date):
        return
    for kind in KINDS:
        for row in sheets.rows(kind):
            day = row["日期"]
            if isinstance(day, date) and (day > last or day.year < campaign.campaign.year):
                problem = f"{full_date_text(day)}不在统计期内（截至{full_date_text(last)}）"
                yield Finding(
                    RULE, "warning", row.place("日期"), problem, "请核对日期；确属下一阶段的，不要计入本阶段"
                )
