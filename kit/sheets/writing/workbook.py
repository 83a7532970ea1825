"""The door to xlsxwriter: plain tables to a tidy .xlsx, the same bytes for the same rows."""

from __future__ import annotations

import io
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import xlsxwriter

from kit.files.writing import write_atomically
from kit.text.dates import VagueDate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


LONGEST_CELL = 32_000  # Excel holds 32,767 characters
CUT = "……（太长，只留了前面的部分）"
LONGEST_NAME = 31
FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
NARROWEST, WIDEST, LINE = 6, 60, 2  # in half-width characters; LINE is the room beside the text
WIDE_LETTERS = {"W", "F", "A"}
MEASURED_ROWS = 500
CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - a file format's own naive time
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@dataclass(frozen=True)
class SheetOut:
    """One sheet to be written: a heading row, then rows of cells; widths in half-width characters."""

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Any]]
    widths: Sequence[float] = ()


def write_workbook(path: Path, sheets: Sequence[SheetOut]) -> None:
    """Write tables to an .xlsx: bold frozen heading, widths by content; no text becomes a formula.

    Cells may hold text, numbers, Fraction, dates, bool (是/否), tuples (joined with 、) or None.
    Raises WriteError.
    """
    buffer = io.BytesIO()
    book = new_book(buffer)
    formats = {
        "heading": book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1, "text_wrap": True}),
        "date": book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
    }
    taken: set[str] = set()
    for sheet in sheets:
        _write_sheet(book, sheet, formats, taken)
    book.close()
    write_atomically(path, buffer.getvalue())


def new_book(buffer: io.BytesIO) -> Any:  # noqa: ANN401 - xlsxwriter has no types
    """Return a workbook that never turns text into formulas, links or numbers, and has a fixed date."""
    book = xlsxwriter.Workbook(buffer, OPTIONS)
    book.set_properties({"created": CREATED})
    return book


def _write_sheet(book: Any, sheet: SheetOut, formats: dict[str, Any], taken: set[str]) -> None:  # noqa: ANN401 - the same
    page = book.add_worksheet(sheet_name(sheet.name, taken))
    page.freeze_panes(1, 0)
    for at, heading in enumerate(sheet.headings):
        page.write_string(0, at, heading, formats["heading"])
        page.set_column(at, at, sheet.widths[at] if at < len(sheet.widths) else _width(sheet, at))
    for number, row in enumerate(sheet.rows, 1):
        for at, cell in enumerate(row):
            write_cell(page, number, at, cell, formats)


def write_cell(page: Any, row: int, column: int, cell: Any, formats: dict[str, Any]) -> None:  # noqa: ANN401 - the same
    """Write one cell as what it is; row and column count from 0."""
    if cell is None or cell == "":
        return
    if isinstance(cell, date):
        page.write_datetime(row, column, cell, formats["date"])
    elif isinstance(cell, (int, float, Fraction)) and not isinstance(cell, bool):
        page.write_number(row, column, float(cell) if isinstance(cell, Fraction) else cell)
    else:
        page.write_string(row, column, printable_cell(cell), formats["text"])


def printable_cell(cell: object) -> str:
    """Return what a cell shows as text, never longer than Excel can hold."""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    text = "、".join(map(str, cell)) if isinstance(cell, (tuple, list)) else str(cell)
    if isinstance(cell, VagueDate):
        text = f"{cell.year}年{cell}"
    return text if len(text) <= LONGEST_CELL else text[:LONGEST_CELL] + CUT


def sheet_name(name: str, taken: set[str]) -> str:
    """Return a name that Excel accepts and no other sheet has; it is added to `taken`.

    >>> sheet_name("专家/地点", set())
    '专家_地点'
    """
    base = FORBIDDEN.sub("_", name).strip("' ")[:LONGEST_NAME] or "表"
    found, number = base, 2
    while found.casefold() in taken:
        found = f"{base[: LONGEST_NAME - 4]}（{number}）"
        number += 1
    taken.add(found.casefold())
    return found


def text_width(text: str) -> int:
    """Return the width of the longest line, a Chinese letter counting two.

    >>> text_width("单位ID")
    6
    """
    lines = text.splitlines() or [""]
    return max(
        sum(2 if unicodedata.east_asian_width(c) in WIDE_LETTERS else 1 for c in line) for line in lines
    )


def _width(sheet: SheetOut, at: int) -> int:
    cells = [row[at] for row in sheet.rows[:MEASURED_ROWS] if at < len(row) and row[at] is not None]
    widest = max(map(text_width, [sheet.headings[at], *map(printable_cell, cells)]))
    return min(max(widest + LINE, NARROWEST), WIDEST)
