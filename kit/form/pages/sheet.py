"""A document as it was printed: its pages, and which rows of them are whose.

Where the ink of a row or of a drawn line begins and ends, in mm from the upper left of the sheet.

Which rows of which page a paragraph was printed on.

What a rendered rule says: a finding with its page, or that something was not verified.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kit.docx.profiles.value import TWIPS_PER_MM
from kit.form.pages.pages import DOT, is_dark, longest
from kit.form.rule import FormPlace, shortened
from kit.form.rules.page import nearest_profile
from kit.form.rules.type import TY_07

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kit.docx.profiles.value import Profile
    from kit.docx.reading.form import DocumentForm, ParagraphForm, SectionForm
    from kit.form.pages.pages import Flags, InkMask, PrintedLine, Rendered, RenderedPage
    from kit.form.rule import FormFinding


@dataclass(frozen=True)
class RenderedDocument:
    """What the rendered rules judge: the document, its pages, and which rows are whose."""

    document: DocumentForm
    rendered: Rendered
    profile: Profile
    rows: Mapping[int, tuple[Printed, ...]]

    @property
    def is_portrait(self) -> bool:
        """Return whether all sections stand upright; places on landscape pages are for a person."""
        return not any(section.is_landscape for section in self.document.sections)

    @property
    def area(self) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom of the text area in mm, as the first section sets it."""
        first = self.document.sections[0] if self.document.sections else None
        chosen = nearest_profile(first, self.profile) if first else self.profile
        left, right = chosen.left.number, chosen.page_width.number - chosen.right.number
        return left, chosen.top.number, right, chosen.page_height.number - chosen.bottom.number

    @property
    def foot(self) -> float:
        """Return the foot of the text area that the standard means, in mm from the top of the sheet."""
        return self.profile.page_height.number - self.profile.area_bottom.number

    def page_of(self, number: int) -> int | None:
        """Return the page on which a paragraph begins."""
        rows = self.rows.get(number)
        return rows[0].page if rows else None

    def leaf(self, page: int) -> int:
        """Return the number of a page, counting the empty ones that the printer left out.

        Before a section that begins on an even or an odd page a word processor leaves a page empty, and
        LibreOffice leaves it out of the PDF.
        """
        return page + sum(1 for start in self.skipped if start <= page)

    @cached_property
    def skipped(self) -> tuple[int, ...]:
        """Return the pages before which an empty one was left out."""
        found: list[int] = []
        for section in self.document.sections[1:]:
            page = self._start_of(section.number)
            if page is None or section.starts not in ("evenPage", "oddPage"):
                continue
            if (page + len(found)) % 2 != (section.starts == "oddPage"):
                found.append(page)
        return tuple(found)

    def _start_of(self, section: int) -> int | None:
        paragraphs = (one for one in self.document.paragraphs if one.section == section)
        return next((page for one in paragraphs if (page := self.page_of(one.number))), None)


_ONE_RULE = 3  # mm: two lines as near as this are one double rule


class PrintedRule(NamedTuple):
    """A horizontal line as it was printed."""

    top: float
    bottom: float
    left: float
    right: float

    @property
    def weight(self) -> float:
        """Return how thick it is."""
        return self.bottom - self.top


def bands(flags: Flags, least: float) -> list[PrintedRule]:
    """Return every horizontal line at least so many mm long, from top to bottom."""
    found: list[PrintedRule] = []
    for row in np.flatnonzero(flags.sum(axis=1) * DOT >= least):
        left, right = longest(np.flatnonzero(flags[row]))
        if (right - left) * DOT < least:
            continue
        top, band = float(row) * DOT, found[-1] if found else None
        if band is not None and top - band.bottom < DOT / 2:
            found[-1] = band._replace(bottom=top + DOT)
        else:
            found.append(PrintedRule(top, top + DOT, float(left) * DOT, float(right) * DOT))
    return found


def merged_rules(lines: Sequence[PrintedRule]) -> list[tuple[PrintedRule, ...]]:
    """Return lines that are so near to each other that they are one rule."""
    groups: list[tuple[PrintedRule, ...]] = []
    for line in lines:
        if groups and line.top - groups[-1][-1].bottom <= _ONE_RULE:
            groups[-1] = (*groups[-1], line)
        else:
            groups.append((line,))
    return groups


def ink_of(ink: InkMask, row: PrintedLine) -> tuple[float, float]:
    """Return where the ink of a row begins and ends, its box where it has none."""
    top, bottom, left, right = (round(one / DOT) for one in (row.top, row.bottom, row.left, row.right))
    inked = np.flatnonzero(is_dark(ink)[max(top, 0) : bottom, max(left, 0) : right].any(axis=1))
    if not len(inked):
        return row.top, row.bottom
    return row.top + float(inked[0]) * DOT, row.top + float(inked[-1] + 1) * DOT


_SEARCHED = 4000  # characters ahead in which a paragraph must begin


_NUMBER = re.compile(r"[—–―-]?\d{1,4}[—–―-]?")
_NO_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Printed:
    """One row of a paragraph: its page and the row itself."""

    page: int
    row: PrintedLine


def placed(
    document: DocumentForm, pages: Sequence[RenderedPage], foot: float
) -> Mapping[int, tuple[Printed, ...]]:
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


def unverified(document: DocumentForm, why: str, remedy: str) -> FormFinding:
    """Return the finding that something was not verified; it is never taken for a pass."""
    place, problem = FormPlace(document.file), f"未核验：{why}"
    return TY_07.noted("info", place, problem, remedy, "未核验", "按实际字体核验")


def on_page(document: DocumentForm, page: int, paragraph: ParagraphForm | None = None) -> FormPlace:
    """Return a place on a page, and the paragraph there if one is meant."""
    if paragraph is None:
        return FormPlace(document.file, page=page)
    quote = shortened(paragraph.text.strip())
    return FormPlace(document.file, paragraph=paragraph.number, quote=quote, page=page)


def with_page(finding: FormFinding, rows: Mapping[int, tuple[Printed, ...]]) -> FormFinding:
    """Return a finding whose places say on which page they stand."""
    place, *places = (_paged(one, rows) for one in (finding.place, *finding.places))
    return replace(finding, place=place, places=tuple(places))


def _paged(place: object, rows: Mapping[int, tuple[Printed, ...]]) -> FormPlace:
    if not isinstance(place, FormPlace):
        raise TypeError("a form finding has form places")
    if place.page is None and place.paragraph is not None and place.paragraph in rows:
        return replace(place, page=rows[place.paragraph][0].page)
    return place
