"""Layout constants: one file per profile, read by typeset, lint and the render checks alike."""

from __future__ import annotations

import difflib

from kit.nouns.errors import ParameterError
from kit.word.profiles import display, nominal
from kit.word.profiles.value import Face, FaceName, Profile, Strength, Value

PROFILES: dict[str, Profile] = {module.PROFILE.name: module.PROFILE for module in (nominal, display)}

__all__ = ["PROFILES", "Face", "FaceName", "Profile", "Strength", "Value", "profile"]


def profile(name: str) -> Profile:
    """Return the profile of that name; raises ParameterError if there is none.

    >>> profile("A").pitch.twips, profile("B").pitch.twips
    (579, 592)
    """
    if found := PROFILES.get(name.strip().upper()):
        return found
    near = difflib.get_close_matches(name, PROFILES, 1)
    hint = f"是不是“{near[0]}”" if near else f"可用的有：{'、'.join(PROFILES)}"
    raise ParameterError("版面", f"没有叫“{name}”的版面", hint)
