"""The roster's counts (参评名册) by unit and group: how many were expected, came, and got a ballot.

A group that a unit's roster leaves out and that handed in no ballot had no voters; one that handed in
ballots had some, and nobody knows how many.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.tally import Turnout

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kit.nouns.draft import Unit
    from kit.nouns.table import Row, Sheets


def turnouts_of(
    sheets: Sheets, units: Sequence[Unit], ids: Mapping[str, str]
) -> dict[str, dict[str, Turnout]]:
    """Return the roster's counts by unit id, then group; a row without a unit holds for every unit."""
    found: dict[str, dict[str, Turnout]] = {}
    for row in sheets.rows("voters"):
        group = str(row["票种"] or "")
        named = row["被评单位"]
        for unit_id in [ids.get(str(named))] if named else [unit.id for unit in units]:
            if unit_id is not None:
                by_group = found.setdefault(unit_id, {})
                by_group[group] = by_group.get(group, NOBODY) + _turnout(row)
    return found


def turnout_of(by_group: Mapping[str, Turnout], group: str, *, returned: int) -> Turnout:
    """Return a unit's counts of one group, which handed in so many ballots (收回票)."""
    nobody = bool(by_group) and not returned
    return by_group.get(group, NOBODY if nobody else UNKNOWN)


def _turnout(row: Row) -> Turnout:
    return Turnout(row["应参评"], row["实到"], row["发票数"])


NOBODY, UNKNOWN = Turnout(0, 0, 0), Turnout()
