"""A sheet as it lies in its file: rows of raw cells that know their Excel row and column."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from kit.model.fact import Place
from kit.model.reticent import reticent

if TYPE_CHECKING:
    from kit.model.finding import Finding


RawCell = str | float | int | bool | date | datetime | time | timedelta | None
BLANK = ("", None)
ALPHABET = 26


class Unstored(str):
    """The formula of a cell without the value that it gives: whoever wrote the file never computed it."""

    __slots__ = ()


@dataclass(frozen=True, order=True)
class MergedRange:
    """A merged range; rows and columns as Excel counts them, both ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@reticent("texts")
@dataclass(frozen=True)
class Details:
    """What calamine does not tell about a sheet; rows and columns as Excel counts them."""

    hidden_rows: frozenset[int] = frozenset()
    merged: tuple[MergedRange, ...] = ()
    texts: dict[tuple[int, int], str] = field(default_factory=dict)  # formula errors, percentages, Unstored
    links: tuple[tuple[int, int], ...] = ()  # cells whose formulas refer to another file
    hidden_columns: frozenset[int] = frozenset()


@reticent("file", "sheet", "rows")
@dataclass(frozen=True, eq=False)
class Grid:
    """The cells of one sheet; `rows[0][0]` stands at (`first_row`, `first_column`)."""

    file: str
    sheet: str
    rows: list[list[RawCell]]
    first_row: int = 1
    first_column: int = 1
    merged: tuple[MergedRange, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden: bool = False
    is_part: bool = False  # of a sheet that holds several tables
    hidden_columns: frozenset[int] = frozenset()

    @property
    def place(self) -> Place:
        """Return where it stands: one of several tables with its first row."""
        return Place(self.file, self.sheet, self.first_row if self.is_part else None)

    @property
    def width(self) -> int:
        """Return how many columns every row has."""
        return len(self.rows[0]) if self.rows else 0

    @cached_property
    def columns(self) -> list[tuple[RawCell, ...]]:
        """Return the cells column by column."""
        return list(zip(*self.rows, strict=True))

    def is_empty(self) -> bool:
        """Return whether no cell holds anything."""
        return all(is_blank(cell) for row in self.rows for cell in row)


@reticent("file", "grids")
@dataclass(frozen=True, eq=False)
class OpenedWorkbook:
    """One file of the inbox: its sheets, and what is to be said about the file itself."""

    file: str
    sha256: str
    grids: tuple[Grid, ...]
    findings: tuple[Finding, ...] = ()


def percentage_text(value: float) -> str:
    """Return a number as a cell shows it that is formatted as a percentage.

    >>> percentage_text(0.505)
    '50.5%'
    """
    return f"{round(value * 100, 9):.12g}%"


def shown_percentage(stored: str) -> str:
    """Return a stored fraction as the percentage that its cell shows; what is no number as it stands.

    >>> shown_percentage("0.375"), shown_percentage("x"), shown_percentage("inf")
    ('37.5%', 'x', 'inf')
    """
    try:
        value = float(stored)
    except ValueError:
        return stored
    return percentage_text(value) if math.isfinite(value) else stored


def is_blank(cell: RawCell) -> bool:
    """Return whether a cell holds nothing that could be seen."""
    return cell is None or (isinstance(cell, str) and not cell.strip(" \t\r\n\u3000\xa0\u200b\ufeff"))


def column_number(letters: str) -> int:
    """Return the number of a column.

    >>> column_number("A"), column_number("AB")
    (1, 28)
    """
    number = 0
    for letter in letters:
        number = number * ALPHABET + ord(letter) - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    """Return the letters of a column.

    >>> column_letters(1), column_letters(28)
    ('A', 'AB')
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, ALPHABET)
        letters = chr(ord("A") + rest) + letters
    return letters
