"""The last pages: the sign-off with its body, the imprint at the foot (GB/T 9704 7.3.5.5, 7.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.docx.profiles.value import TWIPS_PER_MM
from kit.form.pages.furniture import is_number
from kit.form.pages.pages import is_dark, ruled_lines
from kit.form.pages.sheet import on_page, unverified
from kit.form.roles.shapes import is_letter
from kit.form.rules.closing import MB_17
from kit.form.rules.imprint import RC_02, RC_03, RC_06

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kit.docx.reading.form import ParagraphForm
    from kit.form.pages.sheet import RenderedDocument
    from kit.form.rule import FormFinding, FormPlace


_RULE_LENGTH = 140  # mm, at least, of a line as wide as the text area
_TOLERANCE = 1.5  # mm


def check(sheet: RenderedDocument) -> Iterator[FormFinding]:
    """Yield a sign-off without body on its page, and an imprint that is not at the foot."""
    yield from _lone(sheet)
    yield from _imprint(sheet)


def _lone(sheet: RenderedDocument) -> Iterator[FormFinding]:
    with_body = {
        one.page
        for paragraph in sheet.document.of("正文", "一级", "二级", "三级", "四级")
        for one in sheet.rows.get(paragraph.number, ())
    }
    for day in sheet.document.of("成文日期"):
        page = sheet.page_of(day.number)
        if page and page not in with_body:
            yield MB_17.broken(on_page(sheet.document, page, day), "这一面没有正文", "没有正文")


def _imprint(sheet: RenderedDocument) -> Iterator[FormFinding]:
    parts = sheet.document.of("版记")
    page = sheet.page_of(parts[-1].number) if parts else None
    if not parts:
        return
    if page is None:
        why = "版记没有在版面上找到"
        yield unverified(sheet.document, why, "请在 Word 里看版记是不是印得出来")
        return
    place = on_page(sheet.document, page, parts[-1])
    if sheet.leaf(page) % 2:
        demand = RC_03.asking("版记在双页上", "可加一空白页", clause="GB/T 33476.2 7.3.1")
        yield demand.broken(place, f"版记在第{sheet.leaf(page)}页，是单页", f"第{sheet.leaf(page)}页")
    yield from _blank_page(sheet, page)
    yield from _printed(sheet, parts)
    if not is_letter(sheet.document):  # a letter's imprint has no lines
        yield from _foot(sheet, page, place, parts)


def _blank_page(sheet: RenderedDocument, page: int) -> Iterator[FormFinding]:
    """Yield page numbers of the imprint's page and of the blank page before it."""
    before = sheet.rendered.pages[page - 2] if page > 1 else None
    is_left_out = page in sheet.skipped
    is_blank = before is not None and not any(row.middle < sheet.foot for row in before.rows)
    mine = {one.row for part in sheet.document.of("版记") for one in sheet.rows.get(part.number, ())}
    own = sheet.rendered.pages[page - 1]
    is_alone = all(row in mine or row.middle > sheet.foot for row in own.rows)
    if not is_alone or not (is_blank or is_left_out):
        return
    shown = [own] if is_left_out or before is None else [before, own]
    for one in shown:
        if any(is_number(sheet, row) for row in one.rows):
            expected = "版记页前有空白页的，空白页和版记页都不编页码"
            demand = RC_03.asking(expected, "请去掉页码", clause="GB/T 9704 7.5", strength="规定")
            what = "版记页" if one is own else "版记前的空白页"
            yield demand.broken(on_page(sheet.document, one.number), f"{what}编了页码", "有页码")


def _printed(sheet: RenderedDocument, parts: Sequence[ParagraphForm]) -> Iterator[FormFinding]:
    """Yield a printing date that does not end one character before the edge of the text area."""
    rows = sheet.rows.get(parts[-1].number, ())
    if not parts[-1].text.strip().endswith("印发") or len(rows) != 1 or not sheet.is_portrait:
        return
    wanted = sheet.profile.small_size.twips / TWIPS_PER_MM
    edges = (sheet.area[2], sheet.profile.page_width.number - sheet.area[0])  # of odd and of mirrored pages
    inward = min((edge - rows[0].row.right for edge in edges), key=lambda one: abs(one - wanted))
    if abs(inward - wanted) > wanted / 2:
        demand = RC_06.asking("印发日期右空一字", "请改制表位", by_hand=True)
        place, measured = on_page(sheet.document, rows[0].page, parts[-1]), f"{inward:.1f}毫米"
        yield demand.broken(place, f"印发日期右空{measured}，不是一字", measured)


def _foot(
    sheet: RenderedDocument, page: int, place: FormPlace, parts: Sequence[ParagraphForm]
) -> Iterator[FormFinding]:
    ink = sheet.rendered.pages[page - 1].ink()
    lines = [] if ink is None else ruled_lines(is_dark(ink), _RULE_LENGTH)
    tops = [one.row.top for part in parts for one in sheet.rows.get(part.number, ()) if one.page == page]
    own = [one for one in lines if one[0] > min(tops) - _TOLERANCE]
    if not own or not sheet.is_portrait or _is_placed(sheet, parts[-1].number):
        return
    foot, _, _ = own[-1]
    if abs(foot - sheet.foot) > _TOLERANCE:
        measured = f"离纸顶{foot:.1f}毫米"
        demand = RC_02.asking(f"与版心下边缘重合（{sheet.foot:g}毫米）")
        yield demand.broken(place, f"版记最后一条线{measured}，不在版心下边缘", measured)


def _is_placed(sheet: RenderedDocument, number: int) -> bool:
    """Return whether the imprint floats at the foot, by the margins: LibreOffice leaves it inline."""
    tables = sheet.document.tables
    return any(one.is_at_foot for one in tables if one.paragraph <= number <= one.last_paragraph)
