"""Enough voters came (到会): more than half, or two thirds, of those expected (figures.md 2.3 rule 2)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from kit.nouns.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Row, Sheets

RULE = "voters.quorum"
SAID = {"more_than_half": "超过半数", "two_thirds": "达到三分之二"}


def check(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Yield each unit whose voters do not reach the quorum of campaign.toml; exactly half is not more."""
    evaluation = campaign.evaluation
    if evaluation is None or evaluation.quorum == "none":
        return
    by_unit: dict[str, list[Row]] = {}
    for row in sheets.rows("voters"):
        by_unit.setdefault(str(row["被评单位"] or ""), []).append(row)
    for name, rows in by_unit.items():
        expected, present = (sum(row[column] or 0 for row in rows) for column in ("应参评", "实到"))
        if expected and not _reached(Fraction(present, expected), evaluation.quorum):
            said = SAID[evaluation.quorum]
            problem = f"{name or '全体'}应参评 {expected} 人、实到 {present} 人，没有{said}，测评无效"
            remedy = "请核对实到人数；确实不足的要重新组织测评"
            yield Finding(RULE, "error", rows[0].place("实到"), problem, remedy)


def _reached(share: Fraction, quorum: str) -> bool:
    return share > Fraction(1, 2) if quorum == "more_than_half" else share >= Fraction(2, 3)
