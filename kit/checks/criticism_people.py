"""Criticism of each other (相互批评) has two people; self-criticism (自我批评) has one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets


RULE = "criticisms.people"


def check(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield rows whose 类型 contradicts who spoke of whom; the names themselves are not repeated."""
    for row in sheets.rows("criticisms"):
        same = row["批评人"] == row["被批评人"]
        if row["类型"] == "相互批评" and same:
            yield Finding(
                RULE, "error", row.place("类型"), "相互批评的两人是同一人", "请核对姓名，或改为自我批评"
            )
        elif row["类型"] == "自我批评" and not same and row["被批评人"]:
            yield Finding(
                RULE, "error", row.place("类型"), "自我批评写了两个人", "请核对姓名，或改为相互批评"
            )
