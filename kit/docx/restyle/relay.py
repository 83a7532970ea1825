"""A whole document in another layout: styles, page, paragraphs, tables, page numbers.

Page numbers in another layout: which footer stands on which side, and where its number goes.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from kit.docx.markup import qualified
from kit.docx.profiles import PROFILES
from kit.docx.reading.styles import STYLES_PART
from kit.docx.restyle.paragraphs import moved, relay_paragraph
from kit.docx.restyle.recognise import chinese_style_names, profile_of
from kit.docx.restyle.tables import relay_tables
from kit.docx.writing.blocks import BODY
from kit.docx.writing.page import page_number, section_properties
from kit.docx.writing.styles import BUILT_IN, run_properties, style_element, styles_of
from kit.files.document import MAIN, read_document, relations_of, targets_of
from kit.files.package import packed
from kit.files.parsing import BrokenPartError, parse, serialised

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kit.docx.markup import Element
    from kit.docx.profiles.value import Profile
    from kit.files.package import Parts


FooterSide = Literal["left", "right"]


def number_sides(parts: Mapping[str, bytes], body: Element) -> dict[str, FooterSide]:
    """Return the parts that are footers of this document, and the outer edge of the pages they stand on."""
    relations = relations_of(MAIN)
    targets = targets_of(parse(parts[relations])) if relations in parts else {}
    sides: dict[str, FooterSide] = {}
    for reference in body.iter(qualified("w:footerReference")):
        part = targets.get(reference.get(qualified("r:id"), ""), "")
        if part in parts:
            sides[part] = "left" if reference.get(qualified("w:type")) == "even" else "right"
    return sides


def relay_number(footer: Element, side: FooterSide, old: Profile, new: Profile) -> None:
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


_OF_PAGE = ("w:pgSz", "w:pgMar", "w:docGrid")


def relaid(data: bytes, profile: Profile, known: Iterable[Profile] = ()) -> bytes:
    """Return a document in another layout: its words, marks and blanks are the same.

    known: layouts of the office that the document may be set in, besides the kit's own. What a person has set
    otherwise in Word stays. Raises TemplateError for what is no .docx.
    """
    return packed(relaid_parts(read_document(data).parts, profile, known)).around(())


def relaid_parts(parts: Parts, profile: Profile, known: Iterable[Profile] = ()) -> Parts:
    """Return the parts of a package in another layout; a document without the kit's styles stays as it is."""
    own = _own_trees(parts)
    if own is None:
        return parts
    styles, body = own
    names = chinese_style_names(styles)
    old = profile_of(styles, body, (*known, *PROFILES.values()))
    if old == profile:
        return parts
    trees = {STYLES_PART: styles, MAIN: body}
    _relay_styles(styles, names, old, profile)
    _relay_body(body, names, old, profile)
    for name, side in number_sides(parts, body).items():
        trees[name] = parse(parts[name])
        relay_number(trees[name], side, old, profile)
    return {**parts, **{name: serialised(tree) for name, tree in trees.items()}}


def has_own_styles(parts: Parts) -> bool:
    """Return whether a package holds a document with styles of the kit's; a broken one does not."""
    return _own_trees(parts) is not None


def _own_trees(parts: Parts) -> tuple[Element, Element] | None:
    """Return the styles and the body of a document that has styles of the kit's."""
    if STYLES_PART not in parts or MAIN not in parts:
        return None
    try:
        styles, body = (parse(parts[name]) for name in (STYLES_PART, MAIN))
    except BrokenPartError:
        return None  # whoever opens it says what is wrong with it
    own = set(styles_of(PROFILES["A"])) - set(BUILT_IN)
    return None if own.isdisjoint(chinese_style_names(styles).values()) else (styles, body)


def _relay_body(body: Element, names: Mapping[str, str], old: Profile, new: Profile) -> None:
    for paragraph in body.iter(qualified("w:p")):
        relay_paragraph(paragraph, _style_name(paragraph, names), old, new)
    for page in body.iter(qualified("w:sectPr")):
        _relay_page(page, old, new)
    relay_tables(body, names, old, new)


def _style_name(paragraph: Element, names: Mapping[str, str]) -> str:
    said = paragraph.find(f"{qualified('w:pPr')}/{qualified('w:pStyle')}")
    return "" if said is None else names.get(said.get(qualified("w:val"), ""), "")


def _relay_styles(styles: Element, names: Mapping[str, str], old: Profile, new: Profile) -> None:
    was, will = styles_of(old), styles_of(new)
    plain = styles.find("/".join(map(qualified, ("w:docDefaults", "w:rPrDefault", "w:rPr"))))
    if plain is not None:
        before, after = (
            run_properties(replace(each[BODY], tracking=0), one, each[BODY].face)
            for each, one in ((was, old), (will, new))
        )
        moved(plain, before, after)
    for style in styles.iterfind(qualified("w:style")):
        name = names.get(style.get(qualified("w:styleId"), ""), "")
        if name in was:
            before, after = style_element(was[name], old), style_element(will[name], new)
            for part in ("w:pPr", "w:rPr"):
                own = style.find(qualified(part))
                if own is not None:
                    moved(own, before.find(qualified(part)), after.find(qualified(part)))


def _relay_page(page: Element, old: Profile, new: Profile) -> None:
    size = page.find(qualified("w:pgSz"))
    landscape = size is not None and size.get(qualified("w:orient")) == "landscape"
    was, will = (section_properties(one, "", "", landscape=landscape) for one in (old, new))
    for name in _OF_PAGE:
        own = page.find(qualified(name))
        if own is not None:
            moved(own, was.find(qualified(name)), will.find(qualified(name)))
