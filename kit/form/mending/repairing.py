"""Repairs: form at once where it is mechanical, words only as tracked changes, the text proved unchanged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kit.docx.profiles import profile_named
from kit.docx.reading.paragraphs import paragraph_elements
from kit.docx.writing.bundle import Bundle
from kit.files.document import read_document
from kit.form.judge import lint
from kit.form.mending import page
from kit.form.mending import paragraphs as forms
from kit.form.mending.tracking import correct, original_text_hash, revisions
from kit.form.roles.document import read_form
from kit.form.roles.genre import fitting, passages_of
from kit.form.rule import FormFinding, FormPlace
from kit.form.rules.page import nearest_profile
from kit.form.wording.findings import NUMERALS, PUNCTUATION, slips
from kit.model.finding import KitError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from kit.docx.markup import Element
    from kit.docx.profiles.value import Profile
    from kit.docx.reading.form import DocumentForm, ParagraphForm, Role
    from kit.form.rule import Repair

    Paragraphs = Callable[[Element, ParagraphForm, Profile], None]
    Sections = Callable[[Bundle, DocumentForm, Profile], bool]


@dataclass(frozen=True)
class Fixed:
    """What came of a repair: where the copy is, what was put right in it, what was not."""

    path: Path
    applied: tuple[FormFinding, ...]
    refused: tuple[FormFinding, ...]


_PARAGRAPHS: dict[Repair, Paragraphs] = {
    "face": forms.set_face,
    "size": forms.set_size,
    "place": forms.set_place,
    "new page": forms.set_new_page,
    "red": forms.set_red,
    "black": forms.set_black,
    "marks": forms.set_marks,
    "plain": forms.set_plain,
    "room": forms.set_room,
    "line ends": forms.set_kinsoku,
}
_RUNNING_TEXT: dict[Repair, Paragraphs] = {"pitch": forms.set_pitch, "tracking": forms.set_tracking}
_SECTIONS: dict[Repair, Sections] = {
    "paper": page.set_paper,
    "grid": page.set_grid,
    "numbers": page.set_numbers,
}


def fix(path: Path, findings: Sequence[FormFinding], target_dir: Path, profile: str | Profile = "") -> Fixed:
    """Write a copy of a document with what a machine can put right; the source is never touched.

    Form is repaired at once: paper, margins, grid, page numbers, fonts, sizes, indents, spacing. Words are
    corrected as tracked changes only, for a person to accept. profile: one, or the name of one; left out,
    that of speeches for a speech, else A or B, whichever the document comes closer to. What was put right is
    what a second reading no longer finds.
    Raises KitError for a document that cannot be read, and if the text would change.
    """
    bundle, document = Bundle(read_document(path, refusal=KitError)), read_form(path)
    chosen = profile_named(profile) if profile else _profile(document)
    before = original_text_hash(bundle.body)
    paragraphs = [element for element, _ in paragraph_elements(bundle.body)]
    _repair_paragraphs(document, paragraphs, findings, chosen)
    _repair_words(document, paragraphs, findings, revisions(bundle.body))
    for repair in dict.fromkeys(one for finding in findings for one in finding.fix if one in _SECTIONS):
        _SECTIONS[repair](bundle, document, chosen)
    if original_text_hash(bundle.body) != before:
        raise KitError(path.name, "修改会改动文字，没有写出", "请在 Word 里手工修改")
    target = bundle.save(path, target_dir)
    return _outcome(target, findings, chosen)


def _profile(document: DocumentForm) -> Profile:
    usual = fitting(document)
    return nearest_profile(document.sections[0], usual) if document.sections and not usual.whose else usual


def _places(finding: FormFinding) -> Iterable[FormPlace]:
    return (one for one in finding.places or (finding.place,) if isinstance(one, FormPlace))


def _repair_paragraphs(
    document: DocumentForm, paragraphs: Sequence[Element], findings: Sequence[FormFinding], chosen: Profile
) -> None:
    for finding in findings:
        numbers = {place.paragraph for place in _places(finding) if place.paragraph}
        numbers |= _likes(document, numbers) if "alike" in finding.fix else set()
        named = [document.paragraphs[number - 1] for number in sorted(numbers)]
        running = [form for form in document.of(*_RUNNING) if not form.is_boxed]
        for those, repairs in ((named, _PARAGRAPHS), (running, _RUNNING_TEXT)):
            asked = [repairs[one] for one in finding.fix if one in repairs]
            for form in those if asked else ():
                for repair in asked:
                    repair(paragraphs[form.number - 1], form, chosen)


def _likes(document: DocumentForm, numbers: set[int]) -> set[int]:
    """Return the shorter lines that look like some faulty body text: or two sizes would stand together."""
    looks = {(form.face, form.size) for form in document.paragraphs if form.number in numbers}
    return {form.number for form in document.of(*_PLAIN) if (form.face, form.size) in looks}


_PLAIN: tuple[Role, ...] = ("正文", "主送", "附件说明", "署名", "成文日期", "附注")
_RUNNING: tuple[Role, ...] = (
    "正文",
    "一级",
    "二级",
    "三级",
    "四级",
    "主送",
    "附件说明",
    "署名",
    "成文日期",
    "附注",
    "空",
)


def _repair_words(
    document: DocumentForm, paragraphs: Sequence[Element], findings: Sequence[FormFinding], last: int
) -> None:
    """Track the corrections that the findings name, from the end of each paragraph to its beginning."""
    asked = {
        (finding.rule, place.paragraph, place.start, place.end)
        for finding in findings
        for place in _places(finding)
    }
    found = [
        (passage.number, slip)
        for passage, slip in slips(passages_of(document), (*NUMERALS, *PUNCTUATION))
        if slip.right is not None and (slip.rule.id, passage.number, slip.start, slip.end) in asked
    ]
    taken: dict[int, int] = {}  # where the last correction in a paragraph began
    for number, slip in sorted(found, key=lambda one: (one[0], -one[1].end)):
        label = len(document.paragraphs[number - 1].label)
        if slip.start < label or slip.end > taken.get(number, slip.end):
            continue
        last += 2
        if correct(paragraphs[number - 1], (slip.start - label, slip.end - label), slip.right or "", last):
            taken[number] = slip.start


def _outcome(target: Path, findings: Sequence[FormFinding], chosen: Profile) -> Fixed:
    left = {(finding.rule, finding.problem) for finding in lint(target, chosen)}
    applied = tuple(one for one in findings if one.fixable and (one.rule, one.problem) not in left)
    return Fixed(target, applied, tuple(one for one in findings if one not in applied))
