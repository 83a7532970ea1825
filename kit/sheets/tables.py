"""A recognised sheet to a typed table: columns read, merged keys filled, totals verified.

The rows under a heading, column by column: merged keys filled down, 同上 resolved.

Which rows of a sheet are data, and what is to be said about the others.

Rows that are no data: totals, notes, signatures, examples, repeated headings, lines between blocks.

Every function takes the body of a sheet and returns offsets of rows.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from kit.model.fact import Place
from kit.model.finding import Finding, Level
from kit.model.table import Table
from kit.sheets.cells import CellLocation, ColumnReading, read_column, read_ticks, rows_text, several_findings
from kit.sheets.grid import Unstored, is_blank
from kit.sheets.values import displayed_cell, read_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from kit.model.table import Column
    from kit.sheets.grid import Grid, RawCell
    from kit.sheets.headings import Match
    from kit.text.dates import Year


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
    columns: list[Sequence[RawCell]]
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
    def distinct(self) -> list[set[RawCell]]:
        """Return the different cells of each column."""
        return [set(column) for column in self.columns]

    @cached_property
    def blanks(self) -> list[set[RawCell]]:
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

    def said(self, offset: int) -> Iterator[tuple[int, RawCell]]:
        """Yield the cells of a row that hold something, with their columns."""
        for at, column in enumerate(self.columns):
            if column[offset] not in self.blanks[at]:
                yield at, column[offset]

    def offsets(self, wanted: Mapping[int, AbstractSet[RawCell]]) -> set[int]:
        """Return the rows that hold one of the wanted cells, given by column."""
        return {
            offset
            for at, cells in wanted.items()
            if cells
            for offset, cell in enumerate(self.columns[at])
            if cell in cells
        }


def filled_down(body: Body, at: int, column: Column) -> Sequence[RawCell]:
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


SUBTOTAL = "小计"
TOTAL = re.compile(r"[（(]?(?:本页|本表|全部|全市)?(合计|小计|总计|共计|累计)[)）]?[:：]?")
LONGEST_TOTAL = 10
NOTE = re.compile(
    r"(?:注|备注|说明|附注|填表说明|填表人|填报人|填报单位|填报日期|填报时间|填表日期|制表人?|审核人?|审批人?|负责人|"
    r"单位负责人|分管领导|经办人?|联系人|联系电话|电话|统计人?|监票人?|计票人?|唱票人?|录入人?|校对人?|"
    r"单位[（(]盖章[）)]|盖章|日期)"
    r"\d?[:：]"
)
NOTE_STARTS = set("注备说附填制审负单分经联电统监计唱录校盖日 \u3000\t\r\n")
TAIL = re.compile(r"[\u4e00-\u9fff]{1,8}[:：]")  # 档案号： 填报： 抄送：
TAIL_CELLS = 2
EXAMPLE = "示例"
EXAMPLE_TYPES = {"key", "text", "long"}
WIDE = 3  # columns that a merged line covers to be a line of its own


def total_rows(body: Body) -> dict[int, str]:
    """Return the rows with a cell that says 合计, 小计 or the like, and which of them."""
    words: dict[int, str] = {}
    for column, cells in zip(body.columns, body.distinct, strict=True):
        said = {cell: word for cell in cells if (word := total_word(cell))}
        if said:
            words |= {offset: said[cell] for offset, cell in enumerate(column) if cell in said}
    return words


def total_word(cell: object) -> str | None:
    """Return 合计, 小计 or the like if that is all a cell says."""
    if not isinstance(cell, str) or "计" not in cell or len(cell) > LONGEST_TOTAL:
        return None
    found = TOTAL.fullmatch("".join(cell.split()))
    return found[1] if found else None


def note_rows(body: Body) -> set[int]:
    """Return the rows that begin with 注：, 填表人： or the like, and the lines that close the sheet."""
    wanted = {
        at: {
            cell
            for cell in cells
            if isinstance(cell, str) and cell[:1] in NOTE_STARTS and NOTE.match("".join(cell[:20].split()))
        }
        for at, cells in enumerate(body.distinct)
    }
    notes = set()
    for offset in body.offsets(wanted):
        at, cell = next(body.said(offset))
        if cell in wanted[at]:
            notes.add(offset)
    return notes | _tail(body, notes)


def _tail(body: Body, notes: set[int]) -> set[int]:
    """Return the lines such as 档案号：… that close a sheet, from the last row upwards."""
    tail: set[int] = set()
    for offset in range(body.size - 1, -1, -1):
        said = [str(cell) for _, cell in body.said(offset)]
        if said and offset not in notes:
            if len(said) > TAIL_CELLS or not TAIL.match(said[0].strip()):
                break
            tail.add(offset)
    return tail


def example_rows(body: Body) -> set[int]:
    """Return the rows whose name or key begins with 示例: they show how, and are not counted."""
    wanted = {
        at: {cell for cell in body.distinct[at] if isinstance(cell, str) and _is_example(cell)}
        for at, column in body.used.items()
        if column is not None and (column.required or column.type == "key") and column.type in EXAMPLE_TYPES
    }
    return body.offsets(wanted)


def _is_example(cell: str) -> bool:
    return cell.lstrip(" \u3000（(【[").startswith(EXAMPLE)


def repeated_headings(body: Body) -> set[int]:
    """Return the rows that say the heading again, as on every printed page."""
    match, rows = body.match, body.grid.rows
    headings = [[str(cell).strip() for cell in rows[match.row + deep]] for deep in range(match.depth)]
    at = min(body.used, default=None)
    if at is None or not body.columns:
        return set()
    said = {heading[at] for heading in headings} - {""}
    cells = {cell for cell in body.distinct[at] if str(cell).strip() in said}
    found = {offset for offset in body.offsets({at: cells}) if body.row(offset) in headings}
    below = {offset + 1 for offset in found if offset + 1 < body.size}
    return found | {offset for offset in below if body.row(offset) in headings}


def interposed_rows(body: Body, headings: set[int]) -> set[int]:
    """Return the rows with one cell of words over the whole width, or above a repeated heading."""
    merged = {
        span.first_row - body.first
        for span in body.grid.merged
        if span.first_row == span.last_row and span.last_column - span.first_column + 1 >= WIDE
    }
    above = {offset - back for offset in headings for back in (1, 2)} - headings
    inside = {offset for offset in merged | above if 0 <= offset < body.size}
    return {offset for offset in inside if len(list(body.said(offset))) == 1}


def body_of(grid: Grid, match: Match, columns: Sequence[Column]) -> Body:
    """Return the data rows of a sheet, its totals, and what is to be said about the other rows."""
    start = match.row + match.depth
    below = grid.rows[start:]
    raw = list(zip(*below, strict=True)) if below else [()] * grid.width
    body = Body(grid, match, tuple(columns), grid.first_row + start, list(raw))
    headings, notes, totals = repeated_headings(body), note_rows(body), total_rows(body)
    lines = interposed_rows(body, headings) - notes - set(totals)
    skipped = {*headings, *notes, *totals, *lines, *example_rows(body)}
    filled, keyed = _filled(body)
    data = [at for at in range(body.size) if filled[at] and at not in skipped]
    end = _end(totals, data, headings, body.size)
    body.kept.extend(at for at in data if at < end)
    _place_totals(body, totals, headings)
    numbered = [at for at in range(body.size) if keyed[at] and not filled[at] and at not in skipped]
    _say_skipped(body, lines, numbered, [at for at in data if at >= end])
    return body


def _say_skipped(body: Body, lines: Iterable[int], numbered: list[int], late: list[int]) -> None:
    hidden = [at for at in body.kept if body.number(at) in body.grid.hidden_rows]
    say = [
        (
            "reading.unread_line",
            "info",
            sorted(lines),
            "像是分组标题或说明，没有当数据读",
            "是数据请补全这一行",
        ),
        ("reading.numbered_only", "info", numbered, "只有编号，没有内容，没有读", "有内容请补上"),
        (
            "reading.after_total",
            "error",
            late,
            "在“合计”下面，没有读",
            "请把合计移到最后一行，或删去多余的行",
        ),
        (
            "reading.hidden_rows",
            "warning",
            hidden,
            "是隐藏的，也读进来了",
            "不该算的请删掉整行；隐藏不等于删除",
        ),
    ]
    body.findings.extend(_said(body, *words) for words in say if words[2])  # type: ignore[arg-type]


def _said(body: Body, rule: str, level: Level, offsets: list[int], problem: str, remedy: str) -> Finding:
    rows = [body.number(at) for at in offsets]
    place = Place(body.grid.file, body.grid.sheet, rows[0])
    return Finding(rule, level, place, f"{rows_text(rows)}{problem}", remedy)


def _filled(body: Body) -> tuple[list[bool], list[bool]]:
    """Return which rows hold data, and which hold at least a key.

    A row with nothing but keys is data only in a kind whose other cells may all be blank: a ballot.
    """
    needs_more = any(c.required and c.type != "key" and c.blank is None for c in body.kinds)
    filled, keyed = [False] * body.size, [False] * body.size
    for at, column in body.used.items():
        target = keyed if needs_more and column is not None and column.type == "key" else filled
        blank = body.blanks[at]
        if not blank:
            target[:] = [True] * body.size
            continue
        for offset, cell in enumerate(body.columns[at]):
            if cell not in blank:
                target[offset] = True
    return filled, keyed


def _end(totals: dict[int, str], data: Sequence[int], headings: set[int], size: int) -> int:
    """Return the offset behind which nothing is read: the last total, unless a new heading follows."""
    grand = [at for at, word in totals.items() if word != SUBTOTAL and data and data[0] < at]
    if not grand or any(at > max(grand) for at in headings):
        return size
    return max(grand)


def _place_totals(body: Body, totals: dict[int, str], headings: set[int]) -> None:
    """Add each total with the rows it may sum; a total above all data sums what is below it."""
    start = last = 0
    for at in sorted(totals):
        if any(last <= heading < at for heading in headings) and last:
            start = last
        if body.kept and body.kept[0] < at:
            body.totals.append(Total(at, totals[at], (last, at), (start, at)))
            last = at
        else:
            body.totals.append(Total(at, totals[at], (at, body.size), (at, body.size)))


SUMMED = {"count", "number"}


def table_of(
    grid: Grid, match: Match, columns: Sequence[Column], sha256: str, year: Year
) -> tuple[Table, list[Finding]]:
    """Return the table of a recognised sheet and everything that is to be said about its cells.

    The frame is indexed by Excel row; its columns are the kind's headings that the sheet has. A row does not
    count if a cell that decides it cannot be read; the cell is named.
    """
    body = body_of(grid, match, columns)
    rows = [body.number(at) for at in body.kept]
    where = CellLocation(grid.file, grid.sheet, rows, stops=match.kind.decisive)
    has = [c for c in columns if c.name in match.columns or c.name in match.options]
    readings = {column.name: _column(body, column, where, year) for column in has}
    findings = [*body.findings, *(found for reading in readings.values() for found in reading.findings)]
    cells = {name: reading.cells for name, reading in readings.items()}
    index = pd.Index(rows, dtype="int64", name="行")
    frame = pd.DataFrame(cells, index=index, columns=list(cells), dtype=object)
    unread = frozenset((row, name) for name, reading in readings.items() for row in reading.unread)
    out = sorted({row for column in has if column.withholds for row in readings[column.name].unread})
    kept = frame.drop(index=out) if out and not where.stops else frame
    withheld = frame.loc[frame.index.difference(kept.index)]
    table = Table(match.kind.id, grid.file, grid.sheet, sha256, kept, unread, withheld)
    return table, several_findings(findings) + _total_findings(body, readings, columns, where)


def _column(body: Body, column: Column, where: CellLocation, year: Year) -> ColumnReading:
    if options := body.match.options.get(column.name):
        ticks = {option: [body.columns[at][offset] for offset in body.kept] for at, option in options}
        return read_ticks(ticks, column, where)
    cells = filled_down(body, body.match.columns[column.name], column)
    raw = list(cells) if len(body.kept) == len(cells) else [cells[offset] for offset in body.kept]
    reading = read_column(ditto(raw, column), column, where, year)
    if orphan := ditto_without_source(raw, column, where):
        first = where.rows[0]
        return ColumnReading([None, *reading.cells[1:]], orphan, reading.unread | {first})
    return reading


def _total_findings(
    body: Body, readings: Mapping[str, ColumnReading], columns: Sequence[Column], where: CellLocation
) -> list[Finding]:
    """Return the totals that are wrong; of a column with an unread cell no total can be verified."""
    summed = [column for column in columns if column.type in SUMMED and column.name in body.match.columns]
    return [
        finding
        for total in body.totals
        for column in summed
        if not readings[column.name].unread
        if (finding := _total_finding(body, total, column, readings[column.name].cells, where))
    ]


def _total_finding(
    body: Body, total: Total, column: Column, values: Sequence[Any], where: CellLocation
) -> Finding | None:
    """Return a finding if a 合计 or 小计 cell says another sum than its rows."""
    typed = body.columns[body.match.columns[column.name]][total.offset]
    if is_blank(typed) or total_word(typed):  # the word may stand under 期号 or 稿次
        return None
    if isinstance(typed, Unstored):  # the rows are known without it
        return None
    said = read_number(typed, column, 0).value
    sums = [_sum(body, values, span) for span in total.spans()]
    if said is not None and said in sums:
        return None
    return Finding(
        "reading.total",
        "error",
        where.place(body.number(total.offset), column.name),
        f"{total.word}填的是 {displayed_cell(typed).strip()}，各行加起来是 {displayed_cell(float(sums[0]))}",
        "请核对各行和合计，改正填错的那一格",
    )


def _sum(body: Body, values: Sequence[Any], span: tuple[int, int]) -> Any:  # noqa: ANN401 - int or Fraction
    first, last = bisect_left(body.kept, span[0]), bisect_left(body.kept, span[1])
    return sum(value for value in values[first:last] if value is not None)
