"""No group of a unit may hand in more ballots than it was given (figures.md 2.3 rule 1)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kit.nouns.finding import Finding
from kit.nouns.roster import aliases, units_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets

RULE = "ballots.more_than_issued"


def check(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield every roster row (发票数) that is smaller than the ballots its unit and group returned."""
    ids = aliases(units_of(sheets))
    by_group: Counter[tuple[str | None, str]] = Counter(
        (ids.get(str(row["被评单位"])), str(row["票种"] or "")) for row in sheets.rows("ballots")
    )
    for row in sheets.rows("voters"):
        named, group = row["被评单位"], str(row["票种"] or "")
        units = {ids.get(str(named))} if named else set(ids.values())
        for unit in sorted(filter(None, units)):
            if row["发票数"] is not None and (returned := by_group[unit, group]) > row["发票数"]:
                said = f"“{named or unit}”的 {group} 票" if group else f"“{named or unit}”"
                problem = f"发出 {row['发票数']} 张，{said}却收回 {returned} 张，多于发出数的测评无效"
                yield Finding(
                    RULE, "error", row.place("发票数"), problem, "请核对发票数和评议票；确实多收的要重新测评"
                )
