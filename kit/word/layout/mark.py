"""The issuer mark (发文机关标志, 红头): red, one line, its ink 35 mm under the text area's top."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kit.word.layout.markup import Element, make
from kit.word.layout.paragraphs import cells

if TYPE_CHECKING:
    from kit.word.profiles import Profile

LARGEST, SMALLEST = 104, 32  # half points; the standard leaves the size to the office
SHARE = 0.96  # of the text area's width


def mark_size(text: str, profile: Profile) -> int:
    """Return the size in half points at which a mark stays on one line; a template's is the profile's.

    >>> from kit.word.profiles import profile
    >>> mark_size("某市某局文件", profile("A")), mark_size("某市某某某领导小组办公室文件", profile("A"))
    (104, 60)
    >>> mark_size("{{ 发文机关标志 }}", profile("A"))
    84
    """
    if "{{" in text:
        return profile.mark_size.half_points
    fitting = int(profile.text_width * SHARE / 10 / max(cells(text), 1))
    return min(LARGEST, max(SMALLEST, fitting))


def with_mark(profile: Profile, text: str) -> Profile:
    """Return a profile in which a template's mark has the size that this text needs to stay on one line."""
    return replace(profile, mark_size=replace(profile.mark_size, number=mark_size(text, profile) / 2))


def mark_properties(size: int, profile: Profile) -> Element:
    """Return the w:spacing of the mark: a line as high as its type, dropped from the top."""
    height = size * 10
    return make(
        "w:spacing", {"before": profile.mark_drop.twips, "after": 0, "line": height, "lineRule": "exact"}
    )
