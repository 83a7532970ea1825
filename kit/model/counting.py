"""Counting as data: what is counted over the rows of a sheet is a record, and one engine says how.

FACTS of a topic is a tuple of such records, and of functions where a record says it worse.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pandas as pd

from kit.model.fact import Fact, count_fact, list_fact, rate_fact
from kit.text.dates import VagueDate
from kit.text.numbers import percentage, plain_text

if TYPE_CHECKING:
    from kit.model.campaign import Campaign
    from kit.model.table import Sheets


Selection = Callable[["Sheets"], pd.DataFrame]
Counting = Callable[["Sheets", "Campaign"], Iterable[Fact]]


@dataclass(frozen=True)
class Keep:
    """A condition on the cell of one column: it is one `among` these, or none of them; without any: filled.

    Of a sheet without the column, or with nothing in it, nothing is counted: what nobody filled in is not 0.
    Unless the condition is `lenient`: then every row is counted.
    """

    column: str
    among: tuple[object, ...] = ()
    but: bool = False  # none of them, instead of one
    lenient: bool = False
    test: Callable[[Any], bool] | None = None  # for what no list of values can say


@dataclass(frozen=True)
class Figure:
    """A number counted over the rows kept: how is the class that it is one of."""

    id: str
    name: str
    unit: str
    basis: str
    column: str = ""  # what is counted
    keep: tuple[Keep, ...] = ()
    zero: bool = True  # nothing to count: 0, instead of no fact
    stage: str = ""
    shown: str = ""  # the column whose cells are the sources; else the one counted
    sheet: str | Selection = ""


class Rows(Figure):
    """How many rows are kept."""


class Distinct(Figure):
    """How many different values the column has."""


@dataclass(frozen=True)
class Sums(Figure):
    """The sum of the column's filled cells; none where one could not be read, or where none is filled."""

    zero: bool = False


@dataclass(frozen=True)
class Names:
    """The values of a column in the rows kept, in the order of the rows."""

    id: str
    name: str
    column: str
    basis: str = ""
    keep: tuple[Keep, ...] = ()
    zero: bool = True  # nothing to name: an empty list, instead of no fact
    once: bool = True  # each value once
    title: bool = False  # in 《》
    by: str = ""  # a column of dates to put the rows in order by
    shown: str = ""  # as in a figure
    sheet: str | Selection = ""


@dataclass(frozen=True)
class Rate:
    """One count as a percentage of another; none where one of the two is missing or the whole is 0."""

    id: str
    name: str
    part: str
    whole: str
    basis: str
    sheet: str | Selection = ""


def spoken(value: object) -> str:
    """Return a cell as its column's readers would say it."""
    return {True: "是", False: "否"}[value] if isinstance(value, bool) else str(value)


@dataclass(frozen=True)
class By:
    """Counts for each value of a column, as they appear: {word} is the value, in an id after NFKC."""

    column: str
    counts: tuple[Figure | Names, ...]
    word: Callable[[object], str] = spoken  # values that are said alike count as one
    but: tuple[str, ...] = ()  # values that have counts of their own
    sheet: str | Selection = ""


Count = Figure | Names | Rate | By


def filled(column: str) -> tuple[Keep, ...]:
    """Keep rows whose cell is filled."""
    return (Keep(column),)


def is_one_of(column: str, *values: object) -> tuple[Keep, ...]:
    """Keep rows whose cell is one of the values."""
    return (Keep(column, values),)


def over(sheet: str | Selection, *counts: Count | Counting) -> tuple[Count | Counting, ...]:
    """Return the counts as made over one kind of sheet, or over the rows that a function selects."""
    return tuple(replace(count, sheet=sheet) if isinstance(count, Count) else count for count in counts)


def counted(counts: Iterable[Count | Counting], sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:
    """Yield the facts that the sheets allow, in the order of the counts; a sheet without rows gives none."""
    selected: dict[str | Selection, pd.DataFrame] = {}
    known: dict[str, Fact] = {}
    for count in counts:
        if not isinstance(count, Count):
            facts = count(sheets, campaign)
        elif isinstance(count, Rate):
            facts = _rate(count, known)
        else:
            sheet = count.sheet
            if sheet not in selected:
                selected[sheet] = sheets.frame(sheet) if isinstance(sheet, str) else sheet(sheets)
            facts = _of_sheet(count, selected[sheet], sheets)
        for fact in facts:
            known[fact.id] = fact
            yield fact


def _rate(rate: Rate, known: Mapping[str, Fact]) -> Iterator[Fact]:
    part, whole = (known[id_].value if id_ in known else None for id_ in (rate.part, rate.whole))
    if isinstance(part, (int, Fraction)) and isinstance(whole, (int, Fraction)) and whole:
        exact = percentage(part, whole)
        yield rate_fact(rate.id, rate.name, exact, rate.basis, parents=(rate.part, rate.whole))


def _of_sheet(count: Figure | Names | By, rows: pd.DataFrame, sheets: Sheets) -> Iterator[Fact]:
    if rows.empty:
        return
    for one in _spread(count, rows) if isinstance(count, By) else (count,):
        if (kept := _kept(one, rows)) is not None and (fact := _fact(one, kept, sheets)) is not None:
            yield fact


def _spread(by: By, rows: pd.DataFrame) -> Iterator[Figure | Names]:
    """Yield the counts of each value, whose rows alone they keep."""
    if by.column not in rows:
        return
    alike: dict[str, list[object]] = {}
    for value in dict.fromkeys(cell for cell in rows[by.column].dropna() if cell not in by.but):
        alike.setdefault(by.word(value), []).append(value)
    for word, values in alike.items():
        for count in by.counts:
            name, basis = (text.replace("{word}", word) for text in (count.name, count.basis))
            id_ = count.id.replace("{word}", unicodedata.normalize("NFKC", word))
            keep = (*count.keep, Keep(by.column, tuple(values)))
            yield replace(count, id=id_, name=name, basis=basis, keep=keep)


def _kept(count: Figure | Names, rows: pd.DataFrame) -> pd.DataFrame | None:
    """Return the rows that count; None where the sheet says nothing in a column that is asked."""
    if not isinstance(count, Rows) and not is_told(rows, count.column):
        return None
    kept = rows
    for keep in count.keep:
        if keep.column in rows if keep.lenient else is_told(rows, keep.column):
            kept = kept[[is_kept(cell, keep) for cell in kept[keep.column]]]
        elif not keep.lenient:
            return None
    return kept


def is_told(rows: pd.DataFrame, column: str) -> bool:
    """Return whether any of the rows says anything in a column; else what it would say is unknown."""
    return column in rows and bool(rows[column].notna().any())


def is_kept(cell: Any, keep: Keep) -> bool:  # noqa: ANN401 - a cell holds what its column's type says
    """Return whether a cell meets a condition."""
    if keep.test is not None:
        return keep.test(cell)
    if not keep.among:
        return bool(cell) if isinstance(cell, tuple) else bool(pd.notna(cell))
    return any(_same(cell, value) for value in keep.among) != keep.but


def _same(cell: object, value: object) -> bool:
    """Return whether two values are one: True is no 1."""
    return isinstance(cell, bool) == isinstance(value, bool) and cell == value


def _fact(count: Figure | Names, kept: pd.DataFrame, sheets: Sheets) -> Fact | None:
    if isinstance(count, Sums):
        if sheets.has_unread(kept, count.column):
            return None  # what one row adds is unknown, and so is the sum
        kept = kept[kept[count.column].notna()]
    if not count.zero and kept.empty:
        return None
    sources = sheets.sources(kept, count.shown or count.column or None)
    if isinstance(count, Names):
        return list_fact(count.id, count.name, _names(count, kept), count.basis, sources)
    value = _value(count, kept)
    fact = count_fact(count.id, count.name, 0, count.unit, count.basis, sources, stage=count.stage)
    return replace(fact, value=value, text=plain_text(value))


def _value(count: Figure, kept: pd.DataFrame) -> int | Fraction:
    if isinstance(count, Rows):
        return len(kept)
    if isinstance(count, Distinct):
        return len(dict.fromkeys(kept[count.column].dropna()))
    total = sum((Fraction(cell) for cell in kept[count.column]), Fraction())
    return total.numerator if total.denominator == 1 else total


def _names(count: Names, kept: pd.DataFrame) -> Sequence[str]:
    ordered = _by_date(kept, count.by) if count.by in kept else kept
    said = [spoken(value) for value in ordered[count.column].dropna()]
    if count.title:
        said = [f"《{name.strip('《》')}》" for name in said]
    return tuple(dict.fromkeys(said)) if count.once else said


def _by_date(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return the rows by date; a month without a day comes before its first day, no date last."""
    return rows.iloc[sorted(range(len(rows)), key=lambda at: _sortable(rows[column].iloc[at]))]


def _sortable(day: object) -> tuple[int, int, int]:
    if isinstance(day, VagueDate):
        return day.year, day.month, 0
    return (day.year, day.month, day.day) if isinstance(day, date) else (9999, 0, 0)
