"""The .docx around the blocks: python-docx's empty document without what its template brings along."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from kit.files.package import timeless
from kit.files.parsing import serialised
from kit.word.layout.markup import Element, make, qualified
from kit.word.layout.page import page_number, section, settings
from kit.word.layout.styles import run_properties, style_element, styles_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.document import Document

    from kit.word.profiles import Profile

_KEPT = {RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.SETTINGS}
_KEPT_BESIDE = {RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES}


def packed(blocks: Iterable[Element], profile: Profile, *, landscape: bool) -> bytes:
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
    return section(profile, odd, even, landscape=landscape)
