"""A row is dated within its phase; a sheet kept through all phases, within the activity (I16)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kit.nouns.finding import Finding
from kit.sheets.reading.kinds import kinds_of
from kit.words.dates import full_date_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Row, Sheets

RULE = "dates.outside_phase"
LATER = "请核对日期；确属下一阶段的，不要计入本阶段"
EARLIER = "请核对日期（表里不写年份的，按 campaign.toml 的 year 算）；确在活动以前的，不要计入"


def check(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Yield rows after the phase's cut-off date, or before the first phase begins.

    What is kept through all phases is also kept while the activity is prepared: from New Year on.
    """
    last = _cutoff(sheets, campaign.campaign.phase)
    if last is None:
        return
    new_year = date(campaign.campaign.year, 1, 1)
    first = _start(sheets) or new_year
    longest = min(first, new_year), max(last, _end(sheets) or last)
    for kind in kinds_of(campaign):
        if kind.day:
            period = longest if kind.all_phases else (first, last)
            yield from (
                _outside(row, kind.day, *period) for row in _strays(sheets, kind.id, kind.day, *period)
            )


def _strays(sheets: Sheets, kind: str, column: str, first: date, last: date) -> Iterator[Row]:
    def strays(day: object) -> bool:
        return isinstance(day, date) and not first <= day <= last

    frame = sheets.frame(kind)
    if column in frame and any(map(strays, frame[column])):
        yield from (row for row in sheets.rows(kind) if strays(row[column]))


def _outside(row: Row, column: str, first: date, last: date) -> Finding:
    day: date = row[column]
    problem, remedy = (
        (f"{full_date_text(day)}不在统计期内（截至{full_date_text(last)}）", LATER)
        if day > last
        else (f"{full_date_text(day)}在活动开始（{full_date_text(first)}）以前", EARLIER)
    )
    return Finding(RULE, "warning", row.place(column), problem, remedy)


def _cutoff(sheets: Sheets, number: int) -> date | None:
    phase = next((row for row in sheets.rows("phases") if row["阶段序号"] == number), None)
    last = phase["统计截止日"] if phase else None
    return last if isinstance(last, date) else None


def _start(sheets: Sheets) -> date | None:
    """Return when the first phase began; nothing if the activity sheet does not say."""
    phases = sorted(sheets.rows("phases"), key=lambda row: row["阶段序号"] or 0)
    start = phases[0]["开始"] if phases else None
    return start if isinstance(start, date) else None


def _end(sheets: Sheets) -> date | None:
    """Return the last day that the activity sheet names."""
    cells = (row[column] for row in sheets.rows("phases") for column in ("结束", "统计截止日"))
    return max((day for day in cells if isinstance(day, date)), default=None)
