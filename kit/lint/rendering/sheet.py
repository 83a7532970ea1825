"""A document as it was printed: its pages, and which rows of them are whose."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kit.lint.page import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kit.lint.reading.records import DocumentForm
    from kit.lint.rendering.pages import Rendered
    from kit.lint.rendering.placing import Printed
    from kit.word.profiles import Profile


@dataclass(frozen=True)
class Sheet:
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
        chosen = nearest(first, self.profile) if first else self.profile
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
