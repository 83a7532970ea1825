"""A unit's ballots come one by one or counted, not both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.finding import Finding
from kit.nouns.roster import aliases, units_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets

RULE = "tallied_ballots.twice"


def check(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield the first counted row of each unit that has ballots as well."""
    ids = aliases(units_of(sheets))
    ballots = sheets.frame("ballots")
    has_ballots = (
        set() if ballots.empty else {ids.get(str(name)) for name in set(ballots["被评单位"])} - {None}
    )
    told: set[str] = set()
    for row in sheets.rows("tallied_ballots"):
        unit = ids.get(str(row["被评单位"]))
        if unit in has_ballots and unit not in told:
            told.add(str(unit))
            problem = f"“{row['被评单位']}”既有逐张的评议票，又有汇总的计票结果"
            yield Finding(RULE, "error", row.place("被评单位"), problem, "请只留一种，另一种移出 inbox")
