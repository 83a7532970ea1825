"""An opened campaign: what was read, what was found, what was counted; read once per process."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING

from kit.app.campaigns import find_campaign
from kit.app.hashing import kit_hash, sha256_of_data, sha256_of_files
from kit.app.make.layouts import layout_findings
from kit.app.make.published import reissue_findings, reissues
from kit.documents import document_findings, document_kinds, kinds_per_member, settings_faults
from kit.documents.passages.leaving_out import documents_without, lacking_facts, left_out, unfilled_sheets
from kit.documents.style.sections import SHARED, SHARED_NAME
from kit.model.campaign import FILE, Campaign, read_campaign
from kit.model.draft import DocumentKind, Material, Unit
from kit.model.finding import BlockedError, CampaignError, Finding, blocking, stopping_all
from kit.model.reticent import reticent
from kit.model.roster import units_of
from kit.model.topic_settings import TOPICS
from kit.opinions.deciding.remarks import with_remarks
from kit.opinions.deciding.tables import register_state, with_register
from kit.opinions.proposing.aspect_list import list_path, with_aspect_list
from kit.opinions.register.unregistered import with_unregistered
from kit.sheets.account import account_without, unused_account
from kit.sheets.asking import IGNORE
from kit.sheets.inbox import Reading, read_inbox, with_directories
from kit.sheets.opening import not_plain
from kit.sheets.proposals import BALLOTS, UNREAD
from kit.sheets.proposals import RULE as ITEMS_RULE
from kit.sheets.raw_words import masked_findings, scanned_sheets, without_people
from kit.sheets.recognising import MISSING_RULE
from kit.sheets.secrecy import refuse_secrets
from kit.topics import completed, run_checks
from kit.topics.appraisal.window import rows_of_nobody, within_window
from kit.topics.kinds import kind_called, kinds_of
from kit.topics.ledger import count_all, ledger_remarks
from kit.topics.phases import KIND as PHASES
from kit.topics.phases import PHASE_PRESENT_RULE
from kit.topics.survey_collecting import collected_surveys

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from kit.model.fact import Facts
    from kit.model.table import SheetKind


@reticent("campaign.campaign.title", "reading.taken", "findings")
@dataclass(frozen=True, eq=False)
class Work:
    """A campaign with everything that was read from its inbox."""

    campaign: Campaign
    key: str  # hash of the inbox, campaign.toml and the kit
    reading: Reading
    findings: tuple[Finding, ...]

    def stopped_by(self, finding: Finding) -> tuple[str, ...]:
        """Return the names of the documents that are not written for a finding."""
        if finding.level != "error" or finding.stops:
            return finding.stops
        return tuple(kind.name for kind in _all_kinds() if not lacking_facts(kind, self.reading.sheets))

    def reason_against(self, kind: DocumentKind) -> str:
        """Return why a kind of document must not be written for a fault that stops it alone; "" if it may."""
        return next(
            (
                f"{found.place}：{found.problem}"
                for found in blocking(self.findings)
                if kind.name in found.stops
            ),
            "",
        )

    @cached_property
    def facts(self) -> Facts:
        """Return the ledger; raises BlockedError if the sheets have blocking findings."""
        self.must_be_sound()
        return count_all(self.reading.sheets, self.campaign)

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """Return the units in their order."""
        return units_of(self.reading.sheets)

    @cached_property
    def material(self) -> Material:
        """Return all that a document may draw on; raises BlockedError as `facts` does.

        Also where a figure asks a question that only people can answer, such as exactly half.
        """
        _refuse(self.campaign, (*self.findings, *self.remarks))
        return Material(self.campaign, self.reading.sheets, self.facts, self.units)

    @cached_property
    def remarks(self) -> tuple[Finding, ...]:
        """Return what the figures say of themselves; raises BlockedError as `facts` does."""
        return ledger_remarks(self.facts, self.reading.sheets, self.campaign)

    @cached_property
    def all_findings(self) -> tuple[Finding, ...]:
        """Return the findings, and where the sheets are sound also what figures and documents remark."""
        if stopping_all(self.findings):
            return self.findings
        if stopping_all(self.remarks):
            return (*self.findings, *self.remarks)
        gaps = left_out(self.material, _all_kinds())
        told = (*self.findings, *self.remarks, *gaps, *document_findings(self.material))
        again = reissues(self.campaign, self.facts, self.units)
        return (*told, *reissue_findings(self.campaign, again, _appraised(self.reading)))

    def must_be_sound(self) -> None:
        """Raise BlockedError, with all findings, if there is one that stops the drafts."""
        _refuse(self.campaign, self.findings)


def _appraised(reading: Reading) -> tuple[str, ...]:
    """Return the names of the documents that tell of the appraisal."""
    kinds = (kind for kind in document_kinds() if "evaluation" in kind.needs)
    return tuple(kind.name for kind in kinds if not lacking_facts(kind, reading.sheets))


def _refuse(campaign: Campaign, findings: tuple[Finding, ...]) -> None:
    if found := stopping_all(findings):
        raise BlockedError(
            campaign.folder.name,
            f"表格里有 {len(found)} 处要先改好，没有起草",
            "请照上面的提示改正原表再来；kit check 会把每一格标在 out/checked 的副本里",
            findings,
        )


_opened: dict[Path, Work] = {}


def open_campaign(said: str | Path | None = None) -> Work:
    """Return the campaign that is meant (DESIGN 5), read again only if something has changed.

    Raises CampaignError, WorkbookError.
    """
    folder = find_campaign(said)
    key = _key(folder)
    known = _opened.get(folder)
    if known is None or known.key != key:
        known = _opened[folder] = _open(folder, key)
    return known


def documents(*, per_unit: bool) -> tuple[DocumentKind, ...]:
    """Return the kinds of documents: the one-per-unit ones, or the shared others."""
    return tuple(kind for kind in document_kinds() if kind.per_unit == per_unit)


def _key(folder: Path) -> str:
    inbox = folder / "inbox"
    there = sorted(inbox.rglob("*")) if inbox.is_dir() else []
    files = [path for path in there if path.is_file() and not not_plain(path, inbox)]
    others = [path.relative_to(folder).as_posix() for path in there if not_plain(path, inbox)]
    files += [path for path in sorted((folder / TOPICS).glob("*.toml")) if path.is_file()]
    files += [path for path in [list_path(folder)] if path is not None]
    read = sha256_of_files([folder / FILE, *files], folder)
    return sha256_of_data([read, others, register_state(folder), kit_hash()])


def _open(folder: Path, key: str) -> Work:
    campaign = with_aspect_list(read_campaign(folder))
    _check_documents(campaign)
    return opened(campaign, key)


def opened(campaign: Campaign, key: str) -> Work:
    """Return a campaign with all that its inbox holds, read now; raises as `read_inbox` does."""
    kinds = kinds_of(campaign)
    reading = verbatim_reading(campaign)
    sheets, silent = with_remarks(reading.sheets, campaign)
    reading = replace(reading, sheets=sheets, findings=(*reading.findings, *silent))
    scanned = scanned_sheets(reading.sheets, kinds, campaign)
    names = scanned.names
    read = tuple(without_people(finding, names) for finding in reading.findings)
    reading = replace(reading, sheets=scanned.sheets, findings=read)
    checked = _not_yet_said(run_checks(reading.sheets, campaign), read)
    told = _with_stops((*read, *(without_people(finding, names) for finding in checked)), reading, campaign)
    found = (*told, *layout_findings(campaign), *masked_findings(scanned.found))
    unfilled = unfilled_sheets(reading.sheets, _all_kinds(), {finding.place for finding in found})
    return Work(campaign, key, reading, (*found, *unfilled))


def verbatim_reading(campaign: Campaign) -> Reading:
    """Return what was read, word for word: before the scan of raw words, so for restricted outputs only.

    Raises WorkbookError, CampaignError.
    """
    kinds = kinds_of(campaign)
    read = read_inbox(campaign, kinds)
    refuse_secrets(read.findings)
    reading = with_directories(_whole_sheets(read), kinds, campaign.answers)
    collected = within_window(reading.sheets.tables, campaign)
    surveys = collected_surveys(collected.tables, campaign)
    said = (*collected.findings, *surveys.findings, *reading.findings)
    reading = replace(reading, sheets=replace(reading.sheets, tables=surveys.tables), findings=said)
    reading = with_unregistered(with_register(reading, campaign), campaign)
    reading = replace(reading, sheets=completed(reading.sheets, campaign))
    return _accounted(
        reading, (collected.left_out, surveys.left_out, rows_of_nobody(reading.sheets, campaign))
    )


def _whole_sheets(reading: Reading) -> Reading:
    """Return the reading without the sheets that lack a column: what their rows say is not known."""
    lacking: dict[tuple[str, str | None], str] = {}
    for finding in reading.findings:
        if finding.rule == MISSING_RULE:
            reason = f"{finding.problem.rpartition('，')[2]}，没有读"
            lacking.setdefault((finding.place.file, finding.place.sheet), reason)
    tables = tuple(table for table in reading.sheets.tables if (table.file, table.sheet) not in lacking)
    account = tuple(
        unused_account(each, lacking[each.file, each.sheet])
        if each.kind and (each.file, each.sheet) in lacking
        else each
        for each in reading.account
    )
    return replace(reading, sheets=replace(reading.sheets, tables=tables), account=account)


def _accounted(reading: Reading, left_out: Iterable[Mapping[tuple[str, str], Mapping[int, str]]]) -> Reading:
    """Return the reading with rows that no figure uses named in the account; by file and sheet."""
    account = reading.account
    for reasons in left_out:
        account = tuple(
            account_without(each, reasons.get((each.file, each.sheet), {})) if each.kind else each
            for each in account
        )
    return replace(reading, account=account)


def _all_kinds() -> tuple[DocumentKind, ...]:
    return (*document_kinds(), *kinds_per_member())


def _with_stops(found: Iterable[Finding], reading: Reading, campaign: Campaign) -> Iterator[Finding]:
    """Yield the findings; those on a sheet that did not come or is not read with what is not written for it.

    A sheet that lacks a column stops what needs it, and nothing else.
    """
    kinds: dict[tuple[str, str | None], str] = {
        (each.file, each.sheet): each.kind for each in reading.account
    }
    for finding in found:
        kind = _kind_of(finding, kinds, campaign)
        if finding.rule == PHASE_PRESENT_RULE and finding.level != "error":
            yield replace(finding, stops=documents_without(PHASES.id, reading.sheets, _all_kinds()))
        elif kind is None:
            yield finding
        elif finding.level == "error":
            stops = _needing(kind)
            yield replace(finding, stops=stops, level="error" if stops else "warning")
        else:
            yield replace(finding, stops=documents_without(kind.id, reading.sheets, _all_kinds()))


def _kind_of(
    finding: Finding, kinds: Mapping[tuple[str, str | None], str], campaign: Campaign
) -> SheetKind | None:
    """Return the kind of sheet that a finding says is not read."""
    place, question = finding.place, finding.question
    if finding.rule == ITEMS_RULE:
        return kind_called(BALLOTS)
    if finding.rule == UNREAD and question is not None and question.proposal != IGNORE:
        return kind_called(question.proposal, campaign)
    if finding.rule != MISSING_RULE:
        return None
    said = kinds.get((place.file, place.sheet)) or next(
        (each.kind for each in campaign.sheets if each.file in {place.file, place.file.rpartition("/")[2]}),
        "",
    )
    return kind_called(said, campaign)


def _needing(sheet: SheetKind) -> tuple[str, ...]:
    """Return the names of the documents that need a fact which a kind of sheet gives."""
    return tuple(kind.name for kind in _all_kinds() if any(map(sheet.gives, kind.needs)))


def _not_yet_said(found: Iterable[Finding], said: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings on other cells than those that could not be read: there nothing more can be told."""
    unread = {finding.place for finding in said if finding.level != "info" and finding.place.column}
    yield from (finding for finding in found if finding.place not in unread)


def _unknown_documents(campaign: Campaign) -> Iterator[CampaignError]:
    """Yield a fault for each [documents.<kind>] that no kind of document would ever read."""
    kinds = {kind.id: kind.name for kind in _all_kinds()}
    known = {SHARED: SHARED_NAME, **kinds}
    listed = f"可以写的有：{'、'.join(f'{id_}（{name}）' for id_, name in known.items())}"
    for said in sorted(set(campaign.documents) - set(known)):
        alike = [id_ for id_, name in kinds.items() if said in name or name in said]
        near = alike or get_close_matches(said, known, n=1)
        meant = f"是不是 [documents.{near[0]}]（{known[near[0]]}）？" if near else ""
        yield CampaignError(f"{FILE}「documents.{said}」", "没有这种文稿，这一段不会起作用", meant + listed)


def _check_documents(campaign: Campaign) -> None:
    """Raise CampaignError with every fault in the [documents.<kind>] tables at once."""
    faults = [*_unknown_documents(campaign), *settings_faults(campaign)]
    if faults:
        first = faults[0]
        rest = "".join(f"；{fault.place}：{fault.problem}" for fault in faults[1:])
        raise CampaignError(first.place, first.problem + rest, first.remedy)
