"""Closed questions counted: each option, and the base its share stands on."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd

from kit.opinions.importing.reading.cells import EMPTY, FILL_IN, SKIPPED
from kit.opinions.importing.reading.export import TALLY
from kit.opinions.importing.reading.purpose import SCALES, TICKED, split_choices

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kit.opinions.importing.reading.purpose import AnswerColumn, ColumnAnswers
    from kit.opinions.importing.reading.table import RawTable


TallyLine = tuple[object, ...]


def single_lines(table: RawTable, item: AnswerColumn, answers: ColumnAnswers) -> list[TallyLine]:
    """Return a line an option of a question with one choice, or of one sub-question of a matrix."""
    counts: Counter[str] = Counter()
    for value, times in answers.counts.items():
        counts[FILL_IN.sub("", value).strip()] += times
    return _lines(table, item.stem, item.sub, counts, answers)


def multiple_lines(
    table: RawTable, item: AnswerColumn, answers: ColumnAnswers, separator: str
) -> list[TallyLine]:
    """Return a line an option; the base is the people who answered, not the ticks."""
    counts: Counter[str] = Counter()
    for value, times in answers.counts.items():
        pieces = split_choices(value, separator) if separator else [value.strip()]
        for piece in dict.fromkeys(FILL_IN.sub("", piece).strip() for piece in pieces):
            counts[piece] += times
    return _lines(table, item.stem, item.sub, counts, answers)


def option_lines(
    table: RawTable, items: Sequence[AnswerColumn], columns: Sequence[Sequence[str]]
) -> list[TallyLine]:
    """Return a line an option of a question that has one column an option.

    Who left every column blank, or was not shown the question, is not in the base.
    """
    sheets = list(zip(*columns, strict=True))
    skipped = sum(1 for row in sheets if all(cell in SKIPPED for cell in row))
    blank = sum(1 for row in sheets if all(cell in EMPTY or not cell for cell in row))
    answered = len(sheets) - skipped - blank
    base = (answered, skipped, len(sheets) - answered - skipped)
    head = (table.grid.file, table.grid.sheet, items[0].stem, "")
    return [
        (*head, item.sub, sum(1 for cell in column if cell in TICKED or cell == item.sub), *base)
        for item, column in zip(items, columns, strict=True)
    ]


def _lines(
    table: RawTable, stem: str, sub: str, counts: Counter[str], answers: ColumnAnswers
) -> list[TallyLine]:
    head = (table.grid.file, table.grid.sheet, stem, sub)
    base = (answers.answered, answers.skipped, answers.blank)
    return [(*head, option, counts[option], *base) for option in _ordered(counts)]


def _ordered(counts: Counter[str]) -> list[str]:
    """Return the options along their scale where they stand on one, else the most chosen first."""
    for scale in SCALES:
        if set(counts) <= set(scale):
            return [word for word in scale if word in counts]
    return sorted(counts, key=lambda option: (-counts[option], option))


def tally_frame(lines: Iterable[TallyLine]) -> pd.DataFrame:
    """Return the lines as a frame with the columns TALLY."""
    return pd.DataFrame(list(lines), columns=list(TALLY)).astype(
        {"次数": "int64", "作答": "int64", "跳过": "int64", "空白": "int64"}
    )
