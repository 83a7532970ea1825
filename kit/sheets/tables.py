"""A recognised sheet to a typed table: columns read, merged keys filled, totals verified.

The rows under a heading, column by column: merged keys filled down, 同上 resolved.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from kit.model.finding import Finding
from kit.model.table import Table
from kit.sheets.body import body_of, note_reason
from kit.sheets.cells import (
    CellLocation,
    ColumnReading,
    read_column,
    read_ticks,
    several_findings,
)
from kit.sheets.gaps import emptied_columns, gap_findings
from kit.sheets.grid import is_blank
from kit.sheets.rates import rate_findings
from kit.sheets.totals import sums_of, total_findings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kit.model.table import Column
    from kit.sheets.body import Body
    from kit.sheets.grid import Grid, RawCell
    from kit.sheets.headings import Match
    from kit.text.dates import Year


DITTO = {"同上", "〃", "″", '"', "''", "”", "“", "同 上", "（同上）", "(同上)"}
DITTO_TYPES = {"text", "key", "choice", "date", "list", "yes_no"}


def filled_down(body: Body, at: int, column: Column) -> Sequence[RawCell]:
    """Return the cells of a column with merged keys repeated over the rows they cover.

    Only in columns that the kind says so of, and only within a merged range; .csv and .xlsb tell no merged
    ranges, so there an empty key stays empty and is a finding, unless what the sheet is about is plainly
    written once for each block.
    """
    cells = body.columns[at]
    number = body.grid.first_column + at
    spans = [
        span
        for span in body.grid.merged
        if span.first_column <= number <= span.last_column and span.last_row > span.first_row
    ]
    if not column.filled_down or not spans:
        return written_once(body, at) if column.context else cells
    filled = list(cells)
    for span in spans:
        first, last = span.first_row - body.first, min(span.last_row - body.first, len(filled) - 1)
        if first >= 0:
            filled[first : last + 1] = [filled[first]] * (last - first + 1)
    return filled


def written_once(body: Body, at: int) -> Sequence[RawCell]:
    """Return a column with each cell repeated down to the next, if none stands twice and most are blank."""
    cells, blank = body.columns[at], body.blanks[at]
    said = [cells[offset] for offset in body.kept if cells[offset] not in blank]
    if not said or cells[body.kept[0]] in blank or len(set(said)) < len(said):
        return cells
    if len(said) * 2 >= len(body.kept):
        return cells
    filled, last = list(cells), said[0]
    for offset in body.kept:
        last = filled[offset] = last if cells[offset] in blank else cells[offset]
    return filled


def ditto(cells: list[RawCell], column: Column) -> list[RawCell]:
    """Return the cells of data rows with 同上 and 〃 replaced by the cell above."""
    if column.type not in DITTO_TYPES:
        return cells
    said = {cell for cell in set(cells) if isinstance(cell, str) and cell.strip() in DITTO}
    if not said:
        return cells
    filled: list[RawCell] = []
    for cell in cells:
        filled.append(filled[-1] if cell in said and filled else cell)
    return filled


def ditto_without_source(cells: Sequence[RawCell], column: Column, where: CellLocation) -> list[Finding]:
    """Return the finding on a 同上 in the first row, which has nothing above it."""
    first = cells[0] if cells else None
    if column.type not in DITTO_TYPES or not isinstance(first, str) or first.strip() not in DITTO:
        return []
    place = where.place(where.rows[0], column.name)
    left_out = "，这一行先不算" if column.withholds else ""
    problem = f"写的是“{first.strip()}”，上面却没有内容{left_out}"
    return [Finding("reading.ditto", "warning", place, problem, "请写出来")]


@dataclass(frozen=True, eq=False)
class TabledSheet:
    """A recognised sheet as a table, what is to be said of its cells, and what its other rows are."""

    table: Table
    findings: tuple[Finding, ...]
    named: dict[int, str]  # Excel row, what it is
    used: int  # rows of the sheet that became rows of the table


def table_of(
    grid: Grid,
    match: Match,
    columns: Sequence[Column],
    sha256: str,
    year: Year,
    answers: Mapping[str, str] | None = None,
) -> TabledSheet:
    """Return the table of a recognised sheet and everything that is to be said about its cells.

    The frame is indexed by Excel row; its columns are the kind's headings that the sheet has, and those
    that the sheet's name or title may say instead, still empty. A row does not count if a cell that decides
    it cannot be read; the cell is named. In a crosstab a row of the sheet becomes one for each block, each
    counting for itself. `answers` are those of the campaign: what a cell that cannot be read says.
    """
    body = body_of(grid, match, columns)
    rows = [body.number(at) for at in body.kept]
    kind = match.kind
    where = CellLocation(
        grid.file, grid.sheet, rows, stops=kind.decisive, kind=kind.name, answers=answers or {}
    )
    has = _had(body, columns)
    readings = {column.name: _column(body, column, where, year) for column in has}
    findings = [*body.findings, *(found for reading in readings.values() for found in reading.findings)]
    findings = several_findings(findings) + total_findings(body, readings, columns, where)
    findings += [*rate_findings(body, columns, where), *gap_findings(body, readings, columns, where)]
    lines = _lines(readings, has, where)
    if match.blocks:
        lines, said = _side_by_side(body, lines, columns, where)
        findings += said
    frame, withheld = lines.parted()
    notes = tuple(_notes(body))
    table = Table(
        match.kind.id,
        grid.file,
        grid.sheet,
        sha256,
        frame,
        lines.unread,
        withheld,
        notes,
        bool(match.running),
        bool(match.blocks),
    )
    lost = dict.fromkeys(withheld.index.difference(frame.index), WITHHELD)
    return TabledSheet(table, tuple(findings), _named(body) | lost, len(rows) - len(lost))


WITHHELD = "有看不清的格，没有算"


def _had(body: Body, columns: Sequence[Column]) -> list[Column]:
    """Return the columns that the table gets; one that is emptied says neither 0 nor none.

    One that the kind demands is there though the sheet lacks it: whoever looks finds it blank.
    """
    match, emptied = body.match, {column.name for column in emptied_columns(body, columns)}
    named = {*match.columns, *match.options, *(column.name for column in match.missing)} - emptied
    return [column for column in columns if column.name in named or column.context or column.numbered]


@dataclass(frozen=True, eq=False)
class _Lines:
    """The lines of a table, those that do not count among them."""

    rows: Sequence[int]  # as Excel shows them; in a crosstab each stands several times
    cells: Mapping[str, list[Any]]
    out: Sequence[bool]  # whether a cell that decides the line cannot be read
    unread: frozenset[tuple[int, str]]

    def parted(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Return the lines that count, and those that do not."""
        index = pd.Index(list(self.rows), dtype="int64", name="行")
        frame = pd.DataFrame(self.cells, index=index, columns=list(self.cells), dtype=object)
        if not any(self.out):
            return frame, frame.iloc[:0]
        out = pd.Series(self.out, index=index)
        return frame.loc[~out], frame.loc[out]


def _lines(readings: Mapping[str, ColumnReading], columns: Sequence[Column], where: CellLocation) -> _Lines:
    unread = frozenset((row, name) for name, reading in readings.items() for row in reading.unread)
    decisive = [column.name for column in columns if column.withholds and not where.stops]
    out = {row for name in decisive for row in readings[name].unread}
    cells = {name: reading.cells for name, reading in readings.items()}
    return _Lines(where.rows, cells, [row in out for row in where.rows], unread)


def _side_by_side(
    body: Body, lines: _Lines, columns: Sequence[Column], where: CellLocation
) -> tuple[_Lines, list[Finding]]:
    """Return the lines of a long table, one for each block, and what is to be said of their cells."""
    blocks, across = body.match.blocks, body.match.across
    known = {column.name: column for column in columns}
    names = list(dict.fromkeys(name for stands in blocks.values() for name in stands))
    parts: list[_Lines] = []
    findings: list[Finding] = []
    for block, stands in blocks.items():
        inside = replace(where, left_out=f"这一行的“{block}”")
        readings = {name: _measure(body, known[name], stands.get(name), inside) for name in names}
        findings += [finding for reading in readings.values() for finding in reading.findings]
        measured = _lines(readings, [known[name] for name in names], where)
        cells = {**measured.cells, across: [block] * len(where.rows)}
        parts.append(replace(measured, cells=cells))
    cells = {name: [value for value in values for _ in blocks] for name, values in lines.cells.items()}
    cells |= {name: _in_turn([part.cells[name] for part in parts]) for name in (*names, across)}
    rows = [row for row in where.rows for _ in blocks]
    gone = [out for out in lines.out for _ in blocks]
    out = [one or other for one, other in zip(gone, _in_turn([part.out for part in parts]), strict=True)]
    unread = {
        (row, name)
        for part in parts
        for row, name in part.unread
        if where.stops or not known[name].withholds  # else the line of that block is gone, the others stay
    }
    return _Lines(rows, cells, out, lines.unread | unread), findings


def _in_turn(parts: Sequence[Sequence[Any]]) -> list[Any]:
    """Return the first of every part, then the second of every part, and so on."""
    return [value for values in zip(*parts, strict=True) for value in values]


def _measure(body: Body, column: Column, at: int | None, where: CellLocation) -> ColumnReading:
    """Return one column of a block under its own heading, with what is to be said of its totals."""
    if at is None:
        return ColumnReading([None] * len(body.kept), [])
    column = replace(column, name=body.match.labels[at])
    reading = read_column([body.columns[at][offset] for offset in body.kept], column, where, 0)
    wrong = sums_of(body, column, at, reading.cells, where) if not reading.unread else ()
    return reading._replace(findings=[*reading.findings, *wrong])


def _notes(body: Body) -> Iterator[str]:
    """Yield the lines above the heading and those below it that are no data."""
    above = [cell for row in body.grid.rows[: body.match.row] for cell in row]
    below = [cell for at in sorted(body.named) for _, cell in body.said(at) if body.named[at] in _SAID]
    yield from (cell.strip() for cell in (*above, *below) if isinstance(cell, str) and not is_blank(cell))


def _named(body: Body) -> dict[int, str]:
    """Return the rows that are no data, by Excel row: above the heading, the heading, below it."""
    grid, match = body.grid, body.match
    above = [
        "空行" if all(map(is_blank, row)) else "标题" if at == 0 else note_reason(_first_text(row))
        for at, row in enumerate(grid.rows[: match.row])
    ]
    head = [*above, *["列名"] * match.depth]
    return dict(enumerate(head, grid.first_row)) | {body.number(at): why for at, why in body.named.items()}


def _first_text(row: Sequence[RawCell]) -> str:
    return next(str(cell) for cell in row if not is_blank(cell))


_SAID = {"经手人", "填报信息", "说明", "分组标题"}


def _column(body: Body, column: Column, where: CellLocation, year: Year) -> ColumnReading:
    if options := body.match.options.get(column.name):
        ticks = {option: [body.columns[at][offset] for offset in body.kept] for at, option in options}
        return read_ticks(ticks, column, where)
    if column.name not in body.match.columns:
        return ColumnReading([None] * len(body.kept), [])
    cells = filled_down(body, body.match.columns[column.name], column)
    raw = list(cells) if len(body.kept) == len(cells) else [cells[offset] for offset in body.kept]
    reading = read_column(ditto(raw, column), column, where, year)
    if _holds_other_things(body, column, reading, where):
        return _untold(body, column, reading, where)
    if orphan := ditto_without_source(raw, column, where):
        first = where.rows[0]
        return ColumnReading([None, *reading.cells[1:]], orphan, reading.unread | {first})
    return reading


MOSTLY, LEAST_OTHER = 0.5, 3


def _holds_other_things(body: Body, column: Column, reading: ColumnReading, where: CellLocation) -> bool:
    """Return whether most cells of a column that decides its rows are something else than it asks.

    Then the heading was taken for the wrong thing; no row is withheld for it. A ballot's verdict decides.
    """
    is_ballot = any(other.several is not None for other in body.kinds)
    if not column.decides or where.stops or is_ballot or len(reading.unread) < LEAST_OTHER:
        return False
    filled = len(reading.unread) + sum(cell is not None for cell in reading.cells)
    return len(reading.unread) > MOSTLY * filled


def _untold(body: Body, column: Column, reading: ColumnReading, where: CellLocation) -> ColumnReading:
    """Return a column of which nothing is known, with one finding."""
    heading = body.match.labels[body.match.columns[column.name]]
    first = min(reading.unread)
    number = len(reading.unread)
    problem = (
        f"“{heading}”列有 {number} 格写的不是“{column.name}”该填的，这一列没有当作“{column.name}”，各行照算"
    )
    remedy = f"有“{column.name}”的请另加一列；没有的不用管，用到它的数就不出"
    finding = Finding("reading.other_content", "warning", where.place(first, column.name), problem, remedy)
    return ColumnReading([None] * len(reading.cells), [finding])
