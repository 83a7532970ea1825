"""Everything that the kit asks about a campaign, and what an answer writes into campaign.toml."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from kit.app.make.appraising import evaluation_of, scale_answered
from kit.model.campaign import SheetEntry
from kit.model.fact import Place
from kit.model.finding import ParameterError
from kit.sheets import proposals
from kit.sheets.asking import IGNORE, NOT_USED
from kit.sheets.headings import IGNORED, Headings, nearest_heading, normalised_heading
from kit.sheets.mapping import (
    LEAST_COLUMNS,
    LETTERED,
    proposed_mapping,
    said_labels,
    said_targets,
    same_headings,
)
from kit.topics.kinds import kinds_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kit.app.work import Work
    from kit.model.finding import Finding, Question
    from kit.model.table import SheetKind
    from kit.sheets.account import SheetAccount
    from kit.sheets.grid import Grid
    from kit.sheets.mapping import ProposedMapping


About = Literal["settings", "sheet", "column", "value"]
ORDER: tuple[About, ...] = ("settings", "sheet", "column", "value")  # what ballots ask tells more sheets
ABOUT: Mapping[str, About] = {
    proposals.RULE: "settings",
    "reading.unrecognised": "sheet",
    "reading.missing_column": "column",
    "reading.resembling_column": "column",
    "reading.unused_column": "column",
}


@dataclass(frozen=True)
class Asked:
    """A question that nobody has answered yet, and what it is about."""

    question: Question
    about: About
    place: Place

    def as_json(self) -> dict[str, object]:
        """Return the fields that `kit map --json` prints."""
        said = self.question
        return {
            "key": said.key,
            "about": self.about,
            "place": self.place.as_json(),
            "asked": said.asked,
            "proposal": said.proposal or None,
            "choices": list(said.choices),
            "parts": [
                {"key": each.key, "proposal": each.proposal or None, "choices": list(each.choices)}
                for each in said.parts
            ],
        }


@dataclass(frozen=True)
class Entries:
    """What an answer writes into campaign.toml."""

    sheets: tuple[SheetEntry, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    evaluation: Mapping[str, Any] | None = None  # what [evaluation] says from then on

    def __bool__(self) -> bool:
        """Return whether there is anything to write."""
        return bool(self.sheets or self.answers or self.evaluation)


def open_questions(work: Work) -> tuple[Asked, ...]:
    """Return what is asked: sheets, then columns, then cells and words; each question once."""
    return asked_by(work.all_findings)


def asked_by(findings: Iterable[Finding]) -> tuple[Asked, ...]:
    """Return the questions of findings in the order in which they are put."""
    found: dict[str, Asked] = {}
    for finding in findings:
        if (question := finding.question) is not None:
            asked = Asked(question, ABOUT.get(finding.rule, "value"), finding.place)
            found.setdefault(question.key, asked)
    return tuple(sorted(found.values(), key=lambda asked: ORDER.index(asked.about)))


def entries_of(work: Work, asked: Asked, answer: str) -> Entries:
    """Return what an answer writes; raises ParameterError for one that the question does not offer."""
    if asked.about == "sheet":
        return Entries((sheet_entry(work, asked.place, answer),))
    if asked.about == "column":
        return Entries((column_entry(work, asked.question.key, answer),))
    if asked.about == "settings":
        return _settings(work, asked.question, answer)
    question = asked.question
    if question.parts and answer == question.proposal:
        return Entries(answers={part.key: part.proposal for part in question.parts if part.proposal})
    return Entries(answers={question.key: answer})


def _settings(work: Work, question: Question, answer: str) -> Entries:
    """Return what an answer about the items and grades of ballots writes."""
    scales = proposals.scales_in(work.reading.unread, work.campaign)
    scale = next((scale for scale in scales if scale.key == question.key), None)
    settled = scale_answered(scale, answer) if scale is not None else None
    if settled is None:
        return Entries(answers={question.key: answer})
    return Entries(evaluation=evaluation_of(settled))


def grid_at(work: Work, place: Place) -> Grid:
    """Return an unread sheet."""
    return next(grid for grid in work.reading.unread if grid.place == place)


def mapping_of(work: Work, place: Place, kind: SheetKind) -> ProposedMapping:
    """Return what the headings of an unread sheet would mean if it were of that kind."""
    campaign = work.campaign
    return proposed_mapping(grid_at(work, place), Headings(kinds_of(campaign), campaign), kind)


def kind_meant(work: Work, said: str) -> SheetKind:
    """Return the kind that somebody names; raises ParameterError if there is none such."""
    kinds = kinds_of(work.campaign)
    found = next((kind for kind in kinds if kind.is_called(said)), None)
    if found is None:
        near = nearest_heading(said, [kind.name for kind in kinds])
        hint = f"是不是“{near}”？" if near else f"可以写的有：{'、'.join(kind.name for kind in kinds)}；"
        raise ParameterError(said, "没有这种表", f"{hint}不要的表写“{IGNORE}”")
    return found


def sheet_entry(
    work: Work, place: Place, answer: str, headings: Mapping[str, str] | None = None
) -> SheetEntry:
    """Return the entry for an unread sheet: its headings as they are proposed, or as they are given."""
    if answer == IGNORE:
        labels = said_labels(grid_at(work, place))
        return _general(work, place, IGNORE, dict.fromkeys(labels, ""))
    kind = kind_meant(work, answer)
    if kind.claim is not None or (kind.asks_items and proposals.has_no_items(work.campaign)):
        return SheetEntry(file=place.file, sheet=place.sheet, kind=kind.name)  # its columns are told later
    meant = mapping_of(work, place, kind).headings if headings is None else headings
    return _general(work, place, kind.name, dict(meant))


def column_entry(work: Work, key: str, answer: str) -> SheetEntry:
    """Return the entry for a sheet that was read, with one of its headings as answered.

    Raises ParameterError if no column of any sheet is called by that key.
    """
    account, heading = columns_by_key(work.reading.account)[key]
    headings = {part.heading: part.taken_for for part in account.columns}
    meant = "" if answer == NOT_USED else answer
    before = next((name for name, taken in headings.items() if taken == meant and meant), None)
    if before is not None:
        headings[before] = ""
    headings[heading] = meant
    return _general(work, Place(account.file, account.sheet), account.kind, headings)


def columns_by_key(accounts: Iterable[SheetAccount]) -> dict[str, tuple[SheetAccount, str]]:
    """Return every column of every sheet that was read, by its place."""
    return {
        str(Place(account.file, account.sheet, None, part.heading)): (account, part.heading)
        for account in accounts
        if account.kind
        for part in account.columns
    }


def _general(work: Work, place: Place, kind: str, headings: dict[str, str]) -> SheetEntry:
    """Return the entry by headings alone, as long as these tell the sheet from all others of the inbox.

    Raises CampaignError for a column that the kind does not have: what is written must be read again.
    """
    if kind != IGNORE:
        known = kind_meant(work, kind)
        must_mean(work, known, headings)
        headings = _without_running_number(headings, known)
    is_lettered = any(LETTERED.fullmatch(heading) for heading in headings)
    is_told = len(same_headings(headings)) >= LEAST_COLUMNS and not is_lettered
    if is_told and not _is_ordered(work, place) and not _others(work, place, kind, headings):
        return SheetEntry(kind=kind, headings=headings)
    named = headings if kind != IGNORE else {}
    return SheetEntry(file=place.file, sheet=place.sheet, kind=kind, headings=named)


def _without_running_number(headings: Mapping[str, str], kind: SheetKind) -> dict[str, str]:
    """Return headings without a 序号 that only stands for a key: it is no key that an office gives."""
    running = {"", kind.numbered}
    return {
        heading: meant
        for heading, meant in headings.items()
        if normalised_heading(heading) not in IGNORED or meant not in running
    }


def must_mean(work: Work, kind: SheetKind, headings: Mapping[str, str]) -> None:
    """Raise CampaignError, with the nearest, for a column that the kind does not have."""
    said_targets(kind, Headings(kinds_of(work.campaign), work.campaign), headings)


def _is_ordered(work: Work, place: Place) -> bool:
    """Return whether an entry names the file of a sheet: it would go before one by headings."""
    names = {place.file, place.file.rpartition("/")[2]}
    return any(entry.file in names for entry in work.campaign.sheets)


def _others(work: Work, place: Place, kind: str, headings: Mapping[str, str]) -> Sequence[SheetAccount]:
    """Return the sheets with the same headings that were taken for something else."""
    wanted = same_headings(headings)
    return [
        account
        for account in work.reading.account
        if (account.file, account.sheet) != (place.file, place.sheet)
        and account.kind not in {"", kind}
        and same_headings(part.heading for part in account.columns) == wanted
    ]
