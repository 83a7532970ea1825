"""The page: paper, margins, line grid, and page numbers odd right, even left.

The .docx around the blocks: python-docx's empty document without what its template brings along.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Literal

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from kit.docx.markup import Element, flag, make, qualified
from kit.docx.writing.styles import FLUSH, PAGE_NUMBER, run_properties, style_element, styles_of
from kit.files.package import timeless
from kit.files.parsing import serialised

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docx.document import Document

    from kit.docx.profiles.value import Profile


LEFT_OVER = 20  # twips that the lines of the grid may leave of the page
NUMBER_LINE = 140  # twips from the middle of the page number's line to its foot


def section_properties(profile: Profile, odd: str, even: str, *, landscape: bool) -> Element:
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


_KEPT = {RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.SETTINGS}
_KEPT_BESIDE = {RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES}


def document_package(blocks: Iterable[Element], profile: Profile, *, landscape: bool) -> bytes:
    """Return the bytes of a .docx with these paragraphs and tables; the same blocks give the same bytes."""
    document = docx.Document()
    _strip(document)
    _style(document, profile)
    _refill(document.settings.element, settings(landscape=landscape))
    _refill(document.element.body, [*blocks, _section(document, profile, landscape=landscape)])
    buffer = BytesIO()
    document.save(buffer)
    return timeless(buffer.getvalue())


def _refill(parent: Element, children: Iterable[Element]) -> None:
    parent[:] = list(children)


def _strip(document: Document) -> None:
    package = document.part.package
    for relations, kept in ((document.part.rels, _KEPT), (package.rels, _KEPT_BESIDE)):
        for key in [key for key, relation in relations.items() if relation.reltype not in kept]:
            relations.pop(key)
    _refill(package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES).element, [])


def _style(document: Document, profile: Profile) -> None:
    styles = styles_of(profile)
    body = next(iter(styles.values()))
    run = run_properties(body, profile, body.face)
    run.append(make("w:lang", {"val": "en-US", "eastAsia": "zh-CN", "bidi": "ar-SA"}))
    for extra in run.findall(qualified("w:spacing")):
        run.remove(extra)
    defaults = make("w:docDefaults", None, make("w:rPrDefault", None, run), make("w:pPrDefault"))
    _refill(
        document.styles.element, [defaults, *(style_element(style, profile) for style in styles.values())]
    )
    content = serialised(_fonts(profile))
    name = PackURI("/word/fontTable.xml")
    table = Part(name, CONTENT_TYPE.WML_FONT_TABLE, content, document.part.package)
    document.part.relate_to(table, RELATIONSHIP_TYPE.FONT_TABLE)


def _fonts(profile: Profile) -> Element:
    fonts = (
        make(
            "w:font",
            {"name": face.declared},
            make("w:altName", {"val": face.substitute}),
            make("w:charset", {"val": "86"}),
            make("w:family", {"val": "auto"}),
            make("w:pitch", {"val": "default"}),
        )
        for face in profile.faces.values()
    )
    return make("w:fonts", None, *fonts)


def _section(document: Document, profile: Profile, *, landscape: bool) -> Element:
    first = document.sections[0]
    for footer, number in (
        (first.footer, page_number(profile, "right")),
        (first.even_page_footer, page_number(profile, "left")),
    ):
        footer.is_linked_to_previous = False
        _refill(footer.part.element, [number])
    references = document.element.body.sectPr.footerReference_lst
    odd, even = (reference.rId for reference in references)
    return section_properties(profile, odd, even, landscape=landscape)
