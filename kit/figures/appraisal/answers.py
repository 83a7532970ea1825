"""What ballots say, as numbers: for each item a grade, 弃权, 未填 or a void answer, counted by cell.

A cell is one unit's ballots of one group (票种). Every distinct answer is understood once and all ballots
are counted together, so that a million of them take about as long as a groupby of pandas.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from kit.nouns.tally import ItemTally

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from kit.nouns.campaign import Item

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


def answers_to(item: Item, column: pd.Series[Any], least: Sequence[int] = ()) -> Answers:
    """Return the answers to an item; an empty cell is 未填, what is no grade makes the item void.

    least: where ballots hold marks (打分), the least mark of each grade, best first.
    """
    kinds, distinct = pd.factorize(np.asarray(column, dtype=object))
    grades = len(item.grades)
    meaning = np.array([*(_code(one, item, least) for one in distinct), grades + 1], dtype=np.intp)
    marks = tuple(_mark(one) for one in (*distinct, None)) if least else ()
    return Answers(meaning[kinds], grades, marks, kinds)


def counted(answers: Answers, cells: Numbers, number: int) -> list[ItemTally]:
    """Return the tally of each of `number` cells; a ballot whose cell is negative counts nowhere."""
    known = cells >= 0
    width = answers.grades + 3
    votes = np.bincount(cells[known] * width + answers.codes[known], minlength=number * width)
    marks = _marks(answers, cells, number) if answers.marks else [()] * number
    return [
        ItemTally(tuple(row[:-3]), row[-3], row[-2], row[-1], own)
        for row, own in zip(votes.reshape(number, width).tolist(), marks, strict=True)
    ]


def _code(answer: object, item: Item, least: Sequence[int]) -> int:
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
