"""What may stand in a document with a cut-off date (统计截止日): nothing that a sheet counts later."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kit.figures.phase import cutoff_of
from kit.figures.rectification import register_day

if TYPE_CHECKING:
    from kit.nouns.draft import Material

DAYS = {
    "web_messages": "时间",
    "themed_activities": "日期",
    "talks": "日期",
    "disclosures": "起",
    "bulletins": "日期",
    "submissions": "通过日",
}


def by_cutoff(material: Material, kind: str) -> bool:
    """Return whether a kind of sheet was sent in and counts nothing after the cut-off date."""
    last = cutoff_of(material.sheets, material.campaign)
    days = [row[DAYS[kind]] for row in material.sheets.rows(kind)]
    return bool(days) and (last is None or all(day <= last for day in days if isinstance(day, date)))


def register_by_cutoff(material: Material) -> bool:
    """Return whether the register (整改台账) was kept no longer than to the cut-off date."""
    last = cutoff_of(material.sheets, material.campaign)
    day = register_day(material.sheets, material.campaign)
    return last is None or day is None or day <= last
