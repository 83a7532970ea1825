"""A sheet of answers (答卷), one a row, of any site or of none: told by its questions and its values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from kit.model.fact import Place
from kit.model.finding import Finding, Question
from kit.model.reticent import reticent
from kit.model.survey import QUESTION_NAMES, Survey
from kit.model.table import Table
from kit.sheets.account import BLANK, ColumnPart
from kit.sheets.body import total_word
from kit.sheets.claiming import ClaimedSheet
from kit.sheets.grid import is_blank
from kit.sheets.headings import SEARCHED_ROWS, labels_of, normalised_heading
from kit.sheets.surveying.codebooks import is_codebook
from kit.sheets.surveying.items import NUMBERED
from kit.sheets.surveying.naming import survey_name
from kit.sheets.surveying.own_columns import TIMED, own_columns, repeated_sheets
from kit.sheets.surveying.purposes import (
    CLOSED_KINDS,
    FEW,
    GUESSED,
    LEAVE_OUT,
    MARKS,
    MULTIPLE,
    NAME,
    NUMBER,
    OPEN,
    RANKING,
    SCALE,
    SINGLE,
    Purpose,
    answers_of,
)
from kit.sheets.surveying.questions import AskedColumns, questions_asked
from kit.sheets.surveying.totals import claim_survey_totals
from kit.sheets.surveying.verbatim import days, texts
from kit.sheets.surveying.words import ON_A_SCALE, PERSONAL_TRAIT, SEVERAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from kit.sheets.claiming import Claiming
    from kit.sheets.grid import Grid, RawCell
    from kit.sheets.surveying.items import AnswerColumn
    from kit.sheets.surveying.purposes import ColumnAnswers


KIND_ID = "surveys"
ADDRESSED = re.compile(r"[您你]|[?？]\s*$|请(?:选|填|写|问|您|对|就)")
YES_NO = frozenset({"是", "否", "有", "没有", "男", "女", "不清楚", "说不清"})
GRADES = ON_A_SCALE - YES_NO - frozenset(["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"])
LEAST_CLOSED = 2  # closed questions that make a survey where no site says so
EXPLAINED = 0.8  # share of the headed columns that must be questions, a person's or a site's own
MOST_GIVEN = 0.2  # share of the words of a heading that may stand under it as answers
REPEATS = 2  # how often each answer of a list is given, on the average
SAMPLED = 300  # rows looked at to tell the heading
PURPOSES = (OPEN, SINGLE, MULTIPLE, SCALE, NUMBER, RANKING, LEAVE_OUT)
ROLE_NAMES = {
    "serial": "序号",
    "time": "填写时间",
    "start": "填写时间",
    "took": "所用时间",
    "ip": "来自哪里",
    "place": "来自哪里",
    "source": "来自哪里",
    "score": "总分",
    "user": "填写人",
    "person": "填写人",
    "status": "答完没有",
}
ISSUED = re.compile(
    r"(?:(?:共|实际)?(?:发放|发出|下发|印发)|应(?:调查|参加|参与|答|填))[^，,。；;\d]{0,10}(\d+)\s*[份人名]"
)


@reticent("grid", "body")
@dataclass(frozen=True, eq=False)
class AnswerSheets:
    """A sheet with one of its rows taken for the heading, and each column for something."""

    grid: Grid
    at: int  # the heading's row, counted from 0
    depth: int
    labels: tuple[str, ...]  # unique; nothing over a column without heading
    body: list[tuple[int, list[RawCell]]]  # rows that hold answers, with their Excel rows
    named: Mapping[int, str]  # the other rows

    @cached_property
    def columns(self) -> list[list[str]]:
        """Return the answers column by column, as texts."""
        rows = [row for _, row in self.body]
        cells = list(zip(*rows, strict=True)) if rows else [()] * len(self.labels)
        return [[text.strip() for text in texts(column)] for column in cells]

    @cached_property
    def own(self) -> dict[int, str]:
        """Return what the columns that are no question tell."""
        return own_columns(self.labels, self.columns)

    def asked(self, answers: Mapping[str, str]) -> tuple[AskedColumns, ...]:
        """Return the questions; answers: what people said of columns that are not sure."""

        def settle(item: AnswerColumn, _answers: ColumnAnswers, found: Purpose) -> Purpose | None:
            said = answers.get(self.key(item.label), "")
            if said in PURPOSES:
                return Purpose(said, "照答复", separator=found.separator, whole=found.whole)
            return found

        return tuple(questions_asked(self.labels, self.columns, self.own, (MARKS, GUESSED), settle))

    def key(self, label: str) -> str:
        """Return the key under which [answers] says what a column is for."""
        return f"{self.place(label)}·用途"

    def place(self, column: str | None = None) -> Place:
        """Return a place in this sheet."""
        return Place(self.grid.file, self.grid.sheet, None, column)


def claim_answer_sheets(grid: Grid, claiming: Claiming) -> ClaimedSheet | None:
    """Return the sheet as a survey, if its columns are those of one; answers already counted are none."""
    if not claiming.is_ordered and (is_codebook(grid) or claim_survey_totals(grid, claiming) is not None):
        return None
    found = max(_readings(grid, SAMPLED), key=_score, default=None)
    if found is None or (not claiming.is_ordered and _counts_answers(grid)):
        return None
    if not (claiming.is_ordered or _is_survey(found, is_doubtful=claiming.is_doubtful)):
        return None
    sheets = _reading(grid, found.at, found.depth)
    asked = sheets.asked(claiming.campaign.answers)
    questions = tuple(
        question for each in asked if _is_settled(each) and (question := each.question(sheets.labels))
    )
    survey = Survey(
        survey_name(grid, sheets.at),
        questions,
        _days(sheets, claiming.campaign.campaign.year),
        {sheets.labels[at]: role for at, role in sheets.own.items() if sheets.labels[at]},
        issued_in_notes(grid, sheets.named),
    )
    return ClaimedSheet(
        _table(sheets, survey, claiming.sha256),
        (_why(sheets, survey),),
        sheets.named,
        tuple(_parts(sheets, asked)),
        tuple(_findings(sheets, asked)),
    )


def _counts_answers(grid: Grid) -> bool:
    """Return whether numbers stand under answers (满意 12): how many gave each, and no answer of a person."""
    for row, cells in enumerate(grid.rows[:SEARCHED_ROWS]):
        under = [at for at, cell in enumerate(cells) if str(cell).strip() in GRADES]
        said = [line[at] for line in grid.rows[row + 1 : SAMPLED] for at in under if not is_blank(line[at])]
        numbers = sum(str(cell).replace(".", "", 1).strip().isdigit() for cell in said)
        if len(under) > LEAST_CLOSED and numbers * 2 > len(said):
            return True
    return False


def questions_under(grid: Grid, at: int) -> tuple[int, tuple[str, ...]] | None:
    """Return how many closed questions stand under a row, and which headings ask for words.

    None where the columns under it are not those of a survey.
    """
    if at + 1 >= len(grid.rows) or is_codebook(grid):
        return None
    sheets = _reading(grid, at, 1, SAMPLED)
    if not _is_survey(sheets, is_doubtful=False):
        return None
    asked = [each for each in sheets.asked({}) if _is_settled(each)]
    words = tuple(each.items[0].label for each in asked if each.purpose and each.purpose.kind == OPEN)
    closed = sum(1 for each in asked if each.purpose and each.purpose.kind in CLOSED_KINDS)
    return closed, words


def _readings(grid: Grid, most: int) -> Iterator[AnswerSheets]:
    """Yield the sheet under each row that may be its heading, one or two rows deep.

    Above it stand titles and notes only: the first row that fills half the sheet is the last that may be.
    """
    widest = max((_filled(row) for row in grid.rows[:most]), default=0)
    for at in range(min(SEARCHED_ROWS, len(grid.rows) - 1)):
        words = sum(isinstance(cell, str) and not is_blank(cell) for cell in grid.rows[at])
        if words > 1 and words * 2 >= widest:
            yield from _headed(_reading(grid, at, 1, most))
        if words > 1 and at + 2 < len(grid.rows) and _is_spread(grid.rows[at], grid.rows[at + 1]):
            yield from _headed(_reading(grid, at, 2, most))
        if _filled(grid.rows[at]) * 2 >= widest:
            return


def _filled(row: Sequence[RawCell]) -> int:
    return sum(not is_blank(cell) for cell in row)


def _headed(sheets: AnswerSheets) -> Iterator[AnswerSheets]:
    """Yield a reading whose heading is none of the rows: next to none of its words is given as an answer."""
    named = [at for at, label in enumerate(sheets.labels) if label]
    given = sum(sheets.labels[at] in sheets.columns[at] for at in named)
    if given <= MOST_GIVEN * len(named):
        yield sheets


def _is_spread(above: Sequence[RawCell], below: Sequence[RawCell]) -> bool:
    """Return whether a row has blanks behind its words that the row below fills with words."""
    under = [one for one, other in zip(below, above, strict=True) if is_blank(other) and not is_blank(one)]
    return bool(under) and all(isinstance(cell, str) for cell in under)


def _reading(grid: Grid, at: int, depth: int, most: int | None = None) -> AnswerSheets:
    labels: list[str] = []
    for number, ways in enumerate(labels_of(grid, at, depth), 1):
        label = " ".join((ways[0] if ways else "").split())
        label = label.replace("/", "—", 1) if depth > 1 and len(ways) > 1 else label
        labels.append(f"{label}（第{number}列）" if label and label in labels else label)
    below = grid.rows[at + depth :]
    rows = list(enumerate(below[:most], grid.first_row + at + depth))
    named = dict(_heading_rows(grid, at, depth))
    serials = [column for column, label in enumerate(labels) if normalised_heading(label) in _SERIALS]
    kept = []
    for number, row in rows:
        if reason := _no_answers(row, labels, serials):
            named[number] = reason
        else:
            kept.append((number, row))
    whole = AnswerSheets(grid, at, depth, tuple(labels), kept, named)
    again = repeated_sheets(list(zip(*(row for _, row in kept), strict=True)), whole.own) if kept else {}
    if not again:
        return whole
    named |= {kept[row][0]: f"和第{kept[first][0]}行是同一份答卷" for row, first in again.items()}
    once = [each for row, each in enumerate(kept) if row not in again]
    return AnswerSheets(grid, at, depth, tuple(labels), once, named)


_SERIALS = {"序号", "答题序号", "编号", "表号", "份号", "no", "no."}


def _heading_rows(grid: Grid, at: int, depth: int) -> Iterator[tuple[int, str]]:
    for number, row in enumerate(grid.rows[: at + depth]):
        reason = "列名" if number >= at else BLANK if all(map(is_blank, row)) else "标题"
        yield grid.first_row + number, reason


def _no_answers(row: Sequence[RawCell], labels: Sequence[str], serials: Sequence[int]) -> str:
    """Return what a row is that holds no answers; nothing for one that does."""
    filled = [at for at, cell in enumerate(row) if not is_blank(cell)]
    if not filled:
        return BLANK
    if any(total_word(row[at]) for at in filled):
        return "合计"
    if all(normalised_heading(str(row[at])) == normalised_heading(labels[at]) for at in filled):
        return "列名"
    if set(filled) <= set(serials) and all(str(row[at]).replace(".", "").isalnum() for at in filled):
        return "只有序号，没有作答"
    return "说明" if len(filled) == 1 and filled[0] <= min(serials, default=0) and len(labels) > 2 else ""  # noqa: PLR2004 - of two columns one may well be blank


def _score(sheets: AnswerSheets) -> tuple[int, int, int, int]:
    """Return how well a row is the heading: what its columns are then known to be."""
    if not sheets.body:
        return (0, 0, 0, -sheets.at)
    closed = sum(len(each.items) for each in sheets.asked({}) if _is_listed(sheets, each))
    named = sum(bool(label) for label in sheets.labels)
    return closed + len(sheets.own), named, -sheets.depth, -sheets.at


def _is_settled(asked: AskedColumns) -> bool:
    return asked.purpose is not None and asked.purpose.sure


def _is_listed(sheets: AnswerSheets, asked: AskedColumns) -> bool:
    """Return whether a question is surely answered from a list: few answers, again and again."""
    if asked.purpose is None or not asked.purpose.sure or asked.purpose.kind not in CLOSED_KINDS - {NUMBER}:
        return False
    if len(asked.items) > 1 or asked.items[0].is_option or asked.purpose.kind in {MULTIPLE, RANKING}:
        return bool(sheets.body)
    answers = answers_of(sheets.columns[asked.items[0].column])
    return answers.answered >= REPEATS * len(answers.counts) and answers.answered >= FEW


def _is_survey(sheets: AnswerSheets, *, is_doubtful: bool) -> bool:
    """Return whether the columns are those of a survey.

    A site's own columns with anything asked beside them say so; else several questions that are answered
    from lists, one of them put to a person, and next to no column that is something else.
    """
    asked = sheets.asked({})
    questions = [each for each in asked if _is_question(each)]
    if len(TIMED & set(sheets.own.values())) > 1 and questions and not is_doubtful:
        return True
    listed = [each for each in asked if _is_listed(sheets, each)]
    headed = [at for at, label in enumerate(sheets.labels) if label and any(sheets.columns[at])]
    known = {*sheets.own, *(item.column for each in questions for item in each.items)}
    explained = sum(at in known for at in headed)
    if len(listed) < LEAST_CLOSED or not sheets.body or explained < EXPLAINED * len(headed):
        return False
    addressed = sum(map(_is_addressed, questions))
    if is_doubtful:
        put = sum(bool(ADDRESSED.search(each.items[0].label)) for each in questions)
        return put * 2 >= len(questions) or (put > 0 and any(_has_several(each) for each in listed))
    return any(not _is_trait(each) for each in questions) and bool(addressed or any(_speaks(sheets, listed)))


def _is_question(asked: AskedColumns) -> bool:
    """Return whether a column is a question: answered from a list, or asking for words."""
    purpose, heading = asked.purpose, asked.items[0].label
    if purpose is None or purpose.kind in {LEAVE_OUT, NAME}:
        return False
    return purpose.sure or bool(ADDRESSED.search(heading) or NUMBERED.match(heading))


def _is_addressed(asked: AskedColumns) -> bool:
    """Return whether a heading is put as a question to a person."""
    heading = asked.items[0].label
    return bool(NUMBERED.match(heading) or ADDRESSED.search(heading) or SEVERAL.search(heading))


def _has_several(asked: AskedColumns) -> bool:
    """Return whether several options may be chosen or ranked, as on no ballot."""
    return asked.purpose is not None and asked.purpose.kind in {MULTIPLE, RANKING}


def _speaks(sheets: AnswerSheets, listed: Iterable[AskedColumns]) -> Iterator[bool]:
    """Yield for each listed question whether only people answer like that, not ledgers."""
    for asked in listed:
        kind = asked.purpose.kind if asked.purpose is not None else ""
        answers = set(answers_of(sheets.columns[asked.items[0].column]).counts)
        graded = answers <= ON_A_SCALE and not answers <= YES_NO and len(asked.items) == 1
        yield kind in {MULTIPLE, SCALE, RANKING} or graded or _is_trait(asked)


def _is_trait(asked: AskedColumns) -> bool:
    """Return whether a question asks who somebody is, as a roster does too."""
    return bool(PERSONAL_TRAIT.fullmatch(asked.items[0].stem))


def issued_in_notes(grid: Grid, named: Mapping[int, str]) -> tuple[int, int] | None:
    """Return how many went out as a line above or below the rows says, and its row; None if two differ."""
    said = [
        (int(match[1]), row)
        for row in named
        for cell in grid.rows[row - grid.first_row]
        if isinstance(cell, str) and (match := ISSUED.search(cell))
    ]
    return said[0] if len({number for number, _ in said}) == 1 else None


def _days(sheets: AnswerSheets, year: int) -> tuple[date, date] | None:
    """Return the days of the first and the last answer."""
    at = next((at for role in ("time", "start") for at, said in sheets.own.items() if said == role), None)
    found = sorted(filter(None, days([row[at] for _, row in sheets.body], year))) if at is not None else []
    return (pd.Timestamp(found[0]).date(), pd.Timestamp(found[-1]).date()) if found else None


def _table(sheets: AnswerSheets, survey: Survey, sha256: str) -> Table:
    index = pd.Index([number for number, _ in sheets.body], dtype="int64", name="行")
    cells = {
        label: [text or None for text in column]
        for label, column in zip(sheets.labels, sheets.columns, strict=True)
        if label
    }
    frame = pd.DataFrame(cells, index=index, columns=list(cells), dtype=object)
    return Table(KIND_ID, sheets.grid.file, sheets.grid.sheet, sha256, frame, survey=survey)


def _why(sheets: AnswerSheets, survey: Survey) -> str:
    site = [sheets.labels[at] for at, role in sheets.own.items() if role in TIMED and sheets.labels[at]]
    said = f"一行是一份答卷，{len(survey.closed)} 道选择题的答案反复出现"
    return f"{said}，有“{'”“'.join(site[:3])}”列" if site else said


def _parts(sheets: AnswerSheets, asked: Iterable[AskedColumns]) -> Iterator[ColumnPart]:
    """Yield what each column was taken for, from left to right."""
    taken: dict[int, tuple[str, str]] = {
        at: (ROLE_NAMES[role], "列名和内容") for at, role in sheets.own.items()
    }
    for each in asked:
        question = each.question(sheets.labels) if _is_settled(each) else None
        why = each.purpose.why if each.purpose is not None else ""
        name = QUESTION_NAMES[question.kind] if question is not None else ""
        taken |= {item.column: (name, why if name else "") for item in each.items}
    for at, label in enumerate(sheets.labels):
        if label:
            yield ColumnPart(label, *taken.get(at, ("", "")))


def _findings(sheets: AnswerSheets, asked: Sequence[AskedColumns]) -> Iterator[Finding]:
    """Yield what is to be asked of columns that are not sure, and columns without a heading."""
    for each in asked:
        purpose, label = each.purpose, each.items[0].label
        if purpose is not None and not purpose.sure:
            yield _unsure(sheets, label, purpose)
    for at, label in enumerate(sheets.labels):
        if not label and any(sheets.columns[at]):
            problem = f"第{at + 1}列有内容，没有列名，没有算"
            yield Finding(
                "survey.unheaded",
                "warning",
                sheets.place(),
                problem,
                "是问卷的题目，请补上列名；不是的不用管",
            )


def _unsure(sheets: AnswerSheets, label: str, purpose: Purpose) -> Finding:
    proposal = purpose.kind if purpose.kind in PURPOSES else LEAVE_OUT
    asked = f"问卷的“{label}”列{purpose.why}，当作什么"
    key = sheets.key(label)
    return Finding(
        "survey.unsure",
        "warning",
        sheets.place(label),
        f"{purpose.why}，这一题先没有统计",
        f'运行 kit map 回答，或在 campaign.toml 的 [answers] 里写 "{key}" = "{proposal}"',
        question=Question(key, asked, proposal, PURPOSES),
    )
