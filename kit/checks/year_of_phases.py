"""The year of campaign.toml is one in which the phase that ends took place."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kit.nouns.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets

RULE = "phases.other_year"


def check(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Yield the phase that campaign.toml says has ended, if its dates are of other years."""
    year = campaign.campaign.year
    row = next((row for row in sheets.rows("phases") if row["阶段序号"] == campaign.campaign.phase), None)
    cells = [row[name] for name in ("开始", "结束", "统计截止日")] if row else []
    years = [day.year for day in cells if isinstance(day, date)]
    if row is not None and years and not min(years) <= year <= max(years):
        problem = f"这一阶段在 {max(years)} 年，campaign.toml 的 year 却是 {year}"
        remedy = f"请改正其中一处：表里只写“3月30日”的，都会算成 {year} 年"
        yield Finding(RULE, "warning", row.place("统计截止日"), problem, remedy)
