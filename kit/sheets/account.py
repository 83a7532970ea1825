"""The account of a sheet: what it was taken for and why, what became of each row and of each column.

Rows in = rows used + rows named: what is not a row of data has a reason.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kit.model.reticent import reticent
from kit.sheets.grid import is_blank
from kit.sheets.headings import normalised_heading
from kit.sheets.mapping import column_parts, said_labels

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kit.model.table import Column
    from kit.sheets.grid import Grid
    from kit.sheets.headings import Match
    from kit.sheets.subjects import SheetSubject


IGNORED_SHEET, OWN_NOTES, NO_CELLS = "campaign.toml 写了忽略", "填表说明", "空表"
SAME, ALIAS, TWO_LEVELS, RUNNING = "列名相同", "别的叫法", "上下两层列名", "流水号"
OFFICE, DECLINED = "本单位指定", "本单位说不用"
BLANK_FORM = "空白表"
BLANK, REPEATED = "空行", "和别的表重复"


@dataclass(frozen=True)
class NamedRows:
    """Rows one below the other that are no data, as Excel counts them, and what they are."""

    first: int
    last: int
    reason: str

    @property
    def number(self) -> int:
        """Return how many rows these are."""
        return self.last - self.first + 1


@dataclass(frozen=True)
class ColumnPart:
    """What one column was taken for, and by which evidence; nothing for one that is not used."""

    heading: str
    taken_for: str = ""
    evidence: str = ""


@reticent("file", "sheet", "kind", "rows", "used")
@dataclass(frozen=True)
class SheetAccount:
    """What became of one sheet; kind is the Chinese name of what it was taken for, or nothing."""

    file: str
    sheet: str
    kind: str
    evidence: tuple[str, ...]
    rows: int  # of the sheet, from its first filled one
    used: int
    named: tuple[NamedRows, ...]
    columns: tuple[ColumnPart, ...] = ()
    subject: SheetSubject | None = None  # what it is about, where no column says so
    absent: tuple[str, ...] = ()  # columns of the kind that the sheet does not have

    @property
    def is_unread(self) -> bool:
        """Return whether the sheet holds something and nobody knows what it is, nor said to ignore it."""
        return (
            not self.kind
            and bool(self.rows)
            and not {IGNORED_SHEET, OWN_NOTES, BLANK_FORM} & set(self.evidence)
        )

    def as_json(self) -> dict[str, object]:
        """Return the fields that `kit check --json` prints."""
        named = [{"first": run.first, "last": run.last, "reason": run.reason} for run in self.named]
        columns = [
            {"heading": part.heading, "taken_for": part.taken_for or None, "evidence": part.evidence}
            for part in self.columns
        ]
        return {
            "file": self.file,
            "sheet": self.sheet,
            "kind": self.kind or None,
            "evidence": [*self.evidence, *([str(self.subject)] if self.subject else [])],
            "rows": {"in": self.rows, "used": self.used, "named": named},
            "columns": columns,
            "absent": list(self.absent),
        }


def runs(named: Mapping[int, str]) -> tuple[NamedRows, ...]:
    """Return rows with the same reason that follow each other as one.

    >>> [(run.first, run.last) for run in runs({1: "标题", 2: "列名", 3: "列名"})]
    [(1, 1), (2, 3)]
    """
    found: list[NamedRows] = []
    for row, reason in sorted(named.items()):
        last = found[-1] if found else None
        if last is not None and last.last == row - 1 and last.reason == reason:
            found[-1] = NamedRows(last.first, row, reason)
        else:
            found.append(NamedRows(row, row, reason))
    return tuple(found)


def unread_account(grid: Grid, reason: str) -> SheetAccount:
    """Return the account of a sheet that was not read."""
    rows = {
        number: BLANK if all(map(is_blank, row)) else reason
        for number, row in enumerate(grid.rows, grid.first_row)
    }
    columns = tuple(ColumnPart(label) for label in said_labels(grid)) if reason != NO_CELLS else ()
    return SheetAccount(grid.file, grid.sheet, "", (reason,), len(grid.rows), 0, runs(rows), columns)


def read_account(
    grid: Grid,
    match: Match,
    columns: Iterable[Column],
    named: Mapping[int, str],
    used: int,
    evidence: Sequence[str],
) -> SheetAccount:
    """Return the account of a sheet that was read as a kind."""
    return SheetAccount(
        grid.file,
        grid.sheet,
        match.kind.name,
        tuple(evidence),
        len(grid.rows),
        used,
        runs(named),
        tuple(_columns(match)),
        absent=_absent(match, columns),
    )


def repeated_account(account: SheetAccount) -> SheetAccount:
    """Return the account of a sheet whose rows all stand in another."""
    return unused_account(account, REPEATED)


def unused_account(account: SheetAccount, reason: str) -> SheetAccount:
    """Return the account of a sheet none of whose rows counts, and why."""
    return account_without(account, dict.fromkeys(_rows(account), reason))


def account_without(account: SheetAccount, reasons: Mapping[int, str]) -> SheetAccount:
    """Return the account of a sheet of which some rows count for nothing; reasons: why, by Excel row."""
    named = {row: run.reason for run in account.named for row in range(run.first, run.last + 1)}
    lost = {row: reasons[row] for row in _rows(account) if row in reasons and row not in named}
    return replace(account, used=account.used - len(lost), named=runs(named | lost)) if lost else account


def _rows(account: SheetAccount) -> range:
    """Return all rows of a sheet, as Excel counts them: a heading stands in its first, or a title."""
    first = min((run.first for run in account.named), default=1)
    return range(first, first + account.rows)


def _absent(match: Match, columns: Iterable[Column]) -> tuple[str, ...]:
    """Return the columns of a kind that the sheet never had; one said elsewhere (context) is not missed."""
    had = {*match.columns, *match.options, *(name for block in match.blocks.values() for name in block)}
    return tuple(
        column.name
        for column in columns
        if column.name not in {*had, match.across} and not column.context and column.offered
    )


def _columns(match: Match) -> Iterator[ColumnPart]:
    """Yield the part of each column that has a heading, from left to right."""
    parts = dict(column_parts(match))
    for at, label in enumerate(match.labels):
        if label or at in parts:
            yield ColumnPart(label, parts.get(at, ""), _evidence(match, at, parts.get(at, "")))


def _evidence(match: Match, at: int, name: str) -> str:
    if name and name == match.running:
        return RUNNING
    if at in match.ordered | match.left_out:
        return OFFICE if name else DECLINED
    if not name:
        return ""
    if name not in match.columns:
        return TWO_LEVELS
    return SAME if normalised_heading(match.labels[at]) == normalised_heading(name) else ALIAS
