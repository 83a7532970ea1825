"""One paragraph of the outline language as WordprocessingML.

Blank lines that the standard puts between parts, where the outline text has none of its own.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kit.docx.markup import Element, flag, make, qualified
from kit.docx.ordering import rank
from kit.docx.writing.blocks import (
    EMPTY,
    HEADINGS,
    IMPRINT_STYLES,
    LINE_BREAK,
    RED_RULE,
    TAB,
    ParagraphBlock,
    pieces_of,
)
from kit.docx.writing.styles import Style, run_properties
from kit.text.width import display_width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.docx.profiles.value import Profile


_PROPERTIES = qualified("w:pPr")
_PARTS = re.compile(f"([{LINE_BREAK}{TAB}])")
_NUMBERED = re.compile(r"(附件：)?(\d+)[.．]")
_RUN_IN = re.compile(r"。.|⟦仿\|", re.DOTALL)


def paragraph(
    line: ParagraphBlock, style: Style, profile: Profile, *extra: Element | None, size: int | None = None
) -> Element:
    """Return the w:p of a line; extra: paragraph properties that go beyond the style."""
    ordered = sorted((one for one in extra if one is not None), key=lambda one: rank(_PROPERTIES, one))
    properties = make("w:pPr", None, make("w:pStyle", {"val": style.name}), *ordered)
    return make("w:p", None, properties, *_runs(line.text, style, profile, size))


def _runs(text: str, style: Style, profile: Profile, size: int | None) -> Iterator[Element]:
    style = style_of_runs(style, text, profile)
    for face, piece in pieces_of(text):
        yield make("w:r", None, run_properties(style, profile, face or style.face, size), *_contents(piece))


def style_of_runs(style: Style, text: str, profile: Profile) -> Style:
    """Return how the runs of a paragraph look: the sentences behind a run-in heading are not bold like it."""
    if style.is_bold and not profile.is_body_bold and _RUN_IN.search(text):
        return replace(style, is_bold=False)
    return style


def _contents(piece: str) -> Iterator[Element]:
    for part in _PARTS.split(piece):
        if part == LINE_BREAK:
            yield make("w:br")
        elif part == TAB:
            yield make("w:tab")
        elif part:
            text = make("w:t", {"xml:space": "preserve"})
            text.text = part
            yield text


def own_properties(line: ParagraphBlock, profile: Profile) -> tuple[Element, ...]:
    """Return what a paragraph needs beyond its style because of its text."""
    if line.style in HEADINGS and _RUN_IN.search(line.text):
        return (flag("w:keepNext", on=False),)  # the heading runs into its paragraph
    if line.style == RED_RULE:
        edge = {"val": "single", "sz": 12, "space": 0, "color": profile.red}
        return (make("w:pBdr", None, make("w:bottom", edge)),)
    if TAB in line.text and line.style not in IMPRINT_STYLES:
        return _parted(line, profile)
    if line.style == "附件说明":
        return (make("w:ind", dict(_hanging(line.text, profile))),)
    return ()


def _parted(line: ParagraphBlock, profile: Profile) -> tuple[Element, ...]:
    """Return what sets the words behind a tab at the right edge; number and signer stand one character in.

    GB/T 9704 7.2.5, 7.2.6: of a document that goes upward.
    """
    inward = profile.cell if line.style == "发文字号" else 0
    tab = make("w:tab", {"val": "right", "pos": profile.text_width - 1 - inward})
    own = (make("w:tabs", None, tab), make("w:jc", {"val": "left"}))
    return (*own, make("w:ind", {"leftChars": 100, "left": inward})) if inward else own


def _hanging(text: str, profile: Profile) -> Iterator[tuple[str, int]]:
    """Yield the indents that set wrapped lines under the first character of an attachment's name.

    附件：名称 hangs 3 characters from 5, 附件：1.名称 hangs 4 from 6, 2.名称 hangs 1 from 6.
    """
    numbered = _NUMBERED.match(text)
    left, hanging = (500, 300) if text.startswith("附件：") else (200, 0)
    if numbered:
        hanging = int(display_width(numbered[0]) * 100)
        left = 600
    for name, hundredths in (("left", left), ("hanging", hanging)):
        yield f"{name}Chars", hundredths
        yield name, hundredths * profile.cell // 100


_TITLES = ("公文标题", "副标题", "题注")
_AFTER: dict[str, tuple[tuple[str, ...], int]] = {
    "发文字号": (("红头",), 2),  # GB/T 9704 7.2.5
    "公文标题": ((RED_RULE,), 2),  # 7.3.1
    "主送": (_TITLES, 1),  # 7.3.2
    "称谓": (_TITLES, 1),
    "附件标题": (("附件标识",), 1),  # 7.3.7: the title stands on the third line
}
_UNLESS_AFTER: dict[str, tuple[tuple[str, ...], int]] = {"附件说明": (("附件说明", EMPTY), 1)}  # 7.3.4


def gap_before(style: str, previous: str, profile: Profile) -> int:
    """Return the room in twips that a paragraph needs above it, after a paragraph of another style.

    Two lines under the mark or the red rule count from ink to ink, so that the half of the leading that the
    paragraph's own line brings along is taken off.

    >>> from kit.docx.profiles import profile_named
    >>> gap_before("主送", "公文标题", profile_named("A")), gap_before("主送", "空行", profile_named("A"))
    (579, 0)
    """
    wanted, lines = _AFTER.get(style, ((), 0))
    unwanted, more = _UNLESS_AFTER.get(style, ((previous,), 0))
    count = lines if previous in wanted else 0 if previous in unwanted else more
    if style == "发文字号" and count:
        return count * profile.pitch.twips - (profile.pitch.twips - profile.body_size.twips) // 2
    if style == "公文标题" and count:
        return count * profile.pitch.twips - (profile.title_pitch.twips - profile.title_size.twips) // 2
    return count * profile.pitch.twips
