"""What a rendered rule says: a finding with its page, or that something was not verified."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kit.lint.findings.rule import FormPlace, shortened
from kit.lint.type import TY_07

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kit.lint.findings.rule import FormFinding
    from kit.lint.reading.records import DocumentForm, ParagraphForm
    from kit.lint.rendering.placing import Printed


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
