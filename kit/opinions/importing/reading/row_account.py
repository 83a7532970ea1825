"""The account of a sheet among the exports: what it was taken for, and what became of each of its rows.

Rows in = rows that gave opinions + rows named with their reason. What the readers know of a row they say;
what is left is told from its cells.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from kit.opinions.importing.reading.blocks import REPEATED_HEADING, SIGNED, TOTAL
from kit.opinions.importing.reading.paragraphs import PARAGRAPHS, is_paragraphs
from kit.sheets.account import BLANK, SheetAccount, runs
from kit.sheets.body import note_reason
from kit.sheets.grid import is_blank
from kit.sheets.headings import normalised_heading
from kit.sheets.surveying.verbatim import verbatim_cell

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kit.opinions.importing.reading.export import SheetReading
    from kit.opinions.importing.reading.table import RawTable
    from kit.sheets.grid import Grid, RawCell


TITLE, HEADING, EXAMPLE_ROW = "标题", "列名", "示例"
ANSWERED, ANSWERED_ALL = "答卷：没有意见，或只有选择题", "一表一份，不是一行一条"
WAITING, UNKNOWN, NOT_TAKEN = "等答复", "没认出来", "没有当意见"


DASHES = re.compile(r"[-—–－/\s]+")  # a cell that says there is nothing


def unread_sheet(grid: Grid, reason: str) -> SheetAccount:
    """Return the account of a sheet of which nothing is registered, for one reason."""
    named = {number: BLANK if all(map(is_blank, row)) else reason for number, row in _rows(grid)}
    return SheetAccount(grid.file, grid.sheet, "", (reason,), len(named), 0, runs(named))


def read_sheet(
    grid: Grid, table: RawTable, taken_for: tuple[str, str], part: SheetReading, rest: str
) -> SheetAccount:
    """Return the account of a sheet that was read.

    grid: as it came, examples and all; taken_for: the shape's name, and why; rest: what a row is that gave
    no opinion and of which nothing else is known.
    """
    used = set(map(int, part.opinions["来源行"])) if len(part.opinions) else set()
    named = {
        number: _reason(number, row, table, part.named, rest)
        for number, row in _rows(grid)
        if number not in used
    }
    shape, why = taken_for
    inside = {number for number, _ in _rows(grid)} & used
    return SheetAccount(
        grid.file, grid.sheet, shape, (why,), len(named) + len(inside), len(inside), runs(named)
    )


def counted_rows(account: SheetAccount) -> str:
    """Return the rows of a sheet in words, such as 26 行：24 行是意见，列名 1 行，合计 1 行."""
    unit = "段" if account.sheet == PARAGRAPHS else "行"
    counts: Counter[str] = Counter()
    for run in account.named:
        counts[run.reason] += run.number
    told = [f"{account.used} {unit}是意见"] if account.used else []
    told += [f"{reason} {number} {unit}" for reason, number in counts.items()]
    return f"{account.rows} {unit}（{'，'.join(told)}）" if told else f"{account.rows} {unit}"


def _rows(grid: Grid) -> list[tuple[int, list[RawCell]]]:
    """Return the rows with their numbers; the heading made for a text is none of its paragraphs."""
    start = 1 if is_paragraphs(grid) else 0
    return list(enumerate(grid.rows[start:], grid.first_row + start))


def _reason(number: int, row: Sequence[RawCell], table: RawTable, known: Mapping[int, str], rest: str) -> str:
    said = [text for cell in row if (text := verbatim_cell(cell).strip())]
    if not said or all(DASHES.fullmatch(text) for text in said):
        return BLANK
    if number in known:
        return known[number]
    if not is_paragraphs(table.grid) and number <= table.heading_row:
        above = TITLE if number == table.grid.first_row else note_reason(said[0])
        return HEADING if number == table.heading_row else above
    labels = [normalised_heading(label) for label in table.labels]
    if len(said) > 1 and [normalised_heading(verbatim_cell(cell)) for cell in row] == labels:
        return REPEATED_HEADING
    if any(TOTAL.match(normalised_heading(text)) for text in said[:2]):
        return "合计"
    return note_reason(said[0]) if SIGNED.match(said[0]) else rest
