"""Counting ballots: one tally for each unit and group of voters (票种)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from operator import add
from typing import TYPE_CHECKING

import pandas as pd

from kit.nouns.roster import aliases, units_of
from kit.nouns.tally import ItemTally, Tally, Turnout

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kit.nouns.campaign import Evaluation, Item
    from kit.nouns.draft import Unit
    from kit.nouns.table import Row, Sheets

ABSTAINED, BLANK, VOID = "弃权", "未填", "无效"
ONE_GROUP = ""  # the only group of an evaluation without 票种


@dataclass(frozen=True, eq=False)
class UnitBallots:
    """One unit's ballots: rows of the sheet, and a tally for each group that has any."""

    unit: Unit
    rows: pd.DataFrame
    by_group: Mapping[str, Tally]
    total: Tally


def tally_units(sheets: Sheets, evaluation: Evaluation) -> tuple[UnitBallots, ...]:
    """Return every unit of the roster with its ballots, in the roster's order."""
    by_ballot = sheets.frame("ballots")
    units = units_of(sheets)
    ids = aliases(units)
    unit_ids = by_ballot["被评单位"].map(ids)
    turnouts = _turnouts(sheets, units, ids)
    by_unit = dict(tuple(by_ballot.groupby(unit_ids, sort=False)))
    empty = by_ballot.iloc[:0]
    return tuple(_unit_ballots(unit, by_unit.get(unit.id, empty), evaluation, turnouts) for unit in units)


def tally_ballots(
    ballots: pd.DataFrame, items: tuple[Item, ...], turnout: Turnout, least: tuple[int, ...] = ()
) -> Tally:
    """Return the tally of these ballots; an item's void answer leaves the rest of its ballot valid.

    least: where ballots hold marks (打分), the least mark of each grade, best first.
    """
    valid = ballots[ballots["整票判定"] != VOID] if "整票判定" in ballots else ballots
    counted = tuple(_item_tally(valid, item, least) for item in items)
    return Tally(len(ballots), len(ballots) - len(valid), counted, turnout)


def total(tallies: Iterable[Tally], items: tuple[Item, ...]) -> Tally:
    """Return tallies added up; of none, an empty one."""
    found = list(tallies)
    nothing = Tally(0, 0, tuple(ItemTally((0,) * len(item.grades)) for item in items))
    return reduce(add, found) if found else nothing


def _unit_ballots(
    unit: Unit, rows: pd.DataFrame, evaluation: Evaluation, turnouts: Mapping[tuple[str, str], Turnout]
) -> UnitBallots:
    groups = [group.id for group in evaluation.groups] or [ONE_GROUP]
    voters = rows["票种"] if "票种" in rows and evaluation.groups else None
    by_group = {
        group: tally_ballots(
            rows if voters is None else rows[voters == group],
            evaluation.items,
            turnouts.get((unit.id, group), Turnout()),
            evaluation.marks,
        )
        for group in groups
    }
    return UnitBallots(unit, rows, by_group, total(by_group.values(), evaluation.items))


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
