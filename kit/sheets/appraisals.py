"""Sheets that appraise (评议): told by what they ask, where nobody has said yet what that is.

A sheet of ballots has columns that are answered from one small ordered list of words; totals have such
words under each of several headings, or beside each item. A unit, or a word for an appraisal, tells ballots
from a survey.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kit.sheets.grading import LEAST_GRADES, NO_ANSWER, UNKNOWN, is_grade
from kit.sheets.grid import is_blank
from kit.sheets.headings import (
    BRACKETED,
    LEADING_NUMBER,
    SEARCHED_ROWS,
    labels_of,
    without_closing_bracket,
)
from kit.sheets.values import narrow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kit.sheets.grid import Grid, RawCell


NO_GRADE = re.compile(r"弃权|未表态|未填|无效|多选|小计|合计|总计|得分|.*率|.*[%％]|.*(票数|人数)")
OVERALL = re.compile(r"(综合|总体|总的|整体)(评价|印象|评议|测评|等次)|总评(价|等次)?")
UNIT = re.compile(
    r"(?:[您你]?要?(?:被|受)?(?:评议?|测评|考核|考评|评价)的?)?"
    r"(?:单位|部门|科室|处室|机构|对象|学校|医院|街道|社区|支部|班子|公司|企业|站所|窗口|院系|乡镇|村)(?:名称|全称)?"
)
NO_ITEM = re.compile(rf"{UNIT.pattern}|.*姓名|票种|票别|.*身份|人员类[别型]|类别|组别|班组|等级|级别")
APPRAISAL = re.compile(r"评议|测评|考评|考核|行风|评分")
ITEM = re.compile(r"(?:评议|测评|考核|考评|评价)?(?:项目|内容|指标|方面)(?:名称)?")
TOTAL = re.compile(r"合计|小计|总计|平均|注|说明")
TRAIT = re.compile(r"[您你]?的?(?:性别|年龄.*|学历|文化程度|职业|民族|政治面貌|工龄)")
OF_A_SITE = re.compile(r"提交|用时|所用|开始时间|结束时间|IP|来源", re.IGNORECASE)
PUT = re.compile(r"[您你]|[?？]\s*$|请(?:选|填|写|问|对|就)")
YES_NO = frozenset({"是", "否", "有", "无", "没有", "已", "未", "男", "女"})
LEAST_ITEMS, LEAST_ROWS, LEAST_ALIKE = 2, 3, 3
LONGEST_GRADE, MOST_GRADES = 6, 7  # characters, words
DEEPEST = 3  # rows of a heading
LEAST_FIT = 0.8  # share of a column's cells that are grades
SAMPLED = 2000  # rows that are looked at


Leaning = Literal["ballots", "rather ballots", "rather survey", "survey"]


@dataclass(frozen=True, eq=False)
class AppraisalSheet:
    """A sheet that may hold ballots or totals of them: how often each item was answered with each word."""

    grid: Grid
    answers: Mapping[str, Counter[str]]  # by item
    printed: tuple[str, ...] = ()  # the grades as headings have them; none where cells say them
    leaning: Leaning = "ballots"
    doubt: str = ""  # why it may be the other

    @property
    def is_doubtful(self) -> bool:
        """Return whether only a person can say if it holds ballots or answers to a survey."""
        return self.leaning.startswith("rather")

    @property
    def asked(self) -> frozenset[str]:
        """Return the items, without 综合评价."""
        return frozenset(item for item in self.answers if not OVERALL.fullmatch(item))


def appraisal_sheet(grid: Grid) -> AppraisalSheet | None:
    """Return a sheet with what it asks: told by its headings or its cells; None for any other."""
    rows = list(_may_be_headings(grid))
    readings = (how(grid, row) for row in rows for how in (_from_headings, _from_rows, _from_cells))
    return max((sheet for sheet in readings if sheet), key=lambda sheet: _weight(sheet.answers), default=None)


def _may_be_headings(grid: Grid) -> Iterator[int]:
    """Yield the rows that may be the heading: none below the first few that fill half of the sheet."""
    filled = [sum(not is_blank(cell) for cell in row) for row in grid.rows[:SEARCHED_ROWS]]
    wide = 0
    for row, number in enumerate(filled):
        yield row
        wide += number * 2 >= max(filled)
        if wide == DEEPEST:
            return


def _weight(answers: Mapping[str, Counter[str]]) -> tuple[int, int]:
    return len(answers), sum(counts.total() for counts in answers.values())


def _from_headings(grid: Grid, row: int) -> AppraisalSheet | None:
    """Return the upper headings that stand over the same grades."""
    if row + 2 > len(grid.rows):
        return None
    below: dict[str, list[str]] = {}
    for ways in labels_of(grid, row, 2):
        item, slash, grade = (ways[0] if ways else "").partition("/")
        if slash and not NO_GRADE.fullmatch(narrow(grade)):
            below.setdefault(_item(item), []).append(narrow(grade))
    shared = Counter(map(tuple, below.values())).most_common(1)
    if not shared or shared[0][1] < LEAST_ITEMS or not _are_grades(shared[0][0]):
        return None
    grades = shared[0][0]
    answers = {item: Counter(grades) for item, own in below.items() if tuple(own) == grades}
    return AppraisalSheet(grid, answers, grades)


def _from_rows(grid: Grid, row: int) -> AppraisalSheet | None:
    """Return the items that stand one below the other beside the numbers of their grades."""
    labels = [_item(cell) if isinstance(cell, str) else "" for cell in grid.rows[row]]
    grades = tuple(label for label in labels if is_grade(label) or label in UNKNOWN)
    called = [at for at, label in enumerate(labels) if ITEM.fullmatch(label)]
    if not called or not _are_grades(grades):
        return None
    said = [narrow(line[called[0]]) for line in grid.rows[row + 1 :] if not is_blank(line[called[0]])]
    items = dict.fromkeys(word for word in said if not TOTAL.match(word))
    is_repeated = len(said) > len(items) >= LEAST_ITEMS
    return AppraisalSheet(grid, {item: Counter(grades) for item in items}, grades) if is_repeated else None


def _are_grades(words: Sequence[str]) -> bool:
    """Return whether these are words to choose from: short, different, two or more of them judging."""
    is_short = all(0 < len(word) <= LONGEST_GRADE for word in words)
    judging = sum(map(is_grade, words))
    return len(set(words)) == len(words) and is_short and judging >= max(LEAST_GRADES, len(words) - 1)


def _from_cells(grid: Grid, row: int) -> AppraisalSheet | None:
    """Return the headings of one row over columns whose cells are words of one list."""
    below = grid.rows[row + 1 : row + SAMPLED]
    labels = grid.rows[row]
    heads = [at for at, cell in enumerate(labels) if isinstance(cell, str) and not is_blank(cell)]
    if len(below) < LEAST_ROWS or len(heads) < LEAST_ITEMS:
        return None
    asking = [at for at in heads if not NO_ITEM.fullmatch(_item(str(labels[at])))]
    columns = {at: _answers([line[at] for line in below]) for at in asking}
    graded = {at: said for at, said in columns.items() if _are_judged(said)}
    if any(narrow(labels[at]) in said for at, said in graded.items()):
        return None  # a row of answers
    if len(graded) < LEAST_ITEMS:
        graded = _alike(columns) if _is_called(grid, row) else {}
    if len(graded) < LEAST_ITEMS:
        return None
    answers = {_item(str(labels[at])): said for at, said in graded.items()}
    others = [_item(str(labels[at])) for at in heads if at not in graded]
    leaning, doubt = _leaning(grid, row, [str(labels[at]) for at in graded], others)
    is_told = leaning == "ballots" or len({word for said in answers.values() for word in said}) > 1
    return AppraisalSheet(grid, answers, (), leaning, doubt) if is_told else None


def _answers(cells: Iterable[RawCell]) -> Counter[str]:
    said = (narrow(cell) for cell in cells if isinstance(cell, str) and not is_blank(cell))
    return Counter(word for word in said if word not in NO_ANSWER)


def _are_judged(said: Counter[str]) -> bool:
    judged = sum(number for word, number in said.items() if is_grade(word) or word in UNKNOWN)
    return judged >= LEAST_ROWS and judged >= LEAST_FIT * said.total() and any(map(is_grade, said))


def _alike(columns: Mapping[int, Counter[str]]) -> dict[int, Counter[str]]:
    """Return the columns that are answered from one short list of words that nobody knows."""
    short = {
        at: said
        for at, said in columns.items()
        if said.total() >= LEAST_ROWS
        and 1 < len(said) <= MOST_GRADES
        and all(len(word) <= LONGEST_GRADE and not word.isascii() for word in said)
    }
    for said in short.values():
        found = {at: other for at, other in short.items() if set(other) <= set(said)}
        if len(found) >= LEAST_ALIKE and not set(said) & YES_NO:
            return found
    return {}


def _is_called(grid: Grid, row: int) -> bool:
    """Return whether the sheet, its file or a line above the heading speaks of an appraisal."""
    titles = [cell for line in grid.rows[:row] for cell in line if isinstance(cell, str)]
    return any(APPRAISAL.search(said) for said in (grid.sheet, grid.file.rpartition("/")[2], *titles))


def _leaning(grid: Grid, row: int, items: Sequence[str], others: Sequence[str]) -> tuple[Leaning, str]:
    """Return whether columns that are answered alike are ballots or a survey, and why one may doubt it.

    A survey puts its questions to a person, or asks who that is; ballots say which unit they are about.
    """
    if sum(bool(PUT.search(item)) for item in items) * 2 >= len(items):
        return "survey", ""
    headings = [
        without_closing_bracket(cell)
        for line in grid.rows[: row + 1]
        for cell in line
        if isinstance(cell, str)
    ]
    is_about_units = any(map(UNIT.fullmatch, headings)) or _is_called(grid, row)
    trait = next((other for other in others if TRAIT.fullmatch(other)), "")
    if is_about_units:
        return ("rather ballots", f"有“{trait}”列") if trait else ("ballots", "")
    if trait or any(map(OF_A_SITE.search, others)):
        return "survey", ""
    return "rather survey", "没有写评的是哪个单位"


def _item(heading: str) -> str:
    said = LEADING_NUMBER.sub("", narrow(heading))
    return BRACKETED.sub("", said) or said
