"""A survey (问卷) while it is counted: what its columns ask, and how a table of totals is laid out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kit.model.reticent import reticent

if TYPE_CHECKING:
    from datetime import date


QuestionKind = Literal["single", "multiple", "scale", "ranking", "number", "open"]
QUESTION_NAMES: dict[QuestionKind, str] = {
    "single": "单选题",
    "multiple": "多选题",
    "scale": "量表题",
    "ranking": "排序题",
    "number": "数字题",
    "open": "意见栏",
}


@reticent("number", "kind")
@dataclass(frozen=True)
class SurveyQuestion:
    """One question, or one line (子题) of a matrix; its answers stand in one column or one an option.

    A ranking with several columns and no `options` has a column a place, the first place first.
    """

    stem: str  # without its number
    kind: QuestionKind
    columns: tuple[str, ...]  # headings of the table; several: one for each of `options`
    sub: str = ""  # which line of a matrix
    number: str = ""  # as the sheet numbers it: 4
    options: tuple[str, ...] = ()  # where each has a column
    separator: str = ""  # between the choices of one cell
    whole: tuple[str, ...] = ()  # options that hold the separator themselves

    @property
    def heading(self) -> str:
        """Return the question as people say it."""
        return f"{self.stem}—{self.sub}" if self.sub else self.stem

    @property
    def is_closed(self) -> bool:
        """Return whether it is answered by choosing, ranking or counting."""
        return self.kind != "open"


@reticent("name", "questions")
@dataclass(frozen=True)
class Survey:
    """What a sheet with one answer sheet (答卷) a row asks."""

    name: str
    questions: tuple[SurveyQuestion, ...]
    days: tuple[date, date] | None = None  # of the first and the last answer, where the sheet says so

    @property
    def closed(self) -> tuple[SurveyQuestion, ...]:
        """Return the closed questions."""
        return tuple(question for question in self.questions if question.is_closed)

    @property
    def open(self) -> tuple[SurveyQuestion, ...]:
        """Return the questions that ask for words."""
        return tuple(question for question in self.questions if not question.is_closed)


@dataclass(frozen=True)
class SurveyTotals:
    """How a sheet with one unit's tally a row is laid out, by headings of the table."""

    name: str
    unit: str  # the column of the units
    total: str  # how many took part
    options: tuple[str, ...]  # columns of counts that add up to it
    rate: str = ""  # a column of percentages
    rated: tuple[str, ...] = ()  # the options whose share it is
