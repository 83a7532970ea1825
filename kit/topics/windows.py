"""What may stand in a document with a cut-off date (统计截止日): nothing that a sheet counts later.

Whatever depends on it goes through `timely`, which notes what is left out. Rows have the day that their kind
of sheet names; those of the register (整改台账) have none: their states stand on the register's day.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeVar

from kit.model.draft import LeftOut
from kit.model.fact import Place
from kit.topics.phases import cutoff_of

if TYPE_CHECKING:
    from kit.model.campaign import Campaign
    from kit.model.draft import Material
    from kit.model.table import SheetKind, Sheets


T = TypeVar("T")
REGISTER = "rectification"
REGISTER_DATE = Place("campaign.toml「campaign.register_date」")


def register_day(sheets: Sheets, campaign: Campaign) -> date | None:
    """Return the day on which the register's states stand: its own, else the phase's cut-off date."""
    return campaign.campaign.register_date or cutoff_of(sheets, campaign)


def timely(material: Material, kind: SheetKind, passage: str, told: T | None) -> T | None:
    """Return what is told of a kind of sheet; None, and noted, if no row came or one is after the cut-off.

    passage: as a clerk would look for it in the document.
    """
    if not came(material, kind):
        return None
    late = late_cells(material, kind) if told else ()
    if late and material.left_out is not None:
        material.left_out.append(LeftOut(kind.id, passage, late))
    return None if late else told


def came(material: Material, kind: SheetKind) -> bool:
    """Return whether any row of a kind of sheet came; noted, if none did."""
    any_row = any(not table.frame.empty for table in material.sheets.of(kind.id))
    if not any_row and material.left_out is not None:
        material.left_out.append(LeftOut(kind.id))
    return any_row


def late_cells(material: Material, kind: SheetKind) -> tuple[tuple[Place, date], ...]:
    """Return the cells of a kind of sheet that lie after the cut-off date, with their days."""
    last = cutoff_of(material.sheets, material.campaign)
    if last is None:
        return ()
    if kind.id == REGISTER:
        day = register_day(material.sheets, material.campaign)
        return ((REGISTER_DATE, day),) if day is not None and day > last else ()
    cells = ((row, row[kind.day]) for row in material.sheets.rows(kind.id)) if kind.day else ()
    return tuple((row.place(kind.day), day) for row, day in cells if isinstance(day, date) and day > last)
