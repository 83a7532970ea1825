"""An opinion that was not adopted has its reason (理由)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets


RULE = "opinions.reason"
KINDS = ("merged_opinions", "appraisal_opinions")


def check(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield merged and appraisal opinions that are 未采纳 without a word why."""
    for kind in KINDS:
        for row in sheets.rows(kind):
            if row["采纳"] == "未采纳" and not row["理由"]:
                yield Finding(
                    RULE, "warning", row.place("理由"), "未采纳却没有写理由", "请写明理由，公开采纳情况时要用"
                )
