"""The words of the demo: plain text files in texts/, one record a line, cells between bars."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

FOLDER = Path(__file__).parent / "texts"

Cell = str | int | date | None
Cells = list[Cell]


def lines(name: str) -> Iterator[list[str]]:
    """Yield the cells of each line of texts/<name>.txt, as they are written there."""
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield [cell.strip() for cell in line.split("|")]


def rows(name: str) -> list[Cells]:
    """Return the lines with whole numbers as int and 2009-04-24 as a real date; other dates stay text."""
    return [[typed(cell) for cell in cells] for cells in lines(name)]


def headings(sheet: str) -> list[str]:
    """Return the headings of a sheet as its clerk wrote them."""
    return next(cells[1:] for cells in lines("headings") if cells[0] == sheet)


def typed(cell: str) -> Cell:
    """Return what Excel would hold after a clerk had typed this."""
    if re.fullmatch(r"[0-9]+", cell):
        return int(cell)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", cell):
        return date.fromisoformat(cell)
    return cell or None


def day(cell: str) -> date:
    """Return the day that one of the demo's ways of writing a date means (all in 2009)."""
    numbers = [int(number) for number in re.findall(r"\d+", cell)]
    return date(*numbers) if len(numbers) == 3 else date(2009, *numbers)  # noqa: PLR2004 - year, month, day
