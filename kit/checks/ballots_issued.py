"""No group of a unit may hand in more ballots than it was given (figures.md 2.3 rule 1)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kit.nouns.finding import Finding
from kit.nouns.roster import aliases, units_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Row, Sheets

RULE = "ballots.more_than_issued"


def check(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield one finding for each unit and group whose roster issued (发票数) fewer than came back."""
    units = units_of(sheets)
    ids, names = aliases(units), {unit.id: unit.short for unit in units}
    returned = _returned(sheets, ids)
    issued: dict[tuple[str, str], list[Row]] = {}
    for row in sheets.rows("voters"):
        for unit in [ids.get(str(row["被评单位"]))] if row["被评单位"] else names:
            if unit is not None and row["发票数"] is not None:
                issued.setdefault((unit, str(row["票种"] or "")), []).append(row)
    for (unit, group), rows in issued.items():
        total, back = sum(row["发票数"] for row in rows), returned[unit, group]
        if back > total:
            said = f"“{names[unit]}”{f'的 {group} 票' if group else ''}"
            problem = f"{said}发出 {total} 张，却收回 {back} 张，多于发出数的测评无效"
            remedy = "请核对发票数和评议票；确实多收的要重新测评"
            yield Finding(RULE, "error", rows[0].place("发票数"), problem, remedy)


def _returned(sheets: Sheets, ids: Mapping[str, str]) -> Counter[tuple[str, str]]:
    """Return how many ballots came back by unit and group."""
    ballots = sheets.frame("ballots")
    if ballots.empty:
        return Counter()
    units = ballots["被评单位"].map(ids)
    groups = ballots["票种"].fillna("") if "票种" in ballots else [""] * len(ballots)
    return Counter(zip(units, groups, strict=True))
