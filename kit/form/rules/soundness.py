"""The file as a whole: whether it can be read and judged, and measures that no document can mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.form.rule import FormPlace, Rule, at, in_section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.docx.profiles.value import Profile
    from kit.docx.reading.form import DocumentForm, UnreadableError
    from kit.form.rule import FormFinding


FILE = Rule(
    "file", "文件能读、数值讲得通，文稿是中文的", "", "实务",
    "多半是单位换算错了，请在 Word 里重新设置这一项",
)  # fmt: skip


def check(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:  # noqa: ARG001 - every group takes a profile
    """Yield an error for each absurd measure, such as a line of 138960 twips, of a paragraph or a section."""
    for paragraph in document.paragraphs:
        for said in paragraph.odd_values:
            yield _absurd(at(document, paragraph), said)
    for section in document.sections:
        for said in section.odd_values:
            yield _absurd(in_section(document, section.number), said)


def _absurd(place: FormPlace, said: str) -> FormFinding:
    return FILE.noted("error", place, f"写着 {said}，这不可能是版面上的尺寸", measured=said)


def unreadable(file: str, error: UnreadableError) -> FormFinding:
    """Return the finding that a file cannot be read; it stands for all others."""
    return FILE.noted("error", FormPlace(file), error.problem, error.remedy)


def passed_over(document: DocumentForm) -> FormFinding:
    """Return the finding that a document was not judged, for the standard is not about it."""
    problem, remedy = "未检查：文中几乎没有汉字，不是中文公文", "公文格式只对中文文稿检查"
    return FILE.noted("info", FormPlace(document.file), problem, remedy)
