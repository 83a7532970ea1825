"""Counting ballots: one tally for each unit and group of voters (票种)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from operator import add
from typing import TYPE_CHECKING

import pandas as pd

from kit.figures.appraisal.totals import ready_rows, ready_tally
from kit.nouns.roster import aliases, units_of
from kit.nouns.tally import ItemTally, Tally, Turnout

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kit.nouns.campaign import Evaluation, Item
    from kit.nouns.draft import Unit
    from kit.nouns.fact import Source
    from kit.nouns.table import Row, Sheets

ABSTAINED, BLANK, VOID = "弃权", "未填", "无效"
ONE_GROUP = ""  # the only group of an evaluation without 票种


@dataclass(frozen=True, eq=False)
class UnitBallots:
    """One unit's ballots: a tally for each group, the rows of single ballots, and where all stand."""

    unit: Unit
    rows: pd.DataFrame  # none where ballots came counted
    by_group: Mapping[str, Tally]
    total: Tally
    sources: tuple[Source, ...]


def has_ballots(sheets: Sheets) -> bool:
    """Return whether any ballots were sent in, one by one or counted."""
    return sheets.has("ballots") or sheets.has("tallied_ballots")


def tally_units(sheets: Sheets, evaluation: Evaluation) -> tuple[UnitBallots, ...]:
    """Return every unit of the roster with its ballots, in the roster's order."""
    units = units_of(sheets)
    ids = aliases(units)
    turnouts, ready = _turnouts(sheets, units, ids), ready_rows(sheets, ids)
    by_unit, nothing = _by_unit(sheets, ids)

    def tallied(unit: Unit) -> UnitBallots:
        rows, counted = by_unit.get(unit.id, nothing), ready.get(unit.id, [])
        by_group = {
            group: ready_tally(counted, group, evaluation, turnout)
            if counted
            else tally_ballots(
                _of_group(rows, group, evaluation), evaluation.items, turnout, evaluation.marks
            )
            for group in _groups(evaluation)
            for turnout in [turnouts.get((unit.id, group), Turnout())]
        }
        sources = sheets.sources_of(counted) if counted else sheets.sources(rows)
        return UnitBallots(unit, rows, by_group, total(by_group.values(), evaluation.items), sources)

    return tuple(tallied(unit) for unit in units)


def _by_unit(sheets: Sheets, ids: Mapping[str, str]) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    by_ballot = sheets.frame("ballots")
    if by_ballot.empty:
        return {}, by_ballot
    return dict(tuple(by_ballot.groupby(by_ballot["被评单位"].map(ids), sort=False))), by_ballot.iloc[:0]


def _groups(evaluation: Evaluation) -> list[str]:
    return [group.id for group in evaluation.groups] or [ONE_GROUP]


def _of_group(rows: pd.DataFrame, group: str, evaluation: Evaluation) -> pd.DataFrame:
    return rows[rows["票种"] == group] if "票种" in rows and evaluation.groups else rows


def tally_ballots(
    ballots: pd.DataFrame, items: tuple[Item, ...], turnout: Turnout, least: tuple[int, ...] = ()
) -> Tally:
    """Return the tally of these ballots; an item's void answer leaves the rest of its ballot valid.

    least: where ballots hold marks (打分), the least mark of each grade, best first.
    """
    if ballots.empty:
        return Tally(0, 0, tuple(ItemTally((0,) * len(item.grades)) for item in items), turnout)
    valid = ballots[ballots["整票判定"] != VOID] if "整票判定" in ballots else ballots
    counted = tuple(_item_tally(valid, item, least) for item in items)
    return Tally(len(ballots), len(ballots) - len(valid), counted, turnout)


def total(tallies: Iterable[Tally], items: tuple[Item, ...]) -> Tally:
    """Return tallies added up; of none, an empty one."""
    found = list(tallies)
    nothing = Tally(0, 0, tuple(ItemTally((0,) * len(item.grades)) for item in items))
    return reduce(add, found) if found else nothing


def _item_tally(valid: pd.DataFrame, item: Item, least: tuple[int, ...]) -> ItemTally:
    answers = valid[item.question]
    marks = tuple(Fraction(mark) for mark in answers if isinstance(mark, (int, Fraction))) if least else ()
    graded = pd.Series([_grade_of(mark, item, least) for mark in marks]) if least else answers
    votes, said = graded.value_counts(), answers.value_counts()
    counts = tuple(int(votes.get(grade, 0)) for grade in item.grades)
    abstained, blank = int(said.get(ABSTAINED, 0)), int(said.get(BLANK, 0)) + int(answers.isna().sum())
    return ItemTally(counts, abstained, blank, len(valid) - sum(counts) - abstained - blank, marks)


def _grade_of(mark: Fraction, item: Item, least: tuple[int, ...]) -> str:
    """Return the grade whose interval, closed below, holds the exact mark."""
    return next((g for g, limit in zip(item.grades, least, strict=True) if mark >= limit), item.grades[-1])


def _turnouts(
    sheets: Sheets, units: tuple[Unit, ...], ids: Mapping[str, str]
) -> dict[tuple[str, str], Turnout]:
    """Return the roster's counts by unit and group; a row without a unit holds for every unit."""
    found: dict[tuple[str, str], Turnout] = {}
    for row in sheets.rows("voters"):
        group = str(row["票种"] or ONE_GROUP)
        named = row["被评单位"]
        for unit_id in [ids.get(str(named))] if named else [unit.id for unit in units]:
            if unit_id is not None:
                found[unit_id, group] = found.get((unit_id, group), Turnout(0, 0, 0)) + _turnout(row)
    return found


def _turnout(row: Row) -> Turnout:
    return Turnout(row["应参评"], row["实到"], row["发票数"])
