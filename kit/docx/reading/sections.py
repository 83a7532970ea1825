"""Sections: paper, margins, grid, and the page numbers of their footers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kit.docx.markup import Element, qualified
from kit.docx.reading.form import SectionForm
from kit.docx.reading.measures import attribute, child, descendants, is_on, measure
from kit.docx.reading.paragraphs import LARGEST, read_page_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.docx.reading.form import NumberForm, PieceLocation
    from kit.docx.reading.styles import Stylesheet
    from kit.files.document import Document


_ODD_NAMES = ("pgSz", "pgMar", "docGrid")
_TEXTS = {"orient", "code", "type", "paperSrc"}


def read_sections(document: Document, sheet: Stylesheet) -> Iterator[SectionForm]:
    """Yield the sections of a document; a footer that a section does not name is the one before."""
    elements = list(descendants(document.body, "sectPr"))
    targets = document.targets
    numbers: dict[str, NumberForm | None] = {}
    headers: dict[str, str] = {}
    for number, element in enumerate(elements, 1):
        for reference in element.iterfind(qualified("w:footerReference")):
            target = targets.get(reference.get(qualified("r:id")) or "", "")
            footer = document.roots.get(target)
            numbers[attribute(reference, "type") or "default"] = read_page_number(footer, sheet)
        for reference in element.iterfind(qualified("w:headerReference")):
            header = document.roots.get(targets.get(reference.get(qualified("r:id")) or "", ""))
            headers[attribute(reference, "type") or "default"] = _text(header)
        yield replace(
            _section(number, element, dict(numbers)), header=" ".join(sorted(headers.values())).strip()
        )


def _text(part: Element | None) -> str:
    return "" if part is None else "".join(one.text or "" for one in descendants(part, "t")).strip()


def _section(number: int, element: Element, numbers: dict[str, NumberForm | None]) -> SectionForm:
    size, margins, grid = (child(element, name) for name in ("pgSz", "pgMar", "docGrid"))
    width, height = (measure(attribute(size, name)) for name in ("w", "h"))
    top, bottom, left, right, footer = (
        measure(attribute(margins, name)) for name in ("top", "bottom", "left", "right", "footer")
    )
    return SectionForm(
        number,
        width,
        height,
        top,
        bottom,
        left,
        right,
        footer,
        gutter=measure(attribute(margins, "gutter")) or 0,
        grid=attribute(grid, "type") or "default",
        grid_pitch=measure(attribute(grid, "linePitch")),
        has_title_page=bool(is_on(child(element, "titlePg"))),
        first_number=measure(attribute(child(element, "pgNumType"), "start")),
        numbers=numbers,
        odd_values=tuple(_odd(element)),
        starts=attribute(child(element, "type"), "val") or "nextPage",
    )


def _odd(element: Element) -> Iterator[str]:
    for name in _ODD_NAMES[:2]:
        said = child(element, name)
        for key, text in {} if said is None else said.attrib.items():
            short = str(key).rpartition("}")[2]
            value = measure(str(text))
            if short not in _TEXTS and (value is None or abs(value) > LARGEST):
                yield f'{name} {short}="{str(text)[:20]}"'


def furniture(document: Document) -> dict[PieceLocation, tuple[Element, ...]]:
    """Return the headers and the footers that the sections of a document name, each once."""
    targets = document.targets
    found: dict[PieceLocation, dict[str, Element]] = {"header": {}, "footer": {}}
    for where, parts in found.items():
        for reference in descendants(document.body, f"{where}Reference"):
            target = targets.get(reference.get(qualified("r:id")) or "", "")
            if (root := document.roots.get(target)) is not None:
                parts[target] = root
    return {where: tuple(parts.values()) for where, parts in found.items()}
