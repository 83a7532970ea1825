"""What ballots say, as numbers: for each item a grade, 弃权, 未填 or a void answer, counted by cell.

A cell is one unit's ballots of one group (票种). Every distinct answer is understood once and all ballots
are counted together, so that a million of them take about as long as a groupby of pandas.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, get_args

import numpy as np
import pandas as pd

from kit.model.tally import NOTHING_UNTOLD, ItemTally, Part

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kit.model.evaluation import AppraisalItem, Evaluation

    Numbers = NDArray[np.intp]
    Truths = NDArray[np.bool_]


ABSTAINED, BLANK = "弃权", "未填"


@dataclass(frozen=True)
class Scale:
    """What marks (打分) may be: from 0 to the highest."""

    least: tuple[int, ...]  # the least mark of each grade, best first
    highest: int

    def mark(self, answer: object) -> Fraction | None:
        """Return the mark that an answer gives, None for one that lies off the scale."""
        if not isinstance(answer, (int, Fraction)) or not 0 <= answer <= self.highest:
            return None
        return Fraction(answer)

    def grade(self, mark: Fraction) -> int:
        """Return the place of the grade whose interval, closed below, holds the exact mark."""
        return next((place for place, limit in enumerate(self.least) if mark >= limit), len(self.least) - 1)


def scale_of(evaluation: Evaluation) -> Scale | None:
    """Return the scale of an appraisal whose ballots hold marks."""
    return Scale(evaluation.marks, evaluation.full_mark) if evaluation.marks else None


@dataclass(frozen=True, eq=False)
class Answers:
    """The answers to one item, one number a ballot: a grade from 0, then abstained, blank, void."""

    codes: Numbers
    grades: int
    marks: tuple[Fraction | None, ...]  # what each distinct answer is worth; none unless ballots hold marks
    kinds: Numbers  # which distinct answer each ballot gives
    is_known: bool = True  # whether the ballots have a column for the item

    @property
    def is_blank(self) -> Truths:
        """Return which ballots leave the item empty."""
        return np.equal(self.codes, self.grades + 1)


def answers_to(item: AppraisalItem, ballots: pd.DataFrame, scale: Scale | None = None) -> Answers:
    """Return the answers to an item; an empty cell is 未填, an item without a column is unknown.

    What is no grade, or no mark of the scale where ballots hold marks (打分), makes the item void.
    """
    if item.question not in ballots:
        nothing = np.zeros(len(ballots), dtype=np.intp)
        return Answers(nothing + len(item.grades) + 1, len(item.grades), (), nothing, is_known=False)
    column = ballots[item.question]
    kinds, distinct = pd.factorize(np.asarray(column, dtype=object))
    grades = len(item.grades)
    meaning = np.array([*(_code(one, item, scale) for one in distinct), grades + 1], dtype=np.intp)
    marks = tuple(scale.mark(one) for one in (*distinct, None)) if scale else ()
    return Answers(meaning[kinds], grades, marks, kinds)


def counted_ballots(answers: Answers, cells: Numbers, number: int) -> list[ItemTally]:
    """Return the tally of each of `number` cells; a ballot whose cell is negative counts nowhere."""
    known = cells >= 0
    width = answers.grades + 3
    votes = np.bincount(cells[known] * width + answers.codes[known], minlength=number * width)
    marks = _marks(answers, cells, number) if answers.marks else [()] * number
    untold = NOTHING_UNTOLD if answers.is_known else frozenset(get_args(Part))
    return [
        ItemTally(tuple(row[:-3]), row[-3], row[-2], row[-1], own, untold)
        for row, own in zip(votes.reshape(number, width).tolist(), marks, strict=True)
    ]


def _code(answer: object, item: AppraisalItem, scale: Scale | None) -> int:
    grades = len(item.grades)
    if answer in (ABSTAINED, BLANK):
        return grades if answer == ABSTAINED else grades + 1
    if scale is None:
        return item.grades.index(answer) if answer in item.grades else grades + 2
    mark = scale.mark(answer)
    return grades + 2 if mark is None else scale.grade(mark)


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
