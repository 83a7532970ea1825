"""Typesetting: outline text in, a styled .docx out that is right when rendered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kit.docx.markup import Element, flag, make
from kit.docx.profiles import profile_named
from kit.docx.writing.blocks import NewPage, ParagraphBlock, TableBlock
from kit.docx.writing.keeping import kept_with_sign_off
from kit.docx.writing.language import read_blocks
from kit.docx.writing.page import document_package, room
from kit.docx.writing.paragraphs import gap_before, own_properties, paragraph
from kit.docx.writing.styles import SPACER, styles_of
from kit.docx.writing.tables import (
    Imprint,
    LayoutPart,
    imprint,
    is_tag,
    mark_properties,
    mark_size,
    parts_of,
    table_element,
)
from kit.text.width import SignOff, sign_off

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kit.docx.profiles.value import Profile


_TAG = re.compile(r"\{[{%]")
_ORGAN, _DATE, _MARK = "署名", "成文日期", "红头"


def typeset(text: str, profile: str | Profile = "A") -> bytes:
    """Return the .docx of an outline text, laid out by a profile or the one of that name (kit.docx.profiles).

    Tags of a template ({{ }}, {% %}) are set as plain text, each in one run. Raises TemplateError, naming
    the line, for text that is no outline, and ParameterError for an unknown profile.
    """
    chosen = profile_named(profile)
    page = read_blocks(text)
    width = room(chosen, landscape=page.landscape)
    parts = list(parts_of(page.blocks))
    return document_package(_elements(parts, chosen, width), chosen, landscape=page.landscape)


def _elements(parts: Sequence[LayoutPart], chosen: Profile, width: int) -> Iterator[Element]:
    indents, kept = _sign_offs(parts, chosen), kept_with_sign_off(parts)
    previous = ""  # style of the last paragraph that will be printed
    new_page = False
    for number, (part, follower) in enumerate(zip(parts, (*parts, None)[1:], strict=True)):
        if isinstance(part, ParagraphBlock):
            gap = 0 if new_page else gap_before(part.style, previous, chosen)
            stays = number in kept and not styles_of(chosen)[part.style].keep_next
            yield _paragraph(part, chosen, (indents.get(number), gap), stays=stays, new_page=new_page)
            previous = previous if is_tag(part) else part.style
        elif isinstance(part, TableBlock):
            yield table_element(part, chosen, width)
        elif isinstance(part, Imprint):
            yield imprint(part.lines, chosen)
        new_page = isinstance(part, NewPage) and _is_printed_line(follower)
        if _needs_spacer(part, follower):
            yield _spacer(chosen, new_page=isinstance(part, NewPage))


def _is_printed_line(part: LayoutPart | None) -> bool:
    return isinstance(part, ParagraphBlock) and not is_tag(part)


def _needs_spacer(part: LayoutPart, follower: LayoutPart | None) -> bool:
    """Return whether a hair-thin paragraph must stand behind a part: Word joins neighbouring tables."""
    if isinstance(part, NewPage):
        return not _is_printed_line(follower)
    return not isinstance(part, ParagraphBlock) and not (
        _is_printed_line(follower) or isinstance(follower, NewPage)
    )


def _spacer(chosen: Profile, *, new_page: bool) -> Element:
    style = styles_of(chosen)[SPACER]
    return paragraph(ParagraphBlock(SPACER), style, chosen, flag("w:pageBreakBefore") if new_page else None)


def _paragraph(
    line: ParagraphBlock, chosen: Profile, place: tuple[int | None, int], *, stays: bool, new_page: bool
) -> Element:
    """Return a paragraph; place: its right indent where it was computed, and the room above, in twips.

    stays: it is not parted from the next one.
    """
    indent, gap = place
    style = styles_of(chosen)[line.style]
    extra = [*own_properties(line, chosen), flag("w:pageBreakBefore") if new_page else None]
    if stays:
        extra.append(flag("w:keepNext"))
    if indent is not None:
        extra.append(make("w:ind", {"right": indent}))
    size = mark_size(line.text, chosen) if line.style == _MARK else None
    if size:
        extra.append(mark_properties(size, chosen))
    elif gap:
        extra.append(make("w:spacing", {"before": gap}))
    return paragraph(line, style, chosen, *extra, size=size)


def _sign_offs(parts: Sequence[LayoutPart], chosen: Profile) -> dict[int, int]:
    """Return the right indents of organs and dates by position, as for a document that is sealed.

    Where a line holds a tag its width is not known yet: both then end four characters from the right, until
    the template is filled.
    """
    indents: dict[int, int] = {}
    organs: list[int] = []
    for number, part in enumerate(parts):
        style = part.style if isinstance(part, ParagraphBlock) else ""
        if style == _ORGAN:
            organs.append(number)
            indents[number] = 4 * chosen.cell
        elif style == _DATE:
            indents |= _over_date(parts, [*organs, number], chosen)
        if style != _ORGAN:
            organs = []
    return indents


def _over_date(parts: Sequence[LayoutPart], numbers: list[int], chosen: Profile) -> dict[int, int]:
    texts = [
        part.text if isinstance(part, ParagraphBlock) else ""
        for part in (parts[number] for number in numbers)
    ]
    if any(_TAG.search(text) for text in texts):
        return dict.fromkeys(numbers, 4 * chosen.cell)
    placed: list[SignOff] = [sign_off(text, texts[-1], chosen.cell, sealed=True) for text in texts[:-1]]
    date = max((place.date for place in placed), default=4 * chosen.cell)
    return dict(zip(numbers, (*(place.organ for place in placed), date), strict=True))
