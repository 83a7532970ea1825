"""Counted ballots add up: 有效 = 收回 − 无效, and the answers to an item are no more than 有效 (I2, I3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets

RULE = "tallied_ballots.sums"


def check(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Yield rows whose stated 有效票 is not 收回票 less 无效票, and rows with more answers than ballots."""
    grades = len(campaign.evaluation.points) if campaign.evaluation else 0
    columns = [f"第{number}等" for number in range(1, grades + 1)] + ["弃权", "该项无效"]
    for row in sheets.rows("tallied_ballots"):
        valid = (row["收回票"] or 0) - (row["无效票"] or 0)
        answers = sum(row[column] or 0 for column in columns)
        if row["有效票"] is not None and row["有效票"] != valid:
            problem = f"填的是 {row['有效票']}，收回票减无效票是 {valid}"
            yield Finding(RULE, "error", row.place("有效票"), problem, "请核对计票表，改正这一行")
        elif answers > valid:
            problem = f"各等次、弃权和该项无效合计 {answers} 票，多于有效票 {valid} 张"
            yield Finding(RULE, "error", row.place("第1等"), problem, "请核对计票表，改正这一行")
        elif answers < valid and row["弃权"] is not None:
            problem = f"各等次、弃权和该项无效合计 {answers} 票，少于有效票 {valid} 张"
            yield Finding(RULE, "warning", row.place("第1等"), problem, "少的按未填计；请核对是否漏记")
