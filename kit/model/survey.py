"""A survey (问卷) while it is counted: what its columns ask, and how a table of totals is laid out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal, Self

from pydantic import Field, model_validator

from kit.model.reticent import reticent
from kit.model.settings import Section

if TYPE_CHECKING:
    from collections.abc import Mapping


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
    is_coded: bool = False  # its answers are numbers that stand for options

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
    own: Mapping[str, str] = field(default_factory=dict)  # headings that are no question: time, ip, user …
    issued: tuple[int, int] | None = None  # how many went out as the sheet's notes say, and in which row

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
    issued: str = ""  # the column of how many were asked
    cell: str = ""  # the column in whose cells the options stand: 满意12人，不满意1人

    def standing(self, column: str) -> str:
        """Return the sheet's own column in which a count stands."""
        return self.cell if self.cell and column in {*self.options, SUMMED} else column


SUMMED = "各选项人数之和"  # where no column says how many took part


class SurveySettings(Section):
    """[[surveys]]: what no sheet says of a survey, by its name or a part of it; without a name of all."""

    name: str = Field("", description="问卷名称，写其中几个字也行；不写就是每份问卷", examples=["满意度问卷"])
    issued: int | None = Field(
        None, ge=1, description="发放多少份、应调查多少人；不写就不说回收率", examples=[200]
    )
    opens: datetime | date | None = Field(
        None, description="从哪一天、哪一刻开始收（不加引号）；早于它的不算", examples=[date(2009, 6, 1)]
    )
    closes: datetime | date | None = Field(
        None,
        description="收到哪一天、哪一刻为止（不加引号）；只写日子的，当天都算",
        examples=[date(2009, 6, 10)],
    )
    line: int = Field(1, exclude=True)  # where it stands in campaign.toml

    @model_validator(mode="after")
    def _opens_before_it_closes(self) -> Self:
        days = [
            each.date() if isinstance(each, datetime) else each for each in (self.opens, self.closes) if each
        ]
        if days != sorted(days):
            raise ValueError(f"opens（{self.opens}）晚于 closes（{self.closes}），一份答卷也收不到")
        return self
