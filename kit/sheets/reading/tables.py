"""A recognised sheet to a typed table: columns read, merged keys filled, totals verified."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any

import pandas as pd

from kit.nouns.finding import Finding
from kit.nouns.table import Table
from kit.sheets.reading.body import Body, ditto, ditto_without_source, filled_down
from kit.sheets.reading.cells import Where, read_column, read_ticks, several_findings
from kit.sheets.reading.grid import is_blank
from kit.sheets.reading.rows import body_of
from kit.sheets.reading.skipped import total_word
from kit.sheets.reading.values import read_number, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kit.nouns.table import Column
    from kit.sheets.reading.body import Total
    from kit.sheets.reading.grid import Grid
    from kit.sheets.reading.heading import Match

SUMMED = {"count", "number"}


def table_of(
    grid: Grid, match: Match, columns: Sequence[Column], sha256: str, year: int
) -> tuple[Table, list[Finding]]:
    """Return the table of a recognised sheet and everything that is to be said about its cells.

    The frame is indexed by Excel row; its columns are the kind's headings that the sheet has.
    """
    body = body_of(grid, match, columns)
    where = Where(grid.file, grid.sheet, [body.number(at) for at in body.kept])
    findings = list(body.findings)
    cells: dict[str, list[Any]] = {}
    for column in columns:
        if column.name in match.columns or column.name in match.options:
            cells[column.name], said = _column(body, column, where, year)
            findings += said
    index = pd.Index(list(where.rows), dtype="int64", name="行")
    frame = pd.DataFrame(cells, index=index, columns=list(cells), dtype=object)
    table = Table(match.kind.id, grid.file, grid.sheet, sha256, frame)
    return table, several_findings(findings) + _total_findings(body, cells, columns, where)


def _column(body: Body, column: Column, where: Where, year: int) -> tuple[list[Any], list[Finding]]:
    if options := body.match.options.get(column.name):
        ticks = {option: [body.columns[at][offset] for offset in body.kept] for at, option in options}
        return read_ticks(ticks, column, where)
    cells = filled_down(body, body.match.columns[column.name], column)
    raw = list(cells) if len(body.kept) == len(cells) else [cells[offset] for offset in body.kept]
    orphan = ditto_without_source(raw, column, where)
    values, findings = read_column(ditto(raw, column), column, where, year)
    return values, orphan or findings


def _total_findings(
    body: Body, cells: dict[str, list[Any]], columns: Sequence[Column], where: Where
) -> list[Finding]:
    summed = [column for column in columns if column.type in SUMMED and column.name in body.match.columns]
    return [
        finding
        for total in body.totals
        for column in summed
        if (finding := _total_finding(body, total, column, cells[column.name], where))
    ]


def _total_finding(
    body: Body, total: Total, column: Column, values: Sequence[Any], where: Where
) -> Finding | None:
    """Return a finding if a 合计 or 小计 cell says another sum than its rows."""
    typed = body.columns[body.match.columns[column.name]][total.offset]
    if is_blank(typed) or total_word(typed):  # the word may stand under 期号 or 稿次
        return None
    said = read_number(typed, column, 0).value
    sums = [_sum(body, values, span) for span in total.spans()]
    if said is not None and said in sums:
        return None
    return Finding(
        "reading.total",
        "error",
        where.place(body.number(total.offset), column.name),
        f"{total.word}填的是 {shown(typed).strip()}，各行加起来是 {shown(float(sums[0]))}",
        "请核对各行和合计，改正填错的那一格",
    )


def _sum(body: Body, values: Sequence[Any], span: tuple[int, int]) -> Any:  # noqa: ANN401 - int or Fraction
    first, last = bisect_left(body.kept, span[0]), bisect_left(body.kept, span[1])
    return sum(value for value in values[first:last] if value is not None)
