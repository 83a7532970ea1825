"""Survey exports: one row an answer sheet; closed questions are counted, open ones give opinions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kit.opinions.importing.reading.export import (
    COLUMNS,
    SheetReading,
    TallyLine,
    concatenated_frames,
    tally_frame,
)
from kit.opinions.importing.reading.purpose import PURPOSES
from kit.opinions.importing.reading.respondents import Respondents, respondents_of
from kit.opinions.importing.reading.rows import CATEGORY, SILENT, is_opinion, opinions_from, target_named
from kit.sheets.surveying.own_columns import own_columns
from kit.sheets.surveying.purposes import LEAVE_OUT, NAME, OPEN, SINGLE, Purpose
from kit.sheets.surveying.questions import questions_asked
from kit.sheets.surveying.tallies import tally_of
from kit.sheets.surveying.verbatim import FILL_IN, texts
from kit.text.no_opinion import is_only_praise
from kit.text.privacy.scrubbing import scrubbed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kit.model.campaign import Campaign
    from kit.model.survey import SurveyQuestion
    from kit.opinions.importing.reading.export import Inquiry
    from kit.opinions.importing.reading.table import RawTable
    from kit.sheets.surveying.items import AnswerColumn
    from kit.sheets.surveying.purposes import ColumnAnswers
    from kit.sheets.surveying.questions import AskedColumns


PRAISE = "只说好"  # what a person decides of answers that praise and say no more


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
        columns = [texts(column) for column in table.columns]
        found: dict[str, int] = {}
        stated = {at: self.roles[label] for at, label in enumerate(table.plain_labels) if label in self.roles}
        by_cells = own_columns(table.labels, columns)
        for at, role in {**by_cells, **stated}.items():
            if at in stated or role != "person":  # a person's column is asked for its name below
                found.setdefault(role if role and role not in found else f"-{at}", at)
        return found


@dataclass(frozen=True, eq=False)
class SurveySheets:
    """A survey while it is read."""

    table: RawTable
    people: Respondents
    dialect: Dialect
    inquiry: Inquiry
    columns: list[list[str]]  # of all columns, as texts

    def settle(self, item: AnswerColumn, answers: ColumnAnswers, found: Purpose) -> Purpose | None:
        """Return what a column is for, from its answers or from a person; None while nobody knows."""
        place = self.table.place(column=item.label)
        stated = self.inquiry.answer_to(item.label) or self.inquiry.answer_to("用途", place)
        mark = found.separator or self._mark_in(answers)
        if stated in PURPOSES:
            return Purpose(stated, "照答复", separator=mark, whole=found.whole)
        if found.sure:
            return found
        samples = "、".join(f"“{scrubbed(value)[0][:12]}”" for value in list(answers.counts)[:2])
        answer = self.inquiry.ask(
            "用途",
            place,
            f"{found.why}，如{samples}",
            found.kind,
            PURPOSES,
            f"这一列 {answers.answered} 个答案",
        )
        return Purpose(answer, "照答复", separator=mark) if answer else None

    def _mark_in(self, answers: ColumnAnswers) -> str:
        marks = (*self.dialect.separators, *self.dialect.guessed)
        return next((mark for mark in marks if any(mark in value for value in answers.counts)), "")


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
    columns = [texts(column) for column in people.columns]
    sheets = SurveySheets(table, people, dialect, inquiry, columns)
    _note_unheaded(sheets)
    marks = (dialect.separators, dialect.guessed)
    questions = SurveyColumns()
    for asked in questions_asked(table.labels, columns, set(roles.values()), marks, sheets.settle):
        _take(asked, sheets, questions)
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


def _take(asked: AskedColumns, sheets: SurveySheets, questions: SurveyColumns) -> None:
    """Put one question where it belongs."""
    item, purpose = asked.items[0], asked.purpose
    column = sheets.columns[item.column]
    if purpose is None or purpose.kind == LEAVE_OUT:
        return
    if purpose.kind == OPEN:
        questions.open.append((item, item.label, column))
    elif purpose.kind == NAME:
        questions.names[:] = questions.names or column
    elif (question := asked.question(sheets.table.labels)) is not None:
        own = [sheets.columns[part.column] for part in asked.items]
        questions.lines.extend(_lines(sheets.table, question, own))
        if purpose.kind == SINGLE and CATEGORY.match(item.stem):
            questions.categories[:] = [
                "" if value in SILENT else FILL_IN.sub("", value).strip() for value in column
            ]
        if not item.is_option:
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
    praised = sheets.inquiry.answer_to(PRAISE) == OPEN
    frames = [
        opinions_from(
            table, label, column, common | {"指向": target_named(label)}, people.rows, praise=praised
        )
        for _, label, column in questions.open
    ]
    praise = [at for at, row in enumerate(_answers(questions)) if _praises_only(row)]
    if praise and not praised:
        _note_praise(table, len(praise), sheets.inquiry)
    return SheetReading(
        concatenated_frames(frames, COLUMNS),
        tally_frame(questions.lines),
        len(people.rows),
        sum(1 for row in _answers(questions) if not any(map(is_opinion, row))) - len(praise),
    )


def _answers(questions: SurveyColumns) -> Iterator[tuple[str, ...]]:
    """Yield what each sheet answered to all open questions; nothing where none was asked."""
    yield from zip(*(column for _, _, column in questions.open), strict=True)


def _praises_only(row: Sequence[str]) -> bool:
    return any(map(is_only_praise, row)) and not any(map(is_opinion, row))


def _note_praise(table: RawTable, number: int, inquiry: Inquiry) -> None:
    inquiry.note(
        "info",
        table.place(),
        f"{number} 份只说“很好”之类，不算无意见，也没有登记成意见",
        f"要登记的，加 --answer {PRAISE}={OPEN} 再导入",
        "opinions.only_praise",
    )


def _lines(table: RawTable, question: SurveyQuestion, columns: Sequence[Sequence[str]]) -> list[TallyLine]:
    """Return a line an option; the base is the people who answered, not the ticks."""
    tally = tally_of(question, columns)
    head = (table.grid.file, table.grid.sheet, question.stem, question.sub)
    base = (len(tally.answered), len(tally.skipped), len(tally.blank))
    return [(*head, option, len(chosen), *base) for option, chosen in tally.chosen.items()]
