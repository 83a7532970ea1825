"""The two red double rules of a letter's first page, by their ink (GB/T 9704 10.1)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kit.lint.letter import LOWER, LT_03, LT_04, UPPER, Wanted
from kit.lint.reading.kinds import has_letter_head
from kit.lint.rendering.bands import bands, grouped, ink_of
from kit.lint.rendering.pages import is_red
from kit.lint.rendering.verdict import on_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kit.lint.findings.rule import FormFinding
    from kit.lint.rendering.bands import Band
    from kit.lint.rendering.pages import Ink
    from kit.lint.rendering.sheet import Sheet

_LEAST = 120  # mm of a line that is meant as one of the two
_CENTRE = 1.5  # mm
_SINGLE = 0.7  # mm: what is thinner is no thick line with a thin one beside it
_DOT = 0.1  # mm by which one line must be thicker than the other to be seen so
_SMOOTHED = 0.5  # mm above a line where the picture is grey


def check(sheet: Sheet) -> Iterator[FormFinding]:
    """Yield rules that are not where, as long or as thick as they should be."""
    ink = sheet.rendered.pages[0].ink() if sheet.rendered.pages else None
    if ink is None or not has_letter_head(sheet.document) or not sheet.is_portrait:
        return
    height = sheet.profile.page_height.number
    found = grouped(bands(is_red(ink), _LEAST))
    upper = [one for one in found if one[0].top < height / 2]
    lower = [one for one in found if one[0].top >= height / 2]
    if upper:
        yield from _looks(sheet, UPPER, upper[0])
        yield from _under_mark(sheet, ink, upper[0])
    if lower:
        yield from _looks(sheet, LOWER, lower[-1])
        yield from _above_foot(sheet, lower[-1])
    yield from _missing(sheet, [wanted for wanted, one in ((UPPER, upper), (LOWER, lower)) if not one])


def _missing(sheet: Sheet, missing: Sequence[Wanted]) -> Iterator[FormFinding]:
    for wanted in missing:
        demand = wanted.rule.asking(f"红色双线，{wanted.look}", "请加上", by_hand=True)
        yield demand.broken(on_page(sheet.document, 1), f"信函首页没有{wanted.name}", "没有")


def _looks(sheet: Sheet, wanted: Wanted, lines: Sequence[Band]) -> Iterator[FormFinding]:
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


def _wrong(wanted: Wanted, lines: Sequence[Band]) -> str:
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


def _under_mark(sheet: Sheet, ink: Ink, lines: Sequence[Band]) -> Iterator[FormFinding]:
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


def _above_foot(sheet: Sheet, lines: Sequence[Band]) -> Iterator[FormFinding]:
    """Yield the fault of a rule no edge of which is 20 mm from the foot of the sheet."""
    value, height = sheet.profile.letter_rule_foot, sheet.profile.page_height.number
    nearest, farthest = height - lines[-1].bottom, height - lines[0].top
    if nearest - value.tolerance <= value.number <= farthest + value.tolerance:
        return
    demand = LT_04.asking("距下页边20毫米", "请改线的位置", by=value)
    measured = f"{nearest:.1f}毫米"
    yield demand.broken(on_page(sheet.document, 1), f"信函的第二条双线距下页边{measured}", measured)
