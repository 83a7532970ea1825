"""Mechanical repairs of the page: paper, margins, grid, page numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.docx.markup import make, qualified
from kit.docx.ordering import put
from kit.docx.reading.measures import attribute, child, descendants, measure
from kit.docx.writing.page import page_number

if TYPE_CHECKING:
    from kit.docx.markup import Element
    from kit.docx.profiles.value import Profile
    from kit.docx.reading.form import DocumentForm
    from kit.docx.writing.bundle import Bundle


_NUMBER = 12  # characters of a footer that can be nothing but a page number


def set_paper(bundle: Bundle, document: DocumentForm, profile: Profile) -> bool:
    """Set A4 and the margins in every section; what lies turned stays turned."""
    del document
    for section in descendants(bundle.body, "sectPr"):
        size = child(section, "pgSz")
        width, height = (measure(attribute(size, name)) or 0 for name in ("w", "h"))
        _set_section(section, profile, is_landscape=width > height > 0)
    return True


def _set_section(section: Element, profile: Profile, *, is_landscape: bool) -> None:
    width, height = profile.page_width.twips, profile.page_height.twips
    top, right, bottom, left = (
        one.twips for one in (profile.top, profile.right, profile.bottom, profile.left)
    )
    if is_landscape:
        put(section, make("w:pgSz", {"w": height, "h": width, "orient": "landscape"}))
        top, right, bottom, left = left, top, right, bottom
    else:
        put(section, make("w:pgSz", {"w": width, "h": height}))
    old = child(section, "pgMar")
    kept = {name: attribute(old, name) or "851" for name in ("header", "footer")}
    sides = {"top": top, "right": right, "bottom": bottom, "left": left}
    put(section, make("w:pgMar", {**sides, **kept, "gutter": 0}))


def set_grid(bundle: Bundle, document: DocumentForm, profile: Profile) -> bool:
    """Set the line grid to the pitch of the body."""
    del document
    for section in descendants(bundle.body, "sectPr"):
        put(section, make("w:docGrid", {"type": "lines", "linePitch": profile.pitch.twips}))
    return True


def set_numbers(bundle: Bundle, document: DocumentForm, profile: Profile) -> bool:
    """Set page numbers odd right, even left; False where a footer holds more, or a page lies turned."""
    sections = list(descendants(bundle.body, "sectPr"))
    footers = [target for one in sections for target in _footers(bundle, one)]
    if not sections or any(len(_text(bundle.tree(name))) > _NUMBER for name in footers):
        return False
    if any(section.is_landscape for section in document.sections):
        return False
    odd, even = (_footer(bundle, profile, kind) for kind in ("right", "left"))
    for number, section in enumerate(sections):
        for old in [
            *section.findall(qualified("w:footerReference")),
            *section.findall(qualified("w:titlePg")),
        ]:
            section.remove(old)
        for at, (kind, target) in enumerate((("default", odd), ("even", even))):
            section.insert(at, make("w:footerReference", {"type": kind, "r:id": target}))
        _set_footer_height(section, profile)
        starts = child(section, "pgNumType")
        if number and starts is not None:
            section.remove(starts)
    _set_odd_and_even(bundle)
    return True


def _footers(bundle: Bundle, section: Element) -> list[str]:
    targets, references = bundle.document.targets, section.findall(qualified("w:footerReference"))
    named = [targets.get(one.get(qualified("r:id"), ""), "") for one in references]
    return [name for name in named if name in bundle.parts]


def _text(footer: Element) -> str:
    words = "".join(said.text or "" for said in footer.iter(qualified("w:t")))
    drawn = footer.iter(*(qualified(f"w:{name}") for name in ("drawing", "pict", "object")))
    codes = [said.text or "" for said in footer.iter(qualified("w:instrText"))]
    codes += [attribute(field, "instr") or "" for field in footer.iter(qualified("w:fldSimple"))]
    holds_more = any(code.split()[:1] not in ([], ["PAGE"]) for code in codes)
    return words + " " * (_NUMBER + 1) if holds_more or next(drawn, None) is not None else words


def _footer(bundle: Bundle, profile: Profile, side: str) -> str:
    name = f"footer_kit_{side}.xml"
    root = bundle.part(name, "ftr", "footer")
    for old in list(root):
        root.remove(old)
    paragraph = page_number(profile, "right" if side == "right" else "left")
    own = child(paragraph, "pPr")
    if own is not None:
        own.remove(own[0])  # the kit's own style, which the document does not have
        line = {"before": 0, "after": 0, "line": profile.small_size.twips, "lineRule": "exact"}
        own.insert(0, make("w:spacing", line))
        own.insert(0, make("w:snapToGrid", {"val": 0}))
    root.append(paragraph)
    return bundle.relation(name, "footer")


def _set_footer_height(section: Element, profile: Profile) -> None:
    margins = child(section, "pgMar")
    if margins is not None:
        margins.set(qualified("w:footer"), str(profile.footer.twips))


def _set_odd_and_even(bundle: Bundle) -> None:
    settings = bundle.part("settings.xml", "settings", "settings")
    said = settings.find(qualified("w:evenAndOddHeaders"))
    if said is not None:
        said.set(qualified("w:val"), "1")  # it may be there and off
    else:
        put(settings, make("w:evenAndOddHeaders"))
