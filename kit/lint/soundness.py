"""Values that no document can mean, such as a line of 138960 twips."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.lint.findings.demand import at, in_section
from kit.lint.findings.form import FormFinding, FormPlace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.lint.reading.records import DocumentForm
    from kit.word.profiles import Profile

RULES = {"file": "文件能读、数值讲得通"}


def check(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:  # noqa: ARG001 - every group takes a profile
    """Yield an error for each absurd measure of a paragraph or a section."""
    for paragraph in document.paragraphs:
        for said in paragraph.odd_values:
            yield _absurd(at(document, paragraph), said)
    for section in document.sections:
        for said in section.odd_values:
            yield _absurd(in_section(document, section.number), said)


def _absurd(place: FormPlace, said: str) -> FormFinding:
    return FormFinding(
        "file",
        "error",
        place,
        f"写着 {said}，这不可能是版面上的尺寸",
        "多半是单位换算错了，请在 Word 里重新设置这一项",
        strength="实务",
        measured=said,
    )
