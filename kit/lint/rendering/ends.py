"""The last pages: the sign-off with its body, the imprint at the foot (GB/T 9704 7.3.5.5, 7.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.lint.findings.demand import Demand
from kit.lint.rendering.pages import is_dark, rules
from kit.lint.rendering.verdict import on_page, unverified

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.lint.findings.form import FormFinding
    from kit.lint.rendering.judging import Sheet

RULES = {
    "MB-17": "署名、成文日期与正文同处一面",
    "RC-02": "版记最后一条线与版心下边缘重合",
    "RC-03": "版记在双页上",
}
_RULE_LENGTH = 140  # mm, at least, of a line as wide as the text area
_TOLERANCE = 1.5  # mm


def check(sheet: Sheet) -> Iterator[FormFinding]:
    """Yield a sign-off without body on its page, and an imprint that is not at the foot."""
    yield from _lone(sheet)
    yield from _imprint(sheet)


def _lone(sheet: Sheet) -> Iterator[FormFinding]:
    with_body = {
        one.page
        for paragraph in sheet.document.of("正文", "一级", "二级", "三级", "四级")
        for one in sheet.rows.get(paragraph.number, ())
    }
    for day in sheet.document.of("成文日期"):
        page = sheet.page_of(day.number)
        if page and page not in with_body:
            demand = Demand(
                "MB-17", "GB/T 9704 7.3.5.5", "可以", "署名、成文日期与正文同处一面", "请调整行距",
                fixable=False,
            )  # fmt: skip
            yield demand.broken(on_page(sheet.document, page, day), "这一面没有正文", "没有正文")


def _imprint(sheet: Sheet) -> Iterator[FormFinding]:
    parts = sheet.document.of("版记")
    page = sheet.page_of(parts[-1].number) if parts else None
    if not parts:
        return
    if page is None:
        why = "版记没有在版面上找到"
        yield unverified(sheet.document, why, "请在 Word 里看版记是不是印得出来")
        return
    place = on_page(sheet.document, page, parts[-1])
    if page % 2:
        demand = Demand("RC-03", "GB/T 33476.2 7.3.1", "显现", "版记在双页上", "可加一空白页", fixable=False)
        yield demand.broken(place, f"版记在第{page}页，是单页", f"第{page}页")
    ink = sheet.rendered.pages[page - 1].ink()
    lines = [] if ink is None else rules(is_dark(ink), _RULE_LENGTH)
    tops = [one.row.top for part in parts for one in sheet.rows.get(part.number, ()) if one.page == page]
    own = [one for one in lines if one[0] > min(tops) - _TOLERANCE]
    if not own or not sheet.is_portrait or _is_placed(sheet, parts[-1].number):
        return
    foot, _, _ = own[-1]
    if abs(foot - sheet.foot) > _TOLERANCE:
        measured = f"离纸顶{foot:.1f}毫米"
        demand = Demand(
            "RC-02", "GB/T 9704 7.4.1", "规定", f"与版心下边缘重合（{sheet.foot:g}毫米）", "请把版记放到页底"
        )
        yield demand.broken(place, f"版记最后一条线{measured}，不在版心下边缘", measured)


def _is_placed(sheet: Sheet, number: int) -> bool:
    """Return whether the imprint floats at the foot, by the margins: LibreOffice leaves it inline."""
    tables = sheet.document.tables
    return any(one.is_at_foot for one in tables if one.paragraph <= number <= one.last_paragraph)
