"""Cells as text: what a person would read in them, and which of them are no answer."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from kit.sheets.grid import RawCell, is_blank
from kit.text.dates import VagueDate, read_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


SKIPPED = frozenset({"(跳过)", "（跳过）", "跳过", "-3"})
EMPTY = frozenset({"(空)", "（空）", "-2"})
FILL_IN = re.compile(r"〖([^〗]*)〗")
DAY = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}")
SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:\s.*)?")  # Google's English exports: month first


def verbatim_cell(cell: RawCell) -> str:
    """Return what a cell shows; text is returned byte for byte, blank cells as nothing.

    >>> verbatim_cell(24.0), verbatim_cell(datetime(2020, 4, 6, 9, 5))
    ('24', '2020-04-06 09:05:00')
    >>> verbatim_cell(" 甲 "), verbatim_cell("　")
    (' 甲 ', '')
    """
    if isinstance(cell, str):
        return "" if is_blank(cell) else cell
    if cell is None:
        return ""
    return _shown(cell)


def _shown(cell: RawCell) -> str:
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return str(cell)


def texts(column: Iterable[RawCell]) -> list[str]:
    """Return the text of every cell of a column."""
    return [cell if type(cell) is str and cell.strip() else verbatim_cell(cell) for cell in column]


def day_text(cell: RawCell, year: int) -> str:
    """Return the day of a cell as 2020-04-06, or nothing if it names none.

    >>> day_text("2020/4/6 12:09:38", 2020), day_text("4月初", 2020), day_text("4/6/2020 9:00:00", 2020)
    ('2020-04-06', '', '2020-04-06')
    """
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if not isinstance(cell, str):
        return ""
    if match := SLASHED.fullmatch(cell.strip()):
        return _day(int(match[3]), int(match[1]), int(match[2]))
    match = DAY.search(cell)
    day = read_date(match[0] if match else cell.strip(), year)
    return "" if day is None or isinstance(day, VagueDate) else day.isoformat()


def _day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def days(column: Sequence[RawCell], year: int) -> list[str]:
    """Return the day of every cell; the same day is read once, whatever the time behind it."""
    known: dict[RawCell, str] = {}
    dates = []
    for cell in column:
        match = DAY.match(cell) if isinstance(cell, str) else None
        day = match[0] if match else cell
        if day not in known:
            known[day] = day_text(day, year)
        dates.append(known[day])
    return dates


def moments(column: Sequence[RawCell]) -> list[str]:
    """Return times as one text each, whether the cell held text or a real date.

    >>> moments(["2020/4/6 9:05:01", datetime(2020, 4, 6, 9, 5, 1)])
    ['2020-4-6 9:5:1', '2020-4-6 9:5:1']
    """
    return [_moment(verbatim_cell(cell)) for cell in column]


def _moment(text: str) -> str:
    parts = re.findall(r"\d+", text)
    if len(parts) < len("年月日"):
        return text.strip()
    numbers = [str(int(part)) for part in parts[:6]]
    return "-".join(numbers[:3]) + (" " + ":".join(numbers[3:]) if numbers[3:] else "")
