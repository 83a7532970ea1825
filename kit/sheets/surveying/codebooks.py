"""A key to numbered answers (编码表, 选项对照表): which number of which question stands for which option.

Either a row an option, the question named once above its options, or a row a question: 1=男；2=女.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from kit.model.table import Table
from kit.sheets.account import BLANK, ColumnPart
from kit.sheets.claiming import ClaimedSheet
from kit.sheets.grid import is_blank
from kit.sheets.headings import SEARCHED_ROWS, normalised_heading
from kit.sheets.surveying.own_columns import fits
from kit.sheets.surveying.verbatim import verbatim_cell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kit.sheets.claiming import Claiming
    from kit.sheets.grid import Grid


KIND_ID = "survey_keys"
QUESTION, WORDS, CODE, OPTION = "题号", "题目", "编码", "选项"
HEADINGS = (QUESTION, WORDS, CODE, OPTION)
CALLED = {
    QUESTION: ("题号", "题目编号", "变量", "变量名", "字段", "字段名", "question", "variable"),
    WORDS: ("题目", "题干", "问题", "变量标签", "题目内容", "题目文本", "字段说明", "questiontext"),
    CODE: ("编码", "代码", "值", "取值", "选项序号", "选项编号", "选项编码", "选项代码", "code", "value"),
    OPTION: ("选项", "选项文本", "选项内容", "标签", "值标签", "含义", "说明", "label"),
}
REFERENCE = re.compile(r"(?:[Qq]|第)?\s*(\d{1,3})\s*(?:题)?\s*(?:[_.|\-]\s*([RrAaCc]?\d{1,3}))?")
PAIR = re.compile(
    r"(-?\d{1,3})\s*[=＝:：、.．]\s*([^\d;；,，\n=＝][^;；\n=＝]*?)\s*(?=[;；,，\n]|\s+-?\d{1,3}\s*[=＝]|$)"
)
LEAST = 2  # options of a key


@dataclass(frozen=True)
class KeyLine:
    """One option of one question, or a question alone."""

    row: int
    question: str
    words: str
    code: str = ""
    option: str = ""


def reference_of(text: str) -> str:
    """Return a question's number as both sheets say it; nothing for other words.

    >>> reference_of("Q3_R1"), reference_of("第12题"), reference_of("您的年龄")
    ('3_r1', '12', '')
    """
    match = REFERENCE.fullmatch(text.strip())
    return "" if match is None else "_".join(filter(None, (match[1], (match[2] or "").lower())))


def claim_codebook(grid: Grid, claiming: Claiming) -> ClaimedSheet | None:
    """Return the sheet as a key, if one of its rows heads questions, numbers and options."""
    found = _key_in(grid)
    return None if found is None else _claimed(grid, *found, claiming.sha256)


def is_codebook(grid: Grid) -> bool:
    """Return whether a sheet is a key: no answers stand on it."""
    return _key_in(grid) is not None


def _key_in(grid: Grid) -> tuple[int, dict[str, int], list[KeyLine]] | None:
    for at in range(min(SEARCHED_ROWS, len(grid.rows) - 1)):
        columns = _columns(grid, at)
        lines = list(_lines(grid, at, columns)) if columns else []
        if sum(bool(line.code and line.option) for line in lines) >= LEAST:
            return at, columns, lines
    return None


def _columns(grid: Grid, at: int) -> dict[str, int]:
    """Return where the question, its words, the number and the option stand; none where no key is headed."""
    plain = [normalised_heading(verbatim_cell(cell)) for cell in grid.rows[at]]
    found = {
        name: next(place for place, said in enumerate(plain) if said in names)
        for name, names in CALLED.items()
        if any(said in names for said in plain)
    }
    if OPTION not in found or not {QUESTION, WORDS} & set(found):
        return {}
    codes = [verbatim_cell(row[found[CODE]]).strip() for row in grid.rows[at + 1 :]] if CODE in found else []
    told = [code for code in codes if code]
    return found if not told or fits(told, lambda text: text.lstrip("-").isdecimal()) else {}


def _lines(grid: Grid, at: int, columns: dict[str, int]) -> Iterator[KeyLine]:
    question = words = ""
    for number, row in enumerate(grid.rows[at + 1 :], grid.first_row + at + 1):
        said = {name: verbatim_cell(row[place]).strip() for name, place in columns.items()}
        if said.get(QUESTION) or said.get(WORDS):
            question, words = said.get(QUESTION, ""), said.get(WORDS, "")
        pairs = PAIR.findall(said[OPTION]) if not said.get(CODE) else []
        if pairs:
            yield from (KeyLine(number, question, words, code, option.strip()) for code, option in pairs)
        elif question or words:
            yield KeyLine(number, question, words, said.get(CODE, ""), said[OPTION])


def _claimed(
    grid: Grid, at: int, columns: dict[str, int], lines: Sequence[KeyLine], sha256: str
) -> ClaimedSheet:
    index = pd.Index([line.row for line in lines], dtype="int64", name="行")
    cells = [(line.question, line.words, line.code, line.option) for line in lines]
    frame = pd.DataFrame(cells, index=index, columns=list(HEADINGS), dtype=object)
    used = {line.row for line in lines}
    named = {
        number: BLANK
        if all(map(is_blank, row))
        else "列名"
        if place == at
        else "标题"
        if place < at
        else "说明"
        for place, row in enumerate(grid.rows)
        if (number := grid.first_row + place) not in used
    }
    by_place = {place: name for name, place in columns.items()}
    parts = tuple(
        ColumnPart(
            verbatim_cell(cell).strip(), by_place.get(place, ""), "列名和内容" if place in by_place else ""
        )
        for place, cell in enumerate(grid.rows[at])
        if not is_blank(cell)
    )
    table = Table(KIND_ID, grid.file, grid.sheet, sha256, frame)
    return ClaimedSheet(table, ("一行是问卷一题的一个选项：号和文字",), named, parts)
