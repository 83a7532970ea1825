"""The roster (单位目录): the units that are appraised, in their order, under every name a sheet may use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.model.draft import Unit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kit.model.table import Row, Sheets


_LAST = 10**9


def units_of(sheets: Sheets) -> tuple[Unit, ...]:
    """Return the units by 排序; equal orders keep the order of the sheet."""
    rows = sorted(sheets.rows("units"), key=lambda row: _LAST if row["排序"] is None else row["排序"])
    return tuple(_unit(row) for row in rows)


def aliases(units: Iterable[Unit]) -> dict[str, str]:
    """Return the unit ids under every name a sheet may use: id, full name, short name."""
    return {name: unit.id for unit in units for name in (unit.id, unit.name, unit.short)}


def _unit(row: Row) -> Unit:
    name = str(row["全称"])
    return Unit(
        id=str(row["单位ID"]),
        name=name,
        short=str(row["简称"] or name),
        category=str(row["类别"] or ""),
        order=int(row["排序"] or 0),
        addressee=str(row["主送名"] or ""),
    )
