"""Counting as data: what is counted over the rows of a sheet is a record, and one engine says how.

FACTS of a topic is a tuple of such records, and of functions where a record says it worse.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
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
    """The sum of the column's cells; none where one is blank or could not be read: the rest is no sum.

    spare: the rows in which a blank means that there was nothing to count.
    """

    zero: bool = False
    spare: Keep | None = None


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
    """One count as a percentage of another; none where one of the two is missing or the whole is 0.

    None either where a row may belong to one of the two and does not say so.
    """

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
    ground = _Ground(sheets)
    known: dict[str, Fact] = {}
    doubtful: set[str] = set()
    for count in counts:
        if not isinstance(count, Count):
            facts = count(sheets, campaign)
        elif isinstance(count, Rate):
            facts = () if doubtful & {count.part, count.whole} else _rate(count, known)
        else:
            if isinstance(count, Figure) and _sorting(count, ground.rows(count.sheet)):
                doubtful.add(count.id)
            facts = _of_sheet(count, ground, sheets)
        for fact in facts:
            known[fact.id] = fact
            yield fact


@dataclass(frozen=True, eq=False)
class _Ground:
    """The rows that counts are made over, each selection made once."""

    sheets: Sheets
    made: dict[tuple[str | Selection, bool], pd.DataFrame] = field(default_factory=dict)

    def rows(self, sheet: str | Selection) -> pd.DataFrame:
        """Return the rows that count."""
        return self._rows(sheet, lost=False)

    def lost(self, sheet: str | Selection) -> pd.DataFrame:
        """Return the rows that were withheld for a cell that decides them: they belong to every whole."""
        return self._rows(sheet, lost=True)

    def _rows(self, sheet: str | Selection, *, lost: bool) -> pd.DataFrame:
        if (key := (sheet, lost)) not in self.made:
            sheets = self.sheets.withheld_rows if lost else self.sheets
            self.made[key] = sheets.frame(sheet) if isinstance(sheet, str) else sheet(sheets)
        return self.made[key]


def missing_cells(count: Figure, sheets: Sheets) -> Iterator[tuple[pd.DataFrame, str]]:
    """Yield the rows for which a figure is unknown, each group with the column that does not say enough.

    Rows that were withheld come first, under no column. A sheet without the column has no such rows.
    """
    ground = _Ground(sheets)
    rows = ground.rows(count.sheet)
    if rows.empty or (not isinstance(count, Rows) and not is_told(rows, count.column)):
        return
    lost = _maybe(count, ground)
    if not lost.empty:
        yield lost, ""
    for column in _sorting(count, rows):
        yield rows[rows[column].isna()], column
    kept = _kept(count, rows)
    if kept is not None and not (blank := _blank(count, kept)).empty:
        yield blank, count.column


def _is_whole(count: Figure) -> bool:
    """Return whether a figure tells of all rows; a count of rows of one sort tells of those that say so."""
    return not isinstance(count, Rows) or not count.keep


def _maybe(count: Figure, ground: _Ground) -> pd.DataFrame:
    """Return the withheld rows that may belong to a figure that tells of all rows."""
    lost = ground.lost(count.sheet)
    if not _is_whole(count):
        return lost.iloc[:0]
    for keep in count.keep:
        if keep.column in lost:
            cells = lost[keep.column]
            lost = lost[[cell is None or is_kept(cell, keep) for cell in cells]]
    return lost


def _blank(count: Figure, kept: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that are counted and do not say what is counted of them."""
    if isinstance(count, Rows):
        return kept.iloc[:0]
    blank = kept[kept[count.column].isna()]
    spare = count.spare if isinstance(count, Sums) else None
    if spare is None or spare.column not in blank:
        return blank
    return blank[[not is_kept(cell, spare) for cell in blank[spare.column]]]


def _sorting(count: Figure, rows: pd.DataFrame) -> list[str]:
    """Return the columns by which rows belong to a figure, and of which some row says nothing.

    A condition that asks only whether a cell is filled is answered by a blank.
    """
    asked = (keep.column for keep in count.keep if keep.among and not keep.lenient)
    return [name for name in asked if is_told(rows, name) and bool(rows[name].isna().any())]


def _rate(rate: Rate, known: Mapping[str, Fact]) -> Iterator[Fact]:
    part, whole = (known[id_].value if id_ in known else None for id_ in (rate.part, rate.whole))
    if isinstance(part, (int, Fraction)) and isinstance(whole, (int, Fraction)) and whole:
        exact = percentage(part, whole)
        yield rate_fact(rate.id, rate.name, exact, rate.basis, parents=(rate.part, rate.whole))


def _of_sheet(count: Figure | Names | By, ground: _Ground, sheets: Sheets) -> Iterator[Fact]:
    rows = ground.rows(count.sheet)
    if rows.empty:
        return
    for one in _spread(count, rows) if isinstance(count, By) else (count,):
        kept = _kept(one, rows)
        if kept is None or (isinstance(one, Figure) and _is_unknown(one, rows, kept, ground)):
            continue
        if (fact := _fact(one, kept, sheets)) is not None:
            yield fact


def _is_unknown(count: Figure, rows: pd.DataFrame, kept: pd.DataFrame, ground: _Ground) -> bool:
    """Return whether a row that belongs to a figure, or may belong to it, does not say what it adds."""
    if _is_whole(count) and (_sorting(count, rows) or not _maybe(count, ground).empty):
        return True
    return not _blank(count, kept).empty


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
