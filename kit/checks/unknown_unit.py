"""A unit that a sheet names stands in the roster (单位目录), under its full or short name."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from kit.nouns.finding import Finding
from kit.nouns.roster import aliases, units_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets

RULE = "unit.unknown"
COLUMNS = {
    "ballots": "被评单位",
    "tallied_ballots": "被评单位",
    "voters": "被评单位",
    "previous_results": "单位",
}


def check(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield the first row of each unknown name in each sheet, with how many rows say it."""
    known = aliases(units_of(sheets))
    for kind, column in COLUMNS.items():
        for table in sheets.of(kind):
            if column not in table.frame:
                continue
            named = table.frame[column].dropna().astype(str)
            for name, rows in named[~named.isin(set(known))].groupby(named, sort=False):
                more = f"（共 {len(rows)} 行）" if len(rows) > 1 else ""
                problem = f"单位目录里没有“{name}”{more}{_hint(str(name), known)}"
                place = table.place(int(rows.index[0]), column)
                yield Finding(
                    RULE, "error", place, problem, "请改成单位目录里的全称或简称，或把它补进单位目录"
                )


def _hint(name: str, known: dict[str, str]) -> str:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.4)
    return f"，是不是“{near[0]}”" if near else ""
