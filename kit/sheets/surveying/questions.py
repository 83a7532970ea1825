"""The questions of a survey, from the headings and the values of its columns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from kit.model.survey import SurveyQuestion
from kit.sheets.surveying.items import AnswerColumn, answer_columns
from kit.sheets.surveying.purposes import (
    CODED_ANSWERS,
    FEW,
    MULTIPLE,
    NUMBER,
    OPEN,
    RANKING,
    SCALE,
    SINGLE,
    Purpose,
    answers_of,
    purpose_of,
)
from kit.sheets.surveying.verbatim import EMPTY, SKIPPED
from kit.sheets.surveying.words import ASKS_FOR_PERSON

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from kit.model.survey import QuestionKind
    from kit.sheets.surveying.purposes import ColumnAnswers

    Settle = Callable[[AnswerColumn, ColumnAnswers, Purpose], Purpose | None]

KINDS: dict[str, QuestionKind] = {
    SINGLE: "single",
    MULTIPLE: "multiple",
    SCALE: "scale",
    RANKING: "ranking",
    NUMBER: "number",
    OPEN: "open",
}
RANKED_ROWS = 0.9  # share of the rows of a ranking that hold 1, 2, 3 … each once
NOTHING = SKIPPED | EMPTY | {""}
BY_PLACE = "一个名次一列，写的是选项"
PLACE = re.compile(
    r"(?:第|排名|名次|排序|顺序|选项|选择|rank|choice|place)?\s*([1-9]|[一二三四五六七八九])\s*(?:位|名|项|选项|选择|顺位|志愿)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class AskedColumns:
    """The columns of one question with what they are for; None where nobody knows."""

    items: tuple[AnswerColumn, ...]
    purpose: Purpose | None

    def question(self, labels: Sequence[str]) -> SurveyQuestion | None:
        """Return the question that is counted; None for a column that is not.

        labels: what the columns are called in the table.
        """
        kind = KINDS.get(self.purpose.kind) if self.purpose is not None else None
        if kind is None or self.purpose is None:
            return None
        first, by_option = self.items[0], len(self.items) > 1 or self.items[0].is_option
        by_place = self.purpose.why == BY_PLACE
        return SurveyQuestion(
            first.stem or first.label,
            kind,
            tuple(labels[item.column] for item in self.items),
            "" if by_option else first.sub,
            first.number,
            tuple(item.sub for item in self.items) if by_option and not by_place else (),
            self.purpose.separator,
            self.purpose.whole,
            self.purpose.why == CODED_ANSWERS,
        )


def questions_asked(
    labels: Sequence[str],
    columns: Sequence[Sequence[str]],
    own: Collection[int],
    marks: tuple[Sequence[str], Sequence[str]],
    settle: Settle,
) -> Iterator[AskedColumns]:
    """Yield the questions of a survey from left to right.

    columns: the answers as texts, those of `own` are no questions; marks: that only ever join choices, and
    that also stand inside them. settle: what a person said of a column, or the purpose that was found.
    """
    asked = [(at, label) for at, label in enumerate(labels) if label and at not in own]
    items = answer_columns(asked, {at: set(columns[at]) - {""} for at, _ in asked})
    for _, group in groupby(items, key=lambda item: (item.number or item.stem, item.stem, item.is_option)):
        alike = tuple(group)
        if alike[0].is_option:
            yield AskedColumns(alike, Purpose(MULTIPLE, "一个选项一列"))
        elif len(alike) > 1 and _are_ranks([columns[item.column] for item in alike]):
            yield AskedColumns(alike, Purpose(RANKING, "一个选项一列，写的是名次"))
        elif len(alike) > 1 and _are_places(alike, columns):
            yield AskedColumns(alike, Purpose(RANKING, BY_PLACE))
        else:
            for item in alike:
                answers = answers_of(columns[item.column])
                purpose = purpose_of(_asking(item), answers, *marks)
                yield AskedColumns((item,), settle(item, answers, purpose))


def _are_ranks(columns: Sequence[Sequence[str]]) -> bool:
    """Return whether the cells of each row are places: 1, 2, 3 … each once."""
    rows = [[cell for cell in row if cell not in NOTHING] for row in zip(*columns, strict=True)]
    filled = [row for row in rows if row]
    if len(filled) < FEW or not all(cell.isdecimal() for row in filled for cell in row):
        return False
    places = sum(sorted(map(int, row)) == list(range(1, len(row) + 1)) for row in filled)
    return places >= RANKED_ROWS * len(filled) and max(map(len, filled)) > 1


def _are_places(items: Sequence[AnswerColumn], columns: Sequence[Sequence[str]]) -> bool:
    """Return whether there is a column a place with the option put there, each once in a row."""
    if not all(PLACE.fullmatch(item.sub) for item in items):
        return False
    rows = [
        [cell for cell in row if cell not in NOTHING]
        for row in zip(*(columns[item.column] for item in items), strict=True)
    ]
    filled = [row for row in rows if row]
    once = sum(len(set(row)) == len(row) for row in filled)
    several = sum(len(row) > 1 for row in filled)
    return len(filled) >= FEW and once >= RANKED_ROWS * len(filled) and 2 * several >= len(filled)


def _asking(item: AnswerColumn) -> str:
    """Return what a column is asked by: a line of a matrix with the question above it."""
    if not item.sub or ASKS_FOR_PERSON.match(item.sub):
        return item.sub or item.stem or item.label
    return f"{item.stem}：{item.sub}"
