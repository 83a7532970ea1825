"""What a sheet that nobody has described may be: its heading, and each column's type from all its values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kit.model.table import Column
from kit.sheets.grid import is_blank
from kit.sheets.headings import IGNORED, SEARCHED_ROWS, normalised_heading
from kit.sheets.values import displayed_cell, narrow, read_count, read_day, read_number, read_yes_no

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kit.model.topic_settings import Written
    from kit.sheets.grid import Grid, RawCell


TOTAL = re.compile(r"(合计|小计|总计|共计)[:：]?")
KEY = re.compile(r"(编号|号码|代码|id|ID|号)$")
PERSONAL = re.compile(r"姓名|电话|手机|身份证|住址|联系方式|联系人|邮箱")
MOST_CHOICES = 12  # more different words are no list to choose from
LONGEST_CHOICE = 12  # characters
LONG = 20  # characters; a longer cell is a text to be kept word for word
YEAR = 2000  # added to a day without a year: only whether it is a day is asked


@dataclass(frozen=True)
class ColumnGuess:
    """What one column was taken for."""

    name: str
    type: Written
    filled: bool  # in every row
    choices: tuple[str, ...] = ()
    personal: bool = False


def guessed(grid: Grid) -> tuple[ColumnGuess, ...]:
    """Return what each headed column of a sheet is taken for; nothing where no row looks like a heading."""
    at = heading_row(grid)
    if at is None:
        return ()
    rows = [row for row in grid.rows[at + 1 :] if not _is_no_data(row)]
    found = {}
    for number, cell in enumerate(grid.rows[at]):
        name = "".join(displayed_cell(cell).split())
        if name and normalised_heading(name) not in IGNORED and name not in found:
            found[name] = _guess(name, [row[number] for row in rows])
    return tuple(found.values())


def heading_row(grid: Grid) -> int | None:
    """Return the first of the rows that have the most words, if it has two and a row below it."""
    words = [
        sum(isinstance(cell, str) and not is_blank(cell) and len(narrow(cell)) <= LONG for cell in row)
        for row in grid.rows[:SEARCHED_ROWS]
    ]
    widest = max((sum(not is_blank(cell) for cell in row) for row in grid.rows), default=0)
    for at, number in enumerate(words[:-1] if len(words) == len(grid.rows) else words):
        if number > 1 and number * 2 > widest:
            return at
    return None


def _is_no_data(row: Sequence[RawCell]) -> bool:
    return all(map(is_blank, row)) or any(TOTAL.fullmatch(narrow(cell)) for cell in row if not is_blank(cell))


def _guess(name: str, cells: Sequence[RawCell]) -> ColumnGuess:
    filled = [cell for cell in cells if not is_blank(cell)]
    type_ = _type(name, filled)
    words = tuple(dict.fromkeys(narrow(cell) for cell in filled)) if type_ == "选项" else ()
    whole = bool(cells) and len(filled) == len(cells)
    return ColumnGuess(name, type_, whole, words, bool(PERSONAL.search(name)))


def _type(name: str, cells: Sequence[RawCell]) -> Written:
    """Return the first type that every value of the column has."""
    if not cells:
        return "文字"
    if KEY.search(name) and len({narrow(cell) for cell in cells}) == len(cells):
        return "编号"
    for type_, has in _TESTS:
        if all(map(has, cells)):
            return type_
    words = {narrow(cell) for cell in cells}
    few = 1 < len(words) <= MOST_CHOICES and len(words) * 2 <= len(cells)
    if few and max(map(len, words)) <= LONGEST_CHOICE and not PERSONAL.search(name):
        return "选项"
    return "长文字" if max(len(displayed_cell(cell)) for cell in cells) > LONG else "文字"


def _is_day(cell: RawCell) -> bool:
    is_number = isinstance(cell, (int, float)) or narrow(cell).replace(".", "", 1).isdigit()
    return not is_number and read_day(cell, _ANY, YEAR).fault is None


def _says_yes_or_no(cell: RawCell) -> bool:
    return isinstance(cell, bool) or (
        not narrow(cell).isdigit() and read_yes_no(cell, _ANY, YEAR).fault is None
    )


_ANY = Column("任何")
_TESTS: tuple[tuple[Written, Callable[[RawCell], bool]], ...] = (
    ("日期", _is_day),
    ("是否", _says_yes_or_no),
    ("整数", lambda cell: read_count(cell, _ANY, YEAR).fault is None),
    ("数", lambda cell: read_number(cell, _ANY, YEAR).fault is None),
)
