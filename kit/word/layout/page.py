"""The page: paper, margins, line grid, and page numbers odd right, even left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from kit.word.layout.markup import Element, flag, make
from kit.word.layout.styles import FLUSH, PAGE_NUMBER, run_properties, styles_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.word.profiles import Profile

LEFT_OVER = 20  # twips that the lines of the grid may leave of the page
NUMBER_LINE = 140  # twips from the middle of the page number's line to its foot


def section(profile: Profile, odd: str, even: str, *, landscape: bool) -> Element:
    """Return the w:sectPr; odd and even: relationship ids of the footers."""
    return make(
        "w:sectPr",
        None,
        make("w:footerReference", {"type": "default", "r:id": odd}),
        make("w:footerReference", {"type": "even", "r:id": even}),
        make("w:pgSz", _paper(profile, landscape=landscape)),
        make("w:pgMar", _margins(profile, landscape=landscape)),
        make("w:docGrid", _grid(profile, landscape=landscape)),
    )


def _grid(profile: Profile, *, landscape: bool) -> dict[str, object]:
    """Return the line grid, of type lines where its lines fill the page.

    LibreOffice sets the lines of a grid into the middle of the text area: where they leave room, everything
    would stand lower than the margin says. No paragraph of ours snaps to the grid, so none misses it.
    """
    pitch = profile.pitch.twips
    height = profile.text_width if landscape else profile.text_height
    kind = {"type": "lines"} if height % pitch <= LEFT_OVER else {}
    return {**kind, "linePitch": pitch}


def _paper(profile: Profile, *, landscape: bool) -> dict[str, object]:
    width, height = profile.page_width.twips, profile.page_height.twips
    if landscape:
        return {"w": height, "h": width, "orient": "landscape"}
    return {"w": width, "h": height}


def _margins(profile: Profile, *, landscape: bool) -> dict[str, object]:
    """Return the margins; a landscape page is the portrait page turned, its head at the binding edge."""
    top, right, bottom, left = (m.twips for m in (profile.top, profile.right, profile.bottom, profile.left))
    footer = profile.footer.twips
    if landscape:
        top, right, bottom, left = left, top, right, bottom
        footer = bottom - profile.number_drop.twips - NUMBER_LINE
    sides = {"top": top, "right": right, "bottom": bottom, "left": left}
    return {**sides, "header": 851, "footer": footer, "gutter": 0}


def room(profile: Profile, *, landscape: bool) -> int:
    """Return the width of the text area in twips."""
    return profile.text_height if landscape else profile.text_width


def page_number(profile: Profile, side: Literal["left", "right"]) -> Element:
    """Return the paragraph — 1 — of a footer: one character in from the outer edge, or in the middle."""
    style = styles_of(profile)[PAGE_NUMBER]
    inward = {f"{side}Chars": 100, side: profile.number_indent.twips}
    place = (make("w:ind", {**inward, **dict(FLUSH)}), make("w:jc", {"val": side}))
    if profile.number_side == "centre":
        place = (make("w:ind", dict(FLUSH)), make("w:jc", {"val": "center"}))
    return make(
        "w:p",
        None,
        make("w:pPr", None, make("w:pStyle", {"val": style.name}), *place),
        *(make("w:r", None, run_properties(style, profile, style.face), part) for part in _number()),
    )


def _number() -> Iterator[Element]:
    yield _said("w:t", "— ")
    yield make("w:fldChar", {"fldCharType": "begin"})
    yield _said("w:instrText", " PAGE ")
    yield make("w:fldChar", {"fldCharType": "separate"})
    yield _said("w:t", "1")
    yield make("w:fldChar", {"fldCharType": "end"})
    yield _said("w:t", " —")


def _said(name: str, text: str) -> Element:
    made = make(name, {"xml:space": "preserve"})
    made.text = text
    return made


def settings(*, landscape: bool) -> Iterator[Element]:
    """Yield what settings.xml says: odd and even pages differ, facing pages are mirrored."""
    yield make("w:zoom", {"percent": 100})
    if not landscape:
        yield flag("w:mirrorMargins")  # printed on both sides: the binding edge is inside
    yield make("w:defaultTabStop", {"val": 420})
    yield flag("w:evenAndOddHeaders")
    yield make("w:characterSpacingControl", {"val": "doNotCompress"})
    said = {"name": "compatibilityMode", "uri": "http://schemas.microsoft.com/office/word", "val": 15}
    yield make("w:compat", None, make("w:compatSetting", said))
    yield make("w:themeFontLang", {"val": "en-US", "eastAsia": "zh-CN"})
