"""The documents that are no notices: composed and filled together, then laid down together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from kit.app.make.keeping import Laid, content_hash, is_edited, lay_down, safe_name, saved_at
from kit.app.make.keys import document_key, template_of
from kit.app.make.published import (
    kept_back,
    never_left,
    of_units,
    paper_of,
    printed_of,
    reissues,
    remember_papers,
)
from kit.app.parameters import listed
from kit.app.state import only_run, read_state, write_state
from kit.app.work import documents
from kit.documents import kinds_per_member
from kit.documents.passages.leaving_out import lacking_facts, why_lacking
from kit.model.finding import ParameterError, TemplateError
from kit.template.fill import Filled, fill
from kit.topics.kinds import kinds_giving
from kit.topics.organisation import members_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from kit.app.make.published import Paper, Reissue
    from kit.app.work import Work
    from kit.model.campaign import Campaign
    from kit.model.draft import DocumentKind, Draft


STATE = "drafts"
SHARED, RESTRICTED = "drafts", "restricted"
NOBODY = "写给谁的（班子名单是空的）"
LATE = "印出评议结果以后变了的几张票怎么办（kit check 里问的那一条）"
DraftingOutcome = Literal["写好", "没有变", "新稿", "缺表", "缺内容"]


@dataclass(frozen=True)
class Outcome:
    """What became of one document."""

    kind: DocumentKind
    name: str  # file name without its ending
    ending: DraftingOutcome
    path: Path | None = None  # where the newest text lies
    edited: datetime | None = None  # when a hand last saved the draft that was left alone
    missing: tuple[str, ...] = ()  # kinds of sheets, or what else, without which it cannot be written
    why: str = ""  # the same as a clause


@dataclass(frozen=True)
class Order:
    """A document that can be written: its draft, and the hash of all that goes into it."""

    kind: DocumentKind
    draft: Draft
    key: str
    id: str  # the kind's, and whose it is where there is one for each member

    @property
    def folder(self) -> str:
        """Return where in out/ it lies; what is one member's own lies apart from what is shared."""
        return f"{RESTRICTED}/{self.kind.name}" if self.kind.per_member else SHARED


def chosen_kinds(said: str | Sequence[str] = ()) -> tuple[DocumentKind, ...]:
    """Return the kinds of documents that were named by id or by Chinese name; none named: all shared ones.

    Raises ParameterError, with the names that exist.
    """
    kinds = (*documents(per_unit=False), *kinds_per_member())
    by_name = {name: kind for kind in kinds for name in (kind.id, kind.name)}
    names = listed("kinds", said)
    if unknown := [name for name in names if name not in by_name]:
        known = "、".join(f"{kind.id}（{kind.name}）" for kind in kinds)
        raise ParameterError("、".join(unknown), "没有这种文稿", f"可以写的有：{known}；通知书用 kit notices")
    return tuple(dict.fromkeys(by_name[name] for name in names)) or documents(per_unit=False)


def orders(work: Work, kinds: Iterable[DocumentKind] | None = None) -> tuple[Order, ...]:
    """Return the orders for the documents whose sheets are there; raises BlockedError."""
    chosen = documents(per_unit=False) if kinds is None else kinds
    ready = (
        kind
        for kind in chosen
        if not lacking_facts(kind, work.reading.sheets)
        and _is_written(work, kind)
        and not work.reason_against(kind)
    )
    return tuple(order for kind in ready for order in _orders(work, kind))


def _is_written(work: Work, kind: DocumentKind) -> bool:
    """Return whether there is anything to write about, where the facts alone cannot say."""
    return kind.written_if is None or kind.written_if(work.reading.sheets)


def draft_documents(
    work: Work, kinds: Sequence[DocumentKind] = (), *, fresh: bool = False
) -> tuple[Outcome, ...]:
    """Write the stale ones of these documents into out/drafts; none given: of all shared ones.

    Those that are one member's own go into out/restricted. fresh: write all of them.
    A draft that a hand has touched stays as it is (keeping).
    All are filled before the first is written. Raises BlockedError, TemplateError with the faults of
    every template, WriteError, BusyError.
    """
    chosen = tuple(kinds) or documents(per_unit=False)
    ordered = orders(work, chosen)
    out = work.campaign.out
    with only_run(out):
        state = read_state(out, STATE)
        found = reissues(work.campaign, work.facts, work.units)
        kept = kept_back(work.campaign, found)
        telling = {order.id for order in ordered if _tells(order, kept)}
        late = {order.kind for order in ordered if order.id in telling}
        ordered = tuple(order for order in ordered if order.id not in telling or order.id in state)
        lacking = [_lacking(work, kind, kept) for kind in _without(chosen, ordered, late)]
        stale = [order for order in ordered if fresh or not _is_current(out, order, state)]
        stale = [order for order in stale if order.id not in telling]
        filled = _fill_all(work.campaign, stale)
        outcomes = [_write(out, order, filled.get(order.id), state) for order in ordered]
        gone = never_left(work.campaign, found)
        remember_papers(out, _papers_of(ordered, outcomes, filled, gone))
        ended = (*outcomes, *lacking)
        write_state(out, "drafted", {"ended": [outcome_summary(out, outcome) for outcome in ended]})
    return ended


def _without(
    kinds: Sequence[DocumentKind], ordered: Iterable[Order], late: Container[DocumentKind]
) -> list[DocumentKind]:
    """Return the kinds of which nothing is written, but for extras that nobody asked for, unless late."""
    written = {order.kind for order in ordered}
    named = set(kinds) != set(documents(per_unit=False))  # all of them: nobody asked for one
    said = [kind for kind in kinds if named or not kind.is_extra or kind in late]
    return [kind for kind in said if kind not in written]


def _lacking(work: Work, kind: DocumentKind, kept: Mapping[str, Reissue]) -> Outcome:
    """Return why a kind of document was not written at all."""
    sheets = work.reading.sheets
    if lacks := lacking_facts(kind, sheets):
        came = any(sheets.unfilled_of(giver.id) for need in lacks for giver in kinds_giving(need))
        ending: DraftingOutcome = "缺内容" if came else "缺表"
        return Outcome(kind, kind.name, ending, missing=lacks, why=why_lacking(lacks, sheets))
    if against := work.reason_against(kind):
        return Outcome(kind, kind.name, "缺内容", why=against)
    if kept and _is_written(work, kind) and not kind.per_member:
        return Outcome(kind, kind.name, "缺内容", missing=(LATE,), why=f"还没有回答{LATE}")
    wants = kind.wants or NOBODY
    return Outcome(kind, kind.name, "缺内容", missing=(wants,), why=f"没有{wants}")


def outcome_summary(out: Path, outcome: Outcome) -> dict[str, str]:
    """Return an outcome as the run's last lines need it; its file as it lies in out."""
    path = outcome.path.relative_to(out).as_posix() if outcome.path else ""
    edited = outcome.edited.isoformat(timespec="minutes") if outcome.edited else ""
    return {
        "name": outcome.name,
        "ending": outcome.ending,
        "file": path,
        "edited": edited,
        "why": outcome.why,
    }


def _orders(work: Work, kind: DocumentKind) -> Iterator[Order]:
    """Yield the one document of a kind, or one for each member (班子成员)."""
    for member in members_of(work.reading.sheets) if kind.per_member else (None,):
        draft = kind.compose(work.material, member)
        id_ = f"{kind.id}/{member.name}" if member else kind.id
        yield Order(kind, draft, document_key(work.campaign, draft), id_)


def _is_current(out: Path, order: Order, state: dict[str, Any]) -> bool:
    """Return whether a document is as it should be; a 新稿 that was taken away is not missed."""
    return state.get(order.id, {}).get("key") == order.key and draft_path(out, order).is_file()


def _fill_all(campaign: Campaign, stale: Iterable[Order]) -> dict[str, Filled]:
    filled: dict[str, Filled] = {}
    faults: list[TemplateError] = []
    for order in stale:
        try:
            filled[order.id] = fill(template_of(campaign, order.draft), order.draft)
        except TemplateError as error:
            faults.append(error)
    if faults:
        raise _together(faults)
    return filled


def _together(faults: list[TemplateError]) -> TemplateError:
    if len(faults) == 1:
        return faults[0]
    said = "；".join(f"{fault.place}：{fault.problem}" for fault in faults)
    findings = [finding for fault in faults for finding in fault.findings]
    return TemplateError(
        "templates", f"{len(faults)} 个模板有错：{said}", "请改好模板再来，已有的文稿都没有动", findings
    )


def _write(out: Path, order: Order, filled: Filled | None, state: dict[str, Any]) -> Outcome:
    path = draft_path(out, order)
    said = state.get(order.id, {})
    written = said.get("written", {})
    if filled is None:
        newest = path.with_name(said["newest"])
        edited = saved_at(path) if is_edited(path, written) else None
        return Outcome(order.kind, order.draft.name, "没有变", newest if newest.is_file() else path, edited)
    laid = lay_down(path, filled.data, written)
    newest_of = {
        "key": order.key,
        "newest": laid.path.name,
        "written": {**written, laid.path.name: laid.sha256},
    }
    write_state(out, STATE, {**state, order.id: newest_of})
    state[order.id] = newest_of
    return Outcome(order.kind, order.draft.name, _ending(laid), laid.path, laid.edited)


def _ending(laid: Laid) -> DraftingOutcome:
    if laid.written:
        return "新稿" if laid.kept else "写好"
    return "没有变"


def _tells(order: Order, kept: Mapping[str, Reissue]) -> bool:
    """Return whether a document would tell of a few ballots if it were written anew."""
    return bool(kept) and of_units(printed_of(order.draft.context), kept)


def _papers_of(
    ordered: Iterable[Order], outcomes: Iterable[Outcome], filled: Mapping[str, Filled], gone: tuple[str, ...]
) -> list[Paper]:
    """Return what was printed, as it is to be remembered."""
    papers = []
    for order, outcome in zip(ordered, outcomes, strict=True):
        if outcome.path and outcome.ending != "没有变":
            marks = filled[order.id].ink.marks
            paper = paper_of(outcome.path.name, content_hash(outcome.path) or "", marks, gone)
            papers.append(paper if paper.figures else replace(paper, never_left=()))
    return papers


def draft_path(out: Path, order: Order) -> Path:
    """Return where a document lies when nobody has touched it."""
    return out / order.folder / f"{safe_name(order.draft.name)}.docx"
