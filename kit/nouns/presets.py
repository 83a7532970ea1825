"""Presets of ballots: the scales that offices use, under the names that campaign.toml may say."""

from __future__ import annotations

import difflib
import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def presets() -> Mapping[str, Mapping[str, Any]]:
    """Return every preset of figures.md 2.1 by name."""
    return tomllib.loads(resources.files("kit.nouns").joinpath("presets.toml").read_text(encoding="utf-8"))


def with_preset(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return [evaluation] with what its preset adds; what it says itself goes first.

    Items without grades of their own take the scale's. Raises ValueError naming an unknown preset.
    """
    name = str(said.get("preset", ""))
    if name and name not in presets():
        near = difflib.get_close_matches(name.upper(), presets(), n=1)
        hint = f"，是不是“{near[0]}”" if near else f"，可用的有{'、'.join(presets())}"
        raise ValueError(f"preset 没有“{name}”{hint}")
    merged = {**presets().get(name, {}), **said}
    grades = merged.get("grades")
    items = merged.get("items")
    if grades and isinstance(items, (list, tuple)):
        merged["items"] = [{"grades": grades, **item} if isinstance(item, dict) else item for item in items]
    if grades and isinstance(overall := merged.get("overall"), dict):
        merged["overall"] = {"grades": grades, **overall}
    return merged
