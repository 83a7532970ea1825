"""Paragraphs and runs in another layout: gaps, indents, type sizes and fonts that a paragraph sets itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.word.layout.blocks import BODY, EMPTY, RED_RULE
from kit.word.layout.gaps import gap_before
from kit.word.layout.mark import mark_size
from kit.word.layout.markup import qualified
from kit.word.layout.paragraphs import style_of_runs
from kit.word.layout.styles import run_properties, styles_of
from kit.word.relaying.moving import moved

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kit.word.layout.markup import Element
    from kit.word.layout.styles import Style
    from kit.word.profiles import FaceName, Profile

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
        style_of_runs(styles.get(name, styles[BODY]), text, layout)
        for layout in (old, new)
        for styles in (styles_of(layout),)
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


def _relay_run(properties: Element, was: Style, will: Style, layouts: tuple[Profile, Profile]) -> None:
    old, new = layouts
    face = _face_of(properties, old) or was.face
    moved(properties, run_properties(was, old, face), run_properties(will, new, face))


def _face_of(properties: Element, profile: Profile) -> FaceName | None:
    """Return the face that a run names for its Chinese characters."""
    fonts = properties.find(qualified("w:rFonts"))
    said = "" if fonts is None else fonts.get(qualified("w:eastAsia"), "")
    faces: Mapping[FaceName, object] = profile.faces
    return next((name for name in faces if profile.faces[name].declared == said), None)
