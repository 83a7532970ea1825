"""Numerals and marks in the text (GB/T 15835, GB/T 15834), which GB/T 9704 clause 9 applies to documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.form.roles.genre import passages_of
from kit.form.rule import Rule
from kit.form.wording.findings import NUMERALS, PUNCTUATION, slips
from kit.form.wording.slip import finding_of_slip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.docx.profiles.value import Profile
    from kit.docx.reading.form import DocumentForm
    from kit.form.rule import FormFinding


NUM_17 = Rule(
    "NUM-17", "数字和后面的单位不拆在两行", "GB/T 15835 5.1.7", "规定", "可调整字距", sees=("pages",)
)  # the other rules of this part stand beside what finds them, in kit/form/wording


def check(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:  # noqa: ARG001 - every group takes a profile
    """Yield what is wrong with the numerals and the punctuation of a document's text."""
    for passage, slip in slips(passages_of(document), (*NUMERALS, *PUNCTUATION)):
        yield finding_of_slip(document.file, passage, slip)
