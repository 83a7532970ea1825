"""Sheets whose columns no kind can name beforehand: a kind that claims them reads them itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kit.sheets.account import SheetAccount, runs, unread_account
from kit.sheets.appraisals import appraisal_sheet
from kit.sheets.mapping import entry_of
from kit.sheets.proposals import asks_items, has_no_items

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kit.model.campaign import Campaign
    from kit.model.finding import Finding
    from kit.model.table import SheetKind, Table
    from kit.sheets.account import ColumnPart
    from kit.sheets.grid import Grid
    from kit.sheets.recognising import KindMatch


@dataclass(frozen=True, eq=False)
class ClaimedSheet:
    """A sheet as the kind that claims it reads it."""

    table: Table
    evidence: tuple[str, ...]  # why, in words
    named: Mapping[int, str]  # rows that are no data, by Excel row, and what they are
    columns: tuple[ColumnPart, ...]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Claiming:
    """What a kind is told of a sheet that it may claim."""

    sha256: str
    campaign: Campaign
    is_ordered: bool = False  # campaign.toml says that it is of this kind
    is_doubtful: bool = False  # it looks like ballots, or like another kind with other things under it


def claimed_sheet(
    grid: Grid, recognised: KindMatch, kinds: Iterable[SheetKind], campaign: Campaign, sha256: str
) -> tuple[ClaimedSheet, SheetAccount] | None:
    """Return a sheet that no kind fits by its headings as the first kind that claims it reads it.

    Not one that campaign.toml leaves out, nor one of a kind with a fault; one that may hold the ballots whose
    items it does not say yet is doubtful.
    """
    if not unread_account(grid, recognised.evidence).is_unread:
        return None
    entry = entry_of(grid, campaign)
    said = entry.kind if entry is not None else ""
    if recognised.is_near and not said:
        return None
    is_doubtful = any(finding.problem.startswith("列名像") for finding in recognised.findings)
    sheet = appraisal_sheet(grid) if not said else None
    if sheet is not None and not (has_no_items(campaign) or asks_items(sheet, campaign)):
        sheet = None  # it asks nothing of this appraisal
    if sheet is not None and sheet.is_doubtful:
        return None
    is_doubtful = is_doubtful or (sheet is not None and sheet.leaning == "ballots")
    for kind in kinds:
        is_ordered = bool(said) and kind.is_called(said)
        if kind.claim is None or (said and not is_ordered):
            continue
        claimed = kind.claim(grid, Claiming(sha256, campaign, is_ordered, is_doubtful))
        if claimed is not None:
            return claimed, _account(grid, kind, claimed)
    return None


def _account(grid: Grid, kind: SheetKind, claimed: ClaimedSheet) -> SheetAccount:
    used = int(claimed.table.frame.index.nunique())
    return SheetAccount(
        grid.file,
        grid.sheet,
        kind.name,
        claimed.evidence,
        len(grid.rows),
        used,
        runs(claimed.named),
        claimed.columns,
    )
