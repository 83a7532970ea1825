"""Which rows of which page a paragraph was printed on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kit.word.profiles.value import TWIPS_PER_MM

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kit.lint.reading.records import DocumentForm, SectionForm
    from kit.lint.rendering.pages import Page, Row

_SEARCHED = 4000  # characters ahead in which a paragraph must begin


_NUMBER = re.compile(r"[—–―-]?\d{1,4}[—–―-]?")
_NO_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Printed:
    """One row of a paragraph: its page and the row itself."""

    page: int
    row: Row


def placed(document: DocumentForm, pages: Sequence[Page], foot: float) -> Mapping[int, tuple[Printed, ...]]:
    """Return the printed rows of every paragraph that was found, by paragraph number.

    foot: mm from the top of the sheet below which only page numbers stand, unless the document's own text
    area ends lower.
    """
    own = max((_foot(section) for section in document.sections), default=0)
    rows = [
        Printed(page.number, row)
        for page in pages
        for row in page.rows
        if row.middle < foot or (row.middle < own and not _NUMBER.fullmatch("".join(row.text.split())))
    ]
    texts = [_bare(one.row.text) for one in rows]
    starts = [0]
    for text in texts:
        starts.append(starts[-1] + len(text))
    whole = "".join(texts)
    found: dict[int, tuple[Printed, ...]] = {}
    at, ahead = 0, _SEARCHED
    for paragraph in document.paragraphs:
        words = _bare(paragraph.text)
        start = whole.find(words, at, at + ahead + len(words)) if words else -1
        if paragraph.is_in_table:
            ahead += len(words)
        if start < 0:
            continue
        end = start + len(words)
        spans = zip(rows, starts, starts[1:], strict=False)
        found[paragraph.number] = tuple(one for one, first, after in spans if first < end and after > start)
        if not paragraph.is_in_table:  # cells are printed row by row: what is like one may stand far below
            at, ahead = end, _SEARCHED
    return found


def _foot(section: SectionForm) -> float:
    """Return where the text area of a section ends, in mm from the top; 0 where it is not said."""
    return ((section.height or 0) - abs(section.bottom or 0)) / TWIPS_PER_MM if section.bottom else 0


def _bare(text: str) -> str:
    """Return a text without marks and blanks: a mark that hangs at a line's end may be listed elsewhere."""
    return _NO_LETTER.sub("", text)
