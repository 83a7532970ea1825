"""Numerals in the text (GB/T 15835, which GB/T 9704 clause 9 applies to official documents)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.lint.reading.passages import passages_of
from kit.lint.wording.reading import NUMERALS, rules, slips
from kit.lint.wording.slip import said_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.lint.findings.form import FormFinding
    from kit.lint.reading.records import DocumentForm
    from kit.word.profiles import Profile

RULES = {rule.rule: rule.title for rule in rules(NUMERALS)}


def check(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:  # noqa: ARG001 - every group takes a profile
    """Yield what is wrong with the numerals of a document's text."""
    for passage, slip in slips(passages_of(document), NUMERALS):
        yield said_of(document.file, passage, slip)
