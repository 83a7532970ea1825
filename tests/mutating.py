"""Sheets with one fault each, and what becomes of the facts: for the law that nothing changes silently.

A specimen is a sheet that is sound, in a campaign that has what belongs to it. A mutation is one fault of a
clerk: a column is gone, called otherwise, emptied, typed otherwise; rows are gone, twice, of another year.
"""

import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from kit.app.work import Work, opened
from kit.model.campaign import Campaign
from kit.model.finding import Finding, stopping_all
from kit.sheets import inbox as inboxes
from kit.sheets.account import RUNNING
from kit.sheets.cells import OWN_WORD
from kit.sheets.gaps import EMPTIED_RULE, GAP_RULE
from kit.sheets.grid import is_blank
from kit.sheets.headings import Headings
from kit.sheets.values import MEASURE
from kit.sheets.writing.workbook import SheetOut, write_workbook
from kit.topics.kinds import kinds_of
from kit.topics.ledger import count_all, ledger_remarks

DEMO = Path(__file__).parents[1] / "data" / "demo"
Rows = tuple[tuple[Any, ...], ...]
DIGITS = re.compile(r"\d+")
LINES = {GAP_RULE, OWN_WORD, EMPTIED_RULE}  # told by a line: blanks in short columns, words of an open list
WORDS = {"text", "long", "list", "key", ""}  # types of which any words may be: nobody can tell them apart
LONGEST = 12  # rows of a specimen


@dataclass(frozen=True)
class Specimen:
    """A sound sheet: `rows[:head]` is what stands above its data; types are those of its columns."""

    name: str
    file: str
    sheet: str
    rows: Rows
    head: int = 1
    types: tuple[str, ...] = ()  # of each column: that of the kind, or "" for one that is not used
    columns: tuple[str, ...] = ()  # what the kind calls each
    needs: tuple[str, ...] = ()  # files of the demo that belong to it
    depth: int = 1  # rows of its heading

    @property
    def body(self) -> Rows:
        """Return the rows of data."""
        return self.rows[self.head :]

    @property
    def width(self) -> int:
        """Return how many columns there are."""
        return max(map(len, self.rows))

    def above(self) -> Rows:
        """Return the titles above the heading."""
        return self.rows[: self.head - self.depth]

    def under(self) -> Rows:
        """Return the heading and the data."""
        return self.rows[self.head - self.depth :]

    def type(self, at: int) -> str:
        """Return the type of a column, "" of one that is not used."""
        return self.types[at] if at < len(self.types) else ""

    def counts_things(self, at: int) -> bool:
        """Return whether a column counts what are no people, as its name says."""
        measure = MEASURE.search(self.columns[at]) if at < len(self.columns) else None
        return self.type(at) == "count" and measure is not None and measure[1] != "人"

    def labels(self) -> list[str]:
        """Return the heading of each column."""
        return [str(cell or "") for cell in self.rows[self.head - 1]]


@dataclass(frozen=True)
class Mutation:
    """One fault: what it is, which column it is about, and the rows with it."""

    fault: str
    column: str
    rows: Rows
    also: tuple[str, ...] = ()  # what else a finding may name: the heading as it is now


def mutations(specimen: Specimen) -> Iterator[Mutation]:
    """Yield every mutation of a specimen."""
    for at, label in enumerate(specimen.labels()):
        if label:
            yield from _of_column(specimen, at, label)
    yield from _of_rows(specimen)


def _with_column(specimen: Specimen, at: int, cells: Sequence[Any], label: str | None = None) -> Rows:
    head = [list(row) for row in specimen.rows[: specimen.head]]
    if label is not None:
        head[-1][at] = label
    body = [(*row[:at], cell, *row[at + 1 :]) for row, cell in zip(specimen.body, cells, strict=True)]
    return (*map(tuple, head), *body)


def _of_column(specimen: Specimen, at: int, label: str) -> Iterator[Mutation]:
    cells = [row[at] for row in specimen.body]
    filled = next((n for n, cell in enumerate(cells) if not is_blank(cell)), None)
    yield from _other_headings(specimen, at, label)
    yield Mutation("整列清空", label, _with_column(specimen, at, [None] * len(cells)))
    if filled is not None:
        yield Mutation("一格清空", label, _with_column(specimen, at, _one(cells, filled, None)))
        for fault, typed in _retyped(cells, specimen.type(at), filled, of_things=specimen.counts_things(at)):
            yield Mutation(fault, label, _with_column(specimen, at, typed))


def _other_headings(specimen: Specimen, at: int, label: str) -> Iterator[Mutation]:
    cells = [row[at] for row in specimen.body]
    for fault, called in (("列名换成不认得的", "丁香"), ("列名换成相近的", f"实际{label}情况")):
        yield Mutation(fault, label, _with_column(specimen, at, cells, called), (called,))
    if specimen.depth == 1:
        gone = tuple((*row[:at], *row[at + 1 :]) for row in specimen.under())
        yield Mutation("列删掉", label, specimen.above() + gone)
        others = [label, *cells[1:], cells[0]]
        for fault, where in (("右边又有同名的列", at + 1), ("左边又有同名的列", at)):
            pairs = zip(specimen.under(), others, strict=True)
            twice = tuple((*row[:where], cell, *row[where:]) for row, cell in pairs)
            yield Mutation(fault, label, specimen.above() + twice)
    if at + 1 < specimen.width and (other := specimen.labels()[at + 1]):
        head = [list(row) for row in specimen.rows[: specimen.head]]
        head[-1][at : at + 2] = other, label
        if {specimen.type(at), specimen.type(at + 1)} - WORDS and specimen.type(at) != specimen.type(at + 1):
            yield Mutation("和右边一列换了列名", label, (*map(tuple, head), *specimen.body), (other,))


def _retyped(
    cells: Sequence[Any], type_: str, filled: int, *, of_things: bool
) -> Iterator[tuple[str, list[Any]]]:
    """Yield the cells of a column as another type; filled: where the first that says something stands."""
    if type_ in {"count", "number", "date", "choice", "yes_no"}:
        yield "都写成别的话", [_word(cell) for cell in cells]
        yield "一格写成别的话", _one(cells, filled, "若干")
    if any(isinstance(cell, (int, float, date)) and not isinstance(cell, bool) for cell in cells):
        yield "写成文字", [_as_text(cell) for cell in cells]
    if of_things:
        yield "十倍加人", [_tenfold(cell) for cell in cells]
    if type_ == "date":
        yield "一格早五年", _one(cells, filled, _earlier(cells[filled]))


def _one(cells: Sequence[Any], at: int, cell: Any) -> list[Any]:
    return [*cells[:at], cell, *cells[at + 1 :]]


def _word(cell: Any) -> Any:
    return cell if is_blank(cell) else "若干"


def _as_text(cell: Any) -> Any:
    if isinstance(cell, (datetime, date)):
        return f"{cell.year}-{cell.month}-{cell.day}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell if is_blank(cell) else str(cell)


def _tenfold(cell: Any) -> Any:
    return f"{int(cell) * 10}人" if isinstance(cell, (int, float)) and not isinstance(cell, bool) else cell


def _earlier(cell: Any) -> Any:
    if isinstance(cell, (datetime, date)):
        return date(cell.year - 5, cell.month, min(cell.day, 28))
    return "2004-3-1"


def _of_rows(specimen: Specimen) -> Iterator[Mutation]:
    head, body = specimen.rows[: specimen.head], specimen.body
    blank = (None,) * specimen.width
    yield Mutation("只剩列名", "", head)
    yield Mutation("行间有空行", "", (*head, *(line for row in body for line in (row, blank))))
    yield Mutation("一行重复", "", (*head, *body, body[0]))
    yield Mutation("各行都重复", "", (*head, *body, *body))
    if "date" in specimen.types:
        old = tuple(
            _earlier(cell) if type_ == "date" and not is_blank(cell) else cell
            for cell, type_ in zip(body[0], _padded(specimen.types, len(body[0])), strict=True)
        )
        if old != body[0]:
            yield Mutation("多一行往年的", "", (*head, *body, _renamed(old, specimen)))
    numbers = [
        at
        for at in range(specimen.width)
        if specimen.type(at) in {"count", "number"} and any(isinstance(row[at], (int, float)) for row in body)
    ]
    if numbers:
        total: list[Any] = ["合计", *[None] * (specimen.width - 1)]
        for at in numbers:
            if at:
                total[at] = 1 + sum(row[at] for row in body if isinstance(row[at], (int, float)))
        if len(total) > 1 and any(cell is not None for cell in total[1:]):
            yield Mutation("合计不对", "", (*head, *body, tuple(total)))


def _padded(types: Sequence[str], width: int) -> list[str]:
    return [*types, *[""] * (width - len(types))][:width]


def _renamed(row: Sequence[Any], specimen: Specimen) -> tuple[Any, ...]:
    """Return a row under a key of its own."""
    return tuple(
        f"{cell}旧" if type_ == "key" and cell else cell
        for cell, type_ in zip(row, _padded(specimen.types, len(row)), strict=True)
    )


@dataclass(frozen=True)
class Outcome:
    """What a mutation did: the facts that are other than before, and what was said."""

    specimen: str
    mutation: Mutation
    changed: tuple[str, ...]  # ids of facts
    told: tuple[Finding, ...]  # new errors and warnings that name the sheet
    named: bool  # one of these names the column, or the row
    stopped: bool
    crash: str = ""

    @property
    def is_silent(self) -> bool:
        """Return whether a fact changed and nothing was said."""
        return bool(self.changed) and not self.told

    @property
    def is_false_alarm(self) -> bool:
        """Return whether something stops though no fact changed."""
        return self.stopped and not self.changed

    def __str__(self) -> str:
        facts = "、".join(self.changed[:4]) + (f" 等{len(self.changed)}" if len(self.changed) > 4 else "")
        column = f"“{self.mutation.column}”" if self.mutation.column else ""
        return f"{self.specimen} {self.mutation.fault}{column}：{facts or '没有数变'} {self.crash}"


class Bench:
    """A campaign in a folder, for one specimen after the other; a workbook that stays is opened once."""

    def __init__(self, folder: Path, campaign: Campaign) -> None:
        (folder / "inbox").mkdir(parents=True, exist_ok=True)
        self.campaign = campaign.model_copy(update={"folder": folder})
        self.headings = Headings(kinds_of(campaign), campaign)
        self.known: dict[tuple[str, bytes, str], Any] = {}

    def outcomes(self, specimen: Specimen, faults: Iterable[Mutation] | None = None) -> Iterator[Outcome]:
        """Yield what each mutation of a specimen does."""
        for path in self.campaign.inbox.iterdir():
            path.unlink()
        for name in specimen.needs:
            shutil.copy(DEMO / "inbox" / name, self.campaign.inbox)
        work, facts = self._worked(specimen, specimen.rows)
        said = {(found.rule, found.level, str(found)) for found in (*work.findings, *facts[1])}
        assert not stopping_all(work.findings), [str(found) for found in stopping_all(work.findings)]
        for mutation in mutations(specimen) if faults is None else faults:
            yield self._outcome(specimen, mutation, facts[0], said)

    def _outcome(
        self, specimen: Specimen, mutation: Mutation, before: dict[str, str], said: set[Any]
    ) -> Outcome:
        try:
            work, (after, remarks) = self._worked(specimen, mutation.rows)
        except Exception as error:  # noqa: BLE001 - any is a crash
            return Outcome(specimen.name, mutation, (), (), named=False, stopped=False, crash=repr(error))
        fresh = [
            found
            for found in (*work.findings, *remarks)
            if (found.level != "info" or found.rule in LINES)
            and (found.rule, found.level, str(found)) not in said
        ]
        if mutation.fault == "行间有空行":  # the same findings stand in other rows
            same = {DIGITS.sub("", line) for _, _, line in said}
            fresh = [found for found in fresh if DIGITS.sub("", str(found)) not in same]
        told = tuple(found for found in fresh if _names_sheet(found, specimen))
        changed = tuple(id_ for id_ in {**before, **after} if before.get(id_) != after.get(id_))
        if mutation.fault == "列删掉" and _is_absent(work, specimen, mutation):
            changed = ()  # what was never there is a line of the account
        named = any(_names_column(found, mutation) for found in told)
        stops = bool(stopping_all(tuple(fresh)))
        return Outcome(specimen.name, mutation, changed, told, named=named, stopped=stops)

    def _worked(
        self, specimen: Specimen, rows: Rows
    ) -> tuple[Work, tuple[dict[str, str], tuple[Finding, ...]]]:
        """Return what is read of a specimen, its facts and what they say of themselves."""
        heading, *rest = [list(row) for row in rows]
        sheet = SheetOut(specimen.sheet, [str(cell or "") for cell in heading], rest)
        write_workbook(self.campaign.inbox / specimen.file, [sheet])
        with self._reading_once():
            work = opened(self.campaign, "")
        if stopping_all(work.findings):
            return work, ({}, ())
        facts = count_all(work.reading.sheets, self.campaign)
        remarks = ledger_remarks(facts, work.reading.sheets, self.campaign)
        return work, ({id_: fact.text for id_, fact in facts.items()}, remarks)

    @contextmanager
    def _reading_once(self) -> Iterator[None]:
        """Let each file be read once as long as its bytes are the same, and headings be indexed once."""
        read, index = inboxes._read_file, inboxes.Headings

        def known(path: Path, name: str, *rest: Any) -> Iterator[Any]:
            key = name, path.read_bytes(), str(rest[-1])
            if key not in self.known:
                self.known[key] = tuple(read(path, name, *rest))
            return iter(self.known[key])

        inboxes._read_file, inboxes.Headings = known, lambda *_: self.headings  # type: ignore[assignment,misc]
        try:
            yield
        finally:
            inboxes._read_file, inboxes.Headings = read, index  # type: ignore[misc]


def _is_absent(work: Work, specimen: Specimen, mutation: Mutation) -> bool:
    """Return whether the account of the sheet says that it has no such column, or only a running number."""
    known = dict(zip(specimen.labels(), specimen.columns, strict=False)).get(mutation.column)
    accounts = [account for account in work.reading.account if account.file == specimen.file]
    return bool(accounts) and all(
        part.evidence == RUNNING
        for account in accounts
        for part in account.columns
        if part.taken_for == known and account.kind
    )


def _names_sheet(found: Finding, specimen: Specimen) -> bool:
    return found.place.file == specimen.file or specimen.file in found.problem


def _names_column(found: Finding, mutation: Mutation) -> bool:
    said = f"{found.place}{found.problem}{found.remedy}"
    if not mutation.column:
        return True
    return any(word in said for word in (mutation.column, *mutation.also))


def table_of(outcomes: Iterable[Outcome]) -> str:
    """Return kind × fault: how many changed a fact, how many of these were told of."""
    counts: dict[tuple[str, str], list[int]] = {}
    for outcome in outcomes:
        cell = counts.setdefault((outcome.specimen, outcome.mutation.fault), [0, 0, 0])
        cell[0] += 1
        cell[1] += bool(outcome.changed)
        cell[2] += bool(outcome.changed and outcome.told)
    faults = list(dict.fromkeys(fault for _, fault in counts))
    lines = [["表", *faults], ["---"] * (len(faults) + 1)]
    for name in dict.fromkeys(name for name, _ in counts):
        cells = [counts.get((name, fault)) for fault in faults]
        lines.append([name, *("" if c is None else f"{c[2]}/{c[1]}" for c in cells)])
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
