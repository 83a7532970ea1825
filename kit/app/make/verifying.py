"""What lies in out/ checked once more: figures against the ledger, form, places still to be filled.

A finished text read once more: contradictions, lists, slips of the pen (documents.md 4.2).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from kit.app.make.auditing import exposing
from kit.app.make.drafting import STATE
from kit.app.make.journal import read_journal
from kit.app.make.layouts import layout_for
from kit.app.make.notices import FOLDER as NOTICES
from kit.app.make.notices import journal_path
from kit.app.parameters import whole
from kit.app.state import read_state, write_state
from kit.app.work import documents
from kit.documents import text_remarks
from kit.docx.outline import outline
from kit.docx.profiles import PROFILES
from kit.docx.writing.blocks import LINE_BREAK, TAB
from kit.form.judge import lint
from kit.model.fact import Place, json_value
from kit.model.finding import Finding
from kit.template.marks import printed_marks, read_marks
from kit.text.proofreading.figures import (
    doubled_hedges,
    exact_and_approximate,
    impossible_percentages,
    wrong_differences,
)
from kit.text.proofreading.wording import confusions, short_lists, wrong_leads
from kit.text.saying import says

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from kit.app.work import Work
    from kit.docx.profiles.value import Profile
    from kit.model.fact import Fact, Facts
    from kit.template.marks import Mark


READINGS = (
    confusions,
    doubled_hedges,
    exact_and_approximate,
    impossible_percentages,
    wrong_differences,
    short_lists,
    wrong_leads,
)
REMEDY = "请对照底稿和前后文核对，该改的改模板、campaign.toml 或稿子"


def proofread(place: Place, outline: str) -> Iterator[Finding]:
    """Yield what an old hand would circle; outline: one paragraph a line, its style before the bar."""
    paragraphs = [line.partition("| ")[2] or line for line in outline.splitlines()]
    for reading in READINGS:
        for slip in reading(paragraphs):
            yield Finding(f"text.{slip.rule}", "warning", place, str(slip), REMEDY)


Remarks = Callable[[str], tuple[Finding, ...]]
OPEN_PLACE = re.compile(r"【待补[：:]?([^】]*)】")
OPEN = "output.open_place"  # the rule of such a place
AROUND = 14  # characters shown before an open place
UNSEEN = str.maketrans(dict.fromkeys(f"{TAB}{LINE_BREAK}", " "))  # signs of an outline, not of the text
NOMINAL = PROFILES["A"]


@dataclass(frozen=True)
class Verified:
    """A file that was looked at, and what was found."""

    path: Path
    figures: int  # how many marked figures were compared
    findings: tuple[Finding, ...]
    printed: Mapping[str, str] = field(
        default_factory=dict
    )  # fact id → text, of the figures that stand in it


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def outputs(out: Path) -> tuple[Path, ...]:
    """Return the newest text of every document and notice the kit has made and that still lies there."""
    drafts = [out / "drafts" / said["newest"] for said in read_state(out, STATE).values()]
    journal = read_journal(journal_path(out))
    notices = [out / NOTICES / entries[-1].newest for entries in journal.values()]
    return tuple(path for path in sorted({*drafts, *notices}) if path.is_file())


def verify_all(work: Work, lint_notices: int = 20) -> tuple[Verified, ...]:
    """Check everything the kit has made; the official form of all documents and of so many notices.

    Raises BlockedError, TemplateError, ParameterError unless `lint_notices` is a whole number from 0.
    """
    most = whole("lint_notices", lint_notices)
    checked: list[Verified] = []
    notices, kinds = 0, kinds_by_file(work.campaign.out)
    remarks = {path: said for path, id_ in kinds.items() if (said := _remarks().get(id_))}
    for path in outputs(work.campaign.out):
        notices += path.parent.name == NOTICES
        form = path.parent.name != NOTICES or notices <= most
        layout = layout_for(work.campaign, kinds.get(path, "")) if form else None
        checked.append(verify(path, work.facts, layout=layout, remarks=remarks.get(path)))
    exposed = exposing(work, {_name(each.path): each.printed for each in checked})
    checked = [
        replace(each, findings=(*each.findings, exposed[_name(each.path)]))
        if _name(each.path) in exposed
        else each
        for each in checked
    ]
    write_state(
        work.campaign.out, "verified", {"findings": [f.as_json() for each in checked for f in each.findings]}
    )
    return tuple(checked)


def kinds_by_file(out: Path) -> dict[Path, str]:
    """Return the kind (id) of each draft by its path."""
    return {out / "drafts" / said["newest"]: id_ for id_, said in read_state(out, STATE).items()}


def _remarks() -> dict[str, Remarks]:
    """Return what each kind of document has to say of its finished text."""
    return {kind.id: partial(text_remarks, kind) for kind in documents(per_unit=False)}


def verify(
    path: Path, facts: Facts, *, layout: Profile | None = NOMINAL, remarks: Remarks | None = None
) -> Verified:
    """Return a document's findings: figures that are not the ledger's, slips, form, open places.

    layout: what its form is judged by; None leaves the form out, which takes longer than the rest.
    remarks: what its kind says of it.
    """
    name = _name(path)
    marks, text = read_marks(path), outline(path.read_bytes())
    found = [*_figures(name, path, marks, facts), *_open_places(name, text), *proofread(Place(name), text)]
    found += remarks(text) if remarks else ()
    if layout:
        found += [each for each in lint(path, layout) if each.level != "info"]
    return Verified(path, len(marks), tuple(found), {mark.fact: mark.text for mark in marks})


def open_places(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return those findings that are places only people can fill."""
    return tuple(finding for finding in findings if finding.rule == OPEN)


def _figures(name: str, path: Path, marks: Iterable[Mark], facts: Facts) -> Iterator[Finding]:
    place, unknown = Place(name), []
    printed = {mark.bookmark: mark.text for mark in printed_marks(path)}
    for mark in marks:
        fact = facts.get(mark.fact)
        if fact is None:
            unknown.append(f"“{mark.text}”（{mark.fact or '没有编号'}）")
        elif not _is_current(fact, mark, printed.get(mark.bookmark, mark.text)):
            problem = f"{fact.name}写的是“{mark.text}”，底稿现在是“{fact.text}”"
            yield Finding(
                "output.stale_figure", "warning", place, problem, "数据已经变了，请用新稿或改正这个数"
            )
        elif mark.text != printed.get(mark.bookmark):
            problem = f"{fact.name}原来印的是“{printed.get(mark.bookmark)}”，现在是“{mark.text}”"
            yield Finding("output.changed_figure", "warning", place, problem, "这个数被人改过，请核对")
    if unknown:
        more = f"等 {len(unknown)} 个数" if len(unknown) > _NAMED else ""
        problem = f"{'、'.join(unknown[:_NAMED])}{more}在底稿里没有"
        yield Finding("output.unknown_figure", "warning", place, problem, "查不到出处，请人工核对")


def _is_current(fact: Fact, mark: Mark, printed: str) -> bool:
    """Return whether a figure is still the ledger's; documents of before hold the exact value themselves."""
    if mark.value is not None:
        return json_value(fact.value) == mark.value
    return says(printed, fact.value, fact.text)


def _open_places(name: str, outline_text: str) -> Iterator[Finding]:
    for line in outline_text.splitlines():
        text = (line.partition("| ")[2] or line).translate(UNSEEN)
        for found in OPEN_PLACE.finditer(text):
            before = text[max(0, found.start() - AROUND) : found.start()]
            problem = f"……{before}{found[0]}" if before else found[0]
            yield Finding(OPEN, "info", Place(name), problem, "这一处要由人来定，请填写")


_NAMED = 3  # figures named in one finding
