"""Typed tables: what a kind of sheet has, and the rows that were read."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from kit.model.fact import Place, Source
from kit.model.reticent import reticent

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from kit.model.campaign import Campaign
    from kit.model.finding import Finding
    from kit.model.survey import Survey, SurveyTotals


WORDS = ("text", "long", "list")  # types of columns in which anything may be written
ColumnType = Literal["text", "long", "key", "list", "count", "number", "date", "choice", "yes_no"]


@dataclass(frozen=True)
class Column:
    """One column of a kind of sheet, under the heading that the kit uses.

    type: text (trimmed), long (verbatim), key (text, stable), list (texts split at 、，,;), count (int ≥ 0),
    number (Fraction ≥ 0), date (date or VagueDate), choice (one of `choices`), yes_no (bool).
    """

    name: str
    type: ColumnType = "text"
    required: bool = False
    aliases: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()  # allowed values of a choice; none: any text
    choice_aliases: Mapping[str, str] = field(default_factory=dict)
    blank: str | None = None  # what an empty cell of a choice means, e.g. 未填
    several: str | None = None  # what two ticked choices mean, e.g. 多选; none: a finding
    filled_down: bool = False  # a key column whose merged cells hold for every row they cover
    leads: bool = False  # the first clause may be the word, the rest what is said of it: 已完成，增开窗口4个
    open: bool = False  # a word that is none of the choices counts under itself
    clauses: bool = False  # a list of clauses, which only ； and line breaks part
    ordinal: bool = False  # a count that says which of several: 第3期
    deadline: bool = False  # a date until which: a month is its last day
    numbered: bool = (
        False  # a key only to tell rows apart: a running number stands for it, else the row's own
    )
    is_item: bool = False  # a question that ballots answer
    ruled: bool = False  # words outside its list are told by a rule of its topic
    decides: bool = False  # not required, yet a row whose cell cannot be read does not count
    note: str = ""  # said in the blank workbook
    offered: bool = True  # whether the blank workbook has it; else it is read, so that it can be told
    context: bool = False  # where the sheet has no such column, its name, title or file may say it
    tells: bool = False  # the sheet is known by it, yet a row counts without a word in it
    stands_for: str = ""  # a required column that need not be there where this one is
    shares: bool = False  # a count that may come as a share of the ballots instead (Share)
    refers: str = ""  # id of the kind whose rows it names, as a ballot names a unit of the directory
    rate_of: tuple[str, str] | None = None  # it states the rate of one column over another: only verified
    vague_aliases: tuple[str, ...] = ()  # they mean it only where the sheet has the column `beside` too
    beside: str = ""

    @property
    def withholds(self) -> bool:
        """Return whether a row does not count if its cell cannot be read.

        A ballot only loses the item; a number that is missing leaves its row and makes the sums unknown.
        """
        return (self.decides or (self.demanded and not self.is_summed)) and self.several is None

    @property
    def is_summed(self) -> bool:
        """Return whether it holds numbers that add up."""
        return self.type in {"count", "number"} and not self.ordinal and not self.shares

    @property
    def asked(self) -> bool:
        """Return whether a blank workbook asks for it."""
        return self.required or self.tells

    @property
    def demanded(self) -> bool:
        """Return whether a sheet must have it, and a cell in every row; a numbered key is found without."""
        return self.required and not self.numbered


@dataclass(frozen=True)
class Crosstab:
    """How the rows of a kind may lie side by side: a block of columns for each value of one column.

    headings: what a two-level heading (项目/等次) means: the value, and the column under it.
    """

    column: str  # whose values are the upper headings: 项目
    headings: Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class SheetKind:
    """One kind of spreadsheet; the files of kit/topics offer them.

    Every column of text that is not named in own_words may hold a person's words as they were given (原话)
    and passes the scan for personal details: one that was forgotten is scanned too.
    key, day and personal have no default, so that each kind decides them: the checks for repeated keys and
    for days outside the phase, the cut-off of papers and the place of marked copies all ask the kind. A key
    holds over all sheets of its kind, because other sheets quote it without saying from which file it comes.
    """

    id: str  # English, plural, what one row is: visits
    code: str  # figures.md 1.1: S11
    name: str  # Chinese: 走访台账
    row: str  # what one row is: 一次走访
    key: str  # the column that tells rows apart, over all sheets of the kind; "": no single column does
    day: str  # the column that dates a row; "": its rows have no day of their own
    personal: tuple[str, ...]  # columns that never reach a shared output
    columns: tuple[Column, ...]
    own_words: tuple[str, ...] = ()  # columns of text that the office words itself: names of things, posts
    unshown: tuple[str, ...] = ()  # columns of which only is told how many different values they hold
    aliases: tuple[str, ...] = ()  # other names of the sheet
    all_phases: bool = False  # kept through all phases: a row of the next one is no fault
    span: tuple[str, ...] = ()  # the columns whose days say from when to when the campaign lasts
    decisive: bool = False  # nothing can be made without it: a cell of it that cannot be read is an error
    example: Mapping[str, str] = field(default_factory=dict)  # one row for the blank workbook
    more_columns: Callable[[Campaign], tuple[Column, ...]] | None = None  # columns the campaign decides
    key_within: str | None = None  # the key tells rows apart only in one sheet, among those alike in this
    called: tuple[str, ...] = ()  # columns under which other sheets name its rows, the usual one first
    asks_items: bool = False  # a sheet without any question of the campaign's ballots is none such
    crosstab: Callable[[Campaign], Crosstab] | None = None  # how its rows may lie side by side
    titles: Callable[[Campaign], re.Pattern[str]] | None = None  # what tells it from another kind as likely
    one_of: tuple[str, ...] = ()  # it must have one of these columns, else the sheet may be any
    settle: Callable[[Table], tuple[Table, tuple[Finding, ...]]] | None = None  # what its notes decide
    claim: Callable[..., Any] | None = None  # of a kind without columns of its own: kit.sheets.claiming
    facts: tuple[str, ...] = ()  # how the ids of the facts that it gives begin; none said: with its own id

    def gives(self, fact: str) -> bool:
        """Return whether its rows give facts whose ids begin so: evaluation, opinions.merged."""
        return any(given == fact or given.startswith(f"{fact}.") for given in self.facts or (self.id,))

    def column(self, name: str) -> Column:
        """Return a fixed column; raises StopIteration if there is none of that name."""
        return next(column for column in self.columns if column.name == name)

    @property
    def numbered(self) -> str:
        """Return the column that only tells rows apart, if it has one."""
        return next((column.name for column in self.columns if column.numbered), "")

    @property
    def restricted(self) -> bool:
        """Return whether a workbook with such a sheet lies apart from what is shared."""
        return bool(self.personal)

    def is_called(self, name: str) -> bool:
        """Return whether that is its Chinese name, another name of it, its English id or its code."""
        return name in (self.name, self.id, self.code, *self.aliases)

    def raw_words(self, campaign: Campaign) -> tuple[str, ...]:
        """Return the columns that may hold a person's words as they were given (原话)."""
        columns = {column.name: column.type for column in self.columns_for(campaign)}
        apart = {*self.own_words, *self.unshown, *self.persons}
        return tuple(name for name, type_ in columns.items() if type_ in WORDS and name not in apart)

    @property
    def persons(self) -> tuple[str, ...]:
        """Return the personal columns that name people, as 批评人 does and the criticism itself does not."""
        return tuple(
            column.name for column in self.columns if column.name in self.personal and column.type == "text"
        )

    def columns_for(self, campaign: Campaign) -> tuple[Column, ...]:
        """Return the fixed columns and those that the campaign decides."""
        return self.columns + (self.more_columns(campaign) if self.more_columns else ())


@reticent("kind", "file", "sheet", "frame.shape")
@dataclass(frozen=True, eq=False)
class Table:
    """The rows of one sheet: `frame` is indexed by Excel row, its columns are the kind's headings.

    Cells hold int, Fraction, Share, date, VagueDate, str, bool, tuple of str, or None.
    """

    kind: str
    file: str
    sheet: str
    sha256: str
    frame: pd.DataFrame
    unread: frozenset[tuple[int, str]] = frozenset()  # cells that say something nobody could read
    withheld: pd.DataFrame = field(default_factory=pd.DataFrame)  # rows that do not count for such a cell
    notes: tuple[str, ...] = ()  # the lines above and below the rows: title, notes, who counted
    running: bool = False  # the key is the sheet's own running number, or it has none
    side_by_side: bool = False  # a row of the sheet became several: a block of columns is one (Crosstab)
    survey: Survey | SurveyTotals | None = None  # what the columns ask, where the sheet itself decides it

    @property
    def is_unfilled(self) -> bool:
        """Return whether it has headings and no row, not even one that does not count."""
        return self.frame.empty and self.withheld.empty

    def place(self, row: int | None = None, column: str | None = None) -> Place:
        """Return a place in this table."""
        return Place(self.file, self.sheet, row, column)


@reticent("table.kind", "table.file", "number")
@dataclass(frozen=True)
class Row:
    """One row of a table, with the place it stands at."""

    table: Table
    number: int  # as Excel shows it
    values: Mapping[str, Any]

    def __getitem__(self, column: str) -> Any:  # noqa: ANN401 - a cell holds what its column's type says
        """Return the cell under a heading, None where the sheet has no such column."""
        return self.values.get(column)

    def place(self, column: str | None = None) -> Place:
        """Return where the row, or its cell under that heading, stands."""
        return self.table.place(self.number, column)


@reticent("tables")
@dataclass(frozen=True, eq=False)
class Sheets:
    """All tables of a campaign's inbox that say something.

    unfilled: those that came with headings and no row. They say nothing, neither 0 nor none: whoever counts,
    checks or writes goes without them as if they had not come, and only the reason given is another.
    """

    tables: tuple[Table, ...] = ()
    unfilled: tuple[Table, ...] = ()

    def of(self, kind: str) -> tuple[Table, ...]:
        """Return the tables of one kind."""
        return tuple(table for table in self.tables if table.kind == kind)

    def has(self, kind: str) -> bool:
        """Return whether any table of that kind was sent in and filled."""
        return any(table.kind == kind for table in self.tables)

    def unfilled_of(self, kind: str) -> Table | None:
        """Return the first table of a kind of which none was filled; nothing where one was, or none came."""
        found = (table for table in self.unfilled if table.kind == kind)
        return None if self.has(kind) else next(found, None)

    def rows(self, kind: str) -> Iterator[Row]:
        """Yield every row of one kind, table after table."""
        for table in self.of(kind):
            columns = [str(name) for name in table.frame.columns]
            for number, *cells in table.frame.itertuples(name=None):
                yield Row(table, int(number), dict(zip(columns, cells, strict=True)))

    def has_unread(self, rows: pd.DataFrame, column: str) -> bool:
        """Return whether one of these rows of a `frame` says something in a column that nobody could read."""
        unread = [table.unread for table in self.tables]
        return any(unread) and any((int(row), column) in unread[number] for number, row in rows.index)

    def withheld(self, kind: str, column: str) -> frozenset[str]:
        """Return what rows that do not count say in a column: known, though not counted."""
        found = (table.withheld[column].dropna() for table in self.of(kind) if column in table.withheld)
        return frozenset(str(cell) for cells in found for cell in cells)

    @cached_property
    def withheld_rows(self) -> Sheets:
        """Return the same tables with the rows that do not count instead of those that do."""
        if all(table.withheld.empty for table in self.tables):
            return Sheets()
        return Sheets(tuple(replace(table, frame=table.withheld) for table in self.tables))

    @cached_property
    def _frames(self) -> dict[str, pd.DataFrame]:
        return {}

    def frame(self, kind: str) -> pd.DataFrame:
        """Return all rows of one kind, indexed by (number of the table, Excel row)."""
        if kind not in self._frames:
            numbered = {number: table.frame for number, table in enumerate(self.tables) if table.kind == kind}
            self._frames[kind] = _concatenated(numbered) if numbered else pd.DataFrame()
        return self._frames[kind]

    def sources(self, rows: pd.DataFrame, column: str | None = None) -> tuple[Source, ...]:
        """Return where rows of a `frame` stand: one source for each table, rows in order."""
        by_table: dict[int, list[int]] = {}
        for number, row in rows.index:
            by_table.setdefault(int(number), []).append(int(row))
        return tuple(self._source(number, found, column) for number, found in sorted(by_table.items()))

    def sources_of(self, rows: Iterable[Row], column: str | None = None) -> tuple[Source, ...]:
        """Return where these rows stand."""
        numbers = {id(table): number for number, table in enumerate(self.tables)}
        by_table: dict[int, list[int]] = {}
        for row in rows:
            by_table.setdefault(numbers[id(row.table)], []).append(row.number)
        return tuple(self._source(number, found, column) for number, found in sorted(by_table.items()))

    def _source(self, number: int, rows: list[int], column: str | None) -> Source:
        table = self.tables[number]
        return Source(table.file, table.sha256, table.sheet, tuple(sorted(set(rows))), column)


def _concatenated(frames: Mapping[int, pd.DataFrame]) -> pd.DataFrame:
    """Return the frames one after the other; a column that only some have holds None in the others."""
    rows = pd.concat(frames).astype(object)
    return rows.where(rows.notna(), None)
