"""Survey exports: one row an answer sheet; closed questions are counted, open ones give opinions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from kit.opinions.importing.reading.cells import EMPTY, FILL_IN, SKIPPED, texts
from kit.opinions.importing.reading.export import (
    COLUMNS,
    SheetReading,
    TallyLine,
    concatenated_frames,
    tally_frame,
)
from kit.opinions.importing.reading.purpose import (
    LEAVE_OUT,
    MULTIPLE,
    NAME,
    OPEN,
    PURPOSES,
    SCALES,
    SINGLE,
    TICKED,
    Purpose,
    answer_columns,
    answers_of,
    purpose_of,
    split_choices,
)
from kit.opinions.importing.reading.respondents import Respondents, respondents_of
from kit.opinions.importing.reading.rows import CATEGORY, SILENT, is_opinion, opinions_from, target_named
from kit.opinions.privacy.scrubbing import scrubbed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kit.model.campaign import Campaign
    from kit.opinions.importing.reading.export import Inquiry
    from kit.opinions.importing.reading.purpose import AnswerColumn, ColumnAnswers
    from kit.opinions.importing.reading.table import RawTable


@dataclass(frozen=True)
class Dialect:
    """How one site writes its exports.

    roles: plain headings of the columns that are no question, and what they tell: serial time start took ip
    detail person, or "" for what nobody needs.
    """

    roles: Mapping[str, str]
    separators: tuple[str, ...] = ()
    guessed: tuple[str, ...] = ()
    channel: str = "网络"

    def roles_in(self, table: RawTable) -> dict[str, int]:
        """Return the columns of a table by what they tell; what is told twice, by its first column."""
        found: dict[str, int] = {}
        for at, label in enumerate(table.plain_labels):
            if label in self.roles:
                found.setdefault(self.roles[label] or f"-{at}", at)
        return found


@dataclass(frozen=True, eq=False)
class SurveySheets:
    """A survey while it is read."""

    table: RawTable
    people: Respondents
    dialect: Dialect
    inquiry: Inquiry

    def column(self, item: AnswerColumn) -> list[str]:
        """Return the answers of a column as texts."""
        return texts(self.people.columns[item.column])


@dataclass(frozen=True, eq=False)
class SurveyColumns:
    """The columns of a survey by what they are for."""

    lines: list[TallyLine] = field(default_factory=list)
    open: list[tuple[AnswerColumn, str, list[str]]] = field(default_factory=list)  # with heading and texts
    names: list[str] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)


def read_survey(table: RawTable, dialect: Dialect, campaign: Campaign, inquiry: Inquiry) -> SheetReading:
    """Return the tallies and opinions of a survey export."""
    roles = dialect.roles_in(table)
    people = respondents_of(table, roles, campaign.campaign.year, inquiry)
    sheets = SurveySheets(table, people, dialect, inquiry)
    used = set(roles.values())
    asked = [(at, label) for at, label in enumerate(table.labels) if label and at not in used]
    _note_unheaded(sheets)
    items = answer_columns(asked, {at: table.peek(at) for at, _ in asked})
    questions = SurveyColumns()
    for _, group in groupby(items, key=lambda item: (item.number or item.label, item.stem, item.is_option)):
        _sort(list(group), sheets, questions)
    return _part(sheets, questions)


def _note_unheaded(sheets: SurveySheets) -> None:
    for at, label in enumerate(sheets.table.labels):
        if not label and sheets.table.peek(at):
            sheets.inquiry.note(
                "warning",
                sheets.table.place(sheets.table.heading_row),
                f"第{at + 1}列有内容，没有列名，没有读",
                "请补上列名再导入",
            )


def _sort(items: list[AnswerColumn], sheets: SurveySheets, questions: SurveyColumns) -> None:
    """Put one question where it belongs."""
    if items[0].is_option:
        options = [sheets.column(item) for item in items]
        questions.lines.extend(_option_lines(sheets.table, items, options))
        return
    for item in items:
        column = sheets.column(item)
        answers = answers_of(column)
        purpose = _purpose(item, answers, sheets)
        if purpose is not None:
            _take(item, column, answers, purpose, sheets, questions)


def _purpose(item: AnswerColumn, answers: ColumnAnswers, sheets: SurveySheets) -> Purpose | None:
    """Return what a column is for, from its answers or from a person; None while nobody knows."""
    place = sheets.table.place(column=item.label)
    stated = sheets.inquiry.answer_to(item.label) or sheets.inquiry.answer_to("用途", place)
    marks = (sheets.dialect.separators, sheets.dialect.guessed)
    purpose = purpose_of(item.sub or item.stem or item.label, answers, *marks)
    if stated in PURPOSES:
        return Purpose(stated, "照答复", separator=purpose.separator or _mark_in(answers, sum(marks, ())))
    if purpose.sure:
        return purpose
    samples = "、".join(f"“{scrubbed(value)[0][:12]}”" for value in list(answers.counts)[:2])
    answer = sheets.inquiry.ask(
        "用途",
        place,
        f"{purpose.why}，如{samples}",
        purpose.kind,
        PURPOSES,
        f"这一列 {answers.answered} 个答案",
    )
    return Purpose(answer, "照答复", separator=_mark_in(answers, sum(marks, ()))) if answer else None


def _mark_in(answers: ColumnAnswers, marks: Sequence[str]) -> str:
    return next((mark for mark in marks if any(mark in value for value in answers.counts)), "")


def _take(
    item: AnswerColumn,
    column: list[str],
    answers: ColumnAnswers,
    purpose: Purpose,
    sheets: SurveySheets,
    questions: SurveyColumns,
) -> None:
    if purpose.kind == OPEN:
        questions.open.append((item, item.label, column))
    elif purpose.kind == NAME:
        questions.names[:] = questions.names or column
    elif purpose.kind == MULTIPLE:
        questions.lines.extend(_multiple_lines(sheets.table, item, answers, purpose.separator))
    elif purpose.kind == SINGLE:
        questions.lines.extend(_single_lines(sheets.table, item, answers))
        if CATEGORY.match(item.stem):
            questions.categories[:] = [
                "" if value in SILENT else FILL_IN.sub("", value).strip() for value in column
            ]
    if purpose.kind in {SINGLE, MULTIPLE}:
        _fill_ins(item, column, sheets, questions)


def _fill_ins(item: AnswerColumn, column: list[str], sheets: SurveySheets, questions: SurveyColumns) -> None:
    """Take what stands in 〖〗 behind an option, if a person says that it is opinions."""
    filled = [
        "；".join(part for part in FILL_IN.findall(value) if part) if "〖" in value else ""
        for value in column
    ]
    count = sum(map(is_opinion, filled))
    if not count:
        return
    label = f"{item.label}〖填空〗"
    place = sheets.table.place(column=label)
    answer = sheets.inquiry.ask(
        "用途", place, f"选项后面有 {count} 处填了字", LEAVE_OUT, (OPEN, LEAVE_OUT), f"这 {count} 处填空"
    )
    if answer == OPEN:
        questions.open.append((item, label, filled))


def _part(sheets: SurveySheets, questions: SurveyColumns) -> SheetReading:
    people, table = sheets.people, sheets.table
    common: dict[str, Sequence[object] | str] = {
        "来源渠道": sheets.inquiry.answer_to("渠道") or sheets.dialect.channel,
        "会议ID": sheets.inquiry.answer_to("会议ID") or "",
        "登记日": people.days,
        "提出者类别": questions.categories or "",
        "提出者姓名": questions.names or people.names,
        "份键": people.keys,
        "键": people.keys,
    }
    frames = [
        opinions_from(table, label, column, common | {"指向": target_named(label)}, people.rows)
        for _, label, column in questions.open
    ]
    return SheetReading(
        concatenated_frames(frames, COLUMNS),
        tally_frame(questions.lines),
        len(people.rows),
        _silent(questions),
    )


def _silent(questions: SurveyColumns) -> int:
    """Return how many sheets answered no open question with an opinion; 0 where none was asked."""
    if not questions.open:
        return 0
    columns = [column for _, _, column in questions.open]
    return sum(1 for row in zip(*columns, strict=True) if not any(map(is_opinion, row)))


def _single_lines(table: RawTable, item: AnswerColumn, answers: ColumnAnswers) -> list[TallyLine]:
    """Return a line an option of a question with one choice, or of one sub-question of a matrix."""
    counts: Counter[str] = Counter()
    for value, times in answers.counts.items():
        counts[FILL_IN.sub("", value).strip()] += times
    return _lines(table, item.stem, item.sub, counts, answers)


def _multiple_lines(
    table: RawTable, item: AnswerColumn, answers: ColumnAnswers, separator: str
) -> list[TallyLine]:
    """Return a line an option; the base is the people who answered, not the ticks."""
    counts: Counter[str] = Counter()
    for value, times in answers.counts.items():
        pieces = split_choices(value, separator) if separator else [value.strip()]
        for piece in dict.fromkeys(FILL_IN.sub("", piece).strip() for piece in pieces):
            counts[piece] += times
    return _lines(table, item.stem, item.sub, counts, answers)


def _option_lines(
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
