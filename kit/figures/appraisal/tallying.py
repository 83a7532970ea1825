"""Counting ballots: one tally for each unit and group of voters (票种), all ballots in one pass."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from itertools import chain
from operator import add
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from kit.figures.appraisal.answers import Answers, answers_to, counted
from kit.figures.appraisal.standing import standing
from kit.figures.appraisal.totals import ready_rows, ready_tally
from kit.figures.appraisal.turnouts import turnout_of, turnouts_of
from kit.nouns.evaluation import asked
from kit.nouns.roster import aliases, units_of
from kit.nouns.tally import ItemTally, Tally, Turnout

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kit.figures.appraisal.answers import Numbers, Truths
    from kit.nouns.campaign import Evaluation, Item
    from kit.nouns.draft import Unit
    from kit.nouns.fact import Source
    from kit.nouns.table import Sheets

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
    count, stand = _count(ballots, units, ids, evaluation), standing(sheets, ballots)

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
    by_item = [counted(answer, valid, number) for answer in answers]
    items = list(zip(*by_item, strict=True))
    return [Tally(*one) for one in zip(returned, spoilt, items, strict=True)]


def tally_ballots(
    ballots: pd.DataFrame, items: tuple[Item, ...], turnout: Turnout, least: tuple[int, ...] = ()
) -> Tally:
    """Return the tally of these ballots; an item's void answer leaves the rest of its ballot valid."""
    if ballots.empty:
        return Tally(0, 0, _no_answers(items), turnout)
    answers = [answers_to(item, ballots[item.question], least) for item in items]
    [tally] = _tallies(answers, np.zeros(len(ballots), dtype=np.intp), _void(ballots), 1)
    return Tally(tally.returned, tally.void, tally.items, turnout)


def total(tallies: Iterable[Tally], items: tuple[Item, ...]) -> Tally:
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


def _no_answers(items: Sequence[Item]) -> tuple[ItemTally, ...]:
    return tuple(ItemTally((0,) * len(item.grades)) for item in items)
