"""A low return rate (回收率) must be said where the figure is used (C8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets


RULE = "forms.low_return_rate"


def check(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Yield one warning if fewer forms came back than [checks] low_return_rate, in per cent."""
    rows = [row for row in sheets.rows("opinion_forms") if row["发放份数"] and row["收回份数"] is not None]
    issued, returned = (sum(row[column] for row in rows) for column in ("发放份数", "收回份数"))
    least = campaign.checks.low_return_rate
    if rows and returned * 100 < least * issued:
        problem = f"征求意见表发出 {issued} 份、收回 {returned} 份，回收率低于 {least}%"
        yield Finding(
            RULE,
            "warning",
            rows[0].table.place(None, "收回份数"),
            problem,
            "材料里写到时请说明原因，或继续催收",
        )
