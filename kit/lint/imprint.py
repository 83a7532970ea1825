"""The imprint (版记): recipients of copies, printing organ and date (GB/T 9704 7.4.2, 7.4.3)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kit.lint.findings.demand import Demand, at, size_name
from kit.lint.reading.positions import first_of, left_of, right_of
from kit.lint.reading.shapes import is_open
from kit.word.layout.paragraphs import cells

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.lint.findings.form import FormFinding
    from kit.lint.reading.records import DocumentForm, ParagraphForm
    from kit.word.profiles import Profile

RULES = {
    "RC-04": "抄送机关用4号仿宋，左右各空一字，末尾标句号",
    "RC-05": "移到版记的主送机关在抄送之上，之间不加分隔线",
    "RC-06": "印发机关和印发日期用4号仿宋，日期标全、不编虚位，后加“印发”",
}
_PRINTED = re.compile(
    r"(.+?)[\s\u3000]*((?:\d{4})年(?:[1-9]|1[0-2])月(?:[1-9]|[12]\d|3[01])日)印发", re.DOTALL
)
_COPIES = re.compile(r"(?:抄送|抄报)[：:]")
_TOLERANCE = 0.5  # of a character


def check(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield faults of the imprint, if the document has one."""
    paragraphs = document.of("版记")
    for paragraph in paragraphs:
        text = paragraph.text.strip()
        if _COPIES.match(text):
            yield from _copies(document, paragraph, profile)
        elif text.endswith("印发") or re.match(r"印发[：:]", text):
            yield from _printed(document, paragraph, profile)
    yield from _order(document)


def _letters(
    document: DocumentForm, paragraph: ParagraphForm, rule: str, profile: Profile
) -> Iterator[FormFinding]:
    clause, face = {"RC-04": "GB/T 9704 7.4.2"}.get(rule, "GB/T 9704 7.4.3"), profile.faces["仿宋"]
    if paragraph.size != profile.small_size.half_points:
        measured = size_name(paragraph.size)
        demand = Demand(rule, clause, "一般", "4号字", "请改成4号")
        yield demand.broken(at(document, paragraph), f"版记用的是{measured}字", measured)
    if paragraph.face and not face.covers(paragraph.face):
        demand = Demand(rule, clause, "一般", "仿宋体", f"请改成{face.declared}")
        yield demand.broken(at(document, paragraph), f"版记用的是{paragraph.face}", paragraph.face)


def _copies(document: DocumentForm, paragraph: ParagraphForm, profile: Profile) -> Iterator[FormFinding]:
    yield from _letters(document, paragraph, "RC-04", profile)
    text, clause = paragraph.text.strip(), "GB/T 9704 7.4.2"
    if not text.endswith("。") and not is_open(text):
        demand = Demand("RC-04", clause, "规定", "最后一个抄送机关后标句号", "请补上", fixable=False)
        yield demand.broken(at(document, paragraph), "抄送末尾没有句号", text[-1:])
    if abs(first_of(paragraph) - 1) > _TOLERANCE or abs(right_of(paragraph) - 1) > _TOLERANCE:
        measured = f"左空{first_of(paragraph):.1f}字，右空{right_of(paragraph):.1f}字"
        demand = Demand("RC-04", clause, "一般", "左右各空一字", "请改左右缩进")
        yield demand.broken(at(document, paragraph), "抄送没有左右各空一字", measured)
    wanted = first_of(paragraph) + len("抄送：")
    if _wraps(text, profile) and abs(left_of(paragraph) - wanted) > _TOLERANCE:
        measured = f"左空{left_of(paragraph):.1f}字"
        demand = Demand("RC-04", clause, "规定", "回行时与冒号后的首字对齐", "请改悬挂缩进")
        yield demand.broken(at(document, paragraph), "抄送回行没有与冒号后的首字对齐", measured)


def _wraps(text: str, profile: Profile) -> bool:
    """Return whether a line of the imprint is surely longer than the text area."""
    return cells(text) * profile.small_size.twips > profile.text_width


def _printed(document: DocumentForm, paragraph: ParagraphForm, profile: Profile) -> Iterator[FormFinding]:
    yield from _letters(document, paragraph, "RC-06", profile)
    text, clause = paragraph.text.strip(), "GB/T 9704 7.4.3"
    if not _PRINTED.fullmatch(text) and not is_open(text):
        expected = "印发机关在左，印发日期在右，如“某某办公室　2026年5月8日印发”"
        demand = Demand("RC-06", clause, "规定", expected, "请改正", fixable=False)
        yield demand.broken(at(document, paragraph), "印发机关或印发日期写法不对", text)
    if abs(left_of(paragraph) - 1) > _TOLERANCE:
        demand = Demand("RC-06", clause, "一般", "印发机关左空一字", "请改左缩进")
        yield demand.broken(
            at(document, paragraph), "印发机关没有左空一字", f"左空{left_of(paragraph):.1f}字"
        )


def _order(document: DocumentForm) -> Iterator[FormFinding]:
    """Yield recipients that stand under those of copies, or are parted from them by a line."""
    copies = [one for one in document.of("版记") if _COPIES.match(one.text.strip())]
    for paragraph in document.of("版记"):
        if not copies or not re.match(r"主送[：:]", paragraph.text.strip()):
            continue
        if paragraph.number > copies[0].number:
            demand = Demand("RC-05", "GB/T 9704 7.4.2", "规定", "主送在抄送之上一行", "请调换", fixable=False)
            yield demand.broken(at(document, paragraph), "版记里主送排在抄送下面", "在下")
        elif _is_parted(document, paragraph, copies[0]):
            demand = Demand("RC-05", "GB/T 9704 7.4.2", "规定", "主送与抄送之间不加分隔线", "请去掉这条线")
            yield demand.broken(at(document, paragraph), "版记里主送与抄送之间有分隔线", "有")


def _is_parted(document: DocumentForm, upper: ParagraphForm, lower: ParagraphForm) -> bool:
    """Return whether the table draws a line between two paragraphs for sure."""
    for table in document.tables:
        mine = [cell for cell in table.cells if {upper.number, lower.number} & set(cell.paragraphs)]
        if table.edges.get("insideH") and len(mine) > 1:
            return mine[0].last_row < mine[-1].first_row and not any(cell.has_own_lines for cell in mine)
    return False
