"""Which cells an appraisal's figures stand on: the ballots that were counted, or the cells of totals.

Nobody looks them up before they are asked for: a million ballots are counted by their numbers alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from kit.model.fact import Source, Sources, merged_sources

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from kit.model.evaluation import AppraisalItem
    from kit.model.table import Row, Sheets
    from kit.topics.appraisal.answers import Answers, Numbers, Truths


class Cells(Protocol):
    """Where one unit's figures stand, or those of several units."""

    def returned(self) -> Sequence[Source]:
        """Return the ballots that came back."""

    def void(self) -> Sequence[Source]:
        """Return those that are void as a whole."""

    def valid(self) -> Sequence[Source]:
        """Return those that are not."""

    def answered(self, item: int, codes: Collection[int]) -> Sequence[Source]:
        """Return the valid ballots that answer an item so; codes as those of `Answers`."""


@dataclass(frozen=True, eq=False)
class Cast:
    """Every ballot: which table and row it stands in, what it answers, whether it is void as a whole."""

    sheets: Sheets
    tables: Numbers
    rows: Numbers
    questions: tuple[str, ...]
    codes: tuple[NDArray[np.int8], ...]  # by question
    is_void: Truths

    def sources(self, at: Numbers, column: str | None = None) -> tuple[Source, ...]:
        """Return where these ballots stand: one source for each table, rows in order."""
        return tuple(self._source(number, at, column) for number in np.unique(self.tables[at]).tolist())

    def _source(self, number: int, at: Numbers, column: str | None) -> Source:
        table = self.sheets.tables[number]
        rows = np.sort(self.rows[at[self.tables[at] == number]])
        return Source(table.file, table.sha256, table.sheet, tuple(rows.tolist()), column)


def cast(
    sheets: Sheets,
    ballots: pd.DataFrame,
    items: Sequence[AppraisalItem],
    answers: Sequence[Answers],
    void: Truths,
) -> Cast:
    """Return the ballots of that frame of `sheets`, with what they answer."""
    nowhere = np.zeros(0, dtype=np.intp)
    levels = (
        [ballots.index.get_level_values(level) for level in (0, 1)] if len(ballots) else [nowhere, nowhere]
    )
    tables, rows = (np.asarray(level) for level in levels)
    codes = tuple(answer.codes.astype(np.int8) for answer in answers)
    return Cast(sheets, tables, rows, tuple(item.question for item in items), codes, void)


@dataclass(frozen=True, eq=False)
class BallotCells:
    """Single ballots of one unit; at: which of all."""

    cast: Cast
    at: Numbers

    def returned(self) -> Sequence[Source]:
        """Return all its ballots."""
        return self._standing(BallotCells._all)

    def void(self) -> Sequence[Source]:
        """Return those that are void as a whole."""
        return self._standing(BallotCells._void)

    def valid(self) -> Sequence[Source]:
        """Return those that are not."""
        return self._standing(BallotCells._valid)

    def answered(self, item: int, codes: Collection[int]) -> Sequence[Source]:
        """Return the valid ballots that answer an item so."""
        return self._standing(BallotCells._answering, item, codes)

    def _all(self) -> Numbers:
        return self.at

    def _void(self) -> Numbers:
        return self.at[self.cast.is_void[self.at]]

    def _valid(self) -> Numbers:
        return self.at[~self.cast.is_void[self.at]]

    def _answering(self, item: int, codes: Collection[int]) -> Numbers:
        valid = self._valid()
        return valid[np.isin(self.cast.codes[item][valid], list(codes))]

    def _standing(self, find: Callable[..., Numbers], *asked: Any) -> Sequence[Source]:  # noqa: ANN401 - passed on
        return Sources(_found, self, find, *asked) if self.at.size else ()


def _found(cells: BallotCells, find: Callable[..., Numbers], *asked: Any) -> tuple[Source, ...]:  # noqa: ANN401 - passed on
    """Return where the ballots found stand; of none, the column in which none is."""
    column = cells.cast.questions[asked[0]] if asked else None
    if found := cells.cast.sources(find(cells, *asked), column):
        return found
    return tuple(replace(one, rows=(), column=column) for one in cells.cast.sources(cells.at))


@dataclass(frozen=True, eq=False)
class TotalCells:
    """Totals (评议票汇总) of one unit: a row for each item."""

    sheets: Sheets
    of: tuple[Row, ...]
    items: tuple[AppraisalItem, ...]

    def returned(self) -> Sequence[Source]:
        """Return the cells of 收回票."""
        return self._under(self.of, ["收回票"])

    def void(self) -> Sequence[Source]:
        """Return the cells of 无效票; of 收回票 and 有效票 where that is their difference."""
        return self._under(self.of, ["无效票"]) or self._under(self.of, ["收回票", "有效票"])

    def valid(self) -> Sequence[Source]:
        """Return the cells of 有效票; of 收回票 and 无效票 where that is their difference."""
        return self._under(self.of, ["有效票"]) or self._under(self.of, ["收回票", "无效票"])

    def issued(self) -> Sequence[Source]:
        """Return the cells of 发票数."""
        return self._under(self.of, ["发票数"])

    def answered(self, item: int, codes: Collection[int]) -> Sequence[Source]:
        """Return the cells of an item's row under these grades, 弃权 or 该项无效; else of the row."""
        asked = self.items[item]
        rows = tuple(row for row in self.of if row["项目"] == asked.question)
        beside = {len(asked.grades): "弃权", len(asked.grades) + 2: "该项无效"}
        columns = [beside.get(code, f"第{code + 1}等") for code in codes if code != len(asked.grades) + 1]
        return self._under(rows, columns, asked) or self.sheets.sources_of(rows)

    def _under(
        self, rows: Sequence[Row], columns: Sequence[str], item: AppraisalItem | None = None
    ) -> tuple[Source, ...]:
        """Return the filled cells of these rows under these columns, each under the heading it has."""
        found = (
            self.sheets.sources_of([row], _heading(row, column, item))
            for column in columns
            for row in rows
            if row[column] is not None
        )
        return merged_sources(chain.from_iterable(found))


def _heading(row: Row, column: str, item: AppraisalItem | None) -> str:
    """Return what stands above a cell: under an item its grade where items lie side by side."""
    if item is None or not row.table.side_by_side:
        return column
    at = column.removeprefix("第").removesuffix("等")
    return f"{item.question}/{item.grades[int(at) - 1] if at.isdigit() else column}"


@dataclass(frozen=True, eq=False)
class JoinedCells:
    """Those of several units."""

    parts: tuple[Cells, ...]

    def returned(self) -> Sequence[Source]:
        """Return what came back, of all."""
        return self._joined([part.returned() for part in self.parts])

    def void(self) -> Sequence[Source]:
        """Return what is void, of all."""
        return self._joined([part.void() for part in self.parts])

    def valid(self) -> Sequence[Source]:
        """Return what is valid, of all."""
        return self._joined([part.valid() for part in self.parts])

    def answered(self, item: int, codes: Collection[int]) -> Sequence[Source]:
        """Return who answers an item so, of all."""
        return self._joined([part.answered(item, codes) for part in self.parts])

    def _joined(self, found: Sequence[Sequence[Source]]) -> Sequence[Source]:
        """Return them together; a sheet in which one unit has none and another has some, once."""
        return Sources(_together, found) if any(found) else ()


def _together(found: Sequence[Sequence[Source]]) -> tuple[Source, ...]:
    sources = merged_sources(chain.from_iterable(found))
    return tuple(source for source in sources if source.rows) or sources
