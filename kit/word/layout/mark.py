"""The issuer mark (发文机关标志, 红头): red, one line, its ink 35 mm under the text area's top."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kit.word.layout.markup import Element, make
from kit.word.layout.paragraphs import cells

if TYPE_CHECKING:
    from kit.word.profiles import Profile

LARGEST, SMALLEST = 104, 32  # half points; the standard leaves the size to the office
FILLED = 10  # characters that a tag of a template stands for
SHARE = 0.96  # of the text area's width
_TAG = re.compile(r"\{\{.*?\}\}")


def mark_size(text: str, profile: Profile) -> int:
    """Return the size in half points at which a mark stays on one line.

    >>> from kit.word.profiles import profile
    >>> mark_size("某市某局文件", profile("A")), mark_size("某市某某某领导小组办公室文件", profile("A"))
    (104, 60)
    """
    width = max(cells(_TAG.sub("字" * FILLED, text)), 1)
    fitting = int(profile.text_width * SHARE / 10 / width)
    return min(LARGEST, max(SMALLEST, fitting))


def mark_properties(size: int, profile: Profile) -> Element:
    """Return the w:spacing of the mark: a line as high as its type, dropped from the top."""
    height = size * 10
    return make(
        "w:spacing", {"before": profile.mark_drop.twips, "after": 0, "line": height, "lineRule": "exact"}
    )
