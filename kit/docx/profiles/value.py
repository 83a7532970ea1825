"""What a profile is made of: values that know their unit, their clause and how binding it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping


Strength = Literal["规定", "一般", "推荐", "可以", "显现", "实务"]
MeasureUnit = Literal["mm", "pt", "twip", "half-pt", "char", "line"]
FaceName = Literal["小标宋", "仿宋", "黑体", "楷体", "宋体"]
NumberSide = Literal["outer", "centre"]  # page numbers: odd right and even left, or in the middle

TWIPS_PER_MM = 1440 / 25.4
_TWIPS: dict[MeasureUnit, float] = {"mm": TWIPS_PER_MM, "pt": 20, "twip": 1, "half-pt": 10}


@dataclass(frozen=True)
class Value:
    """One measure of the form: a number, its unit, where it is laid down and how strictly.

    >>> Value(37, "mm", "GB/T 9704 5.2.1", "规定", 1).twips
    2098
    """

    number: float
    unit: MeasureUnit
    clause: str
    strength: Strength
    tolerance: float = 0.0  # in the same unit

    @property
    def twips(self) -> int:
        """Return the measure in twentieths of a point; a count of characters or lines has none."""
        return round(self.number * _TWIPS[self.unit])

    @property
    def half_points(self) -> int:
        """Return a type size as w:sz wants it."""
        return round(self.twips / 10)


@dataclass(frozen=True)
class Face:
    """A typeface the standard names: the font that is declared, and the fonts that are the same face."""

    declared: str  # a name only: fonts are never shipped
    substitute: str  # written as the font's other name, for machines without the first
    family: frozenset[str]  # lower case; what the linter takes for this face
    clause: str
    strength: Strength

    def covers(self, font: str) -> bool:
        """Return whether a font name belongs to this face."""
        return font.strip().lower() in self.family


@dataclass(frozen=True)
class Profile:
    """One way of laying out an official document; typeset and lint read the same one."""

    name: str  # A, B, speech.print, speech.podium
    title: str  # as findings call it
    whose: str  # "" the standard's own; else who asks for it, as findings say it: 本单位版面
    own_rules: frozenset[str]  # rules of form that `whose` asks for in place of the standard
    base: Profile | None = field(hash=False)  # what an office's layout departs from, None for the kit's own
    page_width: Value
    page_height: Value
    top: Value
    bottom: Value
    left: Value
    right: Value
    lines: Value  # per page
    cells: Value  # characters per line
    pitch: Value  # of body lines
    tracking: Value  # added to each character of body size, so that the cells fit
    footer: Value  # from the foot of the sheet to the page number's line
    area_bottom: Value  # from the foot of the sheet to the text area the standard means, in ink
    number_drop: Value  # from the text area to the page number's dash
    number_indent: Value  # of the page number from the text area's edge
    body_size: Value
    title_size: Value
    title_pitch: Value
    small_size: Value  # page number, imprint (版记), table cells
    tiny_size: Value  # table cells that are short of room
    indent: Value  # first line of a paragraph
    mark_drop: Value  # issuer mark (发文机关标志) under the top of the text area
    mark_size: Value  # of a mark that a template has yet to fill
    rule_drop: Value  # red rule under the document number
    outer_rule: Value  # first and last line of the imprint
    inner_rule: Value
    number_side: NumberSide
    latin: str  # font of figures and letters; "": that of the Chinese text
    is_body_bold: bool
    is_third_level_bold: bool
    red: str  # RRGGBB
    faces: Mapping[FaceName, Face] = field(hash=False)
    mark_width: Value  # of a mark that stays on one line
    mark_gap: Value  # between the mark and the document number
    title_gap: Value  # between the red rule and the title
    letter_mark_drop: Value  # a letter's mark under the top of the sheet
    letter_rule_drop: Value  # its first double rule under the mark
    letter_rule_foot: Value  # its second double rule above the foot of the sheet
    letter_rule_length: Value
    letter_number_drop: Value  # its number under the first double rule
    letter_title_gap: Value  # between the last line above its title and the title
    order_mark_drop: Value  # an order's mark under the top of the text area
    order_gap: Value  # between an order's mark and its number, and between the number and the body
    unsealed_gap: Value  # between the body and the name of an organ without a seal
    stamp_gap: Value  # between the body and the signer's line
    stamp_date_gap: Value  # between the signer's line and the date
    stamp_end: Value  # the stamp and the date from the right edge
    stamp_post_gap: Value  # between the signer's post and the stamp

    @property
    def text_width(self) -> int:
        """Return the width of the text area (版心) in twips."""
        return self.page_width.twips - self.left.twips - self.right.twips

    @property
    def text_height(self) -> int:
        """Return the height that a word processor fills with lines, in twips."""
        return self.page_height.twips - self.top.twips - self.bottom.twips

    @property
    def cell(self) -> int:
        """Return the width of one character of body size, tracking included, in twips."""
        return self.body_size.twips + self.tracking.twips
