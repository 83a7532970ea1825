"""Profile A (国标标称版面): the margins read as a word processor's page setup, 37/35/28/26 mm.

The pitch is the largest that sets 22 lines into 225 mm: 22 × 579 = 12738 of 12756 twips.

Profile B (电子显现版面, GB/T 33476.2): margins that put the ink, not the line box, at 37 mm.

A word processor keeps half the leading above the first line, so the margins are smaller and the
pitch larger: 22 × 592 = 13024 of 13031 twips.

Profile speech.podium (讲话稿台前朗读件): the same speech in type that is read standing (gbt9704.md 2.4).

小2号 (18 pt) at 33 pt: 19 lines of 24 characters fill the text area, 19 × 660 = 12540 of 12756 twips and
24 × 368 = 8832 of 8845.

Profile speech.print (讲话稿存档件): a speech on the standard's page, as offices file and print it.

A speech (讲话稿) is no 公文 of GB/T 9704, so that all of it is practice (gbt9704.md 2.4).

A profile as an office's own practice: the same measures, and nothing said in the standard's name.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from kit.docx.profiles.faces import FACES
from kit.docx.profiles.value import Face, Profile, Value

NOMINAL_PROFILE = Profile(
    name="A",
    title="国标标称版面",
    whose="",
    own_rules=frozenset(),
    base=None,
    page_width=Value(210, "mm", "GB/T 9704 5.1", "规定", 0.5),
    page_height=Value(297, "mm", "GB/T 9704 5.1", "规定", 0.5),
    top=Value(37, "mm", "GB/T 9704 5.2.1", "规定", 1),
    bottom=Value(35, "mm", "GB/T 9704 5.2.1（由版心推算）", "规定", 1),
    left=Value(28, "mm", "GB/T 9704 5.2.1", "规定", 1),
    right=Value(26, "mm", "GB/T 9704 5.2.1（由版心推算）", "规定", 1),
    lines=Value(22, "line", "GB/T 9704 5.2.3", "一般"),
    cells=Value(28, "char", "GB/T 9704 5.2.3", "一般", 1),
    pitch=Value(28.95, "pt", "GB/T 9704 5.2.3", "一般", 1.2),
    tracking=Value(-0.25, "pt", "GB/T 9704 5.2.3", "一般"),
    footer=Value(25.5, "mm", "GB/T 9704 7.5", "一般", 1),
    area_bottom=Value(35, "mm", "GB/T 9704 5.2.1（由版心推算）", "规定", 1),
    number_drop=Value(7, "mm", "GB/T 9704 7.5", "一般", 1),
    number_indent=Value(14, "pt", "GB/T 9704 7.5", "规定", 8),
    body_size=Value(16, "pt", "GB/T 9704 5.2.2", "一般"),
    title_size=Value(22, "pt", "GB/T 9704 7.3.1", "一般"),
    title_pitch=Value(33, "pt", "GB/T 9704 7.3.1", "实务", 4.5),
    small_size=Value(14, "pt", "GB/T 9704 7.4、7.5", "一般"),
    tiny_size=Value(12, "pt", "表格排版惯例", "实务"),
    indent=Value(2, "char", "GB/T 9704 7.3.3", "规定", 0.1),
    mark_drop=Value(35, "mm", "GB/T 9704 7.2.4", "规定", 1.5),
    mark_size=Value(42, "pt", "GB/T 9704 7.2.4（字号未作规定）", "实务"),  # ten characters on one line
    rule_drop=Value(4, "mm", "GB/T 9704 7.2.7", "规定", 1),
    outer_rule=Value(0.35, "mm", "GB/T 9704 7.4.1", "推荐", 0.05),
    inner_rule=Value(0.25, "mm", "GB/T 9704 7.4.1", "推荐", 0.05),
    number_side="outer",
    latin="",
    is_body_bold=False,
    is_third_level_bold=False,
    red="FF0000",
    faces=FACES,
    mark_width=Value(149.8, "mm", "版头排版惯例", "实务"),
    mark_gap=Value(2, "line", "GB/T 9704 7.2.5", "规定", 0.5),
    title_gap=Value(2, "line", "GB/T 9704 7.3.1", "一般", 0.5),
    letter_mark_drop=Value(30, "mm", "GB/T 9704 10.1", "规定", 1.5),
    letter_rule_drop=Value(4, "mm", "GB/T 9704 10.1", "规定", 1),
    letter_rule_foot=Value(20, "mm", "GB/T 9704 10.1", "规定", 1),
    letter_rule_length=Value(170, "mm", "GB/T 9704 10.1", "规定", 2),
    letter_number_drop=Value(14, "pt", "GB/T 9704 10.1", "规定", 4.5),
    letter_title_gap=Value(2, "line", "GB/T 9704 10.1", "规定", 0.5),
    order_mark_drop=Value(20, "mm", "GB/T 9704 10.2", "规定", 1.5),
    order_gap=Value(2, "line", "GB/T 9704 10.2", "规定", 0.5),
    unsealed_gap=Value(1, "line", "GB/T 9704 7.3.5.2", "规定", 0.5),
    stamp_gap=Value(2, "line", "GB/T 9704 7.3.5.3", "规定", 0.5),
    stamp_date_gap=Value(1, "line", "GB/T 9704 7.3.5.3", "规定", 0.5),
    stamp_end=Value(4, "char", "GB/T 9704 7.3.5.3", "规定", 0.75),
    stamp_post_gap=Value(2, "char", "GB/T 9704 7.3.5.3", "规定", 0.5),
)


DISPLAY_PROFILE = replace(
    NOMINAL_PROFILE,
    name="B",
    title="电子显现版面",
    top=Value(34.58, "mm", "GB/T 33476.2 6.2", "显现", 1),
    bottom=Value(32.58, "mm", "GB/T 33476.2 6.2", "显现", 1),
    left=Value(28, "mm", "GB/T 33476.2 6.2", "显现", 1),
    right=Value(26, "mm", "GB/T 33476.2 6.2", "显现", 1),
    pitch=Value(29.6, "pt", "GB/T 33476.2 6.2", "显现", 1.25),
    mark_drop=Value(37.42, "mm", "GB/T 33476.2 7.1.1", "显现", 1.5),
)


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


WHOSE = "本单位讲话稿样式"
SPEECH_PRINT_PROFILE = replace(
    as_practice(NOMINAL_PROFILE, WHOSE), name="speech.print", title="讲话稿存档版面"
)


SPEECH_PODIUM_PROFILE = replace(
    SPEECH_PRINT_PROFILE,
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
