"""A sheet as a table below its heading, with its true Excel rows; and the shapes (导出格式) that read it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kit.model.fact import Place
from kit.sheets.grid import is_blank
from kit.sheets.headings import normalised_heading
from kit.sheets.surveying.verbatim import verbatim_cell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kit.model.campaign import Campaign
    from kit.opinions.importing.reading.export import Inquiry, SheetReading
    from kit.sheets.grid import Grid, RawCell


FORMS = 45  # shapes from this rank on are any office's tables; below, their sites' own headings tell them
GENERAL = 60  # shapes from this rank on are tried only when no other shape knows any row for its heading
SEARCHED_ROWS = 15
PEEKED_ROWS = 200


@dataclass(frozen=True, eq=False)
class RawTable:
    """The part of a grid below one heading row; `at` counts the grid's rows from 0."""

    grid: Grid
    at: int

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """Return the headings as they are written, outer blanks and line breaks removed."""
        return tuple(" ".join(verbatim_cell(cell).split()) for cell in self.grid.rows[self.at])

    @cached_property
    def plain_labels(self) -> tuple[str, ...]:
        """Return the headings without spaces, numbering and width of letters."""
        return tuple(normalised_heading(label) for label in self.labels)

    @cached_property
    def body(self) -> list[tuple[int, list[RawCell]]]:
        """Return the rows below the heading that hold anything, with their Excel rows."""
        first = self.grid.first_row + self.at + 1
        below = enumerate(self.grid.rows[self.at + 1 :], first)
        return [(number, row) for number, row in below if any(cell not in ("", None) for cell in row)]

    @cached_property
    def rows(self) -> list[int]:
        """Return the Excel rows of the body."""
        return [number for number, _ in self.body]

    @cached_property
    def columns(self) -> list[tuple[RawCell, ...]]:
        """Return the body column by column."""
        if not self.body:
            return [() for _ in self.labels]
        return list(zip(*(row for _, row in self.body), strict=True))

    def peek(self, column: int) -> list[str]:
        """Return the first filled cells of a column, enough to recognise what it holds."""
        found = (
            verbatim_cell(row[column]) for row in self.grid.rows[self.at + 1 : self.at + 1 + PEEKED_ROWS]
        )
        return [text for text in found if text]

    def place(self, row: int | None = None, column: str | None = None) -> Place:
        """Return a place in this table."""
        return Place(self.grid.file, self.grid.sheet or None, row, column)

    @property
    def heading_row(self) -> int:
        """Return the Excel row of the heading."""
        return self.grid.first_row + self.at

    @cached_property
    def above(self) -> str:
        """Return the words above the heading: title, unit, date."""
        cells = (cell for row in self.grid.rows[: self.at] for cell in row)
        return "　".join(verbatim_cell(cell).strip() for cell in cells if not is_blank(cell))


def readings(grid: Grid) -> Iterator[RawTable]:
    """Yield the sheet with each of its first rows taken for the heading."""
    for at in range(min(SEARCHED_ROWS, len(grid.rows))):
        if any(not is_blank(cell) for cell in grid.rows[at]):
            yield RawTable(grid, at)


@dataclass(frozen=True)
class Shape:
    """One shape; the files of kit/opinions/importing offer them as SHAPES.

    claim returns, in Chinese, why a sheet is of this shape, or None. Shapes of a lower rank are asked first:
    the sites' own headings before the general forms.
    """

    id: str
    name: str  # Chinese
    rank: int
    claim: Callable[[RawTable], str | None]
    read: Callable[[RawTable, Campaign, Inquiry], SheetReading]
