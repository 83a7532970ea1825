"""The lines of the imprint (版记): as wide as the text area, the outer ones thicker (GB/T 9704 7.4.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.lint.findings.demand import Demand, at, mm
from kit.lint.reading.kinds import is_letter, is_minutes
from kit.lint.reading.shapes import TYPED_RULE
from kit.word.profiles.value import TWIPS_PER_MM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.lint.findings.form import FormFinding
    from kit.lint.reading.pieces import StrokeForm, TableForm
    from kit.lint.reading.records import DocumentForm, ParagraphForm
    from kit.word.profiles import Profile

RULES = {"RC-01": "版记的分隔线与版心等宽，首末条推荐0.35毫米，中间推荐0.25毫米"}
_POINTS_PER_MM = 72 / 25.4
_CLAUSE = "GB/T 9704 7.4.1"


def check(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield faults of the lines, if the document has an imprint; that of a letter has none."""
    parts = document.of("版记")
    if not parts or is_letter(document):
        return
    first = parts[0]
    table = next(
        (one for one in document.tables if one.paragraph <= first.number <= one.last_paragraph), None
    )
    around = _around(document)
    if table is not None:
        yield from _table_lines(document, first, table, profile)
    elif not any(one.rule or one.has_drawing or TYPED_RULE.fullmatch(one.text.strip()) for one in around):
        demand = Demand("RC-01", _CLAUSE, "规定", "各要素之间有与版心等宽的分隔线", "请加分隔线")
        yield demand.broken(at(document, first), "版记没有分隔线", "没有")
    else:
        numbers = {one.number for one in around}
        for stroke in (one for one in document.strokes if one.paragraph in numbers and one.lines):
            yield from _drawn(document, stroke, profile)


def _drawn(document: DocumentForm, stroke: StrokeForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield faults of a line that is a border or a drawing; minutes may have lines of their own."""
    place = at(document, document.paragraphs[stroke.paragraph - 1])
    if stroke.left is not None and stroke.right is not None:
        length = stroke.right - stroke.left
        if abs(length - profile.text_width) > TWIPS_PER_MM:
            demand = Demand("RC-01", _CLAUSE, "规定", "与版心等宽（156毫米）", "请改线的长度")
            yield demand.broken(place, f"版记的分隔线长 {mm(length)}", mm(length))
    weight, value = stroke.weight / _POINTS_PER_MM, profile.outer_rule
    if not is_minutes(document) and all(
        abs(weight - one.number) > one.tolerance for one in (value, profile.inner_rule)
    ):
        demand = Demand("RC-01", value.clause, value.strength, "首末条0.35毫米，中间0.25毫米", "可改粗细")
        yield demand.broken(place, f"版记的分隔线粗 {weight:.2f}毫米", f"{weight:.2f}毫米")


def _around(document: DocumentForm) -> tuple[ParagraphForm, ...]:
    numbers = [one.number for one in document.of("版记")]
    return document.paragraphs[max(0, min(numbers) - 3) : max(numbers) + 2]


def _table_lines(
    document: DocumentForm, first: ParagraphForm, table: TableForm, profile: Profile
) -> Iterator[FormFinding]:
    place = at(document, first)
    if table.width and abs(table.width - profile.text_width) > TWIPS_PER_MM:
        demand = Demand("RC-01", _CLAUSE, "规定", "与版心等宽（156毫米）", "请改表格宽度")
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
            demand = Demand("RC-01", _CLAUSE, "规定", f"有{name}分隔线", "请加分隔线")
            yield demand.broken(place, f"版记没有{name}分隔线", "没有")
        elif abs(points / _POINTS_PER_MM - value.number) > value.tolerance:
            measured = f"{points / _POINTS_PER_MM:.2f}毫米"
            demand = Demand("RC-01", value.clause, value.strength, f"{value.number:g}毫米", "可改粗细")
            yield demand.broken(place, f"版记{name}分隔线粗 {measured}", measured)
