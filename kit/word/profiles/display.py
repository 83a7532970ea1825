"""Profile B (电子显现版面, GB/T 33476.2): margins that put the ink, not the line box, at 37 mm.

A word processor keeps half the leading above the first line, so the margins are smaller and the
pitch larger: 22 × 592 = 13024 of 13031 twips.
"""

from __future__ import annotations

from dataclasses import replace

from kit.word.profiles.nominal import PROFILE as NOMINAL
from kit.word.profiles.value import Value

PROFILE = replace(
    NOMINAL,
    name="B",
    title="电子显现版面",
    top=Value(34.58, "mm", "GB/T 33476.2 6.2", "显现", 1),
    bottom=Value(32.58, "mm", "GB/T 33476.2 6.2", "显现", 1),
    left=Value(28, "mm", "GB/T 33476.2 6.2", "显现", 1),
    right=Value(26, "mm", "GB/T 33476.2 6.2", "显现", 1),
    pitch=Value(29.6, "pt", "GB/T 33476.2 6.2", "显现", 1.25),
    mark_drop=Value(37.42, "mm", "GB/T 33476.2 7.1.1", "显现", 1.5),
)
