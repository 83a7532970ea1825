"""The imprint (版记): its lines, recipients of copies, printing organ and date (GB/T 9704 7.4)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kit.lint.findings.demand import Demand, at, mm, size_name
from kit.lint.reading.positions import first_of, left_of, right_of
from kit.lint.reading.shapes import TYPED_RULE, is_open
from kit.word.profiles.value import TWIPS_PER_MM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.lint.findings.form import FormFinding
    from kit.lint.reading.records import DocumentForm, ParagraphForm, TableForm
    from kit.word.profiles import Profile

RULES = {
    "RC-01": "版记的分隔线与版心等宽，首末条推荐0.35毫米，中间推荐0.25毫米",
    "RC-04": "抄送机关用4号仿宋，左右各空一字，末尾标句号",
    "RC-05": "移到版记的主送机关在抄送之上",
    "RC-06": "印发机关和印发日期用4号仿宋，日期标全、不编虚位，后加“印发”",
}
_PRINTED = re.compile(
    r"(.+?)[\s\u3000]*((?:\d{4})年(?:[1-9]|1[0-2])月(?:[1-9]|[12]\d|3[01])日)印发", re.DOTALL
)
_COPIES = re.compile(r"(?:抄送|抄报)[：:]")
_POINTS_PER_MM = 72 / 25.4
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
    if paragraphs:
        yield from _lines(document, paragraphs[0], profile)


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
    copies = [one.number for one in document.of("版记") if _COPIES.match(one.text.strip())]
    for paragraph in document.of("版记"):
        if re.match(r"主送[：:]", paragraph.text.strip()) and copies and paragraph.number > copies[0]:
            demand = Demand("RC-05", "GB/T 9704 7.4.2", "规定", "主送在抄送之上一行", "请调换", fixable=False)
            yield demand.broken(at(document, paragraph), "版记里主送排在抄送下面", "在下")


def _lines(document: DocumentForm, first: ParagraphForm, profile: Profile) -> Iterator[FormFinding]:
    table = next(
        (one for one in document.tables if one.paragraph <= first.number <= one.last_paragraph), None
    )
    if table is not None:
        yield from _table_lines(document, first, table, profile)
    elif not any(
        one.rule or one.has_drawing or TYPED_RULE.fullmatch(one.text.strip()) for one in _around(document)
    ):
        demand = Demand("RC-01", "GB/T 9704 7.4.1", "规定", "各要素之间有与版心等宽的分隔线", "请加分隔线")
        yield demand.broken(at(document, first), "版记没有分隔线", "没有")


def _around(document: DocumentForm) -> tuple[ParagraphForm, ...]:
    numbers = [one.number for one in document.of("版记")]
    return document.paragraphs[max(0, min(numbers) - 3) : max(numbers) + 2]


def _table_lines(
    document: DocumentForm, first: ParagraphForm, table: TableForm, profile: Profile
) -> Iterator[FormFinding]:
    place = at(document, first)
    if table.width and abs(table.width - profile.text_width) > TWIPS_PER_MM:
        demand = Demand("RC-01", "GB/T 9704 7.4.1", "规定", "与版心等宽（156毫米）", "请改表格宽度")
        yield demand.broken(place, f"版记的分隔线宽 {mm(table.width)}", mm(table.width))
    for side, name, value in (
        ("top", "首条", profile.outer_rule),
        ("bottom", "末条", profile.outer_rule),
        ("insideH", "中间", profile.inner_rule),
    ):
        points = table.edges.get(side, 0.0)
        if side == "insideH" and table.rows < 2:  # noqa: PLR2004 - one row has nothing between
            continue
        if not points:
            demand = Demand("RC-01", "GB/T 9704 7.4.1", "规定", f"有{name}分隔线", "请加分隔线")
            yield demand.broken(place, f"版记没有{name}分隔线", "没有")
        elif abs(points / _POINTS_PER_MM - value.number) > value.tolerance:
            measured = f"{points / _POINTS_PER_MM:.2f}毫米"
            demand = Demand("RC-01", value.clause, value.strength, f"{value.number:g}毫米", "可改粗细")
            yield demand.broken(place, f"版记{name}分隔线粗 {measured}", measured)
