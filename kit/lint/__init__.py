"""Official-form rules, one group per file: any .docx in, findings out.

A module directly in this folder is a group: it offers RULES (id → what is asked for) and
`check(document, profile)`.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING, Protocol

from kit.lint.findings.folding import folded
from kit.lint.findings.form import FormFinding, FormPlace
from kit.lint.reading.document import read_document
from kit.lint.reading.package import UnreadableError
from kit.word.profiles import profile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kit.lint.reading.records import DocumentForm
    from kit.word.profiles import Profile

__all__ = ["FormFinding", "FormPlace", "groups", "lint"]


class Group(Protocol):
    """What every group of rules offers."""

    RULES: dict[str, str]

    def check(self, document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
        """Yield the findings of a document."""
        ...


def groups() -> tuple[Group, ...]:
    """Return every group of rules, in order of their names."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.ispkg)
    return tuple(importlib.import_module(f"{__name__}.{name}") for name in names)


def lint(path: Path, profile_name: str = "A") -> tuple[FormFinding, ...]:
    """Return the form findings of a .docx or .dotx, repeats folded, errors first.

    profile_name: A or B; margins that follow either are accepted. A file that cannot be read is a finding of
    the rule `file`, never an exception. Raises ParameterError for an unknown profile.
    """
    chosen = profile(profile_name)
    try:
        document = read_document(path)
    except UnreadableError as error:
        place = FormPlace(path.name)
        return (FormFinding("file", "error", place, error.problem, error.remedy, strength="实务"),)
    return folded(finding for group in groups() for finding in group.check(document, chosen))
