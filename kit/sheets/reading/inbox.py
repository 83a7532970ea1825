"""The one reader: every file of a campaign's inbox to typed tables, and everything worth saying."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kit.nouns.errors import KitError, WorkbookError
from kit.nouns.finding import Finding
from kit.nouns.place import Place
from kit.nouns.table import Sheets, Table
from kit.sheets.reading.copies import copied_files, copies_among, without_copies
from kit.sheets.reading.disguise import SAVE_AS
from kit.sheets.reading.heading import Headings
from kit.sheets.reading.kinds import kinds_of
from kit.sheets.reading.recognise import IGNORE, ordered_kind, recognise
from kit.sheets.reading.tables import table_of
from kit.sheets.reading.workbook import FOREIGN, READABLE, read_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kit.nouns.campaign import Campaign
    from kit.sheets.reading.grid import Grid, Workbook

TEMPORARY = ("~$", ".", "._")  # what office programs and desktops leave behind
DESKTOP = {"thumbs.db", "desktop.ini"}


@dataclass(frozen=True)
class Taken:
    """What one sheet was taken for, and how many rows of data it has."""

    file: str
    sheet: str
    kind_name: str
    rows: int


@dataclass(frozen=True, eq=False)
class Reading:
    """All that the inbox holds."""

    sheets: Sheets
    findings: tuple[Finding, ...] = ()
    taken: tuple[Taken, ...] = ()


def read_inbox(campaign: Campaign) -> Reading:
    """Return the tables of every file in the inbox and its subfolders, in the order of their names.

    A file that cannot be read is a finding and does not stop the others; what repeats another file or sheet
    is a finding and not counted again. Nothing is written to the inbox.
    Raises WorkbookError if there is no inbox, CampaignError if [[sheets]] names an unknown kind.
    """
    for entry in campaign.sheets:  # also of files that have not come yet
        if entry.kind != IGNORE:
            ordered_kind(entry, campaign)
    headings = Headings(kinds_of(campaign), campaign)
    tables: list[Table] = []
    findings: list[Finding] = []
    files = [found for found in _files(campaign.inbox) if not _is_ignored(*found, campaign)]
    copies = copies_among(found for found in files if found[0].suffix.lower() in READABLE)
    for path, name in files:
        for table, said in () if name in copies else _read_file(path, name, headings, campaign):
            findings += said
            if table is not None:
                tables.append(table)
    counted, repeated = without_copies(tables)
    taken = tuple(
        Taken(table.file, table.sheet, headings.kinds[table.kind].name, len(table.frame)) for table in counted
    )
    return Reading(Sheets(counted), (*copied_files(copies, tables), *repeated, *findings), taken)


def _files(inbox: Path) -> Iterator[tuple[Path, str]]:
    """Yield every file with its name inside the inbox, without what programs left behind."""
    if not inbox.is_dir():
        raise WorkbookError(str(inbox), "没有这个文件夹", "请建一个 inbox 文件夹，把收到的表格放进去")
    for path in sorted(inbox.rglob("*"), key=lambda found: found.relative_to(inbox).as_posix()):
        parts = path.relative_to(inbox).parts
        if any(part.startswith(TEMPORARY) for part in parts) or path.name.lower() in DESKTOP:
            continue
        if path.is_file():
            yield path, "/".join(parts)


def _is_ignored(path: Path, name: str, campaign: Campaign) -> bool:
    return any(
        entry.file in {name, path.name} and entry.sheet is None and entry.kind == IGNORE
        for entry in campaign.sheets
    )


def _read_file(
    path: Path, name: str, headings: Headings, campaign: Campaign
) -> Iterator[tuple[Table | None, list[Finding]]]:
    if (stranger := _stranger(path, name)) is not None:
        yield None, [stranger]
        return
    try:
        workbook = read_workbook(path, name)
    except WorkbookError as error:
        yield None, [_unreadable(name, error)]
        return
    yield None, list(workbook.findings)
    for grid in workbook.grids:
        yield _read_sheet(grid, workbook, headings, campaign)


def _read_sheet(
    grid: Grid, workbook: Workbook, headings: Headings, campaign: Campaign
) -> tuple[Table | None, list[Finding]]:
    recognised = recognise(grid, headings, campaign)
    findings = list(recognised.findings)
    if (match := recognised.match) is None:
        return None, findings
    if grid.hidden:
        findings.append(
            Finding(
                "reading.hidden_sheet",
                "warning",
                Place(grid.file, grid.sheet),
                "是隐藏的工作表，也读进来了",
                "不该算的请删掉这张工作表；隐藏不等于删除",
            )
        )
    table, said = table_of(
        grid, match, headings.columns[match.kind.id], workbook.sha256, campaign.campaign.year
    )
    return table, findings + said


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
        "要读的请另存为 .xlsx；不用的请移出 inbox，或在 campaign.toml 的 [[sheets]] 里写“忽略”",
    )


def _unreadable(name: str, error: KitError) -> Finding:
    place = error.place if isinstance(error.place, Place) else Place(name)
    return Finding("reading.unreadable", "error", place, error.problem, error.remedy)
