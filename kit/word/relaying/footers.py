"""Page numbers in another layout: which footer stands on which side, and where its number goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from kit.files.parsing import parse
from kit.word.layout.markup import qualified
from kit.word.layout.page import page_number
from kit.word.relaying.moving import moved

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kit.word.layout.markup import Element
    from kit.word.profiles import Profile

Side = Literal["left", "right"]
_RELATIONS = "word/_rels/document.xml.rels"


def number_sides(parts: Mapping[str, bytes], body: Element) -> dict[str, Side]:
    """Return the parts that are footers of this document, and the outer edge of the pages they stand on."""
    if _RELATIONS not in parts:
        return {}
    relations = parse(parts[_RELATIONS])
    targets = {one.get("Id"): f"word/{one.get('Target')}" for one in relations}
    sides: dict[str, Side] = {}
    for reference in body.iter(qualified("w:footerReference")):
        part = targets.get(reference.get(qualified("r:id")), "")
        if part in parts:
            sides[part] = "left" if reference.get(qualified("w:type")) == "even" else "right"
    return sides


def relay_number(footer: Element, side: Side, old: Profile, new: Profile) -> None:
    """Change the place and the looks of a page number; a footer that was made otherwise stays."""
    was, will = page_number(old, side), page_number(new, side)
    for paragraph in footer.iter(qualified("w:p")):
        for own, before, after in (
            (paragraph.find(qualified("w:pPr")), was.find(qualified("w:pPr")), will.find(qualified("w:pPr"))),
            *((one, _run(was), _run(will)) for one in paragraph.iter(qualified("w:rPr"))),
        ):
            if own is not None:
                moved(own, before, after)


def _run(paragraph: Element) -> Element | None:
    return paragraph.find(f"{qualified('w:r')}/{qualified('w:rPr')}")
