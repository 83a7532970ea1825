"""A meeting's stated number of opinions is the number registered for it (I8)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kit.nouns.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets


RULE = "meetings.opinions"


def check(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield every meeting whose 收集意见条数 differs from its rows in the register, and unknown meetings."""
    heard = Counter(str(row["会议ID"]) for row in sheets.rows("opinions") if row["会议ID"])
    for row in sheets.rows("meetings"):
        registered, stated = heard.pop(str(row["会议ID"]), 0), row["收集意见条数"]
        if stated is not None and registered and registered != stated:
            problem = f"填的是 {stated} 条，意见登记表里这次会议有 {registered} 条"
            yield Finding(RULE, "error", row.place("收集意见条数"), problem, "请核对两张表，改正其中一处")
    if not sheets.has("meetings"):
        return
    for row in sheets.rows("opinions"):
        if str(row["会议ID"]) in heard:
            problem = f"会议台账里没有“{row['会议ID']}”"
            yield Finding(RULE, "error", row.place("会议ID"), problem, "请改成会议台账里的会议ID")
