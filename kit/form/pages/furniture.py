"""Page numbers and red rule where the ink lies (GB/T 9704 7.2.7, 7.5)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from kit.form.pages.pages import DOT, is_dark, is_red, ruled_lines
from kit.form.pages.sheet import ink_of, on_page
from kit.form.roles.shapes import is_letter
from kit.form.rules.head import HD_10
from kit.form.rules.page_number import PN_02, PN_03

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.form.pages.pages import InkMask, PrintedLine, RenderedPage
    from kit.form.pages.sheet import RenderedDocument
    from kit.form.rule import FormFinding


_NUMBER = re.compile(r"[—–―-]?\d{1,4}[—–―-]?")
_DASH = 4  # mm of the number's row that its dash covers, at most
_DROP, _FROM_EDGE = 1.0, (2.5, 8.5)  # mm
_RULE = 150  # mm, at least, of a red line as wide as the text area
_WIDTH = 2.0  # mm


def check(sheet: RenderedDocument) -> Iterator[FormFinding]:
    """Yield faults of what stands around the text; landscape pages are for a person."""
    if not sheet.is_portrait:
        return
    wrong: set[str] = set()
    for page in sheet.rendered.pages:
        for finding in _number(sheet, page):
            if finding.problem not in wrong:
                wrong.add(finding.problem)
                yield finding
    if sheet.document.of("标志") and not is_letter(sheet.document):
        yield from _head(sheet)


def _number(sheet: RenderedDocument, page: RenderedPage) -> Iterator[FormFinding]:
    row = next((one for one in reversed(page.rows) if is_number(sheet, one)), None)
    if row is None:
        return
    yield from _height(sheet, page, row)
    left, _, right, _ = sheet.area
    inward = (row.left - left) if sheet.leaf(page.number) % 2 == 0 else (right - row.right)
    side = "双页码居左" if sheet.leaf(page.number) % 2 == 0 else "单页码居右"
    if not _FROM_EDGE[0] <= inward <= _FROM_EDGE[1] and not _is_mirrored(sheet):
        demand = PN_03.asking(f"{side}空一字")
        place, measured = on_page(sheet.document, page.number), f"{inward:.1f}毫米"
        yield demand.broken(place, f"{side}应空一字，这里离版心边缘{inward:.0f}毫米", measured, "warning")


def _is_mirrored(sheet: RenderedDocument) -> bool:
    """Return whether a number's box stands by the page's side, which LibreOffice does not follow."""
    numbers = [one for section in sheet.document.sections for one in section.numbers.values()]
    return any(one.is_mirrored for one in numbers if one)


def is_number(sheet: RenderedDocument, row: PrintedLine) -> bool:
    """Return whether a row under the text area is the page number."""
    return row.middle > sheet.foot - 1 and bool(_NUMBER.fullmatch("".join(row.text.split())))


def _height(sheet: RenderedDocument, page: RenderedPage, row: PrintedLine) -> Iterator[FormFinding]:
    """Yield the fault of a dash that is not 7 mm under the text area, by its ink."""
    ink = page.ink()
    if ink is None or not row.text.strip().startswith(("—", "–", "―")):
        return
    part = is_dark(ink)[round(row.top / DOT) : round(row.bottom / DOT), round(row.left / DOT) :]
    columns = part[:, : round(_DASH / DOT)]
    inked = np.flatnonzero(columns.any(axis=1))
    if not len(inked):
        return
    middle = row.top + (float(inked[0]) + float(inked[-1])) / 2 * DOT
    drop, value = middle - sheet.foot, sheet.profile.number_drop
    if abs(drop - value.number) > _DROP:
        demand = PN_02.asking("版心下边缘之下7毫米", by=value)
        problem = "页码的一字线不在版心下边缘之下7毫米"
        yield demand.broken(on_page(sheet.document, page.number), problem, f"{drop:.1f}毫米")


def _head(sheet: RenderedDocument) -> Iterator[FormFinding]:
    ink = sheet.rendered.pages[0].ink() if sheet.rendered.pages else None
    if ink is None:
        return
    lines = ruled_lines(is_red(ink), _RULE)
    yield from (_rule(sheet, ink, lines[0]) if lines else ())


def _rule(sheet: RenderedDocument, ink: InkMask, line: tuple[float, float, float]) -> Iterator[FormFinding]:
    top, left, right = line
    place = on_page(sheet.document, 1)
    width = sheet.area[2] - sheet.area[0]
    if abs(right - left - width) > _WIDTH:
        measured = f"{right - left:.0f}毫米"
        demand = HD_10.asking("与版心等宽（156毫米）", "请改红线的宽度")
        yield demand.broken(place, f"红色分隔线长{measured}", measured)
    elif abs(left - sheet.area[0]) > _WIDTH:
        measured = f"{left:.0f}毫米"
        demand = HD_10.asking("在版心内居中")
        yield demand.broken(place, f"红色分隔线左端离纸边{measured}", measured)
    numbers = sheet.document.of("发文字号")
    rows = sheet.rows.get(numbers[0].number, ()) if numbers else ()
    if not rows:
        return
    gap = top - ink_of(ink, rows[-1].row)[1]
    value = sheet.profile.rule_drop
    if abs(gap - value.number) > value.tolerance:
        measured = f"{gap:.1f}毫米"
        demand = HD_10.asking("发文字号之下4毫米", by=value)
        yield demand.broken(place, f"红色分隔线在发文字号之下{measured}", measured)
