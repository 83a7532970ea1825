"""Layout constants: one file per profile, read by typesetting, lint and the render checks alike."""

from __future__ import annotations

import difflib

from kit.docx.profiles import standard
from kit.docx.profiles.value import Face, FaceName, Profile, Strength, Value
from kit.model.finding import ParameterError

STANDARD = (standard.NOMINAL_PROFILE, standard.DISPLAY_PROFILE)
SPOKEN = (standard.SPEECH_PRINT_PROFILE, standard.SPEECH_PODIUM_PROFILE)
PROFILES: dict[str, Profile] = {one.name: one for one in (*STANDARD, *SPOKEN)}

__all__ = [
    "PROFILES",
    "SPOKEN",
    "STANDARD",
    "Face",
    "FaceName",
    "Profile",
    "Strength",
    "Value",
    "profile_named",
]


def profile_named(said: str | Profile) -> Profile:
    """Return the profile of that name, or the one that was given; raises ParameterError if there is none.

    >>> [profile_named(name).pitch.twips for name in ("a", "B", "speech.podium")]
    [579, 592, 660]
    """
    if isinstance(said, Profile):
        return said
    by_name = {name.lower(): one for name, one in PROFILES.items()}
    if found := by_name.get(said.strip().lower()):
        return found
    near = difflib.get_close_matches(said, PROFILES, 1)
    hint = f"是不是“{near[0]}”" if near else f"可用的有：{'、'.join(PROFILES)}"
    raise ParameterError("版面", f"没有叫“{said}”的版面", hint)
