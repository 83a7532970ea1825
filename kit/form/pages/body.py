"""Rows and lines of the printed text: 22 rows, 28 characters, lone ends (GB/T 9704 5.2.3)."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from kit.docx.reading.form import WIDE
from kit.form.pages.sheet import on_page
from kit.form.rules.headings import MB_06, MB_22, MB_23
from kit.form.rules.page import PG_06, PG_07
from kit.form.rules.words import NUM_17
from kit.text.width import display_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kit.docx.reading.form import ParagraphForm, Role
    from kit.form.pages.pages import PrintedLine, RenderedPage
    from kit.form.pages.sheet import Printed, RenderedDocument
    from kit.form.rule import FormFinding

    Owners = dict[tuple[int, PrintedLine], ParagraphForm]


_HEADINGS: tuple[Role, ...] = ("一级", "二级", "三级", "四级")
_BODY: tuple[Role, ...] = ("正文", *_HEADINGS)
_NARROW = re.compile("[ -~]")
_LONE = 2.5  # cells, 。 included
_UNITS = re.compile(r"[年月日时分秒个名份条项家户次万亿元人%％]")
_LAST_FIGURES, _FIRST_FIGURES, _GROUP = re.compile(r"\d+$"), re.compile(r"\d+"), 3  # 5 120: of thousands
_TOGETHER = 2  # lines that widow control keeps together
_ROOM = 1.5  # mm by which a row may stand out of the text area
_HANGING = 1  # a closing mark may hang into the margin


def check(sheet: RenderedDocument) -> Iterator[FormFinding]:
    """Yield faults of the printed body."""
    yield from _first_page(sheet)
    if sheet.is_portrait:
        yield from _page_rows(sheet)
        yield from _line_cells(sheet)
    for paragraph in sheet.document.of(*_BODY):
        rows = sheet.rows.get(paragraph.number, ())
        if rows:
            yield from _ends(sheet, paragraph, rows)
    yield from _last_headings(sheet)


def _first_page(sheet: RenderedDocument) -> Iterator[FormFinding]:
    titles = sheet.document.of("标题", "附件标识")
    shown = [one for one in sheet.document.of("表格") if titles and one.number > titles[0].number]
    pages = {sheet.page_of(paragraph.number) for paragraph in (*sheet.document.of(*_BODY), *shown)}
    found = {page for page in pages if page}
    if found and min(found) > 1:
        yield MB_06.broken(on_page(sheet.document, 1), "首页没有正文", f"正文从第{min(found)}页开始")


def _page_rows(sheet: RenderedDocument) -> Iterator[FormFinding]:
    """Yield full pages of nothing but body whose rows are not 22: those whose last paragraph runs on."""
    owners = _owners(sheet)
    for page, follower in pairwise(sheet.rendered.pages):
        rows, below = _in_area(sheet, page), _in_area(sheet, follower)
        if not rows or not below or not _is_full(sheet, page, rows, owners):
            continue
        last, first = owners.get((page.number, rows[-1])), owners.get((follower.number, below[0]))
        count, wanted = _count(rows), int(sheet.profile.lines.number)
        if last is None or last is not first or count == wanted or _is_moved(sheet, last, follower):
            continue
        lines = sheet.profile.lines
        demand = PG_06.asking(f"每面{wanted}行", by=lines)
        yield demand.broken(on_page(sheet.document, page.number), f"这一面排了{count}行", f"{count}行")


def _is_moved(sheet: RenderedDocument, paragraph: ParagraphForm, page: RenderedPage) -> bool:
    """Return whether two lines of a paragraph on the next page may have been moved there together."""
    rows = sheet.rows.get(paragraph.number, ())
    return sum(1 for one in rows if one.page == page.number) <= _TOGETHER


def _owners(sheet: RenderedDocument) -> Owners:
    """Return whose each printed row is."""
    return {
        (printed.page, printed.row): paragraph
        for paragraph in sheet.document.paragraphs
        for printed in sheet.rows.get(paragraph.number, ())
    }


def _in_area(sheet: RenderedDocument, page: RenderedPage) -> list[PrintedLine]:
    _, top, _, bottom = sheet.area
    return [row for row in page.rows if top - _ROOM <= row.middle <= bottom + _ROOM]


def _is_full(
    sheet: RenderedDocument, page: RenderedPage, rows: Sequence[PrintedLine], owners: Owners
) -> bool:
    """Return whether a page holds nothing but body text of one pitch and size."""
    found = [owners.get((page.number, row)) for row in rows]
    plain = all(one is not None and one.role in _BODY and not one.spacing.before for one in found)
    same = {one.spacing.line for one in found if one is not None}
    return plain and len(same) == 1 and _has_body_size(sheet, found)


def _has_body_size(sheet: RenderedDocument, found: Sequence[ParagraphForm | None]) -> bool:
    size = sheet.profile.body_size.half_points
    return all(one is not None and one.size == size for one in found)


def _count(rows: Sequence[PrintedLine]) -> int:
    """Return how many rows a page has, empty ones between them included."""
    gaps = [after.middle - before.middle for before, after in pairwise(rows)]
    pitch = sorted(gaps)[len(gaps) // 2] if gaps else 1
    return 1 + sum(max(1, round(gap / pitch)) for gap in gaps)


def _line_cells(sheet: RenderedDocument) -> Iterator[FormFinding]:
    """Yield the count of characters that whole lines have, if it is not 28 or 27."""
    counts: Counter[int] = Counter()
    for paragraph in sheet.document.of("正文"):
        rows = sheet.rows.get(paragraph.number, ())
        if paragraph.size == sheet.profile.body_size.half_points:
            middle = (one.row.text for one in rows[1:-1])
            counts.update(round(display_width(text)) for text in middle if not _NARROW.search(text))
    if not counts:
        return
    usual, _ = counts.most_common(1)[0]
    value = sheet.profile.cells
    if not value.number - value.tolerance <= usual <= value.number + _HANGING:
        demand = PG_07.asking(f"每行{value.number:g}字", by=value)
        yield demand.broken(on_page(sheet.document, 1), f"整行排了{usual}个字", f"每行{usual}字")


def _ends(
    sheet: RenderedDocument, paragraph: ParagraphForm, rows: Sequence[Printed]
) -> Iterator[FormFinding]:
    last = rows[-1]
    is_lone = display_width(last.row.text) <= _LONE and WIDE.search(last.row.text)
    if len(rows) > 1 and is_lone and paragraph.text.endswith(last.row.text[-1:]):
        demand = MB_22.asking("末行不只剩一两个字")
        place = on_page(sheet.document, last.page, paragraph)
        yield demand.broken(place, "这一段末行只剩一两个字", last.row.text)
    for before, after in pairwise(rows):
        end, start = before.row.text[-1:], after.row.text[:1]
        if not (end.isascii() and end.isdigit()):
            continue
        place = on_page(sheet.document, before.page, paragraph)
        if _is_telephone(paragraph.text, before.row.text, after.row.text):
            continue
        if start.isascii() and start.isdigit():
            yield MB_23.broken(place, "一个数字被拆在两行", f"{end}／{start}", "warning")
        elif _UNITS.match(start):
            demand = NUM_17.asking("数字与单位不拆开")
            yield demand.broken(place, "数字和单位被拆在两行", f"{end}／{start}", "info")


def _is_telephone(text: str, before: str, after: str) -> bool:
    """Return whether a line ends at the blank within a telephone number, whose parts have four figures."""
    end, start = _LAST_FIGURES.search(before), _FIRST_FIGURES.match(after)
    parts = f"{end[0] if end else ''} {start[0] if start else ''}"
    return bool(start and len(start[0]) != _GROUP) and parts in text.replace("\u00a0", " ")


def _last_headings(sheet: RenderedDocument) -> Iterator[FormFinding]:
    """Yield headings at the foot of a page whose text begins on the next."""
    paragraphs = [one for one in sheet.document.paragraphs if one.text.strip()]
    for heading, follower in pairwise(paragraphs):
        if heading.number not in sheet.rows or follower.number not in sheet.rows:
            continue
        page, rows = sheet.rows[heading.number][-1].page, sheet.rows[heading.number]
        alone = heading.role in _HEADINGS and follower.role in _BODY and _is_whole(heading, rows)
        if alone and sheet.rows[follower.number][0].page > page and not follower.starts_page:
            demand = MB_22.asking("标题与下文同页", "请设“与下段同页”")
            yield demand.broken(on_page(sheet.document, page, heading), "标题落在页末", f"第{page}页")


def _is_whole(heading: ParagraphForm, rows: Sequence[Printed]) -> bool:
    """Return whether a heading stands alone on its one row, no text running on behind it."""
    return len(rows) == 1 and "。" not in heading.text
