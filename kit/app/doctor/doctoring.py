"""The doctor of templates: what a kind's template may name, and all that is wrong with one, at once."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kit.app.campaigns import find_campaign
from kit.app.doctor.names import overlap, unknown_names
from kit.app.doctor.skeleton import template_skeleton
from kit.app.doctor.trials import Trials, Tried, tried
from kit.app.make.keeping import safe_name
from kit.app.make.shelf import shelf_folder
from kit.app.work import open_campaign
from kit.documents import document_kinds, kinds_per_member
from kit.documents.catalogue.material import example_campaign
from kit.docx.typeset import typeset
from kit.docx.writing.comments import commented, notes_of
from kit.files.writing import make_folder, write_atomically
from kit.form.judge import lint
from kit.model.fact import Place
from kit.model.finding import BlockedError, CampaignError, Finding, ParameterError, TemplateError
from kit.template.examine import examine
from kit.template.faults import nearest_name_hint
from kit.template.template import compile_template

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kit.app.work import Work
    from kit.documents.catalogue.names import Name
    from kit.model.draft import DocumentKind
    from kit.template.examine import Examined


_OF_TEXT = ("NUM", "PUN")  # rules that a tag may seem to break
_INSPECTED = "SA"  # rules of what the inspection has said of the template already
_WANTED = re.compile("要填“[^”]*”")  # how an unknown name is said (kit.template.faults)
_LAST = 10**9  # findings of no paragraph come last
_PARAGRAPH = re.compile(r" 第(\d+)段“")


@dataclass(frozen=True)
class Checked:
    """A template that was looked at: as what, and everything that was found."""

    path: Path
    kind: DocumentKind | None  # None where nobody can tell what it is a template of
    findings: tuple[Finding, ...]
    is_document: bool = True  # False: it could not be opened at all


def trials_in(folder: str | Path | None = None) -> Trials:
    """Return what templates are tried with: the campaign that is meant, or an invented one where none is.

    Raises CampaignError if the folder that was said is no campaign, or a campaign.toml cannot be understood.
    """
    try:
        found = find_campaign(folder)
    except CampaignError:
        if folder is not None:
            raise
        return Trials(example_campaign(), None)
    return trials_of(open_campaign(found))


def trials_of(work: Work) -> Trials:
    """Return what templates are tried with under an opened campaign.

    One whose sheets have blocking findings lends its settings only.
    """
    try:
        return Trials(work.campaign, work.material)
    except BlockedError:
        return Trials(work.campaign, None)


def every_kind() -> tuple[DocumentKind, ...]:
    """Return every kind of document that has a template, papers for single members too."""
    return (*document_kinds(), *kinds_per_member())


def chosen_kind(said: str) -> DocumentKind:
    """Return the kind of document of that id or Chinese name; raises ParameterError with the nearest."""
    by_name = {name: kind for kind in every_kind() for name in (kind.id, kind.name)}
    if said not in by_name:
        raise ParameterError(
            said, "没有这种文稿", f"{nearest_name_hint(said, by_name)}可以写的有：{_listed()}"
        )
    return by_name[said]


def _listed() -> str:
    return "、".join(f"{kind.id}（{kind.name}）" for kind in every_kind())


def names(kind: DocumentKind, trials: Trials) -> tuple[Name, ...]:
    """Return the catalogue of a kind: what its template may use."""
    return trials.names(kind)


def new_template(kind: DocumentKind, trials: Trials) -> bytes:
    """Return a template of a kind, ready for Word: every style, and the names that it may use."""
    offered = [
        {name.path for name in trials.names(each) if not name.is_bare_figure} for each in document_kinds()
    ]
    return typeset(template_skeleton(kind, trials.names(kind), set.intersection(*offered)))


def check_template(paths: Sequence[Path], trials: Trials, said_kind: str = "") -> tuple[Checked, ...]:
    """Return everything that is wrong with each template; nothing stops at the first fault.

    said_kind: of which kind they are; left out, the file name tells, else the names that are used.
    Raises ParameterError for a kind that does not exist.
    """
    kind = chosen_kind(said_kind) if said_kind else None
    return tuple(_checked(path, trials, kind) for path in paths)


def annotate_template(checked: Checked, folder: Path) -> Path:
    """Write a copy of a template with its findings as Word comments; return where it lies.

    Raises TemplateError for a file that is no Word document, WriteError.
    """
    make_folder(folder)
    remarks = [(_paragraph_of(finding), _remark(finding)) for finding in checked.findings]
    data = commented(checked.path.read_bytes(), notes_of(remarks), checked.path.name)
    target = folder / f"{safe_name(checked.path.stem)}.批注.docx"
    write_atomically(target, data)
    return target


def _paragraph_of(finding: Finding) -> int | None:
    """Return the paragraph of the body that a finding stands in, from 1."""
    said = getattr(finding.place, "paragraph", None)
    found = _PARAGRAPH.search(finding.place.file)
    return said or (int(found[1]) if found else None)


def _remark(finding: Finding) -> str:
    where = "" if _paragraph_of(finding) else f"{finding.place}："
    return f"{where}{finding.problem}。{finding.remedy}。"


def _checked(path: Path, trials: Trials, kind: DocumentKind | None) -> Checked:
    try:
        examined = examine(path)
    except TemplateError as error:
        fault = Finding("template.file", "error", Place(str(error.place)), error.problem, error.remedy)
        return Checked(path, kind, error.findings or (fault,), is_document=False)
    kind = kind or _kind_of(examined, trials)
    if kind is None:
        return Checked(path, None, (*examined.findings, _of_no_kind(path), *_form(path)))
    named = unknown_names(examined, kind, trials.names(kind), _names_on_the_shelf(kind))
    found = list(dict.fromkeys((*examined.findings, *named)))
    result = _tried(examined, kind, trials)
    told = [each for each in result.findings if not _is_told(each, found)]
    every = (*found, *told, *_form(path, result.data))
    return Checked(path, kind, tuple(sorted(every, key=lambda finding: _paragraph_of(finding) or _LAST)))


def _is_told(finding: Finding, before: Sequence[Finding]) -> bool:
    """Return whether a trial found what was known before it: a name nobody offers, at whichever place."""
    named = _WANTED.search(finding.problem)
    return any(
        each.rule == finding.rule
        and (each.place == finding.place or (named and named[0] in each.problem) or False)
        for each in before
    )


def _kind_of(examined: Examined, trials: Trials) -> DocumentKind | None:
    """Return the kind that the file name speaks of, else the one that offers most of the names."""
    stem = Path(examined.name).stem
    for kind in every_kind():
        if kind.id in stem or kind.name in stem:
            return kind
    ranked = [(overlap(examined, trials.names(kind)), kind) for kind in every_kind()]
    most = max(shared for shared, _ in ranked)
    best = [kind for shared, kind in ranked if shared == most]
    return best[0] if len(best) == 1 else None


def _tried(examined: Examined, kind: DocumentKind, trials: Trials) -> Tried:
    if examined.template is None:
        place = Place(f"模板 {examined.name}")
        problem = "上面的错没有改之前不能试填，这一项没有查"
        return Tried((Finding("template.trial", "info", place, problem, "改好以后请再查一次"),))
    return tried(examined.template, (*trials.own_drafts(kind), *trials.extreme_drafts(kind)))


def _of_no_kind(path: Path) -> Finding:
    problem = "看不出是哪种文稿的模板，名称没有核对，也没有试填"
    return Finding(
        "template.kind",
        "error",
        Place(f"模板 {path.name}"),
        problem,
        f"请用 --kind 写明，可以写的有：{_listed()}",
    )


def _names_on_the_shelf(kind: DocumentKind) -> frozenset[str]:
    """Return the paths that the kit's own template uses: right even where no data has shown them."""
    path = shelf_folder("templates") / kind.template
    return compile_template(path).names if path.is_file() else frozenset()


def _form(path: Path, data: bytes = b"") -> tuple[Finding, ...]:
    """Return the form faults of a template, those only that a document filled from it has too.

    Blanks themselves look like faults to rules about text; data: the filled document, if there is one.
    """
    judged = (finding for finding in lint(path) if finding.level != "info")
    found = tuple(finding for finding in judged if not finding.rule.startswith(_INSPECTED))
    if not data:
        return tuple(finding for finding in found if not finding.rule.startswith(_OF_TEXT))
    with tempfile.TemporaryDirectory() as folder:
        filled = Path(folder) / path.name
        filled.write_bytes(data)
        kept = {finding.rule for finding in lint(filled)}
    return tuple(finding for finding in found if finding.rule in kept)
