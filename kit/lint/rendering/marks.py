"""The mark (发文机关标志) as printed: how high it stands in each format, and whether it keeps one line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from kit.lint.head import HD_04, HD_05
from kit.lint.kinds import CM_02, JY_01
from kit.lint.letter import LT_02
from kit.lint.reading.kinds import has_letter_head, has_minutes_mark, is_letter, is_order
from kit.lint.rendering.pages import DOT, is_red, rules
from kit.lint.rendering.verdict import on_page
from kit.word.profiles import PROFILES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.lint.findings.rule import FormFinding, Rule
    from kit.lint.reading.records import DocumentForm, ParagraphForm
    from kit.lint.rendering.sheet import Sheet
    from kit.word.profiles import Profile, Value

AREA = 225  # mm: height of the text area
_RULE = 150  # mm, at least, of a red line as wide as the text area


def check(sheet: Sheet) -> Iterator[FormFinding]:
    """Yield a mark that stands too high or too low, is too wide, or runs on to a second line."""
    marks = sheet.document.of("标志")
    if not marks or not sheet.is_portrait:
        return
    ink = sheet.rendered.pages[0].ink() if sheet.rendered.pages else None
    if ink is not None:
        red = is_red(ink)
        inked = np.flatnonzero(red.any(axis=1))
        lines = rules(red, _RULE)
        top = float(inked[0]) * DOT if len(inked) else None
        is_one_kind = is_letter(sheet.document) == has_letter_head(sheet.document)
        if top is not None and is_one_kind and not (lines and top > lines[0][0] - 1):
            yield from _height(sheet, marks[0], top)
    if len(marks) == 1:
        yield from _width(sheet, marks[0])


def _height(sheet: Sheet, mark: ParagraphForm, top: float) -> Iterator[FormFinding]:
    rule, value, start = _wanted(sheet.document, sheet.profile)
    wanted = value.number + (0 if start == "上页边" else sheet.foot - AREA)
    if abs(top - wanted) <= value.tolerance:
        return
    expected = f"上边缘至{start}{value.number:g}毫米（离纸顶{wanted:g}毫米）"
    demand = rule.asking(expected, "请改段前间距", by=value)
    place = on_page(sheet.document, 1, mark)
    yield demand.broken(place, f"发文机关标志的上边缘离纸顶{top:.1f}毫米", f"{top:.1f}毫米")


def _wanted(document: DocumentForm, profile: Profile) -> tuple[Rule, Value, str]:
    """Return the rule of a format, the distance, and what it counts from."""
    if is_letter(document):
        value = profile.letter_mark_drop
        return LT_02, value, "上页边"
    if is_order(document):
        value = profile.order_mark_drop
        return CM_02, value, "版心上边缘"
    value = PROFILES["A"].mark_drop  # measured in ink, which lies alike in all profiles
    if has_minutes_mark(document):
        return JY_01, replace(value, clause=JY_01.clause, strength=JY_01.strength), "版心上边缘"
    return HD_04, value, "版心上边缘"


def _width(sheet: Sheet, mark: ParagraphForm) -> Iterator[FormFinding]:
    printed, value = sheet.rows.get(mark.number, ()), sheet.profile.mark_width
    if not printed or "\n" in mark.text.strip() or mark.is_boxed or mark.is_framed:
        return
    demand = HD_05.asking("排在一行内，不宽于版心", by=value)
    place, row = on_page(sheet.document, 1, mark), printed[0].row
    if len(printed) > 1:
        yield demand.broken(place, "发文机关标志排成了两行", f"{len(printed)}行")
    elif _bare(row.text) == _bare(mark.text) and row.right - row.left > value.number:
        measured = f"{row.right - row.left:.0f}毫米"
        yield demand.broken(place, f"发文机关标志宽{measured}，几乎占满版心", measured)


def _bare(text: str) -> str:
    return "".join(text.split())
