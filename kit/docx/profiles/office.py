"""An office's own layout (本单位版面) over a profile: its measures, and what follows from them.

A finding about what only the office asks for speaks in the office's name, never in the standard's.

What an office's layout does otherwise than the profile it departs from: listed, never passed over.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kit.docx.profiles import PROFILES
from kit.docx.profiles.value import Face, FaceName, Profile, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.docx.profiles.value import Strength
    from kit.model.campaign import Form


OFFICE = "本单位版面"
SIDES = ("top", "bottom", "left", "right")
_FONTS: dict[FaceName, str] = {
    "小标宋": "title",
    "仿宋": "body",
    "黑体": "level1",
    "楷体": "level2",
    "宋体": "page_number",
}  # which key of [form.fonts] stands for which face
_MARGINS = frozenset({"PG-02", "PG-03", "PG-04", "PG-06", "PG-07", "PG-09"})
_RULES: dict[str, frozenset[str]] = {
    **dict.fromkeys(SIDES, _MARGINS),
    "pitch": frozenset({"PG-06"}),
    "number_side": frozenset({"PN-03", "PG-05"}),
    "is_third_level_bold": frozenset({"TY-05"}),
    "小标宋": frozenset({"MB-01", "HD-04", "MB-19"}),
    "仿宋": frozenset({"TY-01", "MB-08", "HD-07", "RC-04", "RC-06", "JY-02"}),
    "黑体": frozenset({"MB-08", "MB-11", "MB-19", "HD-02", "HD-03", "JY-02"}),
    "楷体": frozenset({"MB-08", "MB-11", "HD-09"}),
    "宋体": frozenset({"PN-01"}),
}  # which rules judge by a measure or a face


def layout_of(form: Form, *, spoken: bool) -> Profile:
    """Return the layout of an office's documents, or of its speeches (spoken).

    Where the office changes nothing it is the standard's own profile.
    """
    base = _speech(form) if spoken else PROFILES[form.profile]
    changes = _changes(form, base, spoken=spoken)
    return _laid_over(base, changes) if changes else base


def _speech(form: Form) -> Profile:
    """Return the profile of an office's speeches: on the page of its documents, A or B."""
    speech, page = PROFILES[f"speech.{form.speech}"], PROFILES[form.profile]
    names = (*SIDES, "area_bottom", "footer", *(("pitch",) if form.speech == "print" else ()))
    if all(getattr(page, name).number == getattr(PROFILES["A"], name).number for name in names):
        return speech
    own = {name: _field(getattr(speech, name), getattr(page, name).number, speech.whose) for name in names}
    return replace(speech, **own)


def _changes(form: Form, base: Profile, *, spoken: bool) -> dict[str, Any]:
    """Return what the office sets otherwise than the base: names of fields and of faces."""
    podium = spoken and form.speech == "podium"
    side = form.speech_page_number if spoken else None
    said: dict[str, Any] = {
        **{name: getattr(form, name) for name in SIDES},
        "pitch": form.podium.pitch if podium else form.pitch,
        "body_size": form.podium.size if podium else None,
        "title_pitch": None if podium else form.title_pitch,
        "number_side": side or form.page_number,
        "is_third_level_bold": form.third_level_bold,
        "is_body_bold": podium and form.podium.bold,
        "latin": form.fonts.digits or "",
    }
    changed = {name: value for name, value in said.items() if _differs(getattr(base, name), value)}
    fonts = {face: getattr(form.fonts, name) for face, name in _FONTS.items()}
    return changed | {
        name: font for name, font in fonts.items() if font and font != base.faces[name].declared
    }


def _differs(standard: Any, said: Any) -> bool:  # noqa: ANN401 - a measure, a word or a yes
    if said is None:
        return False
    return bool(said != (standard.number if isinstance(standard, Value) else standard))


def _laid_over(base: Profile, changes: dict[str, Any]) -> Profile:
    whose = base.whose or OFFICE
    faces = {name: _face(face, changes.get(name), whose) for name, face in base.faces.items()}
    measured = {name: said for name, said in changes.items() if name not in faces}
    fields = {name: _field(getattr(base, name), said, whose) for name, said in measured.items()}
    foreign = [name for name, face in faces.items() if face.family != base.faces[name].family]
    made = replace(
        base,
        **fields,
        faces=faces,
        base=base,
        whose=whose,
        own_rules=base.own_rules.union(*(_RULES.get(name, ()) for name in (*measured, *foreign))),
        title=base.title if base.whose else f"{OFFICE}，从{base.title}改来",
    )
    return _recounted(made, base)


def _face(face: Face, font: str | None, whose: str) -> Face:
    """Return a face in the office's font; a font of the same face is no departure from the standard."""
    if not font:
        return face
    if face.covers(font):
        return replace(face, declared=font)
    return Face(font, face.declared, frozenset({font.lower()}), whose, "实务")


def _field(standard: Any, said: Any, whose: str) -> Any:  # noqa: ANN401 - a measure, a word or a yes
    if not isinstance(standard, Value):
        return said
    return replace(standard, number=said, clause=whose, strength="实务")


def _recounted(made: Profile, base: Profile) -> Profile:
    """Return a profile whose lines, cells, tracking and foot are those that its measures give."""
    if made.body_size.number != base.body_size.number:
        made = replace(made, tracking=_counted(made.tracking, _filling(made), made.whose))
    lines, cells = made.text_height // made.pitch.twips, made.text_width // made.cell
    moved = made.bottom.number - base.bottom.number
    return replace(
        made,
        lines=_counted(made.lines, lines, made.whose),
        cells=_counted(made.cells, cells, made.whose),
        area_bottom=replace(made.area_bottom, number=made.area_bottom.number + moved),
        footer=replace(made.footer, number=made.footer.number + moved),
    )


def _filling(made: Profile) -> float:
    """Return the tracking in points with which whole characters fill the line."""
    size = made.body_size.twips
    return (made.text_width // (made.text_width // size) - size) / 20


def _counted(value: Value, number: float, whose: str) -> Value:
    return value if value.number == number else replace(value, number=number, clause=whose, strength="实务")


_MEASURES = {
    "top": "上边距",
    "bottom": "下边距",
    "left": "左边距",
    "right": "右边距",
    "pitch": "正文行距",
    "lines": "每面行数",
    "cells": "每行字数",
    "body_size": "正文字号",
    "title_pitch": "标题行距",
}
_CHOICES: dict[str, tuple[str, str, Strength]] = {
    "number_side": ("页码位置", "GB/T 9704 7.5", "规定"),
    "is_third_level_bold": ("三级标题", "GB/T 9704 7.3.3（未要求加粗）", "实务"),
    "is_body_bold": ("正文", "讲话稿排版惯例", "实务"),
    "latin": ("数字和字母的字体", "国标未作规定", "实务"),
}
_SAID = {"outer": "单页居右、双页居左", "centre": "居中", True: "加粗", False: "不加粗", "": "与汉字同一字体"}
_UNITS = {"mm": "毫米", "pt": "磅", "line": "行", "char": "字"}


@dataclass(frozen=True)
class Deviation:
    """One thing that an office does otherwise, and how binding what it departs from is."""

    what: str
    office: str
    standard: str
    clause: str
    strength: Strength


def deviations(made: Profile) -> tuple[Deviation, ...]:
    """Return what a layout does otherwise; nothing for a profile that is nobody's overlay."""
    base = made.base
    return (*_measures(made, base), *_faces(made, base), *_choices(made, base)) if base else ()


def _measures(made: Profile, base: Profile) -> Iterator[Deviation]:
    for name, what in _MEASURES.items():
        own, standard = getattr(made, name), getattr(base, name)
        if own.number != standard.number:
            yield Deviation(what, _shown(own), _shown(standard), standard.clause, standard.strength)


def _faces(made: Profile, base: Profile) -> Iterator[Deviation]:
    for name, face in base.faces.items():
        font = made.faces[name].declared
        if not face.covers(font):
            yield Deviation(f"该用{name}的地方", font, f"{name}体", face.clause, face.strength)


def _choices(made: Profile, base: Profile) -> Iterator[Deviation]:
    for name, (what, clause, strength) in _CHOICES.items():
        own, standard = getattr(made, name), getattr(base, name)
        if own == standard:
            continue
        if base.whose:
            clause, strength = base.whose, "实务"  # noqa: PLW2901 - a speech departs from a habit only
        yield Deviation(what, _SAID.get(own, own), _SAID[standard], clause, strength)


def _shown(value: Value) -> str:
    return f"{value.number:g}{_UNITS[value.unit]}"
