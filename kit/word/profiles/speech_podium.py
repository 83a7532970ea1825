"""Profile speech.podium (讲话稿台前朗读件): the same speech in type that is read standing (gbt9704.md 2.4).

小2号 (18 pt) at 33 pt: 19 lines of 24 characters fill the text area, 19 × 660 = 12540 of 12756 twips and
24 × 368 = 8832 of 8845.
"""

from __future__ import annotations

from dataclasses import replace

from kit.word.profiles.speech_print import PROFILE as PRINTED
from kit.word.profiles.speech_print import WHOSE
from kit.word.profiles.value import Value

PROFILE = replace(
    PRINTED,
    name="speech.podium",
    title="讲话稿朗读版面",
    lines=Value(19, "line", WHOSE, "实务"),
    cells=Value(24, "char", WHOSE, "实务", 1),
    pitch=Value(33, "pt", WHOSE, "实务", 1),
    tracking=Value(0.4, "pt", WHOSE, "实务"),
    body_size=Value(18, "pt", WHOSE, "实务"),
    title_size=Value(24, "pt", WHOSE, "实务"),
    title_pitch=Value(36, "pt", WHOSE, "实务", 4.5),
)
