"""The roster's counts (参评名册) by unit and group: how many were expected, came, and got a ballot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.tally import Turnout

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kit.nouns.draft import Unit
    from kit.nouns.table import Row, Sheets


def turnouts_of(
    sheets: Sheets, units: Sequence[Unit], ids: Mapping[str, str]
) -> dict[tuple[str, str], Turnout]:
    """Return the roster's counts by unit id and group; a row without a unit holds for every unit."""
    found: dict[tuple[str, str], Turnout] = {}
    for row in sheets.rows("voters"):
        group = str(row["票种"] or "")
        named = row["被评单位"]
        for unit_id in [ids.get(str(named))] if named else [unit.id for unit in units]:
            if unit_id is not None:
                found[unit_id, group] = found.get((unit_id, group), Turnout(0, 0, 0)) + _turnout(row)
    return found


def _turnout(row: Row) -> Turnout:
    return Turnout(row["应参评"], row["实到"], row["发票数"])
