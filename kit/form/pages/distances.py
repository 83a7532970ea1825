"""How far the parts of the first page stand from each other, measured in ink (GB/T 9704 7.2, 7.3.1, 10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.form.pages.pages import is_red
from kit.form.pages.sheet import bands, ink_of, merged_rules, on_page
from kit.form.roles.joint import printed_after
from kit.form.roles.shapes import SIGNER, has_letter_head, has_minutes_mark, is_letter, is_order
from kit.form.rules.document_number import HD_07, HD_09
from kit.form.rules.kinds import CM_03
from kit.form.rules.letter import LT_05, LT_06
from kit.form.rules.title import MB_01

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.docx.profiles.value import Value
    from kit.docx.reading.form import ParagraphForm
    from kit.form.pages.pages import InkMask
    from kit.form.pages.sheet import RenderedDocument
    from kit.form.rule import FormFinding, Rule


_LINE = 10.39  # mm: a 3号 character and seven eighths of one (GB/T 9704 3.2, GB/T 33476.2)
_LESS, _MORE = 0.25, 0.95  # lines: between lines of its own a word processor adds half of their leading twice
_RULE = 120  # mm, at least, of a red line that is no letter
_POINT = 25.4 / 72


def check(sheet: RenderedDocument) -> Iterator[FormFinding]:
    """Yield distances that are not those asked for; what is not on the first page is not judged."""
    ink = sheet.rendered.pages[0].ink() if sheet.rendered.pages else None
    if ink is None or not sheet.is_portrait or not sheet.document.of("标志"):
        return
    if is_letter(sheet.document):
        yield from _letter(sheet, ink) if has_letter_head(sheet.document) else ()
    elif is_order(sheet.document):
        yield from _order(sheet, ink)
    elif not has_minutes_mark(sheet.document):  # their form is an office's own
        yield from _ordinary(sheet, ink)


def _ordinary(sheet: RenderedDocument, ink: InkMask) -> Iterator[FormFinding]:
    marks, numbers = sheet.document.of("标志"), sheet.document.of("发文字号", "签发人")
    titles, rule = sheet.document.of("标题"), _first_rule(sheet, ink)
    if numbers and numbers[0].number > marks[-1].number:
        gap = _gap(sheet, ink, marks[-1], numbers[0])
        yield from _lines(sheet, HD_07, sheet.profile.mark_gap, numbers[0], gap)
    yield from _signers(sheet)
    title = _extent(sheet, ink, titles[0]) if titles else None
    if title is not None and rule is not None:
        yield from _lines(sheet, MB_01, sheet.profile.title_gap, titles[0], _free(sheet, rule, title[0]))


def _signers(sheet: RenderedDocument) -> Iterator[FormFinding]:
    """Yield names of signers that do not end one character before the edge of the text area."""
    signers = [one for one in sheet.document.of("发文字号", "签发人") if SIGNER.search(one.text)]
    rows = [one.row for signer in signers for one in sheet.rows.get(signer.number, ()) if one.page == 1]
    if not rows:
        return
    cell = sheet.profile.body_size.number * _POINT
    inward = sheet.area[2] - max(row.right for row in rows)
    if abs(inward - cell) > cell / 2:
        demand = HD_09.asking("签发人居右空一字", "请改制表位")
        place, measured = on_page(sheet.document, 1, signers[0]), f"{inward:.1f}毫米"
        yield demand.broken(place, f"签发人右空{measured}，不是一字", measured)


def _order(sheet: RenderedDocument, ink: InkMask) -> Iterator[FormFinding]:
    marks, numbers = sheet.document.of("标志"), sheet.document.of("发文字号")
    if not numbers or numbers[0].number < marks[-1].number:
        return
    value, body = sheet.profile.order_gap, printed_after(sheet.document, numbers[0])
    yield from _lines(sheet, CM_03, value, numbers[0], _gap(sheet, ink, marks[-1], numbers[0]))
    if body is not None and body.role == "正文":
        yield from _lines(sheet, CM_03, value, body, _gap(sheet, ink, numbers[0], body))


def _letter(sheet: RenderedDocument, ink: InkMask) -> Iterator[FormFinding]:
    number, title = sheet.document.of("发文字号")[0], sheet.document.of("标题")[0]
    rule, shown, value = (
        _first_rule(sheet, ink),
        _extent(sheet, ink, number),
        sheet.profile.letter_number_drop,
    )
    corner = sheet.document.of("份号", "密级", "紧急程度")
    if shown is not None and rule is not None and rule < shown[0]:
        gap, wanted = shown[0] - rule, value.number * _POINT
        if abs(gap - wanted) > value.tolerance * _POINT:
            expected = f"与线的距离为3号汉字高度的7/8（{wanted:.1f}毫米）"
            demand = LT_05.asking(expected, by=value)
            place, measured = on_page(sheet.document, 1, number), f"{gap:.1f}毫米"
            yield demand.broken(place, f"发文字号离第一条双线{measured}", measured)
    above = [extent[1] for one in (number, *corner) if (extent := _extent(sheet, ink, one)) is not None]
    below = _extent(sheet, ink, title)
    if above and below is not None:
        value = sheet.profile.letter_title_gap
        yield from _lines(sheet, LT_06, value, title, _free(sheet, max(above), below[0]))


def _lines(
    sheet: RenderedDocument, rule: Rule, value: Value, paragraph: ParagraphForm, gap: float | None
) -> Iterator[FormFinding]:
    """Yield a distance that is not so many lines."""
    if gap is None or value.number - _LESS <= gap / _LINE <= value.number + _MORE:
        return
    expected = f"空{value.number:g}行（约{value.number * _LINE:.0f}毫米）"
    demand = rule.asking(expected, "请改空行或段前间距", by=value, by_hand=True)
    place, measured = on_page(sheet.document, 1, paragraph), f"{gap:.1f}毫米"
    yield demand.broken(place, f"{paragraph.role}与其上的距离是{measured}", measured)


def _gap(sheet: RenderedDocument, ink: InkMask, upper: ParagraphForm, lower: ParagraphForm) -> float | None:
    """Return how far the ink of a part stands under that of another, both on the first page."""
    if upper.is_in_table:  # one name of several: the lowest is not known to be this one
        return None
    above, below = _extent(sheet, ink, upper), _extent(sheet, ink, lower)
    return _free(sheet, above[1], below[0]) if above and below else None


def _free(sheet: RenderedDocument, top: float, bottom: float) -> float | None:
    """Return the distance between two heights of the first page, or None where something stands between."""
    is_taken = any(top < row.middle < bottom for row in sheet.rendered.pages[0].rows)
    return None if is_taken or bottom <= top else bottom - top


def _extent(sheet: RenderedDocument, ink: InkMask, paragraph: ParagraphForm) -> tuple[float, float] | None:
    printed = [one.row for one in sheet.rows.get(paragraph.number, ()) if one.page == 1]
    if not printed:
        return None
    return ink_of(ink, printed[0])[0], ink_of(ink, printed[-1])[1]


def _first_rule(sheet: RenderedDocument, ink: InkMask) -> float | None:
    """Return the foot of the first red rule of the first page."""
    found = merged_rules(bands(is_red(ink), _RULE))
    half = sheet.profile.page_height.number / 2
    return found[0][-1].bottom if found and found[0][0].top < half else None
