"""A tally of a survey already made: a unit a row, counts of answers that add up to how many took part."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

import pandas as pd

from kit.model.fact import Place
from kit.model.finding import Finding, Question
from kit.model.reticent import reticent
from kit.model.survey import SUMMED, SurveyTotals
from kit.model.table import Column, Table
from kit.sheets.account import BLANK, ColumnPart
from kit.sheets.body import total_word
from kit.sheets.claiming import ClaimedSheet
from kit.sheets.grid import is_blank
from kit.sheets.headings import IGNORED, SEARCHED_ROWS, labels_of, normalised_heading
from kit.sheets.rates import last_place_in, percent_in
from kit.sheets.surveying.counts_in_cells import counts_in, laid_out_counts, options_in
from kit.sheets.surveying.naming import survey_name
from kit.sheets.surveying.own_columns import fits
from kit.sheets.surveying.words import ON_A_SCALE
from kit.sheets.values import narrow, read_count
from kit.text.numbers import fixed_text, percentage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from fractions import Fraction

    from kit.sheets.claiming import Claiming
    from kit.sheets.grid import Grid, RawCell


KIND_ID = "survey_totals"
LEAST_OPTIONS, LEAST_ROWS = 2, 3
SAMPLED = 50  # rows of which one must be a count, for the column to be looked at whole
ADDING_UP = 0.9  # share of the rows in which the counts add up to the total
SHARED_ROOT = 2  # characters that answers have in common: 满意 基本满意 不满意
ABSTAINED = frozenset({"弃权", "未答", "未填", "不了解", "不清楚", "说不清", "无效", "其他"})
SHARE = re.compile(r"率|占比|比例|%")
ASKED = re.compile(r"发放|发出|下发|应(?:调查|参加|参与|到|答|填|测|评)|总人数|在册|职工数|职工人数")
UNKNOWN = "有看不清的格，没有算"
ANY = Column("任何")
NOBODY = "没有人选"


@reticent("grid", "body")
@dataclass(frozen=True, eq=False)
class TotalsSheet:
    """A sheet with one of its rows taken for the heading."""

    grid: Grid
    at: int
    labels: tuple[str, ...]
    body: list[tuple[int, list[RawCell]]]  # rows of units, with their Excel rows
    named: Mapping[int, str]
    totals: list[tuple[int, list[RawCell]]]  # rows that say 合计
    cell: str = ""  # the column whose cells hold the counts of all options

    @cached_property
    def counts(self) -> dict[int, list[int | None]]:
        """Return the columns of counts, by place."""
        found = {}
        for at, label in enumerate(self.labels):
            cells = [row[at] for _, row in self.body]
            first = [cell for cell in cells[:SAMPLED] if not is_blank(cell)]
            if self.cell and at >= len(self.grid.rows[self.at]):  # laid out from a cell
                found[at] = [_count(cell) for cell in cells]
                continue
            if first and all(_count(cell) is None for cell in first):
                continue
            counted = [_count(cell) for cell in cells]
            filled = sum(not is_blank(cell) for cell in cells)
            known = sum(number is not None for number in counted)
            if label and normalised_heading(label) not in IGNORED and known and known >= ADDING_UP * filled:
                found[at] = counted
        return found

    def place(self, row: int | None = None, column: str | None = None) -> Place:
        """Return a place in this sheet."""
        return Place(self.grid.file, self.grid.sheet, row, column)


def _count(cell: RawCell) -> int | None:
    if isinstance(cell, float) and cell.is_integer() and cell >= 0:
        return int(cell)
    if is_blank(cell) or "%" in narrow(cell):
        return None
    value = read_count(cell, ANY, 0).value
    return value if isinstance(value, int) else None


def claim_survey_totals(grid: Grid, claiming: Claiming) -> ClaimedSheet | None:
    """Return the sheet as a tally by unit, if counts of answers add up to a total column."""
    said = claiming.campaign.answers
    for bare in _total_readings(grid):
        if (totals := _layout(_spread_out(bare, is_none=True))) is not None:
            question = _unnamed(bare, totals)
            is_none = question is not None and said.get(question.key) == NOBODY
            sheet = _spread_out(bare, is_none=is_none)
            claimed = _claimed(sheet, totals, claiming.sha256)
            if question is None or question.key in said:
                return claimed
            return replace(claimed, findings=(_not_named(bare, totals, question), *claimed.findings))
    return None


def _unnamed(sheet: TotalsSheet, totals: SurveyTotals) -> Question | None:
    """Return what to ask where a cell leaves an option out and no total says that nobody chose it."""
    if totals.total != SUMMED:
        return None
    at = sheet.labels.index(totals.cell)
    if all(set(totals.options) <= (counts_in(row[at]) or {}).keys() for _, row in sheet.body):
        return None
    asked = f"{sheet.place()}的“{totals.cell}”列有的格没有写全各选项，没写到的是不是没有人选"
    return Question(f"{sheet.place(column=totals.cell)}·没写到的选项", asked, NOBODY, (NOBODY, "不知道"))


def _not_named(sheet: TotalsSheet, totals: SurveyTotals, question: Question) -> Finding:
    at = sheet.labels.index(totals.cell)
    rows = [
        row for row, cells in sheet.body if not set(totals.options) <= (counts_in(cells[at]) or {}).keys()
    ]
    place = sheet.place(rows[0], totals.cell)
    problem = f"有 {len(rows)} 格没有写全各选项（{'、'.join(totals.options)}），没写到的先当作不知道"
    remedy = "请在 kit map 里回答没写到的是不是没有人选"
    return Finding("survey.unnamed_option", "warning", place, problem, remedy, question=question)


def _total_readings(grid: Grid) -> Iterator[TotalsSheet]:
    """Yield the sheet under each row that may be its heading: the first that fills half of it is the last."""
    widest = max(map(_width, grid.rows), default=0)
    for at in range(min(SEARCHED_ROWS, len(grid.rows) - 1)):
        labels = tuple("".join((ways[0] if ways else "").split()) for ways in labels_of(grid, at, 1))
        headed = [label for label in labels if label]
        numbers = any(label.replace(".", "").isdigit() for label in headed)
        if len(headed) >= LEAST_OPTIONS and len(set(headed)) == len(headed) and not numbers:
            yield _total_reading(grid, at, labels)
        if _width(grid.rows[at]) > 1 and _width(grid.rows[at]) * 2 >= widest:
            return


def _width(row: Sequence[RawCell]) -> int:
    return sum(not is_blank(cell) for cell in row)


def _total_reading(grid: Grid, at: int, labels: tuple[str, ...]) -> TotalsSheet:
    named: dict[int, str] = {}
    body: list[tuple[int, list[RawCell]]] = []
    totals: list[tuple[int, list[RawCell]]] = []
    for place, row in enumerate(grid.rows):
        number = grid.first_row + place
        filled = [cell for cell in row if not is_blank(cell)]
        if not filled:
            named[number] = BLANK
        elif place <= at:
            named[number] = "列名" if place == at else "标题"
        elif any(total_word(cell) for cell in filled):
            named[number] = "合计"
            totals.append((number, row))
        elif len(filled) == 1:
            named[number] = "说明"
        else:
            body.append((number, row))
    return TotalsSheet(grid, at, labels, body, named, totals)


def _spread_out(sheet: TotalsSheet, *, is_none: bool) -> TotalsSheet:
    """Return the sheet with the options that one cell of a row counts as columns of their own.

    What a cell does not name got none only where what it names comes to the row's total; is_none: or where
    somebody said so.
    """
    for at, label in enumerate(sheet.labels):
        options = options_in([row[at] for _, row in sheet.body]) if label else ()
        if not options or set(options) & set(sheet.labels):
            continue
        stated = _stated_total(sheet, at)
        labels = (*sheet.labels, *options) if stated is not None else (*sheet.labels, *options, SUMMED)

        body, totals = (
            [(number, _wider(row, at, options, stated, is_none=is_none)) for number, row in rows]
            for rows in (sheet.body, sheet.totals)
        )
        return replace(sheet, labels=labels, body=body, totals=totals, cell=label)
    return sheet


def _wider(
    row: list[RawCell], at: int, options: Sequence[str], stated: int | None, *, is_none: bool
) -> list[RawCell]:
    """Return a row with the counts of a cell behind it, and their sum where no column states it."""
    counts = counts_in(row[at]) or {}
    is_whole = _count(row[stated]) == sum(counts.values()) if stated is not None else is_none
    cells = laid_out_counts(row[at], options, is_whole=is_whole)
    if stated is not None:
        return [*row, *cells]
    return [*row, *cells, float(sum(counts.values())) if counts and None not in cells else None]


def _stated_total(sheet: TotalsSheet, cell: int) -> int | None:
    """Return the column that is the sum of what the cells of another count, in nearly all rows."""
    summed = [sum((counts_in(row[cell]) or {}).values()) for _, row in sheet.body]
    for at, counted in sheet.counts.items():
        told = [(number, total) for number, total in zip(counted, summed, strict=True) if number is not None]
        if told and sum(number == total for number, total in told) >= ADDING_UP * len(told):
            return at
    return None


def _layout(sheet: TotalsSheet) -> SurveyTotals | None:
    """Return which column is the total and which are the answers; None where none add up."""
    unit = _units(sheet)
    if unit is None or len(sheet.body) < LEAST_ROWS:
        return None
    found = [
        (total, options)
        for total, options in _sums(sheet)
        if sheet.cell or _are_answers([sheet.labels[at] for at in options])
    ]
    if found:
        total, options = max(found, key=lambda each: len(each[1]))  # with those that nobody chose
        names = [sheet.labels[at] for at in options]
        rate, rated = _rate(sheet, total, options)
        labels, issued = sheet.labels, _issued(sheet, total, options)
        return SurveyTotals(
            survey_name(sheet.grid, sheet.at),
            labels[unit],
            labels[total],
            tuple(names),
            labels[rate] if rate is not None else "",
            tuple(labels[at] for at in rated),
            labels[issued] if issued is not None else "",
            sheet.cell,
        )
    return None


def _issued(sheet: TotalsSheet, total: int, options: Sequence[int]) -> int | None:
    """Return the column of how many were asked: it says so, and no row has more answers."""
    for at, counted in sheet.counts.items():
        pairs = zip(counted, sheet.counts.get(total, [None] * len(counted)), strict=True)
        known = [(one, other) for one, other in pairs if one is not None and other is not None]
        if at != total and at not in options and ASKED.search(sheet.labels[at]):
            return at if all(other <= one for one, other in known) else None
    return None


def _units(sheet: TotalsSheet) -> int | None:
    """Return the first column of words, each of which stands once."""
    for at, label in enumerate(sheet.labels):
        cells = [narrow(row[at]) for _, row in sheet.body]
        words = [cell for cell in cells if cell and not cell.replace(".", "").isdigit() and "%" not in cell]
        if label and len(words) == len(cells) == len(set(words)) and words:
            return at
    return None


def _sums(sheet: TotalsSheet) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield the columns that others beside them add up to, with those."""
    if sheet.cell:
        yield _of_the_cell(sheet)
        return
    places = list(sheet.counts)
    for total in places:
        for first, last in combinations(range(len(places) + 1), 2):
            run = tuple(places[first:last])
            if len(run) >= LEAST_OPTIONS and total not in run and _adds_up(sheet, total, run):
                yield total, run


def _of_the_cell(sheet: TotalsSheet) -> tuple[int, tuple[int, ...]]:
    """Return the total of the counts that stand in one cell, and their columns behind the sheet's own."""
    first, last = len(sheet.grid.rows[sheet.at]), len(sheet.labels)
    if sheet.labels[-1] == SUMMED:
        return last - 1, tuple(range(first, last - 1))
    stated = _stated_total(sheet, sheet.labels.index(sheet.cell))
    return stated if stated is not None else last - 1, tuple(range(first, last))


def _adds_up(sheet: TotalsSheet, total: int, run: Sequence[int]) -> bool:
    rows = zip(sheet.counts[total], *(sheet.counts[at] for at in run), strict=True)
    known = [row for row in rows if row[0] is not None]
    fitting = sum(row[0] == sum(part or 0 for part in row[1:]) for row in known)
    return len(known) >= LEAST_ROWS and fitting >= ADDING_UP * len(known) and any(row[0] for row in known)


def _are_answers(names: Sequence[str]) -> bool:
    """Return whether the headings are answers: words of a scale, or of one root."""
    said = [name for name in names if name not in ABSTAINED]
    if said and all(name in ON_A_SCALE for name in said):
        return True
    shortest = min(said, key=len, default="")
    ends = range(len(shortest) - SHARED_ROOT + 1)
    roots = {shortest[start : start + SHARED_ROOT] for start in ends}
    return len(said) > LEAST_OPTIONS and any(all(root in name for name in said) for root in roots)


def _rate(sheet: TotalsSheet, total: int, options: Sequence[int]) -> tuple[int | None, tuple[int, ...]]:
    """Return the column of percentages and the answers whose share nearly all of its cells are.

    No answers: a column that calls itself a share and is none of theirs.
    """
    called = None
    for at, label in enumerate(sheet.labels):
        cells = [narrow(row[at]) for _, row in sheet.body if not is_blank(row[at])]
        if not label or at in (total, *options) or not fits(cells, lambda text: percent_in(text) is not None):
            continue
        for number in range(1, len(options)):
            rated = tuple(options[:number])
            wrong = sum(1 for _ in _wrong_rates(sheet, at, total, rated))
            if wrong <= (1 - ADDING_UP) * len(cells):
                return at, rated
        called = at if called is None and SHARE.search(label) else called
    return called, ()


def _wrong_rates(
    sheet: TotalsSheet, at: int, total: int, rated: Sequence[int]
) -> Iterator[tuple[int, Fraction, Fraction]]:
    """Yield rows whose percentage is not the share of these answers: row, what it says, what it is."""
    for place, (number, row) in enumerate(sheet.body):
        said, whole = percent_in(row[at]), sheet.counts[total][place]
        parts = [sheet.counts[option][place] for option in rated]
        if said is None or not whole or None in parts:
            continue
        exact = percentage(sum(part or 0 for part in parts), whole)
        if abs(exact - said) >= last_place_in(row[at]):
            yield number, said, exact


def _claimed(sheet: TotalsSheet, totals: SurveyTotals, sha256: str) -> ClaimedSheet:
    at = {label: place for place, label in enumerate(sheet.labels) if label}
    numbers = (totals.total, *totals.options, *filter(None, (totals.issued,)))
    unread = frozenset(
        (row, totals.standing(label))
        for label in numbers
        for (row, cells), count in zip(sheet.body, sheet.counts[at[label]], strict=True)
        if count is None and not is_blank(cells[at[label]])
    )
    lost = {row for row, _ in unread}
    index = pd.Index([row for row, _ in sheet.body], dtype="int64", name="行")
    cells: dict[str, list[object]] = {
        totals.unit: [str(row[at[totals.unit]]).strip() for _, row in sheet.body]
    }
    cells |= {label: list(sheet.counts[at[label]]) for label in numbers}
    whole = pd.DataFrame(cells, index=index, columns=list(cells), dtype=object)
    keep = [row not in lost for row in whole.index]
    table = Table(
        KIND_ID,
        sheet.grid.file,
        sheet.grid.sheet,
        sha256,
        whole[keep],
        unread,
        whole[[not kept for kept in keep]],
        survey=totals,
    )
    return ClaimedSheet(
        table,
        (_why(totals),),
        dict(sheet.named) | dict.fromkeys(lost, UNKNOWN),
        tuple(_total_parts(sheet, totals)),
        tuple(_total_findings(sheet, totals, at, unread)),
    )


def _why(totals: SurveyTotals) -> str:
    options = "、".join(f"“{name}”" for name in totals.options)
    if totals.total == SUMMED:
        return f"一行是一个单位，“{totals.cell}”列里写着{options}各多少人"
    return f"一行是一个单位，{options}加起来是“{totals.total}”"


def _total_parts(sheet: TotalsSheet, totals: SurveyTotals) -> Iterator[ColumnPart]:
    why = {totals.unit: ("单位", "每行一个，不重复"), totals.total: ("参加人数", "是各选项之和")}
    why |= dict.fromkeys(totals.options, ("选项的人数", "加起来是参加人数"))
    if totals.issued:
        why[totals.issued] = ("发放（应调查）数", "列名，各行都不少于参加人数")
    if totals.cell:
        why[totals.cell] = ("各选项的人数", f"格里写着{'、'.join(totals.options)}各多少人")
    if totals.rated:
        why[totals.rate] = (f"占比，用来核对：{'＋'.join(totals.rated)}", "和算出来的相符")
    laid_out = {*totals.options, SUMMED} if totals.cell else set()
    for label in sheet.labels:
        if label and label not in laid_out:
            yield ColumnPart(label, *why.get(label, ("", "")))


def _total_findings(
    sheet: TotalsSheet, totals: SurveyTotals, at: Mapping[str, int], unread: frozenset[tuple[int, str]]
) -> Iterator[Finding]:
    """Yield cells nobody can read, rows and totals that do not add up, and percentages that are wrong."""
    for row, label in sorted(unread):
        problem = "不是人数，这一行先不算"
        yield Finding("survey.count", "warning", sheet.place(row, label), problem, "请核对这一格")
    options = [at[label] for label in totals.options]
    for place, (row, _) in enumerate(sheet.body):
        whole, parts = sheet.counts[at[totals.total]][place], [sheet.counts[at_][place] for at_ in options]
        summed, is_told = sum(part or 0 for part in parts), (row, totals.total) in unread
        if not (is_told or totals.cell) and (whole is None or (None in parts and whole != summed)):
            named = (totals.total, *totals.options)
            open_ = next(label for label, count in zip(named, (whole, *parts), strict=True) if count is None)
            problem, remedy = "空着，和这一行别的数对不上，用到它的数不知道", "漏填的请补上；没有的填 0"
            yield Finding("survey.count", "warning", sheet.place(row, open_), problem, remedy)
        if whole is not None and None not in parts and whole != summed:
            problem = f"填的是 {whole}，各选项加起来是 {summed}"
            yield Finding(
                "survey.sum", "warning", sheet.place(row, totals.total), problem, "请核对这一行的各个数"
            )
    yield from _wrong_totals(sheet, totals, at)
    rated = [at[label] for label in totals.rated]
    for row, printed, exact in _wrong_rates(sheet, at[totals.rate], at[totals.total], rated) if rated else ():
        said = "＋".join(totals.rated)
        problem = (
            f"填的是 {fixed_text(printed, 2)}%，按（{said}）除以“{totals.total}”是 {fixed_text(exact, 2)}%"
        )
        yield Finding(
            "survey.rate", "warning", sheet.place(row, totals.rate), problem, "材料里用算出来的数；请核对原表"
        )


def _wrong_totals(sheet: TotalsSheet, totals: SurveyTotals, at: Mapping[str, int]) -> Iterator[Finding]:
    for row, cells in sheet.totals:
        for label in (totals.total, *totals.options):
            typed, counted = _count(cells[at[label]]), sheet.counts[at[label]]
            above = [number for number, (line, _) in zip(counted, sheet.body, strict=True) if line < row]
            summed = sum(number or 0 for number in above)
            if typed is not None and None not in above and typed != summed:
                problem = f"合计填的是 {typed}，各行加起来是 {summed}"
                yield Finding("survey.total", "warning", sheet.place(row, label), problem, "请核对各行和合计")
