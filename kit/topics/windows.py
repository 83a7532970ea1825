"""What may stand in a document with a cut-off date (统计截止日): nothing that a sheet counts later.

Every passage that depends on it goes through `timely`; what is left out becomes a finding in `leaving_out`.

Rectification items (整改事项): types and states apart, the rate on what was due (opinions.md 3.6).
"""

from __future__ import annotations

from datetime import date
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from kit.model.draft import LeftOut
from kit.model.fact import Place
from kit.topics.kinds import kind_of_sheet
from kit.topics.phases import cutoff_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from kit.model.campaign import Campaign
    from kit.model.draft import Material
    from kit.model.table import Sheets


def register_day(sheets: Sheets, campaign: Campaign) -> date | None:
    """Return the day on which the register's states stand: its own, else the phase's cut-off date."""
    return campaign.campaign.register_date or cutoff_of(sheets, campaign)


P = ParamSpec("P")
T = TypeVar("T")
REGISTER = "rectification"  # its rows have no day of their own: their states stand on register_date
REGISTER_DATE = Place("campaign.toml「campaign.register_date」")


def timely(material: Material, sheet: str, passage: str, told: T | None) -> T | None:
    """Return what is told of a kind of sheet; None, and noted, if no row came or one is after the cut-off.

    passage: as a clerk would look for it in the document.
    """
    if not _came(material, sheet):
        return None
    late = late_cells(material, sheet) if told else ()
    if late and material.left_out is not None:
        material.left_out.append(LeftOut(sheet, passage, late))
    return None if late else told


def of_sheet(
    sheet: str,
) -> Callable[[Callable[Concatenate[Material, P], T]], Callable[Concatenate[Material, P], T]]:
    """Return a decorator for a passage that tells of a kind of sheet: noted if no row of it came."""

    def decorated(tell: Callable[Concatenate[Material, P], T]) -> Callable[Concatenate[Material, P], T]:
        @wraps(tell)
        def telling(material: Material, /, *args: P.args, **kwargs: P.kwargs) -> T:
            _came(material, sheet)
            return tell(material, *args, **kwargs)

        return telling

    return decorated


def late_cells(material: Material, sheet: str) -> tuple[tuple[Place, date], ...]:
    """Return the cells of a kind of sheet that lie after the cut-off date, with their days."""
    last = cutoff_of(material.sheets, material.campaign)
    if last is None:
        return ()
    if sheet == REGISTER:
        day = register_day(material.sheets, material.campaign)
        return ((REGISTER_DATE, day),) if day is not None and day > last else ()
    column = kind_of_sheet(sheet).day
    cells = ((row, row[column]) for row in material.sheets.rows(sheet))
    return tuple((row.place(column), day) for row, day in cells if isinstance(day, date) and day > last)


def _came(material: Material, sheet: str) -> bool:
    came = any(not table.frame.empty for table in material.sheets.of(sheet))
    if not came and material.left_out is not None:
        material.left_out.append(LeftOut(sheet))
    return came
