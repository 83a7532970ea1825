"""Counting ballots: one tally for each unit and group of voters (票种), all ballots in one pass.

What ballots say, as numbers: for each item a grade, 弃权, 未填 or a void answer, counted by cell.

A cell is one unit's ballots of one group (票种). Every distinct answer is understood once and all ballots
are counted together, so that a million of them take about as long as a groupby of pandas.

The roster's counts (参评名册) by unit and group: how many were expected, came, and got a ballot.

A group that a unit's roster leaves out and that handed in no ballot had no voters; one that handed in
ballots had some, and nobody knows how many.

Ballots that were counted before they came here (评议票汇总): the same tallies, from totals.

Where single ballots stand: the sources of a figure that counts many of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from itertools import chain
from operator import add
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from kit.model.evaluation import asked
from kit.model.fact import Source
from kit.model.roster import aliases, units_of
from kit.model.tally import ItemTally, Tally, Turnout

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from kit.model.draft import Unit
    from kit.model.evaluation import AppraisalItem, Evaluation
    from kit.model.table import Row, Sheets

    Numbers = NDArray[np.intp]
    Truths = NDArray[np.bool_]


ABSTAINED, BLANK = "弃权", "未填"


@dataclass(frozen=True, eq=False)
class Answers:
    """The answers to one item, one number a ballot: a grade from 0, then abstained, blank, void."""

    codes: Numbers
    grades: int
    marks: tuple[Fraction | None, ...]  # what each distinct answer is worth; none unless ballots hold marks
    kinds: Numbers  # which distinct answer each ballot gives

    @property
    def is_blank(self) -> Truths:
        """Return which ballots leave the item empty."""
        return np.equal(self.codes, self.grades + 1)


def answers_to(item: AppraisalItem, column: pd.Series[Any], least: Sequence[int] = ()) -> Answers:
    """Return the answers to an item; an empty cell is 未填, what is no grade makes the item void.

    least: where ballots hold marks (打分), the least mark of each grade, best first.
    """
    kinds, distinct = pd.factorize(np.asarray(column, dtype=object))
    grades = len(item.grades)
    meaning = np.array([*(_code(one, item, least) for one in distinct), grades + 1], dtype=np.intp)
    marks = tuple(_mark(one) for one in (*distinct, None)) if least else ()
    return Answers(meaning[kinds], grades, marks, kinds)


def counted_ballots(answers: Answers, cells: Numbers, number: int) -> list[ItemTally]:
    """Return the tally of each of `number` cells; a ballot whose cell is negative counts nowhere."""
    known = cells >= 0
    width = answers.grades + 3
    votes = np.bincount(cells[known] * width + answers.codes[known], minlength=number * width)
    marks = _marks(answers, cells, number) if answers.marks else [()] * number
    return [
        ItemTally(tuple(row[:-3]), row[-3], row[-2], row[-1], own)
        for row, own in zip(votes.reshape(number, width).tolist(), marks, strict=True)
    ]


def _code(answer: object, item: AppraisalItem, least: Sequence[int]) -> int:
    grades = len(item.grades)
    if answer in (ABSTAINED, BLANK):
        return grades if answer == ABSTAINED else grades + 1
    if not least:
        return item.grades.index(answer) if answer in item.grades else grades + 2
    mark = _mark(answer)
    return grades + 2 if mark is None else _grade(mark, least)


def _grade(mark: Fraction, least: Sequence[int]) -> int:
    """Return the place of the grade whose interval, closed below, holds the exact mark."""
    return next((place for place, limit in enumerate(least) if mark >= limit), len(least) - 1)


def _mark(answer: object) -> Fraction | None:
    return Fraction(answer) if isinstance(answer, (int, Fraction)) else None


def _marks(answers: Answers, cells: Numbers, number: int) -> list[tuple[Fraction, ...]]:
    """Return the marks of each cell, in the order of its ballots."""
    is_mark = np.array([mark is not None for mark in answers.marks])[answers.kinds] & (cells >= 0)
    at = np.flatnonzero(is_mark)
    order = at[np.argsort(cells[at], kind="stable")]
    bounds = np.cumsum(np.bincount(cells[at], minlength=number))[:-1]
    return [
        tuple(mark for kind in part.tolist() if (mark := answers.marks[kind]) is not None)
        for part in np.split(answers.kinds[order], bounds)
    ]


def turnouts_of(
    sheets: Sheets, units: Sequence[Unit], ids: Mapping[str, str]
) -> dict[str, dict[str, Turnout]]:
    """Return the roster's counts by unit id, then group; a row without a unit holds for every unit."""
    found: dict[str, dict[str, Turnout]] = {}
    for row in sheets.rows("voters"):
        group = str(row["票种"] or "")
        named = row["被评单位"]
        for unit_id in [ids.get(str(named))] if named else [unit.id for unit in units]:
            if unit_id is not None:
                by_group = found.setdefault(unit_id, {})
                by_group[group] = by_group.get(group, NOBODY) + _turnout(row)
    return found


def turnout_of(by_group: Mapping[str, Turnout], group: str, *, returned: int) -> Turnout:
    """Return a unit's counts of one group, which handed in so many ballots (收回票)."""
    nobody = bool(by_group) and not returned
    return by_group.get(group, NOBODY if nobody else UNKNOWN)


def _turnout(row: Row) -> Turnout:
    return Turnout(row["应参评"], row["实到"], row["发票数"])


NOBODY, UNKNOWN = Turnout(0, 0, 0), Turnout()


TotalKey = tuple[str, str]  # unit id, group (票种; nothing if the campaign has none)


def ready_rows(sheets: Sheets, ids: Mapping[str, str]) -> dict[str, list[Row]]:
    """Return the rows of counted ballots by unit id."""
    found: dict[str, list[Row]] = {}
    for row in sheets.rows("tallied_ballots"):
        if (unit := ids.get(str(row["被评单位"]))) is not None:
            found.setdefault(unit, []).append(row)
    return found


def ready_tally(
    rows: list[Row], group: str, evaluation: Evaluation, asked: tuple[AppraisalItem, ...]
) -> Tally:
    """Return one group's tally; an item without a row has no answers, and all its ballots are blank."""
    own = [row for row in rows if not evaluation.groups or row["票种"] == group]
    by_item = {str(row["项目"]): row for row in own}
    returned = max((row["收回票"] or 0 for row in own), default=0)
    void = max((row["无效票"] or 0 for row in own), default=0)
    items = tuple(_item(by_item.get(item.question), len(item.grades), returned - void) for item in asked)
    return Tally(returned, void, items)


def _item(row: Row | None, grades: int, valid: int) -> ItemTally:
    if row is None:
        return ItemTally((0,) * grades, blank=valid)
    counts = tuple(int(row[f"第{number}等"] or 0) for number in range(1, grades + 1))
    abstained, spoilt = int(row["弃权"] or 0), int(row["该项无效"] or 0)
    return ItemTally(counts, abstained, valid - sum(counts) - abstained - spoilt, spoilt)


@dataclass(frozen=True, eq=False)
class Standing:
    """Where every ballot stands: which table, which row of it."""

    sheets: Sheets
    tables: Numbers
    rows: Numbers

    def sources(self, at: Numbers) -> tuple[Source, ...]:
        """Return where these ballots stand: one source for each table, rows in order."""
        return tuple(self._source(number, at) for number in np.unique(self.tables[at]).tolist())

    def _source(self, number: int, at: Numbers) -> Source:
        table = self.sheets.tables[number]
        rows = np.sort(self.rows[at[self.tables[at] == number]])
        return Source(table.file, table.sha256, table.sheet, tuple(rows.tolist()))


def positions_of_rows(sheets: Sheets, ballots: pd.DataFrame) -> Standing:
    """Return where the rows of that frame of `sheets` stand."""
    if ballots.empty:
        return Standing(sheets, np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.intp))
    return Standing(sheets, *(np.asarray(ballots.index.get_level_values(level)) for level in (0, 1)))


VOID = "无效"
ALL_BLANK = "各项都没有填"
ONE_GROUP = ""  # the only group of an evaluation without 票种


@dataclass(frozen=True, eq=False)
class UnitBallots:
    """One unit's ballots: a tally for each group, where its single ballots are, and where all stand."""

    unit: Unit
    by_group: Mapping[str, Tally]
    total: Tally
    overall: ItemTally | None  # 综合评价, asked on the ballot
    sources: tuple[Source, ...]
    ballots: pd.DataFrame  # every unit's, one row each
    at: Numbers  # which of them are this unit's; none where ballots came counted

    @property
    def rows(self) -> pd.DataFrame:
        """Return this unit's single ballots."""
        return self.ballots.iloc[self.at]


@dataclass(frozen=True, eq=False)
class Count:
    """Tallies of single ballots by cell: unit after unit, in each the groups in their order."""

    tallies: list[Tally]
    places: list[Numbers]  # by unit


def has_ballots(sheets: Sheets) -> bool:
    """Return whether any ballots were sent in, one by one or counted."""
    return sheets.has("ballots") or sheets.has("tallied_ballots")


def tally_units(sheets: Sheets, evaluation: Evaluation) -> tuple[UnitBallots, ...]:
    """Return every unit of the roster with its ballots, in the roster's order."""
    units = units_of(sheets)
    ids = aliases(units)
    turnouts, ready = turnouts_of(sheets, units, ids), ready_rows(sheets, ids)
    ballots, groups = sheets.frame("ballots"), group_ids(evaluation)
    count, stand = _count(ballots, units, ids, evaluation), positions_of_rows(sheets, ballots)

    def tallied(number: int, unit: Unit) -> UnitBallots:
        rows, at, roster = ready.get(unit.id, []), count.places[number], turnouts.get(unit.id, {})
        found = {
            group: ready_tally(rows, group, evaluation, asked(evaluation))
            if rows
            else count.tallies[number * len(groups) + place]
            for place, group in enumerate(groups)
        }
        by_group = {
            group: _of_items(tally, evaluation, turnout_of(roster, group, returned=tally.returned))
            for group, tally in found.items()
        }
        return UnitBallots(
            unit,
            by_group,
            total(by_group.values(), evaluation.items),
            total(found.values(), asked(evaluation)).items[-1] if evaluation.overall else None,
            sheets.sources_of(rows) if rows else stand.sources(at),
            ballots,
            at[:0] if rows else at,
        )

    return tuple(tallied(number, unit) for number, unit in enumerate(units))


def _of_items(tally: Tally, evaluation: Evaluation, turnout: Turnout) -> Tally:
    """Return the tally without 综合评价, which is a result of its own."""
    return Tally(tally.returned, tally.void, tally.items[: len(evaluation.items)], turnout)


def group_ids(evaluation: Evaluation) -> list[str]:
    """Return the groups' ids; one that is nothing where the campaign has none."""
    return [group.id for group in evaluation.groups] or [ONE_GROUP]


def _count(
    ballots: pd.DataFrame, units: Sequence[Unit], ids: Mapping[str, str], evaluation: Evaluation
) -> Count:
    items, groups = asked(evaluation), group_ids(evaluation)
    if ballots.empty:
        nothing = Tally(0, 0, _no_answers(items))
        none = np.zeros(0, dtype=np.intp)
        return Count([nothing] * (len(units) * len(groups)), [none] * len(units))
    answers = [answers_to(item, ballots[item.question], evaluation.marks) for item in items]
    numbers = {unit.id: number for number, unit in enumerate(units)}
    unit_of = _numbered(ballots["被评单位"], {name: numbers[id_] for name, id_ in ids.items()})
    group_of = _groups_of(ballots, evaluation)
    cells = np.where((unit_of >= 0) & (group_of >= 0), unit_of * len(groups) + group_of, -1)
    blank = np.logical_and.reduce([answer.is_blank for answer in answers])
    void = _void(ballots) | (blank if evaluation.all_blank == "void" else False)
    places = _split(unit_of, len(units))
    return Count(_tallies(answers, cells, void, len(units) * len(groups)), places)


def _numbered(column: pd.Series[Any], numbers: Mapping[str, int]) -> Numbers:
    """Return the number of each cell's text, -1 for one that has none."""
    kinds, distinct = pd.factorize(np.asarray(column, dtype=object))
    known = np.array([*(numbers.get(one, -1) for one in distinct), -1], dtype=np.intp)
    return known[kinds]


def _groups_of(ballots: pd.DataFrame, evaluation: Evaluation) -> Numbers:
    if not evaluation.groups:
        return np.zeros(len(ballots), dtype=np.intp)
    if "票种" not in ballots:
        return np.full(len(ballots), -1, dtype=np.intp)
    return _numbered(ballots["票种"], {group.id: at for at, group in enumerate(evaluation.groups)})


def _void(ballots: pd.DataFrame) -> Truths:
    if "整票判定" not in ballots:
        return np.zeros(len(ballots), dtype=np.bool_)
    return np.asarray(ballots["整票判定"] == VOID, dtype=np.bool_)


def _split(unit_of: Numbers, number: int) -> list[Numbers]:
    """Return where each unit's ballots stand, in their order."""
    at = np.flatnonzero(unit_of >= 0)
    order = at[np.argsort(unit_of[at], kind="stable")]
    bounds = np.cumsum(np.bincount(unit_of[at], minlength=number))[:-1]
    return list(np.split(order, bounds)) if number else []


def _tallies(answers: Sequence[Answers], cells: Numbers, void: Truths, number: int) -> list[Tally]:
    returned = np.bincount(cells[cells >= 0], minlength=number).tolist()
    spoilt = np.bincount(cells[(cells >= 0) & void], minlength=number).tolist()
    valid = np.where(void, -1, cells)
    by_item = [counted_ballots(answer, valid, number) for answer in answers]
    items = list(zip(*by_item, strict=True))
    return [Tally(*one) for one in zip(returned, spoilt, items, strict=True)]


def tally_ballots(
    ballots: pd.DataFrame, items: tuple[AppraisalItem, ...], turnout: Turnout, least: tuple[int, ...] = ()
) -> Tally:
    """Return the tally of these ballots; an item's void answer leaves the rest of its ballot valid."""
    if ballots.empty:
        return Tally(0, 0, _no_answers(items), turnout)
    answers = [answers_to(item, ballots[item.question], least) for item in items]
    [tally] = _tallies(answers, np.zeros(len(ballots), dtype=np.intp), _void(ballots), 1)
    return Tally(tally.returned, tally.void, tally.items, turnout)


def total(tallies: Iterable[Tally], items: tuple[AppraisalItem, ...]) -> Tally:
    """Return tallies added up; of none, an empty one."""
    found = list(tallies)
    if not found:
        return Tally(0, 0, _no_answers(items))
    columns = zip(*(tally.items for tally in found), strict=True)
    return Tally(
        sum(tally.returned for tally in found),
        sum(tally.void for tally in found),
        tuple(_added(column) for column in columns),
        reduce(add, (tally.turnout for tally in found)),
    )


def _added(tallies: Sequence[ItemTally]) -> ItemTally:
    return ItemTally(
        tuple(map(sum, zip(*(tally.counts for tally in tallies), strict=True))),
        sum(tally.abstained for tally in tallies),
        sum(tally.blank for tally in tallies),
        sum(tally.spoilt for tally in tallies),
        tuple(chain.from_iterable(tally.marks for tally in tallies)),
    )


def _no_answers(items: Sequence[AppraisalItem]) -> tuple[ItemTally, ...]:
    return tuple(ItemTally((0,) * len(item.grades)) for item in items)
