"""Counting ballots: one tally for each unit and group of voters (票种), all ballots in one pass.

The roster's counts (参评名册) by unit and group: how many were expected, came, and got a ballot.

A group that a unit's roster leaves out and that handed in no ballot had no voters; one that handed in
ballots had some, and nobody knows how many.

Ballots that were counted before they came here (评议票汇总): the same tallies, from totals.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from itertools import chain
from operator import add
from typing import TYPE_CHECKING, Any, get_args
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd

from kit.model.evaluation import asked, is_weighed
from kit.model.roster import aliases, units_of
from kit.model.share import Share
from kit.model.tally import ItemTally, Part, Tally, Turnout
from kit.topics.appraisal.answers import Answers, Scale, answers_to, counted_ballots, scale_of
from kit.topics.appraisal.cells import BallotCells, TotalCells, cast
from kit.topics.appraisal.shares import whole_ballots

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from kit.model.draft import Unit
    from kit.model.evaluation import AppraisalItem, Evaluation
    from kit.model.fact import Source
    from kit.model.roster import UnitNames
    from kit.model.table import Row, Sheets
    from kit.topics.appraisal.answers import Numbers, Truths
    from kit.topics.appraisal.cells import Cast, Cells


def rows_of_units(sheets: Sheets, kind: str, units: Sequence[Unit], ids: UnitNames) -> dict[str, list[Row]]:
    """Return a kind's rows by unit id; a row that names no unit (被评单位) holds for every unit."""
    found: dict[str, list[Row]] = {}
    for row in sheets.rows(kind):
        named = row["被评单位"]
        for unit_id in [ids.get(named)] if named else [unit.id for unit in units]:
            if unit_id is not None:
                found.setdefault(unit_id, []).append(row)
    return found


def turnouts_of(rows: Iterable[Row]) -> dict[str, Turnout]:
    """Return what a unit's rows of the roster say, by group."""
    found: dict[str, Turnout] = {}
    for row in rows:
        group = str(row["票种"] or "")
        found[group] = found.get(group, NOBODY) + Turnout(row["应参评"], row["实到"], row["发票数"])
    return found


def turnout_of(by_group: Mapping[str, Turnout], group: str, *, returned: int) -> Turnout:
    """Return a unit's counts of one group, which handed in so many ballots (收回票)."""
    nobody = bool(by_group) and not returned
    return by_group.get(group, NOBODY if nobody else UNKNOWN)


NOBODY, UNKNOWN = Turnout(0, 0, 0), Turnout()


def issued_of(rows: Iterable[Row]) -> dict[str, int]:
    """Return how many ballots a unit's rows of totals say were given out (发票数), by group."""
    found: dict[str, int] = {}
    for row in rows:
        if row["发票数"] is not None:
            group = str(row["票种"] or "")
            found[group] = max(found.get(group, 0), row["发票数"])
    return found


def _says_issued(turnouts: Mapping[str, Turnout]) -> bool:
    return any(turnout.issued is not None for turnout in turnouts.values())


def with_issued(turnout: Turnout, issued: int | None) -> Turnout:
    """Return the roster's counts, with what the totals say was given out where no roster says it."""
    return turnout if turnout.issued is not None or issued is None else replace(turnout, issued=issued)


def ready_tally(rows: Sequence[Row], evaluation: Evaluation) -> Tally:
    """Return one unit's tally from its rows of totals, those of one group or of all.

    An item without a row, or with two, is unknown; so is one whose numbers contradict each other.
    """
    items = asked(evaluation)
    if not rows:
        return Tally(0, 0, _no_answers(items))
    returned, void, valid = (_most(rows, column) for column in ("收回票", "无效票", "有效票"))
    if returned is None and valid is not None and void is not None:
        returned = valid + void
    if void is None and returned is not None and valid is not None:
        void = returned - valid
    good = returned - (void or 0) if returned is not None else valid
    by_item: dict[str, list[Row]] = {}
    for row in rows:
        by_item.setdefault(str(row["项目"]), []).append(row)
    tallies = tuple(_item(by_item.get(item.question, ()), item, good, evaluation) for item in items)
    back = returned if returned is not None else good or 0
    told = (void is not None, returned is not None, good is not None)
    return Tally(back, back - (good or 0), tallies, UNKNOWN, *told)


def _most(rows: Sequence[Row], column: str) -> int | None:
    return max((row[column] for row in rows if row[column] is not None), default=None)


def _item(rows: Sequence[Row], item: AppraisalItem, valid: int | None, evaluation: Evaluation) -> ItemTally:
    grades = len(item.grades)
    if valid == 0:
        return ItemTally((0,) * grades)
    unknown = ItemTally((0,) * grades, blank=max(valid or 0, 0), untold=frozenset(get_args(Part)))
    row = rows[0] if len(rows) == 1 else None
    cells = [row[f"第{number}等"] for number in range(1, grades + 1)] if row else []
    abstained, spoilt = (row["弃权"], row["该项无效"]) if row else (None, None)
    given = [cell for cell in (*cells, abstained, spoilt) if cell is not None]
    if any(isinstance(cell, Share) for cell in given):
        return _of_shares(cells, (abstained, spoilt), unknown, valid, evaluation)
    rest = (valid if valid is not None else sum(given)) - sum(given)
    if row is None or rest < 0 or ((rest or valid is None) and None in cells):
        return unknown
    counts = tuple(int(cell or 0) for cell in cells)
    untold = _untold(abstained, spoilt, rest if valid is not None else 1)
    return ItemTally(counts, int(abstained or 0), rest, int(spoilt or 0), untold=untold)


def _of_shares(
    cells: Sequence[object],
    beside: Sequence[object],
    unknown: ItemTally,
    valid: int | None,
    evaluation: Evaluation,
) -> ItemTally:
    """Return an item of which shares came: its ballots where they follow, else the shares alone."""
    shares = tuple(cell for cell in cells if isinstance(cell, Share))
    if len(shares) < len(cells):
        return unknown
    apart = [cell if isinstance(cell, Share) else None for cell in beside]
    whole = (*shares, *(share for share in apart if share is not None))
    found = whole_ballots(whole, valid) if valid and evaluation.denominator == "valid" else None
    if found is None:
        return replace(unknown, shares=shares)
    rest = list(found[len(shares) :])
    abstained, spoilt = (rest.pop(0) if share is not None else 0 for share in apart)
    return ItemTally(found[: len(shares)], abstained, 0, spoilt, is_derived=True)


def _untold(abstained: int | None, spoilt: int | None, rest: int) -> frozenset[Part]:
    """Return what a row leaves open; 弃权 that fills up the valid ballots leaves no room for 该项无效."""
    if spoilt is not None:
        return frozenset()
    if abstained is None:
        return frozenset({"silent", "spoilt"})
    return frozenset({"spoilt"} if rest else ())


VOID = "无效"
ALL_BLANK = "各项都没有填"
ONE_GROUP = ""  # the only group of an evaluation without 票种


@dataclass(frozen=True, eq=False)
class UnitBallots:
    """One unit's ballots: a tally for each group, where its single ballots are, and where figures stand."""

    unit: Unit
    by_group: Mapping[str, Tally]
    total: Tally
    overall: ItemTally | None  # 综合评价, asked on the ballot
    cells: Cells
    roster: tuple[Source, ...]  # where it says how many were expected, came and got a ballot
    issued: Sequence[Source]  # where totals say how many were given out, if no roster does
    ballots: pd.DataFrame  # every unit's, one row each
    at: Numbers  # which of them are this unit's; none where ballots came counted
    voters: tuple[Row, ...]  # its rows of the roster
    turnouts: Mapping[str, Turnout]  # what they say, by group
    cells_by_group: Mapping[str, Cells]
    counted: bool = False  # whether its ballots came as totals

    @property
    def has_come(self) -> bool:
        """Return whether any of its ballots came, one by one or counted; else nobody knows."""
        return self.counted or bool(self.at.size)

    def column(self, name: str, at: Numbers | None = None) -> NDArray[np.object_]:
        """Return what this unit's ballots, or these of all, have in a column; None where it is not there."""
        at = self.at if at is None else at
        if name not in self.ballots:
            return np.full(len(at), None, dtype=object)
        return np.asarray(self.ballots[name], dtype=object)[at]


@dataclass(frozen=True, eq=False)
class Count:
    """Tallies of single ballots by cell: unit after unit, in each the groups in their order."""

    tallies: list[Tally]
    places: list[Numbers]  # by unit
    cast: Cast
    group_of: Numbers  # by ballot


def has_ballots(sheets: Sheets) -> bool:
    """Return whether any ballots were sent in, one by one or counted."""
    return sheets.has("ballots") or sheets.has("tallied_ballots")


def tally_units(sheets: Sheets, evaluation: Evaluation) -> tuple[UnitBallots, ...]:
    """Return every unit of the roster with its ballots, in the roster's order; worked out once."""
    known = _tallied.get(sheets)
    if known is None or known[0] is not evaluation:
        known = _tallied[sheets] = evaluation, _tally_units(sheets, evaluation)
    return known[1]


_tallied: WeakKeyDictionary[Sheets, tuple[Evaluation, tuple[UnitBallots, ...]]] = WeakKeyDictionary()


def _tally_units(sheets: Sheets, evaluation: Evaluation) -> tuple[UnitBallots, ...]:
    units = units_of(sheets)
    ids = aliases(units)
    rosters = rows_of_units(sheets, "voters", units, ids)
    ready = rows_of_units(sheets, "tallied_ballots", (), ids)
    ballots = sheets.frame("ballots")
    count = _count(sheets, ballots, units, ids, evaluation)
    groups, items = group_ids(evaluation), asked(evaluation)

    def tallied(number: int, unit: Unit) -> UnitBallots:
        rows, at, roster = ready.get(unit.id, []), count.places[number], rosters.get(unit.id, [])
        counted = count.tallies[number * len(groups) : (number + 1) * len(groups)]
        found = _ready(rows, evaluation) if rows else dict(zip(groups, counted, strict=True))
        turnouts, issued = turnouts_of(roster), issued_of(rows)
        by_group = {
            group: _of_items(
                tally,
                evaluation,
                with_issued(turnout_of(turnouts, group, returned=tally.returned), issued.get(group)),
            )
            for group, tally in found.items()
        }
        whole, all_items = total(by_group.values(), evaluation.items), total(found.values(), items)
        if rows and not found:
            all_items = ready_tally(rows, evaluation)
            expected = reduce(add, turnouts.values(), NOBODY if roster else UNKNOWN)
            whole = _of_items(all_items, evaluation, with_issued(expected, issued.get(ONE_GROUP)))
        cells = TotalCells(sheets, tuple(rows), items) if rows else BallotCells(count.cast, at)
        whose = count.group_of[at]
        by_cells: dict[str, Cells] = {
            group: TotalCells(sheets, _rows_of(rows, group), items)
            if rows
            else BallotCells(count.cast, at[whose == place])
            for place, group in enumerate(groups)
        }
        none_came = not rows and not at.size
        if none_came:
            whole = replace(whole, returned_told=False, void_told=False, valid_told=False)
        return UnitBallots(
            unit,
            by_group,
            whole,
            all_items.items[-1] if evaluation.overall else None,
            cells,
            sheets.sources_of(roster),
            cells.issued() if isinstance(cells, TotalCells) and not _says_issued(turnouts) else (),
            ballots,
            at[:0] if rows else at,
            tuple(roster),
            turnouts,
            by_cells,
            counted=bool(rows),
        )

    return tuple(tallied(number, unit) for number, unit in enumerate(units))


def _ready(rows: Sequence[Row], evaluation: Evaluation) -> dict[str, Tally]:
    """Return the tally of each group from totals; of none where totals do not tell the groups apart."""
    if not evaluation.groups:
        return {ONE_GROUP: ready_tally(rows, evaluation)}
    if not any(row["票种"] for row in rows):
        return {}
    return {group: ready_tally(_rows_of(rows, group), evaluation) for group in group_ids(evaluation)}


def _rows_of(rows: Iterable[Row], group: str) -> tuple[Row, ...]:
    return tuple(row for row in rows if str(row["票种"] or "") == group)


def _of_items(tally: Tally, evaluation: Evaluation, turnout: Turnout) -> Tally:
    """Return the tally without 综合评价, which is a result of its own."""
    return replace(tally, items=tally.items[: len(evaluation.items)], turnout=turnout)


def group_ids(evaluation: Evaluation) -> list[str]:
    """Return the groups' ids; where they are not weighed, one more for ballots that name none of them."""
    named = [group.id for group in evaluation.groups]
    return named if is_weighed(evaluation) else [*named, ONE_GROUP]


def _count(
    sheets: Sheets, ballots: pd.DataFrame, units: Sequence[Unit], ids: UnitNames, evaluation: Evaluation
) -> Count:
    items, groups = asked(evaluation), group_ids(evaluation)
    if ballots.empty:
        nothing = Tally(0, 0, _no_answers(items))
        none, nobody = (
            np.zeros(0, dtype=np.intp),
            cast(sheets, ballots, items, (), np.zeros(0, dtype=np.bool_)),
        )
        return Count([nothing] * (len(units) * len(groups)), [none] * len(units), nobody, none)
    answers = [answers_to(item, ballots, scale_of(evaluation)) for item in items]
    numbers = {unit.id: number for number, unit in enumerate(units)}
    unit_of = _numbered(ballots["被评单位"], lambda name: numbers.get(ids.get(name) or ""))
    group_of = _groups_of(ballots, evaluation)
    cells = np.where((unit_of >= 0) & (group_of >= 0), unit_of * len(groups) + group_of, -1)
    blank = np.logical_and.reduce([answer.is_blank for answer in answers])
    void = _void(ballots) | (blank if evaluation.all_blank == "void" else False)
    places = _split(unit_of, len(units))
    tallies = _tallies(answers, cells, void, len(units) * len(groups))
    return Count(tallies, places, cast(sheets, ballots, items, answers, void), group_of)


def _numbered(column: pd.Series[Any], number_of: Callable[[str], int | None]) -> Numbers:
    """Return the number of each cell's text, -1 for one that has none."""
    kinds, distinct = pd.factorize(np.asarray(column, dtype=object))
    numbers = [number_of(one) for one in distinct]
    known = np.array([*(-1 if one is None else one for one in numbers), -1], dtype=np.intp)
    return known[kinds]


def _groups_of(ballots: pd.DataFrame, evaluation: Evaluation) -> Numbers:
    rest = -1 if is_weighed(evaluation) else len(evaluation.groups)
    if not evaluation.groups or "票种" not in ballots:
        return np.full(len(ballots), rest, dtype=np.intp)
    numbers = {group.id: at for at, group in enumerate(evaluation.groups)}
    groups = _numbered(ballots["票种"], numbers.get)
    return np.where(groups < 0, rest, groups)


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
    ballots: pd.DataFrame, items: tuple[AppraisalItem, ...], turnout: Turnout, scale: Scale | None = None
) -> Tally:
    """Return the tally of these ballots; an item's void answer leaves the rest of its ballot valid."""
    if ballots.empty:
        return Tally(0, 0, _no_answers(items), turnout)
    answers = [answers_to(item, ballots, scale) for item in items]
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
        all(tally.void_told for tally in found),
        all(tally.returned_told for tally in found),
        all(tally.valid_told for tally in found),
    )


def _added(tallies: Sequence[ItemTally]) -> ItemTally:
    if len(tallies) == 1:
        return tallies[0]
    return ItemTally(
        tuple(map(sum, zip(*(tally.counts for tally in tallies), strict=True))),
        sum(tally.abstained for tally in tallies),
        sum(tally.blank for tally in tallies),
        sum(tally.spoilt for tally in tallies),
        tuple(chain.from_iterable(tally.marks for tally in tallies)),
        frozenset().union(*(tally.untold for tally in tallies)),
        is_derived=any(tally.is_derived for tally in tallies),
    )


def is_unsized(tally: Tally) -> bool:
    """Return whether only shares came, and nobody says of how many valid ballots."""
    items = tally.items
    return not tally.valid_told and any(i.shares for i in items) and not any(i.is_known for i in items)


def _no_answers(items: Sequence[AppraisalItem]) -> tuple[ItemTally, ...]:
    return tuple(ItemTally((0,) * len(item.grades)) for item in items)
