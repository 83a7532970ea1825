"""Profile A (国标标称版面): the margins read as a word processor's page setup, 37/35/28/26 mm.

The pitch is the largest that sets 22 lines into 225 mm: 22 × 579 = 12738 of 12756 twips.
"""

from __future__ import annotations

from kit.word.profiles.faces import FACES
from kit.word.profiles.value import Profile, Value

PROFILE = Profile(
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
