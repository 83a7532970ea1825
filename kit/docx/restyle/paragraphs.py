"""Paragraphs and runs in another layout: gaps, indents, type sizes and fonts that a paragraph sets itself.

Moving properties from one layout to another: what was set by hand stays as the hand has set it.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from kit.docx.markup import qualified
from kit.docx.writing.blocks import BODY, EMPTY, RED_RULE
from kit.docx.writing.paragraphs import gap_before, style_of_runs
from kit.docx.writing.styles import run_properties, styles_of
from kit.docx.writing.tables import mark_size

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kit.docx.markup import Element
    from kit.docx.profiles.value import FaceName, Profile
    from kit.docx.writing.styles import Style


def moved(actual: Element, old: Element | None, new: Element | None) -> None:
    """Change an element from the old layout to the new one, three-way: only what still is as `old` has it.

    Attributes and children that a person has changed, added or removed are left alone.
    """
    if old is None or new is None:
        return
    for name in {*old.attrib, *new.attrib}:
        if actual.get(name) == old.get(name):
            _set(actual, name, new.get(name))
    for tag in dict.fromkeys((*_tags(old), *_tags(new))):
        _move_child(actual, tag, old.find(tag), new)


def _tags(element: Element) -> list[str]:
    return [str(child.tag) for child in element]


def _set(element: Element, name: str, value: str | None) -> None:
    if value is not None:
        element.set(name, value)
    elif name in element.attrib:
        del element.attrib[name]


def _move_child(actual: Element, tag: str, old: Element | None, parent: Element) -> None:
    own, new = actual.find(tag), parent.find(tag)
    if own is None:
        if old is None and new is not None:
            actual.insert(_place(actual, parent, tag), deepcopy(new))
    elif old is not None and new is None and _is_like(own, old):
        actual.remove(own)
    else:
        moved(own, old, new)


def _is_like(one: Element, other: Element) -> bool:
    return sorted(one.items()) == sorted(other.items()) and len(one) == len(other)


def _place(actual: Element, parent: Element, tag: str) -> int:
    """Return where a new child goes: behind the last of those that stand before it in the new layout."""
    before = set(_before(parent, tag))
    places = [number for number, child in enumerate(actual, 1) if child.tag in before]
    return max(places, default=0)


def _before(parent: Element, tag: str) -> Iterator[object]:
    for child in parent:
        if child.tag == tag:
            return
        yield child.tag


_MARK = "红头"
_BEFORE = ("红头", RED_RULE, "公文标题", "副标题", "题注", "附件标识", "附件说明", EMPTY, BODY)
_INDENTS = ("left", "right", "hanging", "firstLine")
_QUARTERS = 4  # of a character: what the places of a sign-off are counted in


def relay_paragraph(element: Element, name: str, old: Profile, new: Profile) -> None:
    """Change what a paragraph of a style, and each of its runs, sets itself."""
    own = element.find(qualified("w:pPr"))
    if name == _MARK:
        _relay_mark(element, old, new)
    if own is not None:
        _relay_spacing(own.find(qualified("w:spacing")), name, old, new)
        _relay_indents(own.find(qualified("w:ind")), old, new)
    text = "".join(said.text or "" for said in element.iter(qualified("w:t")))
    was, will = (
        style_of_runs(styles.get(name, styles[BODY]), text, profile)
        for profile in (old, new)
        for styles in (styles_of(profile),)
    )
    for properties in element.iter(qualified("w:rPr")):
        _relay_run(properties, was, will, (old, new))


def _relay_mark(element: Element, old: Profile, new: Profile) -> None:
    """Change the size of an issuer mark and the height of its line, where its words gave it these."""
    text = "".join(said.text or "" for said in element.iter(qualified("w:t")))
    was, will = mark_size(text, old), mark_size(text, new)
    for path, attribute, times in (("w:spacing", "line", 10), ("w:sz", "val", 1), ("w:szCs", "val", 1)):
        for found in element.iter(qualified(path)):
            if found.get(qualified(f"w:{attribute}")) == str(was * times):
                found.set(qualified(f"w:{attribute}"), str(will * times))


def _relay_spacing(spacing: Element | None, name: str, old: Profile, new: Profile) -> None:
    if spacing is None:
        return
    gaps = {str(gap_before(name, above, old)): gap_before(name, above, new) for above in _BEFORE}
    if name == _MARK:
        gaps[str(old.mark_drop.twips)] = new.mark_drop.twips
    lines = {str(old.pitch.twips): new.pitch.twips, str(old.title_pitch.twips): new.title_pitch.twips}
    for attribute, known in (("before", gaps), ("line", lines)):
        said = spacing.get(qualified(f"w:{attribute}"), "0")
        if said != "0" and said in known:
            spacing.set(qualified(f"w:{attribute}"), str(known[said]))


def _relay_indents(indent: Element | None, old: Profile, new: Profile) -> None:
    """Change indents that count characters of the old layout to as many of the new one."""
    if indent is None or old.cell == new.cell:
        return
    for name in _INDENTS:
        said = indent.get(qualified(f"w:{name}"), "0")
        if not said.isdigit() or said == "0":
            continue
        quarters = round(int(said) * _QUARTERS / old.cell)
        if abs(int(said) - quarters * old.cell / _QUARTERS) <= 1:
            indent.set(qualified(f"w:{name}"), str(round(quarters * new.cell / _QUARTERS)))


def _relay_run(properties: Element, was: Style, will: Style, profiles: tuple[Profile, Profile]) -> None:
    old, new = profiles
    face = _face_of(properties, old) or was.face
    moved(properties, run_properties(was, old, face), run_properties(will, new, face))


def _face_of(properties: Element, profile: Profile) -> FaceName | None:
    """Return the face that a run names for its Chinese characters."""
    fonts = properties.find(qualified("w:rFonts"))
    said = "" if fonts is None else fonts.get(qualified("w:eastAsia"), "")
    faces: Mapping[FaceName, object] = profile.faces
    return next((name for name in faces if profile.faces[name].declared == said), None)
