"""Which layout a document was set in: its body style and its margins tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.docx.markup import qualified
from kit.docx.reading.styles import STYLES_PART, read_stylesheet
from kit.docx.writing.styles import chinese_name, style_element, styles_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kit.docx.markup import Element
    from kit.docx.profiles.value import Profile


_SIDES = ("top", "bottom", "left", "right")


def chinese_style_names(styles: Element) -> dict[str, str]:
    """Return the name of each style by its id, the kit's own Chinese one where Word calls it otherwise."""
    return {key: chinese_name(name) for key, name in read_stylesheet({STYLES_PART: styles}).names.items()}


def profile_of(styles: Element, body: Element, known: Iterable[Profile]) -> Profile:
    """Return the known profile that the styles and the margins come closest to, the first where two do."""
    sheet = read_stylesheet({STYLES_PART: styles})
    shown = {chinese_name(name): sheet.styles[key] for key, name in sheet.names.items()}
    return max(known, key=lambda profile: sum(_agreements(shown, body, profile)))


def _agreements(shown: Mapping[str, Element], body: Element, profile: Profile) -> Iterator[int]:
    for name, style in styles_of(profile).items():
        if name in shown:
            wanted = style_element(style, profile)
            yield sum(_said(shown[name], path) == _said(wanted, path) for path in _PATHS)
    margins = body.find(f".//{qualified('w:pgMar')}")
    if margins is not None:
        yield sum(margins.get(qualified(f"w:{side}")) == str(getattr(profile, side).twips) for side in _SIDES)


_PATHS = (("w:pPr/w:spacing", "w:line"), ("w:rPr/w:sz", "w:val"), ("w:rPr/w:rFonts", "w:eastAsia"))


def _said(style: Element, path: tuple[str, str]) -> str | None:
    steps, attribute = path
    found = style.find("/".join(qualified(step) for step in steps.split("/")))
    return None if found is None else found.get(qualified(attribute))
