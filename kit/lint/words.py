"""Numerals and marks in the text (GB/T 15835, GB/T 15834), which GB/T 9704 clause 9 applies to documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.lint.findings.rule import Rule
from kit.lint.reading.passages import passages_of
from kit.lint.wording.reading import NUMERALS, PUNCTUATION, slips
from kit.lint.wording.slip import said_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.lint.findings.rule import FormFinding
    from kit.lint.reading.records import DocumentForm
    from kit.word.profiles import Profile

NUM_17 = Rule(
    "NUM-17", "数字和后面的单位不拆在两行", "GB/T 15835 5.1.7", "规定", "可调整字距", sees=("pages",)
)  # the other rules of this part stand beside what finds them, in kit/lint/wording


def check(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:  # noqa: ARG001 - every group takes a profile
    """Yield what is wrong with the numerals and the punctuation of a document's text."""
    for passage, slip in slips(passages_of(document), (*NUMERALS, *PUNCTUATION)):
        yield said_of(document.file, passage, slip)
