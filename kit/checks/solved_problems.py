"""Solved problems are no more than all problems (I7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets


RULE = "problems.solved"


def check(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield one finding if more items were closed at once (立行立改) than there are problems."""
    solved = [r for r in sheets.rows("rectification") if (r["整改类型"], r["状态"]) == ("立行立改", "已销号")]
    total = sum(1 for _ in sheets.rows("problems"))
    if solved and sheets.has("problems") and len(solved) > total:
        problem = f"已解决 {len(solved)} 个，多于查找出的问题 {total} 个"
        place = solved[0].table.place(None, "状态")
        yield Finding(RULE, "error", place, problem, "请核对整改台账和问题清单")
