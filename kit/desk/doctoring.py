"""The doctor of templates: what a kind's template may name, and all that is wrong with one, at once."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kit.desk.campaigns import find_campaign
from kit.desk.filenames import safe_name
from kit.desk.shelf import shelf_folder
from kit.desk.template_names import overlap, unknown_names
from kit.desk.trials import Trials, Tried, tried
from kit.desk.work import open_campaign
from kit.desk.writing import make_folder
from kit.documents import all_kinds
from kit.documents.catalogue.extremes import example_campaign
from kit.lint import lint
from kit.nouns.errors import BlockedError, CampaignError, ParameterError, TemplateError
from kit.nouns.finding import Finding
from kit.nouns.place import Place
from kit.word.comments import commented, notes_of
from kit.word.examine import examine
from kit.word.faults import nearest
from kit.word.package import write_atomically
from kit.word.template import compile_template

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kit.desk.work import Work
    from kit.documents.catalogue.names import Name
    from kit.nouns.draft import DocumentKind
    from kit.word.examine import Examined

_PARAGRAPH = re.compile(r" 第(\d+)段“")


@dataclass(frozen=True)
class Checked:
    """A template that was looked at: as what, and everything that was found."""

    path: Path
    kind: DocumentKind | None  # None where nobody can tell what it is a template of
    findings: tuple[Finding, ...]


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


def chosen_kind(said: str) -> DocumentKind:
    """Return the kind of document of that id or Chinese name; raises ParameterError with the nearest."""
    by_name = {name: kind for kind in all_kinds() for name in (kind.id, kind.name)}
    if said not in by_name:
        known = "、".join(f"{kind.id}（{kind.name}）" for kind in all_kinds())
        raise ParameterError(said, f"没有这种文稿。{nearest(said, by_name)}", f"可以写的有：{known}")
    return by_name[said]


def names(kind: DocumentKind, trials: Trials) -> tuple[Name, ...]:
    """Return the catalogue of a kind: what its template may use."""
    return trials.names(kind)


def check_template(paths: Sequence[Path], trials: Trials, said_kind: str = "") -> tuple[Checked, ...]:
    """Return everything that is wrong with each template; nothing stops at the first fault.

    said_kind: of which kind they are; left out, the file name tells, else the names that are used.
    Raises ParameterError for a kind that does not exist.
    """
    kind = chosen_kind(said_kind) if said_kind else None
    return tuple(_checked(path, trials, kind) for path in paths)


def annotate(checked: Checked, folder: Path) -> Path:
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
        return Checked(path, kind, (fault,))
    kind = kind or _kind_of(examined, trials)
    if kind is None:
        return Checked(path, None, (*examined.findings, _of_no_kind(path), *_form(path)))
    named = unknown_names(examined, kind, trials.names(kind), _names_on_the_shelf(kind))
    found = list(dict.fromkeys((*examined.findings, *named)))
    result = _tried(examined, kind, trials)
    seen = {(finding.rule, finding.place.file) for finding in found}
    told = [each for each in result.findings if (each.rule, each.place.file) not in seen]
    return Checked(path, kind, (*found, *told, *_form(path, result.data)))


def _kind_of(examined: Examined, trials: Trials) -> DocumentKind | None:
    """Return the kind whose template has that file name, else the one that offers most of the names."""
    for kind in all_kinds():
        if examined.name == kind.template:
            return kind
    ranked = {kind: overlap(examined, trials.names(kind)) for kind in all_kinds()}
    best = max(ranked, key=lambda kind: ranked[kind])
    return best if ranked[best] else None


def _tried(examined: Examined, kind: DocumentKind, trials: Trials) -> Tried:
    if examined.template is None:
        place = Place(f"模板 {examined.name}")
        problem = "上面的错没有改之前不能试填，这一项没有查"
        return Tried((Finding("template.trial", "info", place, problem, "改好以后请再查一次"),))
    return tried(examined.template, (*trials.own_drafts(kind), *trials.extreme_drafts(kind)))


def _of_no_kind(path: Path) -> Finding:
    known = "、".join(f"{kind.id}（{kind.name}）" for kind in all_kinds())
    problem = "看不出是哪种文稿的模板，名称没有核对，也没有试填"
    return Finding(
        "template.kind", "error", Place(f"模板 {path.name}"), problem, f"请用 --kind 写明，可以写的有：{known}"
    )


def _names_on_the_shelf(kind: DocumentKind) -> frozenset[str]:
    """Return the paths that the kit's own template of a kind uses: right even where no data has shown them."""
    path = shelf_folder("templates") / kind.template
    return compile_template(path).names if path.is_file() else frozenset()


def _form(path: Path, data: bytes = b"") -> tuple[Finding, ...]:
    """Return the form faults of a template, those only that a document filled from it has too.

    Blanks themselves look like faults to rules about text; data: the filled document, if there is one.
    """
    found = tuple(finding for finding in lint(path) if finding.level != "info")
    if not data:
        return found
    with tempfile.TemporaryDirectory() as folder:
        filled = Path(folder) / path.name
        filled.write_bytes(data)
        kept = {finding.rule for finding in lint(filled)}
    return tuple(finding for finding in found if finding.rule in kept)
