"""What an office's layout does otherwise than the profile it departs from: listed, never passed over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.word.profiles.value import Profile, Strength, Value

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
