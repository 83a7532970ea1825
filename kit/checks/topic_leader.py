"""Every survey topic (调研课题) is led by one leader, who stands in the leaders' list (班子名单)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets


RULE = "research.leader"


def check(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield topics without a leader, and leaders whom the list does not have."""
    leaders = {str(row["姓名"]) for row in sheets.rows("leaders")}
    for row in sheets.rows("research_topics"):
        name, place = row["领题领导"], row.place("领题领导")
        if not name:
            yield Finding(RULE, "error", place, "没有领题领导", "请填上领题领导的姓名")
        elif leaders and name not in leaders:
            yield Finding(RULE, "warning", place, f"“{name}”不在班子名单里", "请核对姓名，或补进班子名单")
