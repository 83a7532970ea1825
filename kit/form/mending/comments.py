"""A copy of a document with a comment at every place of every finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.docx.reading.measures import child
from kit.docx.reading.paragraphs import Counter, paragraph_elements
from kit.docx.reading.styles import read_stylesheet
from kit.docx.writing.bundle import Bundle
from kit.docx.writing.comments import Remark, comment
from kit.files.document import read_document
from kit.form.mending.tracking import stretch
from kit.form.rule import FormPlace
from kit.model.finding import KitError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from kit.docx.markup import Element
    from kit.form.rule import FormFinding


MOST = 20  # comments for one finding; the first says how many places there are
_LEVELS = {"error": "必须改", "warning": "应当看", "info": "供参考"}


def annotate_document(path: Path, findings: Sequence[FormFinding], target_dir: Path) -> Path:
    """Write a copy of a document with Word comments at the places of its findings; return where it is.

    The text stays as it is. Raises KitError for a document that cannot be read, and where the copy would be
    the source or cannot be written.
    """
    bundle = Bundle(read_document(path, refusal=KitError))
    paragraphs = [element for element, _ in paragraph_elements(bundle.body)]
    counter = Counter(read_stylesheet(bundle.document.roots))
    labels = [len(counter.label(child(one, "pPr"))) for one in paragraphs]
    comment(bundle, _remarks(findings, paragraphs, labels))
    return bundle.save(path, target_dir)


def _remarks(
    findings: Sequence[FormFinding], paragraphs: Sequence[Element], labels: Sequence[int]
) -> Iterator[Remark]:
    for finding in findings:
        places = [one for one in finding.places or (finding.place,) if isinstance(one, FormPlace)]
        for place in places[:MOST]:
            at = _paragraph(place, paragraphs)
            if at is not None:
                yield Remark(_words(finding), paragraphs[at], _runs(paragraphs[at], place, labels[at]))


def _paragraph(place: FormPlace, paragraphs: Sequence[Element]) -> int | None:
    """Return the index of the paragraph to remark on: the first of a section where none is named."""
    if place.paragraph:
        return place.paragraph - 1 if place.paragraph <= len(paragraphs) else None
    starts = [0]
    starts += [at + 1 for at, one in enumerate(paragraphs[:-1]) if child(one, "pPr", "sectPr") is not None]
    section = min((place.section or 1) - 1, len(starts) - 1)
    return starts[section] if paragraphs else None


def _runs(paragraph: Element, place: FormPlace, label: int) -> Sequence[Element]:
    """Return the runs that a place names; none for a whole paragraph, or where its label is named."""
    if place.start is None or place.end is None or place.start < label:
        return ()
    return stretch(paragraph, place.start - label, place.end - label)


def _words(finding: FormFinding) -> str:
    more = f"（共{len(finding.places)}处）" if len(finding.places) > 1 else ""
    clause = f"依据：{finding.clause}（{finding.strength}）。" if finding.clause else ""
    return f"【{finding.rule} {_LEVELS[finding.level]}】{finding.problem}{more}。{finding.remedy}。{clause}"
