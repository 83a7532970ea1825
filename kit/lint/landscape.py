"""Tables across the page (横排表格): their page numbers stay where all others are (GB/T 9704 8)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kit.lint.findings.demand import Demand, in_section
from kit.lint.reading.shapes import FORMAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.lint.findings.form import FormFinding
    from kit.lint.reading.records import DocumentForm, SectionForm
    from kit.nouns.finding import Level
    from kit.word.profiles import Profile

RULES = {"TB-01": "横排表格的页码与竖排各页在同一位置"}


def check(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:  # noqa: ARG001 - every group takes a profile
    """Yield landscape sections among upright ones whose numbers stand under the turned page.

    A number in a frame or box may stand anywhere, and which edge the sheet is bound at no file says: both are
    left to a person.
    """
    if not any(not section.is_landscape and section.width for section in document.sections):
        return
    for section in document.sections:
        if section.is_landscape and _is_under(document, section):
            demand = Demand(
                "TB-01", "GB/T 9704 8", "规定", "页码位置与公文其他页码一致",
                "请把横排页的页码放进文本框，转到竖排时页码的位置", fixable=False,
            )  # fmt: skip
            place = in_section(document, section.number)
            yield demand.broken(
                place, "横排页的页码在横排的下边，与竖排各页不一致", "在横排的下边", _level(document)
            )


def _is_under(document: DocumentForm, section: SectionForm) -> bool:
    kinds = ("default", "even") if document.has_odd_and_even else ("default",)
    numbers = [one for kind in kinds if (one := section.numbers.get(kind)) is not None]
    return bool(numbers) and all(one.is_field and not one.is_framed for one in numbers)


def _level(document: DocumentForm) -> Level:
    """Return error for documents that must follow the standard; for reports and summaries offices differ."""
    title = "".join(re.sub(r"\s", "", paragraph.text) for paragraph in document.of("标题"))
    return "error" if FORMAL.search(title) else "warning"
