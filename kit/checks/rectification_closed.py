"""A closed rectification item (已销号) has its day, an open one has none (opinions.md 3.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets


RULE = "rectification.closed_day"


def check(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield closed items without 完成日期, and items with one that are not closed."""
    for row in sheets.rows("rectification"):
        closed, day = row["状态"] == "已销号", row["完成日期"]
        if closed and day is None:
            yield Finding(
                RULE, "error", row.place("完成日期"), "已销号却没有完成日期", "请填上完成日期，或改正状态"
            )
        elif day is not None and row["状态"] in {"未启动", "整改中"}:
            problem = f"有完成日期，状态却是“{row['状态']}”"
            yield Finding(RULE, "warning", row.place("状态"), problem, "请核对状态；做完待验收的填“待验收”")
