"""Blank workbooks (空白表) made anew from campaign.toml as it stands: its items, grades, lists and units.

Only those that the campaign uses; one that somebody has filled in stays, and the new one goes beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kit.app.make.keeping import lay_down, safe_name
from kit.app.state import only_run, read_state, write_state
from kit.documents import document_kinds, kinds_per_member
from kit.documents.passages.leaving_out import told_sheets
from kit.files.writing import make_folder
from kit.sheets.writing.blank import BlankForm, blank_workbook
from kit.topics.kinds import handed_to, kinds_giving, kinds_of, sheet_kinds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from kit.app.make.keeping import Laid
    from kit.model.campaign import Campaign
    from kit.model.draft import DocumentKind, Unit
    from kit.model.table import SheetKind


BLANKS = "空白表"
STATE = "blanks"
PHASES, LEADERS, APPRAISED, POLLED = (
    ("phases",),
    ("leaders",),
    ("units", "voters", "ballots", "tallied_ballots", "previous_results", "appraisal_opinions"),
    ("poll_ballots",),
)


@dataclass(frozen=True)
class MadeBlank:
    """A blank workbook, who is to fill it in, and the documents that draw on it."""

    kind: SheetKind
    laid: Laid
    who: str
    documents: tuple[str, ...]


def make_blanks(
    campaign: Campaign, units: Sequence[Unit] = (), *, every: bool = False
) -> tuple[MadeBlank, ...]:
    """Write the blank workbooks that a campaign uses into 空白表; every: of every kind of sheet.

    units: those of the directory, for drop-downs. Raises WriteError, BusyError, CampaignError.
    """
    uses = uses_of(campaign)
    kinds = sorted((kind for kind in kinds_of(campaign) if not kind.claim), key=lambda kind: kind.code)
    own = {kind.id for kind in kinds} - {kind.id for kind in sheet_kinds()}
    chosen = [kind for kind in kinds if every or kind.id in uses or kind.id in own]
    folder = campaign.folder / BLANKS
    make_folder(folder)
    with only_run(campaign.out):
        written = read_state(campaign.out, STATE)
        made = [_made(kind, campaign, units, uses.get(kind.id, ()), written, folder) for kind in chosen]
        digests = {blank.laid.path.name: blank.laid.sha256 for blank in made}
        write_state(campaign.out, STATE, {**written, **digests})
    return tuple(made)


def _made(
    kind: SheetKind,
    campaign: Campaign,
    units: Sequence[Unit],
    documents: tuple[str, ...],
    written: dict[str, str],
    folder: Path,
) -> MadeBlank:
    who = handed_to(kind.id)
    form = BlankForm(kind, campaign, who, documents, tuple(unit.short for unit in units))
    laid = lay_down(folder / f"{safe_name(kind.name)}.xlsx", blank_workbook(form), written)
    return MadeBlank(kind, laid, who, documents)


def uses_of(campaign: Campaign) -> dict[str, tuple[str, ...]]:
    """Return the kinds of sheets (ids) that a campaign uses, with the documents that draw on them.

    What is wanted are the documents that campaign.toml has a section of; of none: all of them.
    """
    found: dict[str, dict[str, None]] = {}
    for kind in _wanted(campaign):
        needs = (giver.id for need in kind.needs for giver in kinds_giving(need) if giver.claim is None)
        for sheet in (*needs, *told_sheets(kind, campaign)):
            found.setdefault(sheet, {})[kind.name] = None
    for sheet in _asked_by_settings(campaign):
        found.setdefault(sheet, {})
    unused = {
        *(() if campaign.evaluation else APPRAISED),
        *(() if campaign.poll else POLLED),
        *(PHASES if campaign.campaign.phase is None else ()),
    }
    return {sheet: tuple(names) for sheet, names in found.items() if sheet not in unused}


def _wanted(campaign: Campaign) -> Iterator[DocumentKind]:
    for kind in (*document_kinds(), *kinds_per_member()):
        is_said = kind.id in campaign.documents or not campaign.documents
        lacks_phases = campaign.campaign.phase is None and "phase" in kind.needs
        lacks_appraisal = campaign.evaluation is None and "evaluation" in kind.needs
        if is_said and not lacks_phases and not lacks_appraisal:
            yield kind


def _asked_by_settings(campaign: Campaign) -> Iterator[str]:
    yield from LEADERS
    if campaign.campaign.phase is not None:
        yield from PHASES
    if campaign.evaluation:
        yield from APPRAISED
    if campaign.poll:
        yield from POLLED
