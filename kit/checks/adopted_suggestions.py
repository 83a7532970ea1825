"""No version of the report adopted more suggestions than it received."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets


RULE = "manuscripts.adopted"


def check(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield versions whose 采纳 exceeds 收到修改意见."""
    for row in sheets.rows("manuscripts"):
        received, adopted = row["收到修改意见"], row["采纳"]
        if received is not None and adopted is not None and adopted > received:
            problem = f"采纳 {adopted} 条，多于收到的 {received} 条"
            yield Finding(RULE, "error", row.place("采纳"), problem, "请核对这一稿的修改意见")
