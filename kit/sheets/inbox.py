"""The one reader: every file of a campaign's inbox to typed tables, and everything worth saying.

The same file, or the same rows, twice in the inbox: said once, and counted once.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from kit.model.fact import Place
from kit.model.finding import Finding, KitError, WorkbookError
from kit.model.reticent import reticent
from kit.model.table import Sheets, Table
from kit.sheets.account import (
    SheetAccount,
    account_without,
    read_account,
    repeated_account,
    unread_account,
)
from kit.sheets.asking import IGNORE
from kit.sheets.claiming import claimed_sheet
from kit.sheets.headings import Headings
from kit.sheets.mapping import said_targets
from kit.sheets.numbering import with_running_numbers
from kit.sheets.opening import FOREIGN, READABLE, SAVE_AS, not_plain, read_workbook
from kit.sheets.parting import parts
from kit.sheets.proposals import has_no_items, with_proposed_scale
from kit.sheets.recognising import ordered_kind, recognise
from kit.sheets.secrecy import marked_cells, marked_files
from kit.sheets.subjects import drawn_directories, settle_subjects
from kit.sheets.tables import table_of
from kit.text.dates import Years

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from kit.model.campaign import Campaign
    from kit.model.table import SheetKind
    from kit.sheets.grid import Grid, OpenedWorkbook
    from kit.sheets.subjects import Settled


RULE = "reading.copy"
KEEP_ONE = "请只留一份，另一份移出 inbox"
Rows = Counter[tuple[object, ...]]


def copies_among(files: Iterable[tuple[Path, str]]) -> dict[str, str]:
    """Return for each file that repeats another byte for byte, by their names, which one it repeats.

    The one that counts is the one nearest to the top of the inbox, then the first by name.
    """
    ordered = sorted(files, key=lambda found: (found[1].count("/"), found[1]))
    sizes = {name: path.stat().st_size for path, name in ordered}
    shared = Counter(sizes.values())
    first: dict[tuple[str, str], str] = {}
    copies: dict[str, str] = {}
    for path, name in ordered:
        if not sizes[name] or shared[sizes[name]] == 1:
            continue
        original = first.setdefault((_digest(path) or name, path.suffix.lower()), name)
        if original != name:
            copies[name] = original
    return copies


def _digest(path: Path) -> str:
    """Return the hash of a file's bytes; nothing for one that cannot be opened, which its reader says."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def copied_files(copies: Mapping[str, str], tables: Sequence[Table]) -> tuple[Finding, ...]:
    """Return a finding on each copy, unless what it repeats is a form that nobody has filled in."""
    filled = {table.file for table in tables if not table.frame.empty}
    blank = {table.file for table in tables} - filled
    return tuple(
        Finding(RULE, "error", Place(name), f"和 {original} 内容一样，没有重复读", KEEP_ONE)
        for name, original in copies.items()
        if original not in blank
    )


def without_copies(tables: Sequence[Table]) -> tuple[tuple[Table, ...], tuple[Finding, ...]]:
    """Return the tables without those whose rows all stand in another of their kind, each with a finding."""
    findings: dict[int, Finding] = {}
    for alike in _comparable(tables):
        holders: dict[object, list[tuple[Table, Rows]]] = {}
        for number in sorted(alike, key=lambda number: (-len(tables[number].frame), number)):
            table, rows = tables[number], _rows(tables[number])
            first = next(iter(rows))  # whoever holds all rows holds this one
            original = next((one for one, held in holders.get(first, ()) if _holds(held, rows)), None)
            if original is not None:
                findings[number] = _rows_copied(table, original)
                continue
            for row in rows:
                holders.setdefault(row, []).append((table, rows))
    left = tuple(table for number, table in enumerate(tables) if number not in findings)
    return left, tuple(findings[number] for number in sorted(findings))


def _comparable(tables: Sequence[Table]) -> list[list[int]]:
    """Return where tables stand that have rows, a kind and headings in common, two of them or more."""
    found: dict[object, list[int]] = {}
    for number, table in enumerate(tables):
        if not table.frame.empty:
            found.setdefault((table.kind, *sorted(map(str, table.frame.columns))), []).append(number)
    return [numbers for numbers in found.values() if len(numbers) > 1]


def _rows(table: Table) -> Rows:
    columns = [table.frame[name].tolist() for name in sorted(table.frame.columns)]
    return Counter(zip(*columns, strict=True))


def _holds(held: Rows, rows: Rows) -> bool:
    return all(held[row] >= times for row, times in rows.items())


def _rows_copied(table: Table, original: Table) -> Finding:
    whole = len(table.frame) == len(original.frame)
    said = f"各行和 {original.place()}一样" if whole else f"各行在 {original.place()}里都有"
    return Finding(RULE, "error", table.place(), f"{said}，没有重复算", KEEP_ONE)


TEMPORARY = ("~$", ".", "._")  # what office programs and desktops leave behind
BINARY = ".xlsb"
UNSETTLED = "看不出怎么算，没有算"
DESKTOP = {"thumbs.db", "desktop.ini"}


@dataclass(frozen=True)
class Taken:
    """What one sheet was taken for, and how many rows of data it has."""

    file: str
    sheet: str
    kind_name: str
    rows: int


@reticent("taken", "findings")
@dataclass(frozen=True, eq=False)
class Reading:
    """All that the inbox holds."""

    sheets: Sheets
    findings: tuple[Finding, ...] = ()
    taken: tuple[Taken, ...] = ()
    account: tuple[SheetAccount, ...] = ()
    unread: tuple[Grid, ...] = ()  # sheets that nobody claimed


@reticent("findings")
@dataclass(frozen=True, eq=False)
class _ReadSheet:
    """What came of one sheet, or of a file that has none."""

    findings: tuple[Finding, ...]
    table: Table | None = None
    account: SheetAccount | None = None
    unread: Grid | None = None  # one that nobody claimed


def read_inbox(campaign: Campaign, kinds: Iterable[SheetKind]) -> Reading:
    """Return the tables of every file in the inbox and its subfolders, in the order of their names.

    A file that cannot be read is a finding and does not stop the others; what repeats another file or sheet
    is a finding and not counted again. Nothing is written to the inbox.
    kinds: every kind that a sheet of the campaign may be.
    Raises WorkbookError if there is no inbox, CampaignError if [[sheets]] names an unknown kind.
    """
    headings = Headings(kinds, campaign)
    for entry in campaign.sheets:  # also of files that have not come yet
        if entry.kind != IGNORE:
            said_targets(ordered_kind(entry, headings), headings, entry.headings)
    files = [found for found in _files(campaign.inbox) if not _is_ignored(*found, campaign)]
    plain_files = [found for found in files if not not_plain(found[0], campaign.inbox)]
    copies = copies_among(found for found in plain_files if found[0].suffix.lower() in READABLE)
    once = [found for found in files if found[1] not in copies]
    plain = Years(campaign.campaign.year)
    sheets = _read_files(once, headings, campaign, plain)
    if (
        years := _spanned(sheets, headings, campaign, plain)
    ) != plain:  # the sheet that says so may come last
        sheets = _read_files(once, headings, campaign, years)
    tables = [read.table for read in sheets if read.table]
    settled = settle_subjects(tables, headings.kinds.values(), campaign.answers)
    once_each, repeated = without_copies(settled.tables)
    counted = with_running_numbers(once_each, headings.kinds)
    taken = tuple(
        Taken(table.file, table.sheet, headings.kinds[table.kind].name, int(table.frame.index.nunique()))
        for table in counted
    )
    findings = [*marked_files(plain_files), *(finding for read in sheets for finding in read.findings)]
    if has_no_items(campaign):
        unread = [read.unread for read in sheets if read.unread]
        findings = with_proposed_scale(unread, findings, campaign)
    account = tuple(_accounts(sheets, once_each, settled))
    filled = tuple(table for table in counted if not table.is_unfilled)
    unfilled = tuple(table for table in counted if table.is_unfilled)
    return Reading(
        Sheets(filled, unfilled),
        (*copied_files(copies, settled.tables), *repeated, *settled.findings, *findings),
        taken,
        account,
        tuple(read.unread for read in sheets if read.unread),
    )


def with_directories(
    reading: Reading, kinds: Iterable[SheetKind], answers: Mapping[str, str] | None = None
) -> Reading:
    """Return the reading with a directory (单位目录) drawn up from the sheets where none was sent.

    answers: [answers] of the campaign.
    """
    drawn, findings = drawn_directories(reading.sheets, kinds, answers or {})
    if not drawn:
        return reading
    sheets = replace(reading.sheets, tables=(*reading.sheets.tables, *drawn))
    return replace(reading, sheets=sheets, findings=(*findings, *reading.findings))


def _accounts(
    sheets: Iterable[_ReadSheet], counted: Iterable[Table], settled: Settled
) -> Iterator[SheetAccount]:
    """Yield each sheet's account: with what it is about, and with no row used of one that repeats another."""
    kept = set(map(id, counted))
    tables = iter(settled.tables)  # one for each sheet that has one
    for read in sheets:
        table = next(tables) if read.table is not None else None
        account = read.account
        if account is None:
            continue
        account = replace(account, subject=settled.subjects.get((account.file, account.sheet)))
        yield account if table is None or id(table) in kept else repeated_account(account)


def _read_files(
    files: Iterable[tuple[Path, str]], headings: Headings, campaign: Campaign, years: Years
) -> list[_ReadSheet]:
    return [read for path, name in files for read in _read_file(path, name, headings, campaign, years)]


def _spanned(sheets: Iterable[_ReadSheet], headings: Headings, campaign: Campaign, years: Years) -> Years:
    """Return the years with the campaign's span, where that lies over New Year."""
    days = [
        cell
        for table in (read.table for read in sheets if read.table)
        for column in headings.kinds[table.kind].span
        if column in table.frame
        for cell in table.frame[column]
        if isinstance(cell, date)
    ]
    days += [
        day for phase in campaign.phases for day in (phase.start, phase.end, phase.cutoff) if day is not None
    ]
    over = days and min(days).year < max(days).year
    return replace(years, first=min(days), last=max(days)) if over else years


def _files(inbox: Path) -> Iterator[tuple[Path, str]]:
    """Yield every file with its name inside the inbox, without what programs left behind."""
    if not inbox.is_dir():
        raise WorkbookError(str(inbox), "没有这个文件夹", "请建一个 inbox 文件夹，把收到的表格放进去")
    for path in sorted(inbox.rglob("*"), key=lambda found: found.relative_to(inbox).as_posix()):
        parts = path.relative_to(inbox).parts
        if any(part.startswith(TEMPORARY) for part in parts) or path.name.lower() in DESKTOP:
            continue
        if not path.is_dir() or not_plain(path, inbox):
            yield path, "/".join(parts)


def _is_ignored(path: Path, name: str, campaign: Campaign) -> bool:
    return any(
        entry.file in {name, path.name} and entry.sheet is None and entry.kind == IGNORE
        for entry in campaign.sheets
    )


def _read_file(
    path: Path, name: str, headings: Headings, campaign: Campaign, years: Years
) -> Iterator[_ReadSheet]:
    if problem := not_plain(path, campaign.inbox):
        remedy = "请把那个文件本身拷进 inbox，把这一个移走"
        yield _ReadSheet((Finding("reading.unreadable", "error", Place(name), problem, remedy),))
        return
    if (stranger := _stranger(path, name)) is not None:
        yield _ReadSheet((stranger,))
        return
    try:
        workbook = read_workbook(path, name)
    except WorkbookError as error:
        yield _ReadSheet((_unreadable(name, error),))
        return
    marked = (found for grid in workbook.grids for found in marked_cells(grid))
    untold = (_untold(name),) if path.suffix.lower() == BINARY else ()
    yield _ReadSheet((*workbook.findings, *untold, *marked))
    for sheet in workbook.grids:
        for grid in parts(sheet, headings, campaign):
            yield _read_sheet(grid, workbook, headings, campaign, years)


def _read_sheet(
    grid: Grid, workbook: OpenedWorkbook, headings: Headings, campaign: Campaign, years: Years
) -> _ReadSheet:
    recognised = recognise(grid, headings, campaign)
    if recognised.match is None and (
        claimed := claimed_sheet(grid, recognised, headings.kinds.values(), campaign, workbook.sha256)
    ):
        seen = (_hidden(grid),) if grid.hidden else ()
        return _ReadSheet((*seen, *claimed[0].findings), claimed[0].table, claimed[1])
    if (match := recognised.match) is None:
        account = unread_account(grid, recognised.evidence)
        return _ReadSheet(recognised.findings, None, account, grid if account.is_unread else None)
    hidden = (_hidden(grid),) if grid.hidden else ()
    columns = headings.columns[match.kind.id]
    tabled = table_of(grid, match, columns, workbook.sha256, years, campaign.answers)
    table, decided = match.kind.settle(tabled.table) if match.kind.settle else (tabled.table, ())
    account = read_account(grid, match, columns, tabled.named, tabled.used, (recognised.evidence,))
    dropped = tabled.table.frame.index.difference(table.frame.index)
    account = account_without(account, dict.fromkeys(map(int, dropped), UNSETTLED))
    return _ReadSheet((*recognised.findings, *hidden, *tabled.findings, *decided), table, account)


def _untold(name: str) -> Finding:
    """Return what is said of each .xlsb: its formulas look like the values that nobody may have computed."""
    return Finding(
        "reading.binary_workbook",
        "info",
        Place(name),
        "是 .xlsb，公式有没有算出数、出没出错都看不出来，照存着的数读",
        "有公式的，请用 Excel 或 WPS 另存为 .xlsx 再放进来",
    )


def _hidden(grid: Grid) -> Finding:
    return Finding(
        "reading.hidden_sheet",
        "warning",
        Place(grid.file, grid.sheet),
        "是隐藏的工作表，也读进来了",
        "不该算的请删掉这张工作表；隐藏不等于删除",
    )


def _stranger(path: Path, name: str) -> Finding | None:
    ending = path.suffix.lower()
    if ending in READABLE:
        return None
    if ending in FOREIGN:
        return Finding("reading.unreadable", "error", Place(name), f"是 WPS 自己的格式（{ending}）", SAVE_AS)
    return Finding(
        "reading.unknown_file",
        "warning",
        Place(name),
        "不是表格，没有读",
        "里面有意见的，用 kit opinions import 登记；是表格的请另存为 .xlsx；"
        "不用的请移出 inbox，或在 campaign.toml 的 [[sheets]] 里写“忽略”",
    )


def _unreadable(name: str, error: KitError) -> Finding:
    place = error.place if isinstance(error.place, Place) else Place(name)
    return Finding("reading.unreadable", "error", place, error.problem, error.remedy)
