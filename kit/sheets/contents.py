"""What stands under the headings of a sheet: whether it fits what the headings were taken for.

Headings alone do not tell ballots with ticks from totals of such ballots, nor this campaign's grades from
another scale; the cells under them do. Only the first rows are looked at.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from kit.model.share import Share
from kit.model.table import Column
from kit.sheets.body import total_word
from kit.sheets.cells import OWN_WORD, READERS, read_choice, read_tick
from kit.sheets.grid import is_blank
from kit.sheets.shares import read_share
from kit.sheets.values import displayed_cell, error_value, narrow, read_count, read_day, read_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kit.model.table import ColumnType
    from kit.sheets.grid import Grid, RawCell
    from kit.sheets.headings import Match


SAMPLED_ROWS = 60
LEAST_FIT = 0.5  # share of the filled cells
LEAST_CELLS = 4  # fewer tell nothing
ANY = Column("任何")  # a count asks nothing of its column
CHINESE = re.compile(r"[\u4e00-\u9fff]")
TYPES: Mapping[ColumnType, str] = {"date": "日期", "count": "个数", "number": "数", "long": "文字"}
DAY = re.compile(r"\d[年月日./-]|月[初中下末底]|[一二三四五六七八九十]月")
YEAR = 2000  # added to a day without a year: only whether it is a day is asked


def contradiction(match: Match, grid: Grid, columns: Sequence[Column]) -> str:
    """Return why the cells are not what the headings say, in words; nothing if they are, or are blank."""
    rows = list(_sample(match, grid))
    ticks = [at for options in match.options.values() for at, _ in options]
    if not _fits([read_tick(cell) is not None or not _is_votes(cell) for cell in _cells(rows, ticks)]):
        return "列下是票数，不是一张张的票"
    counts = [at for block in match.blocks.values() for at in block.values()]
    if not _fits([_is_votes(cell) for cell in _cells(rows, counts)]):
        return "列下不是票数"
    graded = [column for column in columns if column.several is not None and column.name in match.columns]
    answers = [
        read_choice(cell, column, YEAR).rule != "reading.choice"
        for column in graded
        for cell in _cells(rows, [match.columns[column.name]])
    ]
    said = [cell for column in graded for cell in _cells(rows, [match.columns[column.name]])]
    if said and all(isinstance(read_share(cell, ANY, YEAR).value, Share) for cell in said):
        return "列下写的是占比，不是一张张的票"
    if not _fits(answers):
        words = "、".join(_words(rows, [match.columns[column.name] for column in graded]))
        return f"列下写的是{words}，不是活动的等次（{'、'.join(graded[0].choices)}）"
    return _strange_column(match, rows, columns) or _repeated_name(match, rows)


def _repeated_name(match: Match, rows: Sequence[Sequence[RawCell]]) -> str:
    """Return why a sheet is no directory: the same names stand in it again and again."""
    for name in match.kind.called[1:]:
        at = match.columns.get(name)
        said = [narrow(cell) for cell in _cells(rows, [at])] if at is not None else []
        if len(said) >= LEAST_CELLS and len(set(said)) * 2 <= len(said):
            return f"“{match.labels[at or 0]}”列下同一个名称写了几遍"
    return ""


def _strange_column(match: Match, rows: Sequence[Sequence[RawCell]], columns: Sequence[Column]) -> str:
    """Return why a column that the kind demands holds something else: no days, no numbers, no text."""
    for column in columns:
        if not column.demanded or column.name not in match.columns or column.several is not None:
            continue
        at = match.columns[column.name]
        cells = _cells(rows, [at])
        said = TYPES.get(column.type)
        if said and not _fits([_may_be(cell, column) for cell in cells]):
            return f"“{match.labels[at]}”列下写的是{'、'.join(_words(rows, [at]))}，不是{said}"
    return ""


def _sample(match: Match, grid: Grid) -> Iterator[Sequence[RawCell]]:
    first = match.row + match.depth
    for row in grid.rows[first : first + SAMPLED_ROWS]:
        if not any(total_word(cell) for cell in row):
            yield row


def _cells(rows: Iterable[Sequence[RawCell]], columns: Sequence[int]) -> list[RawCell]:
    """Return the cells that say something: not those whose formula shows an error or no value."""
    cells = [row[at] for row in rows for at in columns]
    return [cell for cell in cells if not is_blank(cell) and error_value(cell) is None]


def _fits(cells: Sequence[bool]) -> bool:
    return len(cells) < LEAST_CELLS or sum(cells) >= LEAST_FIT * len(cells)


def _is_votes(cell: RawCell) -> bool:
    """Return whether a cell holds a number of ballots, or a share of them."""
    return read_share(cell, ANY, YEAR).fault is None


def _words(rows: Sequence[Sequence[RawCell]], columns: Sequence[int]) -> list[str]:
    """Return the first few different words of these columns."""
    return list(dict.fromkeys(f"“{displayed_cell(cell).strip()}”" for cell in _cells(rows, columns)))[:4]


def fit(cells: Iterable[RawCell], column: Column) -> float | None:
    """Return the share of the filled cells that are what a column asks, None where none is filled.

    A column of words holds no numbers and no days; one of long texts holds sentences.
    """
    filled = [cell for cell in cells if not is_blank(cell) and error_value(cell) is None]
    if not filled:
        return None
    return sum(_is_of(cell, column) for cell in filled) / len(filled)


def _is_of(cell: RawCell, column: Column) -> bool:
    if column.type == "long":
        return _is_text(cell)
    if column.type == "text" or (column.type == "choice" and not column.choices):
        return not _is_bare(cell)
    if column.type in {"key", "list"}:  # of words, or of codes
        return not isinstance(cell, date) and read_key(cell, column, YEAR).fault is None
    if column.type == "date":
        return not _is_number(cell) and read_day(cell, column, YEAR).fault is None
    if column.type == "choice":
        read = read_choice(cell, column, YEAR)
        return read.rule not in {"reading.choice", OWN_WORD}
    return READERS[column.type](cell, column, YEAR).fault is None


def _may_be(cell: RawCell, column: Column) -> bool:
    """Return whether a cell is what its column asks, be it doubtful: 约12 is a count, 3月32日 a day."""
    if _is_of(cell, column):
        return True
    said = narrow(cell)
    if column.type == "date":
        return bool(DAY.search(said))
    return column.type in {"count", "number"} and any(map(str.isdigit, said))


def _is_number(cell: RawCell) -> bool:
    return isinstance(cell, (int, float)) or narrow(cell).replace(".", "", 1).isdigit()


def _is_bare(cell: RawCell) -> bool:
    """Return whether a cell is a number, a code or a day, and no words."""
    return isinstance(cell, (int, float, date)) or not CHINESE.search(displayed_cell(cell))


def _is_text(cell: RawCell) -> bool:
    """Return whether a cell holds words that somebody wrote, and no number, day, phone, id or code."""
    return (
        not _is_bare(cell)
        and read_day(cell, ANY, YEAR).fault is not None
        and read_count(cell, ANY, YEAR).fault is not None
    )
