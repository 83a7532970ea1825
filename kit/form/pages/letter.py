"""The two red double rules of a letter's first page, by their ink (GB/T 9704 10.1).

The mark (发文机关标志) as printed: how high it stands in each format, and whether it keeps one line.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from kit.docx.profiles import PROFILES
from kit.form.pages.pages import DOT, is_red, ruled_lines
from kit.form.pages.sheet import bands, ink_of, merged_rules, on_page
from kit.form.roles.shapes import has_letter_head, has_minutes_mark, is_letter, is_order
from kit.form.rules.head import HD_04, HD_05
from kit.form.rules.kinds import CM_02, JY_01
from kit.form.rules.letter import LOWER, LT_02, LT_03, LT_04, UPPER, Wanted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kit.docx.profiles.value import Profile, Value
    from kit.docx.reading.form import DocumentForm, ParagraphForm
    from kit.form.pages.pages import InkMask
    from kit.form.pages.sheet import PrintedRule, RenderedDocument
    from kit.form.rule import FormFinding, Rule


_LEAST = 120  # mm of a line that is meant as one of the two
_CENTRE = 1.5  # mm
_SINGLE = 0.7  # mm: what is thinner is no thick line with a thin one beside it
_DOT = 0.1  # mm by which one line must be thicker than the other to be seen so
_SMOOTHED = 0.5  # mm above a line where the picture is grey


def check_letter(sheet: RenderedDocument) -> Iterator[FormFinding]:
    """Yield rules that are not where, as long or as thick as they should be."""
    ink = sheet.rendered.pages[0].ink() if sheet.rendered.pages else None
    if ink is None or not has_letter_head(sheet.document) or not sheet.is_portrait:
        return
    height = sheet.profile.page_height.number
    found = merged_rules(bands(is_red(ink), _LEAST))
    upper = [one for one in found if one[0].top < height / 2]
    lower = [one for one in found if one[0].top >= height / 2]
    if upper:
        yield from _looks(sheet, UPPER, upper[0])
        yield from _under_mark(sheet, ink, upper[0])
    if lower:
        yield from _looks(sheet, LOWER, lower[-1])
        yield from _above_foot(sheet, lower[-1])
    yield from _missing(sheet, [wanted for wanted, one in ((UPPER, upper), (LOWER, lower)) if not one])


def _missing(sheet: RenderedDocument, missing: Sequence[Wanted]) -> Iterator[FormFinding]:
    for wanted in missing:
        demand = wanted.rule.asking(f"红色双线，{wanted.look}", "请加上", by_hand=True)
        yield demand.broken(on_page(sheet.document, 1), f"信函首页没有{wanted.name}", "没有")


def _looks(sheet: RenderedDocument, wanted: Wanted, lines: Sequence[PrintedRule]) -> Iterator[FormFinding]:
    length, value = max(one.right - one.left for one in lines), sheet.profile.letter_rule_length
    middle = (lines[0].left + lines[0].right) / 2
    place = on_page(sheet.document, 1)
    for is_wrong, problem, expected in (
        (abs(length - value.number) > value.tolerance, f"长{length:.0f}毫米", f"长{value.number:g}毫米"),
        (
            abs(middle - sheet.profile.page_width.number / 2) > _CENTRE,
            f"中点离纸左边{middle:.1f}毫米，不居中",
            "居中排布",
        ),
        (bool(_wrong(wanted, lines)), _wrong(wanted, lines), f"双线，{wanted.look}"),
    ):
        if is_wrong:
            demand = wanted.rule.asking(expected, "请改双线", by_hand=True)
            yield demand.broken(place, f"信函的{wanted.name}{problem}", problem)


def _wrong(wanted: Wanted, lines: Sequence[PrintedRule]) -> str:
    """Return what is wrong with the look; lines that ran together in the picture are not judged."""
    if len(lines) == 1:
        return "是单线" if lines[0].weight < _SINGLE else ""
    if len(lines) > 2:  # noqa: PLR2004 - a double rule
        return ""
    more = lines[0].weight - lines[1].weight
    if abs(more) < _DOT:
        return "的两条线一样粗"
    shown = "上粗下细" if more > 0 else "上细下粗"
    return "" if shown == wanted.look else shown


def _under_mark(sheet: RenderedDocument, ink: InkMask, lines: Sequence[PrintedRule]) -> Iterator[FormFinding]:
    mark = sheet.document.of("标志")[-1]
    rows = [one.row for one in sheet.rows.get(mark.number, ()) if one.page == 1]
    value = sheet.profile.letter_rule_drop
    if not rows:
        return
    row = rows[-1]
    box = replace(row, bottom=min(row.bottom, lines[0].top - _SMOOTHED))
    gap = lines[0].top - ink_of(ink, box)[1]
    if abs(gap - value.number) > value.tolerance:
        demand = LT_03.asking("标志之下4毫米", "请改线的位置", by=value)
        place, measured = on_page(sheet.document, 1, mark), f"{gap:.1f}毫米"
        yield demand.broken(place, f"信函的第一条双线在标志之下{measured}", measured)


def _above_foot(sheet: RenderedDocument, lines: Sequence[PrintedRule]) -> Iterator[FormFinding]:
    """Yield the fault of a rule no edge of which is 20 mm from the foot of the sheet."""
    value, height = sheet.profile.letter_rule_foot, sheet.profile.page_height.number
    nearest, farthest = height - lines[-1].bottom, height - lines[0].top
    if nearest - value.tolerance <= value.number <= farthest + value.tolerance:
        return
    demand = LT_04.asking("距下页边20毫米", "请改线的位置", by=value)
    measured = f"{nearest:.1f}毫米"
    yield demand.broken(on_page(sheet.document, 1), f"信函的第二条双线距下页边{measured}", measured)


AREA = 225  # mm: height of the text area
_RULE = 150  # mm, at least, of a red line as wide as the text area


def check_marks(sheet: RenderedDocument) -> Iterator[FormFinding]:
    """Yield a mark that stands too high or too low, is too wide, or runs on to a second line."""
    marks = sheet.document.of("标志")
    if not marks or not sheet.is_portrait:
        return
    ink = sheet.rendered.pages[0].ink() if sheet.rendered.pages else None
    if ink is not None:
        red = is_red(ink)
        inked = np.flatnonzero(red.any(axis=1))
        lines = ruled_lines(red, _RULE)
        top = float(inked[0]) * DOT if len(inked) else None
        is_one_kind = is_letter(sheet.document) == has_letter_head(sheet.document)
        if top is not None and is_one_kind and not (lines and top > lines[0][0] - 1):
            yield from _height(sheet, marks[0], top)
    if len(marks) == 1:
        yield from _width(sheet, marks[0])


def _height(sheet: RenderedDocument, mark: ParagraphForm, top: float) -> Iterator[FormFinding]:
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


def _width(sheet: RenderedDocument, mark: ParagraphForm) -> Iterator[FormFinding]:
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
