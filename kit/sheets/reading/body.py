"""The rows under a heading, column by column: merged keys filled down, 同上 resolved."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from kit.nouns.finding import Finding
from kit.sheets.reading.grid import is_blank

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from kit.nouns.table import Column
    from kit.sheets.reading.cells import Where
    from kit.sheets.reading.grid import Grid, Raw
    from kit.sheets.reading.heading import Match

DITTO = {"同上", "〃", "″", '"', "''", "”", "“", "同 上", "（同上）", "(同上)"}
DITTO_TYPES = {"text", "key", "choice", "date", "list", "yes_no"}


@dataclass(frozen=True)
class Total:
    """A row that says a sum; `since_last` and `since_start` are the offsets of rows it may sum."""

    offset: int
    word: str
    since_last: tuple[int, int]
    since_start: tuple[int, int]

    def spans(self) -> tuple[tuple[int, int], ...]:
        """Return the rows that it may sum: a 小计 those since the last total, any other all or those."""
        return (self.since_last,) if self.word == "小计" else (self.since_start, self.since_last)


@dataclass(frozen=True)
class Body:
    """The rows under a heading, column by column; offsets count from the first of them."""

    grid: Grid
    match: Match
    kinds: tuple[Column, ...]  # the columns of the kind
    first: int  # Excel row of offset 0
    columns: list[Sequence[Raw]]
    kept: list[int] = field(default_factory=list)  # offsets of data rows
    totals: list[Total] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def number(self, offset: int) -> int:
        """Return the Excel row."""
        return self.first + offset

    @property
    def size(self) -> int:
        """Return how many rows there are."""
        return len(self.columns[0]) if self.columns else 0

    @cached_property
    def distinct(self) -> list[set[Raw]]:
        """Return the different cells of each column."""
        return [set(column) for column in self.columns]

    @cached_property
    def blanks(self) -> list[set[Raw]]:
        """Return what the empty cells of each column hold."""
        return [{cell for cell in cells if is_blank(cell)} for cells in self.distinct]

    @cached_property
    def used(self) -> Mapping[int, Column | None]:
        """Return the columns that mean something; None for one option of a column."""
        by_name = {column.name: column for column in self.kinds}
        used: dict[int, Column | None] = {at: by_name[name] for name, at in self.match.columns.items()}
        return used | {at: None for options in self.match.options.values() for at, _ in options}

    def row(self, offset: int) -> list[str]:
        """Return the cells of a row as trimmed text."""
        return [str(column[offset]).strip() for column in self.columns]

    def said(self, offset: int) -> Iterator[tuple[int, Raw]]:
        """Yield the cells of a row that hold something, with their columns."""
        for at, column in enumerate(self.columns):
            if column[offset] not in self.blanks[at]:
                yield at, column[offset]

    def offsets(self, wanted: Mapping[int, AbstractSet[Raw]]) -> set[int]:
        """Return the rows that hold one of the wanted cells, given by column."""
        return {
            offset
            for at, cells in wanted.items()
            if cells
            for offset, cell in enumerate(self.columns[at])
            if cell in cells
        }


def filled_down(body: Body, at: int, column: Column) -> Sequence[Raw]:
    """Return the cells of a column with merged keys repeated over the rows they cover.

    Only in columns that the kind says so of, and only within a merged range; .csv and .xlsb tell no merged
    ranges, so there an empty key stays empty and is a finding.
    """
    cells = body.columns[at]
    number = body.grid.first_column + at
    spans = [
        span
        for span in body.grid.merged
        if span.first_column <= number <= span.last_column and span.last_row > span.first_row
    ]
    if not column.filled_down or not spans:
        return cells
    filled = list(cells)
    for span in spans:
        first, last = span.first_row - body.first, min(span.last_row - body.first, len(filled) - 1)
        if first >= 0:
            filled[first : last + 1] = [filled[first]] * (last - first + 1)
    return filled


def ditto(cells: list[Raw], column: Column) -> list[Raw]:
    """Return the cells of data rows with 同上 and 〃 replaced by the cell above."""
    if column.type not in DITTO_TYPES:
        return cells
    said = {cell for cell in set(cells) if isinstance(cell, str) and cell.strip() in DITTO}
    if not said:
        return cells
    filled: list[Raw] = []
    for cell in cells:
        filled.append(filled[-1] if cell in said and filled else cell)
    return filled


def ditto_without_source(cells: Sequence[Raw], column: Column, where: Where) -> list[Finding]:
    """Return the finding on a 同上 in the first row, which has nothing above it."""
    first = cells[0] if cells else None
    if column.type not in DITTO_TYPES or not isinstance(first, str) or first.strip() not in DITTO:
        return []
    place = where.place(where.rows[0], column.name)
    return [Finding("reading.ditto", "error", place, f"写的是“{first.strip()}”，上面却没有内容", "请写出来")]
