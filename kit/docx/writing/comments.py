"""Comments (批注) in a copy of a document; its text is not touched.

python-docx can add comments, too, but dates each one with the clock and writes the whole package anew: the
same remarks would not give the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kit.docx.markup import make
from kit.docx.reading.measures import attribute, child, descendants, measure
from kit.docx.writing.bundle import Bundle
from kit.files.document import read_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kit.docx.markup import Element


AUTHOR, INITIALS = "文稿工具", "检"  # of whatever the kit says in a margin, and of its tracked changes


@dataclass(frozen=True)
class Remark:
    """What is said in the margin, and about what: some runs of a paragraph, or the whole of it."""

    text: str
    paragraph: Element
    runs: Sequence[Element] = ()


@dataclass(frozen=True)
class Note:
    """One remark, and the number of the paragraph it hangs on."""

    text: str
    paragraph: int | None = None  # from 1: every paragraph of the body, in tables and text boxes too


def notes_of(remarks: Iterable[tuple[int | None, str]]) -> tuple[Note, ...]:
    """Return remarks as notes in the order of their paragraphs, those on none first."""
    ordered = sorted(remarks, key=lambda each: (each[0] or 0, each[1]))
    return tuple(Note(text, paragraph) for paragraph, text in ordered)


def commented(data: bytes, notes: Sequence[Note], name: str = "文档") -> bytes:
    """Return a copy of a .docx with the notes as comments; without a paragraph they hang on the first one.

    Comments that are there already stay. Raises TemplateError for data that is no Word document.
    """
    bundle = Bundle(read_document(data, name))
    paragraphs = dict(enumerate(descendants(bundle.body, "p"), 1))
    if paragraphs:
        comment(
            bundle, (Remark(one.text, paragraphs.get(one.paragraph or 1, paragraphs[1])) for one in notes)
        )
    return bundle.data()


def comment(bundle: Bundle, remarks: Iterable[Remark]) -> None:
    """Add remarks as comments, numbered on from those that are there.

    Each is put in before the next one is asked for: finding the runs of the next may split those of the last.
    """
    comments = bundle.part("comments.xml", "comments", "comments")
    first = int(max((measure(attribute(one, "id")) or 0 for one in comments), default=-1)) + 1
    for number, remark in enumerate(remarks, first):
        _anchor(remark, number)
        comments.append(_comment(number, remark.text))


def _anchor(remark: Remark, number: int) -> None:
    """Put both ends of a comment around its words, or around the whole paragraph."""
    paragraph, name = remark.paragraph, {"id": number}
    start, end = make("w:commentRangeStart", name), make("w:commentRangeEnd", name)
    if remark.runs:
        _outermost(remark.runs[0], paragraph).addprevious(start)
        _outermost(remark.runs[-1], paragraph).addnext(end)
    else:
        properties = child(paragraph, "pPr")
        paragraph.insert(0 if properties is None else paragraph.index(properties) + 1, start)
        paragraph.append(end)
    end.addnext(make("w:r", None, make("w:commentReference", name)))


def _outermost(run: Element, paragraph: Element) -> Element:
    """Return the child of the paragraph that a run stands in: a link, a field, or the run itself."""
    while (parent := run.getparent()) is not None and parent is not paragraph:
        run = parent
    return run


def _comment(number: int, words: str) -> Element:
    text = make("w:t", {"xml:space": "preserve"})
    text.text = words
    paragraph = make("w:p", None, make("w:r", None, text))
    return make("w:comment", {"id": number, "author": AUTHOR, "initials": INITIALS}, paragraph)
