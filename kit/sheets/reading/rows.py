"""Which rows of a sheet are data, and what is to be said about the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.finding import Finding, Level
from kit.nouns.place import Place
from kit.sheets.reading.body import Body, Total
from kit.sheets.reading.cells import rows_text
from kit.sheets.reading.skipped import (
    SUBTOTAL,
    example_rows,
    lines_between,
    note_rows,
    repeated_headings,
    total_rows,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kit.nouns.table import Column
    from kit.sheets.reading.grid import Grid
    from kit.sheets.reading.heading import Match


def body_of(grid: Grid, match: Match, columns: Sequence[Column]) -> Body:
    """Return the data rows of a sheet, its totals, and what is to be said about the other rows."""
    start = match.row + match.depth
    below = grid.rows[start:]
    raw = list(zip(*below, strict=True)) if below else [()] * grid.width
    body = Body(grid, match, tuple(columns), grid.first_row + start, list(raw))
    headings, notes, totals = repeated_headings(body), note_rows(body), total_rows(body)
    lines = lines_between(body, headings) - notes - set(totals)
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
