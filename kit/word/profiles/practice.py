"""A profile as an office's own practice: the same measures, and nothing said in the standard's name."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from kit.word.profiles.value import Face, Profile, Value

FORM = frozenset(
    f"{group}-{number:02}"
    for group, count in {"PG": 9, "TY": 6, "HD": 11, "MB": 23, "RC": 6, "PN": 4, "TB": 2}.items()
    for number in range(1, count + 1)
)  # the rules of layout in GB/T 9704, which does not speak of working papers (事务文书)


def as_practice(profile: Profile, whose: str) -> Profile:
    """Return a profile whose every value is laid down by `whose` (实务), none by the standard."""
    values: dict[str, Any] = {
        field.name: replace(value, clause=whose, strength="实务")
        for field in fields(profile)
        if isinstance(value := getattr(profile, field.name), Value)
    }
    faces: dict[Any, Face] = {
        name: replace(face, clause=whose, strength="实务") for name, face in profile.faces.items()
    }
    return replace(profile, **values, faces=faces, whose=whose, own_rules=FORM)
