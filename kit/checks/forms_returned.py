"""No batch of opinion forms may return more than were issued, nor say nothing more often (I1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets


RULE = "forms.returned"
_LIMITS = (("收回份数", "发放份数", "发出的"), ("无意见份数", "收回份数", "收回的"))


def check(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield every row whose count exceeds the one that limits it, in 份."""
    for row in sheets.rows("opinion_forms"):
        for column, limit, said in _LIMITS:
            if row[column] is not None and row[limit] is not None and row[column] > row[limit]:
                problem = f"填的是 {row[column]}，多于{said} {row[limit]} 份"
                yield Finding(RULE, "error", row.place(column), problem, "请核对原表，改正这一格")
