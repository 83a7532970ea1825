"""Official-form rules, one group per file: any .docx in, findings out.

A file of kit/form/rules is a group: the records of its rules on top, then `check(document, profile)`.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING, Any, Protocol

import kit.form.rules
from kit.docx.profiles import profile_named
from kit.docx.reading.form import UnreadableError
from kit.form import wording
from kit.form.folding import folded, in_whose_name
from kit.form.roles.document import read_form
from kit.form.roles.genre import fitting
from kit.form.rule import Rule
from kit.form.rules import safety, soundness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from kit.docx.profiles.value import Profile
    from kit.docx.reading.form import DocumentForm
    from kit.form.rule import FormFinding


PARTS = (
    "file",
    "SA",
    "PG",
    "TY",
    "HD",
    "MB",
    "RC",
    "PN",
    "TB",
    "LT",
    "CM",
    "JY",
    "NUM",
    "PUN",
)  # as one reads a page


class RuleGroup(Protocol):
    """What every group offers beside the records of its rules."""

    def check(self, document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
        """Yield the findings of a document."""
        ...


def groups() -> tuple[RuleGroup, ...]:
    """Return every group of rules, in order of their names."""
    return tuple(_modules(kit.form.rules.__name__, kit.form.rules.__path__))


def rules() -> tuple[Rule, ...]:
    """Return the record of every rule, in order of their parts; each stands in the file of its part."""
    modules = (
        *_modules(kit.form.rules.__name__, kit.form.rules.__path__),
        *_modules(wording.__name__, wording.__path__),
    )
    found: dict[str, Rule] = {}
    for one in (one for module in modules for one in vars(module).values() if isinstance(one, Rule)):
        found.setdefault(one.id, one)  # a part of a rule stands under its record
    return tuple(sorted(found.values(), key=_reading_order))


def _reading_order(rule: Rule) -> tuple[int, str]:
    """Return where a rule stands in the tables; a part that PARTS does not place comes last."""
    part = rule.id.partition("-")[0]
    return (PARTS.index(part) if part in PARTS else len(PARTS), rule.id)


def _modules(name: str, path: Iterable[str]) -> Iterator[Any]:
    for found in sorted(found.name for found in pkgutil.iter_modules(path) if not found.ispkg):
        yield importlib.import_module(f"{name}.{found}")


def lint(path: Path, profile: str | Profile = "", render: bool = False) -> tuple[FormFinding, ...]:  # noqa: FBT001, FBT002 - the third thing one may ask for
    """Return the form findings of a .docx or .dotx, repeats folded, errors first.

    profile: one, or the name of one; left out, A, and for a speech that of speeches. Margins that follow
    A or B are accepted where either is asked for. render: also judge the printed pages, for which LibreOffice
    and poppler must be there; what could not be judged is a finding that says so. A file that cannot be read
    is a finding of the rule `file`, never an exception. Raises ParameterError for an unknown profile.
    """
    asked = profile_named(profile) if profile else None
    try:
        document = read_form(path)
    except UnreadableError as error:
        return (soundness.unreadable(path.name, error),)
    chosen = asked or fitting(document)
    if not document.is_chinese and not _is_set_for_chinese(document, chosen):
        sound = (*soundness.check(document, chosen), *safety.check(document, chosen))
        return folded((*sound, soundness.passed_over(document)))
    found = [finding for group in groups() for finding in group.check(document, chosen)]
    shown = _printed(path, document, chosen, found) if render else found
    return folded(in_whose_name(one, chosen) for one in shown)


def is_speech(path: Path) -> bool:
    """Return whether a document is a speech (讲话稿); one that cannot be read is none."""
    try:
        return bool(fitting(read_form(path)).whose)
    except UnreadableError:
        return False


def _is_set_for_chinese(document: DocumentForm, chosen: Profile) -> bool:
    """Return whether the letters of a document stand in official faces, as in a template of styles."""
    faces = {run.fonts.east_asia for one in document.paragraphs for run in one.runs}
    return any(chosen.faces[name].covers(shown) for name in ("仿宋", "小标宋") for shown in faces if shown)


def _printed(
    path: Path, document: DocumentForm, chosen: Profile, found: list[FormFinding]
) -> list[FormFinding]:
    """Return the findings with their pages, and those of the pages; each rule speaks of a fault once."""
    from kit.form.pages.judging import rendered_findings  # noqa: PLC0415 - numpy only where pages are judged
    from kit.form.pages.sheet import with_page  # noqa: PLC0415

    more, sheet = rendered_findings(path, document, chosen)
    said = {finding.rule for finding in found}
    paged = [with_page(finding, sheet.rows) for finding in found] if sheet else found
    return [*paged, *(finding for finding in more if finding.rule not in said)]
