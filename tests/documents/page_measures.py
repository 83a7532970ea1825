"""What is measured on printed pages, and what it should be: GB/T 9704 5.2.3, 7.2, 7.3.5, 7.4, 7.5."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
from page_measuring import MM, Lines, Row, Sheet, inked, lines_across, pitch_of
from printed_document import FOOT, NEAR, Document
from rendered_corpus import SIGNED

from kit.docx.profiles.value import Profile

INKED = {"demo", "longest", "shortest", "nothing"}  # of which pictures are made: they take time
_NARROW = re.compile("[\x00-\xff]")
_SQUEEZED = re.compile(r"[，。、；：？！】）”》〕][，。、；：？！】）”》〕【（“《〔]|[【（“《〔]{2}")
_OPENING = "（“‘《〔【"
_TOP = 72.0  # mm: 37 to the text area, 35 to the mark
_LEADING = 0.25  # of a character, between a figure and a Chinese character: see date_width
_NUMBER = re.compile(r"—\d+—")


@dataclass(frozen=True)
class Measure:
    """One thing that is measured: its Chinese name, unit, what it should be and how far it may be off."""

    name: str
    unit: str
    wanted: Callable[[Profile], float]
    tolerance: float
    taken: Callable[[Document], Iterator[float]]


def rows_on_full_pages(document: Document) -> Iterator[float]:
    """Yield how many rows the pages have whose last paragraph runs on over the page."""
    starts = {one.text[:6] for one in document.paragraphs if one.text}
    if not document.is_portrait:
        return
    for sheet, follower in pairwise(document.sheets):
        rows, below = document.rows(sheet), document.rows(follower)
        if rows and below and document.is_plain(sheet) and _runs_on(document, follower, below[0], starts):
            yield 1 + round((rows[-1].middle - rows[0].middle) / pitch_of(rows))


def _runs_on(document: Document, sheet: Sheet, row: Row, starts: set[str]) -> bool:
    is_flush = abs(row.left - document.edges(sheet)[0]) < NEAR
    return is_flush and document.has_body_type(row) and row.text[:6] not in starts


def cells_on_full_lines(document: Document) -> Iterator[float]:
    """Yield how many characters the lines have that hold wide ones only and could have held one more.

    A line before a figure, or before a mark that opens, is shorter: neither may be broken off. A line with
    two marks side by side is longer: word processors print them narrower.
    """
    for sheet in document.sheets if document.is_portrait else ():
        left, right = document.edges(sheet)
        for row, below in pairwise(document.rows(sheet)):
            flush = all(document.has_body_type(one) and abs(one.left - left) < NEAR for one in (row, below))
            is_whole = flush and row.right > right - 1.2 * document.cell
            odd = _NARROW.search(row.text + below.text[0]) or _SQUEEZED.search(row.text)
            if is_whole and not odd and below.text[0] not in _OPENING:
                yield len(row.text)


def number_drop(document: Document) -> Iterator[float]:
    """Yield how far under the text area the dashes of the first two page numbers stand, by their ink."""
    if not document.is_portrait or document.case.material not in {"demo", "longest"}:
        return
    for sheet in document.sheets[:2]:
        row = number_of(sheet)
        ink, dot = sheet.ink(row.top, row.bottom)
        first = np.flatnonzero((ink > 0.5).any(axis=0))[0]
        dash = np.flatnonzero((ink[:, first : first + round(4 / dot)] > 0.5).any(axis=1))
        yield row.top + float(dash[0] + dash[-1] + 1) / 2 * dot - FOOT


def number_of(sheet: Sheet) -> Row:
    """Return the row of the page number; every page has one."""
    found = [row for row in sheet.rows if _NUMBER.fullmatch(row.text)]
    assert [row.text for row in found] == [f"—{sheet.number}—"], f"{sheet.pdf.name} page {sheet.number}"
    return found[0]


def number_inward(document: Document) -> Iterator[float]:
    """Yield how far from the edge, or from the middle, of the text area the page numbers stand."""
    for sheet in document.sheets:
        row, (left, right) = number_of(sheet), document.edges(sheet)
        if document.profile.number_side == "centre":
            yield (row.left + row.right - left - right) / 2
        else:
            yield row.left - left if sheet.number % 2 == 0 else right - row.right


def mark_top(document: Document) -> Iterator[float]:
    """Yield how far from the top of the sheet the ink of the issuer mark begins."""
    for rule in red_rules(document):
        yield inked(document.sheets[0], 50, rule.middle - 1, red=True)[0]


def mark_rows(document: Document) -> Iterator[float]:
    """Yield how many rows a mark stands on that has room on one."""
    for mark in document.of("红头"):
        if len(mark.text) < 26:
            yield sum(1 for row in document.sheets[0].rows if row.text and row.text in mark.text)


def rule_drop(document: Document) -> Iterator[float]:
    """Yield how far under the ink of the document number the red rule stands."""
    for rule in red_rules(document):
        row = [row for row in document.sheets[0].rows if row.middle < rule.middle][-1]
        yield rule.middle - rule.thickness / 2 - inked(document.sheets[0], row.top - 1, rule.middle - 1)[1]


def rule_width(document: Document) -> Iterator[float]:
    """Yield how long the red rule is."""
    for rule in red_rules(document):
        yield rule.right - rule.left


def title_drop(document: Document) -> Iterator[float]:
    """Yield how far under the red rule the ink of the title begins, in lines: two, and half a leading."""
    for rule in red_rules(document):
        row = next(row for row in document.sheets[0].rows if row.top > rule.middle)
        top = inked(document.sheets[0], rule.middle + 1.5, row.bottom)[0]
        yield (top - rule.middle) / (document.profile.pitch.number * MM)


@cache
def red_rules(document: Document) -> Sequence[Lines]:
    """Return the red rule of a document that has an issuer mark."""
    if document.case.material not in INKED or not document.of("红头"):
        return ()
    return lines_across(document.sheets[0], 80, 160, 100, red=True)


@cache
def imprint_lines(document: Document) -> Sequence[Lines]:
    """Return the lines of the imprint, where there is one."""
    imprint = document.of("抄送", "印发")
    if document.case.material not in INKED or not imprint:
        return ()
    rows = document.rows(document.sheets[-1])
    first = next(row for row in rows if row.text[:20] == imprint[0].text[: len(row.text)][:20])
    return lines_across(document.sheets[-1], first.top - 3, FOOT + 5, 100)


def imprint_foot(document: Document) -> Iterator[float]:
    """Yield where the last line of the imprint stands."""
    yield from (line.middle for line in imprint_lines(document)[-1:])


def imprint_width(document: Document) -> Iterator[float]:
    """Yield how long the lines of the imprint are."""
    yield from (line.right - line.left for line in imprint_lines(document))


def outer_rules(document: Document) -> Iterator[float]:
    """Yield how thick the first and the last line of the imprint are."""
    lines = imprint_lines(document)
    yield from (line.thickness for line in (*lines[:1], *lines[-1:]))


def inner_rules(document: Document) -> Iterator[float]:
    """Yield how thick the lines between them are."""
    yield from (line.thickness for line in imprint_lines(document)[1:-1])


@dataclass(frozen=True)
class SignedRows:
    """Where the organ's name and the date of a document were printed."""

    sheet: Sheet
    organ: tuple[Row, ...]
    date: Row


@cache
def signed_rows(document: Document) -> SignedRows | None:
    """Return the rows of the sign-off; None for a kind that has none."""
    if document.case.kind not in SIGNED:
        return None
    organ, date = (document.of(style)[-1].text for style in ("署名", "成文日期"))
    for sheet in reversed(document.sheets):
        rows = document.rows(sheet)
        for at, row in enumerate(rows):
            if row.text == date:
                return SignedRows(sheet, _ending(rows[:at], organ), row)
    raise AssertionError(f"{document.case.name}: the date {date} is on no page in one row")


def _ending(rows: Sequence[Row], text: str) -> tuple[Row, ...]:
    """Return the last rows, as many as make up a text."""
    for start in range(len(rows) - 1, -1, -1):
        if "".join(row.text for row in rows[start:]) == text:
            return tuple(rows[start:])
    raise AssertionError(f"“{text}” does not stand above the date")


def date_end(document: Document) -> Iterator[float]:
    """Yield by how many characters the end of the date is off its place."""
    if signed := signed_rows(document):
        right = document.edges(signed.sheet)[1]
        yield (right - signed.date.right) / document.cell - _wanted(document)[1]


def organ_end(document: Document) -> Iterator[float]:
    """Yield by how many characters the end of the organ's name is off its place."""
    if signed := signed_rows(document):
        right = document.edges(signed.sheet)[1]
        yield (right - max(row.right for row in signed.organ)) / document.cell - _wanted(document)[0]


def date_start(document: Document) -> Iterator[float]:
    """Yield by how many characters the start of the date is off its place.

    LibreOffice 7.4 does not read autoSpaceDE and autoSpaceDN: it puts a quarter of a character between
    figures and Chinese characters, which Word and WPS do not do here. What it adds is taken off.
    """
    if signed := signed_rows(document):
        text = signed.date.text
        gaps = sum(1 for one, other in pairwise(text) if one.isascii() != other.isascii())
        left = (document.edges(signed.sheet)[1] - signed.date.left) / document.cell - gaps * _LEADING
        yield left - _wanted(document)[1] - width_of(text)


def width_of(text: str) -> float:
    """Return how many characters wide a text is; a figure is half of one."""
    return sum(0.5 if one.isascii() else 1 for one in text)


def _wanted(document: Document) -> tuple[float, float]:
    """Return how many characters from the right edge the organ's name and the date should end.

    7.3.5.1, sealed: the date four in, the name in the middle over it, both further left only where the name
    would leave the text area. 7.3.5.2, unsealed: the name two in, the date beginning two behind the name's
    beginning; a longer date two in, and the name two before it. A name of several rows is as wide as they.
    """
    organ, date = (width_of(document.of(style)[-1].text) for style in ("署名", "成文日期"))
    line = document.profile.cells.number
    if document.case.is_sealed:
        over = 4 + (date - min(organ, line)) / 2
        return max(over, 0), 4 + max(-over, 0)
    organ = min(organ, line - 2)
    if organ + 2 > date + 2:
        return 2, max(organ - date, 0)
    return 2 + date + 2 - organ, 2


MEASURES = (
    Measure("正文整面的行数", "行", lambda profile: profile.lines.number, 0, rows_on_full_pages),
    Measure("整行的字数", "字", lambda profile: profile.cells.number, 1, cells_on_full_lines),
    Measure("页码的一字线在版心下边缘之下", "毫米", lambda _: 7, 1, number_drop),
    Measure(
        "页码离版心外侧（居中的离中线）",
        "毫米",
        lambda profile: 0 if profile.number_side == "centre" else 14 * MM,
        0.5 * 14 * MM,
        number_inward,
    ),
    Measure("发文机关标志上边缘离纸顶", "毫米", lambda _: _TOP, 1.5, mark_top),
    Measure("发文机关标志排成", "行", lambda _: 1, 0, mark_rows),
    Measure("红色分隔线在发文字号之下", "毫米", lambda _: 4, 1, rule_drop),
    Measure("红色分隔线的长度", "毫米", lambda _: 156, 1, rule_width),
    Measure("标题在红色分隔线之下", "行", lambda _: 2, 0.25, title_drop),
    Measure("版记最后一条线离纸顶", "毫米", lambda _: FOOT, 1.5, imprint_foot),
    Measure("版记各条线的长度", "毫米", lambda _: 156, 1, imprint_width),
    Measure("版记首末线的粗细", "毫米", lambda _: 0.35, 0.1, outer_rules),
    Measure("版记中间线的粗细", "毫米", lambda _: 0.25, 0.05, inner_rules),
    Measure("署名末字离应在的位置", "字", lambda _: 0, 0.5, organ_end),
    Measure("成文日期末字离应在的位置", "字", lambda _: 0, 0.5, date_end),
    Measure("成文日期首字离应在的位置", "字", lambda _: 0, 0.5, date_start),
)
