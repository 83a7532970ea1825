"""A copy of a document with a comment at every place of every finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.docx.markup import make
from kit.docx.reading.measures import attribute, child, measure
from kit.docx.reading.paragraphs import Counter, paragraph_elements
from kit.docx.reading.styles import read_stylesheet
from kit.form.mending.bundle import AUTHOR, Bundle
from kit.form.mending.tracking import stretch
from kit.form.rule import FormPlace

if TYPE_CHECKING:
    from collections.abc import Sequence
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
    bundle = Bundle(path)
    paragraphs = [element for element, _ in paragraph_elements(bundle.body)]
    counter = Counter(read_stylesheet(bundle.package))
    labels = [len(counter.label(child(one, "pPr"))) for one in paragraphs]
    remarks = bundle.part("comments.xml", "comments", "comments")
    number = int(max((measure(attribute(one, "id")) or 0 for one in remarks), default=-1)) + 1
    for finding in findings:
        places = [one for one in finding.places or (finding.place,) if isinstance(one, FormPlace)]
        for place in places[:MOST]:
            at = _paragraph(place, paragraphs)
            if at is None:
                continue
            _mark(paragraphs[at], place, labels[at], number)
            remarks.append(_remark(number, finding))
            number += 1
    return bundle.save(target_dir)


def _paragraph(place: FormPlace, paragraphs: Sequence[Element]) -> int | None:
    """Return the index of the paragraph to remark on: the first of a section where none is named."""
    if place.paragraph:
        return place.paragraph - 1 if place.paragraph <= len(paragraphs) else None
    starts = [0]
    starts += [at + 1 for at, one in enumerate(paragraphs[:-1]) if child(one, "pPr", "sectPr") is not None]
    section = min((place.section or 1) - 1, len(starts) - 1)
    return starts[section] if paragraphs else None


def _mark(paragraph: Element, place: FormPlace, label: int, number: int) -> None:
    """Put the two ends of a comment around its words, or around the whole paragraph."""
    whole = place.start is None or place.end is None or place.start < label
    runs = [] if whole else stretch(paragraph, (place.start or 0) - label, (place.end or 0) - label)
    said = {"id": number}
    start, end = make("w:commentRangeStart", said), make("w:commentRangeEnd", said)
    reference = make("w:r", None, make("w:commentReference", said))
    if runs:
        _outermost(runs[0], paragraph).addprevious(start)
        last = _outermost(runs[-1], paragraph)
        last.addnext(end)
    else:
        own = child(paragraph, "pPr")
        paragraph.insert(0 if own is None else paragraph.index(own) + 1, start)
        paragraph.append(end)
    end.addnext(reference)


def _outermost(run: Element, paragraph: Element) -> Element:
    """Return the child of the paragraph that a run stands in: a link, a field, or the run itself."""
    while (parent := run.getparent()) is not None and parent is not paragraph:
        run = parent
    return run


def _remark(number: int, finding: FormFinding) -> Element:
    more = f"（共{len(finding.places)}处）" if len(finding.places) > 1 else ""
    clause = f"依据：{finding.clause}（{finding.strength}）。" if finding.clause else ""
    text = make("w:t", {"xml:space": "preserve"})
    text.text = (
        f"【{finding.rule} {_LEVELS[finding.level]}】{finding.problem}{more}。{finding.remedy}。{clause}"
    )
    paragraph = make("w:p", None, make("w:r", None, text))
    return make("w:comment", {"id": number, "author": AUTHOR, "initials": "检"}, paragraph)
