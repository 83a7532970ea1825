"""No more people came (实到) than were expected (应到), and no more ballots went out than people came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets


RULE = "attendance.more_than_expected"
LIMITS = (
    ("meetings", "实到", "应到", "人"),
    ("study_sessions", "实到", "应到", "人"),
    ("voters", "实到", "应参评", "人"),
    ("voters", "发票数", "实到", "张"),
)


def check(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield every row where the smaller of the two counts is the larger."""
    for kind, column, limit, unit in LIMITS:
        for row in sheets.rows(kind):
            came, expected = row[column], row[limit]
            if came is not None and expected is not None and came > expected:
                problem = f"填的是 {came} {unit}，多于“{limit}”的 {expected} 人"
                yield Finding(RULE, "error", row.place(column), problem, "请核对签到记录，改正其中一格")
