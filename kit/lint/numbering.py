"""Page numbers run on from the first page to the last (GB/T 9704 7.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.lint.findings.demand import Demand, in_section
from kit.lint.reading.kinds import is_letter
from kit.lint.reading.shapes import FORMAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.lint.findings.form import FormFinding
    from kit.lint.reading.records import DocumentForm
    from kit.nouns.finding import Level
    from kit.word.profiles import Profile

RULES = {"PN-04": "页码从首页起连续编排，附件接着编"}
_CLAUSE = "GB/T 9704 7.5"


def check(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:  # noqa: ARG001 - every group takes a profile
    """Yield a first page without its number, and sections that begin to count again."""
    level: Level = "error" if FORMAL.search(_title(document)) else "warning"
    for section in document.sections:
        place = in_section(document, section.number)
        hides = section.has_title_page and not section.numbers.get("first") and section.numbers.get("default")
        if section.number == 1 and hides and not is_letter(document):
            demand = Demand("PN-04", _CLAUSE, "规定", "首页也编页码（信函格式除外）", "请取消“首页不同”")
            yield demand.broken(place, "首页没有页码", "首页不同", level)
        if section.number > 1 and section.first_number is not None:
            demand = Demand("PN-04", _CLAUSE, "规定", "页码连续编排", "请在页码格式里选“续前节”")
            start = f"{section.first_number:g}"
            yield demand.broken(place, f"页码从{start}重新编起", start, level)


def _title(document: DocumentForm) -> str:
    return "".join(paragraph.text.strip() for paragraph in document.of("标题"))
