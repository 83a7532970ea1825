"""The roster (参评名册) has every group that handed in ballots: else nobody knows how many were expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.finding import Finding
from kit.nouns.roster import aliases, units_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets

RULE = "voters.missing_group"
COUNTS = ("应参评", "实到", "发票数")


def check(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Yield each unit with ballots of a group that has no row, and each row that lacks one of its counts."""
    if campaign.evaluation is None or not sheets.has("voters"):
        return
    yield from _without_row(sheets)
    used = {name for name in COUNTS if any(row[name] is not None for row in sheets.rows("voters"))}
    for row in sheets.rows("voters"):
        if lacks := [name for name in COUNTS if name in used and row[name] is None]:
            problem = f"没有填{'、'.join(lacks)}，这个单位和全体的合计、到会率、回收率就都算不出来"
            remedy = "请补上；这一类没有人参评就填 0"
            yield Finding("voters.missing_count", "warning", row.place(lacks[0]), problem, remedy)


def _without_row(sheets: Sheets) -> Iterator[Finding]:
    units = units_of(sheets)
    ids, names = aliases(units), {unit.id: unit.short for unit in units}
    listed = {
        (unit, str(row["票种"] or ""))
        for row in sheets.rows("voters")
        for unit in ([ids.get(str(row["被评单位"]))] if row["被评单位"] else names)
    }
    place = sheets.of("voters")[0].place()
    for unit, groups in _returned(sheets, ids).items():
        if absent := [group for group in groups if (unit, group) not in listed]:
            said = "、".join(f"{group}票" if group else "评议票" for group in absent)
            problem = f"没有“{names[unit]}”{said}的那一行，票却收回了，应参评多少人就不知道"
            remedy = "请补上这一行；不补，通知书和通报里就不写应参评、到会率和回收率"
            yield Finding(RULE, "warning", place, problem, remedy)


def _returned(sheets: Sheets, ids: dict[str, str]) -> dict[str, list[str]]:
    """Return by unit which groups handed in ballots, one by one or counted."""
    found: dict[str, dict[str, None]] = {}
    for kind in ("ballots", "tallied_ballots"):
        rows = sheets.frame(kind)
        if rows.empty:
            continue
        groups = rows["票种"].fillna("") if "票种" in rows else [""] * len(rows)
        for name, group in dict.fromkeys(zip(rows["被评单位"], groups, strict=True)):
            if (unit := ids.get(str(name))) is not None:
                found.setdefault(unit, {})[str(group)] = None
    return {unit: list(groups) for unit, groups in found.items()}
