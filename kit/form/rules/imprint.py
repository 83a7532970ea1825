"""The imprint (版记): lines (GB/T 9704 7.4.1), recipients of copies (7.4.2), printing organ, date (7.4.3)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kit.docx.profiles.value import TWIPS_PER_MM
from kit.docx.reading.tables import first_of, left_of, right_of
from kit.form.roles.shapes import TYPED_RULE, is_letter, is_minutes, is_open
from kit.form.rule import Rule, at, mm, size_name
from kit.text.width import display_width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.docx.profiles.value import Profile
    from kit.docx.reading.form import DocumentForm, ParagraphForm, StrokeForm, TableForm
    from kit.form.rule import FormFinding


RC_01 = Rule(
    "RC-01", "版记的分隔线与版心等宽，首末条推荐0.35毫米，中间推荐0.25毫米", "GB/T 9704 7.4.1", "规定",
    "请加分隔线", also=("推荐",),
)  # fmt: skip
RC_02 = Rule(
    "RC-02", "版记最后一条线与版心下边缘重合", "GB/T 9704 7.4.1", "规定", "请把版记放到页底",
    sees=("pages",),
)  # fmt: skip
RC_03 = Rule(
    "RC-03", "版记在双页上；前面有空白页的，空白页和版记页都不编页码", "GB/T 33476.2 7.3.1、GB/T 9704 7.5",
    "显现", "请改版记的位置或页码", also=("规定",), sees=("pages",),
)  # fmt: skip
RC_04 = Rule(
    "RC-04", "抄送机关用4号仿宋，左右各空一字，回行对齐，末尾标句号", "GB/T 9704 7.4.2", "一般",
    also=("规定",), fix=("face", "size", "place"),
)  # fmt: skip
RC_05 = Rule("RC-05", "移到版记的主送机关在抄送之上，之间不加分隔线", "GB/T 9704 7.4.2", "规定")
RC_06 = Rule(
    "RC-06", "印发机关和印发日期用4号仿宋，左右各空一字；日期标全、不编虚位，后加“印发”", "GB/T 9704 7.4.3",
    "一般", also=("规定",), fix=("face", "size", "place"), sees=("form", "pages"),
)  # fmt: skip

_POINTS_PER_MM = 72 / 25.4
_PRINTED = re.compile(
    r"(.+?)[\s\u3000]*((?:\d{4})年(?:[1-9]|1[0-2])月(?:[1-9]|[12]\d|3[01])日)印发", re.DOTALL
)
_COPIES = re.compile(r"(?:抄送|抄报)[：:]")
_TOLERANCE = 0.5  # of a character


def check(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield faults of the imprint, if the document has one."""
    yield from _lines(document, profile)
    yield from _words(document, profile)


def _lines(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
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
        demand = RC_01.asking("各要素之间有与版心等宽的分隔线")
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
            demand = RC_01.asking("与版心等宽（156毫米）", "请改线的长度")
            yield demand.broken(place, f"版记的分隔线长 {mm(length)}", mm(length))
    weight, value = stroke.weight / _POINTS_PER_MM, profile.outer_rule
    if not is_minutes(document) and all(
        abs(weight - one.number) > one.tolerance for one in (value, profile.inner_rule)
    ):
        demand = RC_01.asking("首末条0.35毫米，中间0.25毫米", "可改粗细", by=value)
        yield demand.broken(place, f"版记的分隔线粗 {weight:.2f}毫米", f"{weight:.2f}毫米")


def _around(document: DocumentForm) -> tuple[ParagraphForm, ...]:
    numbers = [one.number for one in document.of("版记")]
    return document.paragraphs[max(0, min(numbers) - 3) : max(numbers) + 2]


def _table_lines(
    document: DocumentForm, first: ParagraphForm, table: TableForm, profile: Profile
) -> Iterator[FormFinding]:
    place = at(document, first)
    if table.width and abs(table.width - profile.text_width) > TWIPS_PER_MM:
        demand = RC_01.asking("与版心等宽（156毫米）", "请改表格宽度")
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
            demand = RC_01.asking(f"有{name}分隔线")
            yield demand.broken(place, f"版记没有{name}分隔线", "没有")
        elif abs(points / _POINTS_PER_MM - value.number) > value.tolerance:
            measured = f"{points / _POINTS_PER_MM:.2f}毫米"
            demand = RC_01.asking(f"{value.number:g}毫米", "可改粗细", by=value)
            yield demand.broken(place, f"版记{name}分隔线粗 {measured}", measured)


def _words(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield faults of the lines of text: copies, printing organ, and in which order."""
    for paragraph in document.of("版记"):
        text = paragraph.text.strip()
        if _COPIES.match(text):
            yield from _copies(document, paragraph, profile)
        elif text.endswith("印发") or re.match(r"印发[：:]", text):
            yield from _printed(document, paragraph, profile)
    yield from _order(document)


def _letters(
    document: DocumentForm, paragraph: ParagraphForm, rule: Rule, profile: Profile
) -> Iterator[FormFinding]:
    face = profile.faces["仿宋"]
    if paragraph.size != profile.small_size.half_points:
        measured = size_name(paragraph.size)
        demand = rule.asking("4号字", "请改成4号")
        yield demand.broken(at(document, paragraph), f"版记用的是{measured}字", measured)
    if paragraph.face and not face.covers(paragraph.face):
        demand = rule.asking("仿宋体", f"请改成{face.declared}")
        yield demand.broken(at(document, paragraph), f"版记用的是{paragraph.face}", paragraph.face)


def _copies(document: DocumentForm, paragraph: ParagraphForm, profile: Profile) -> Iterator[FormFinding]:
    yield from _letters(document, paragraph, RC_04, profile)
    text = paragraph.text.strip()
    if not text.endswith("。") and not is_open(text):
        demand = RC_04.asking("最后一个抄送机关后标句号", "请补上", strength="规定", by_hand=True)
        yield demand.broken(at(document, paragraph), "抄送末尾没有句号", text[-1:])
    if abs(first_of(paragraph) - 1) > _TOLERANCE or abs(right_of(paragraph) - 1) > _TOLERANCE:
        measured = f"左空{first_of(paragraph):.1f}字，右空{right_of(paragraph):.1f}字"
        demand = RC_04.asking("左右各空一字", "请改左右缩进")
        yield demand.broken(at(document, paragraph), "抄送没有左右各空一字", measured)
    wanted = first_of(paragraph) + len("抄送：")
    if _wraps(text, profile) and abs(left_of(paragraph) - wanted) > _TOLERANCE:
        measured = f"左空{left_of(paragraph):.1f}字"
        demand = RC_04.asking("回行时与冒号后的首字对齐", "请改悬挂缩进", strength="规定")
        yield demand.broken(at(document, paragraph), "抄送回行没有与冒号后的首字对齐", measured)


def _wraps(text: str, profile: Profile) -> bool:
    """Return whether a line of the imprint is surely longer than the text area."""
    return display_width(text) * profile.small_size.twips > profile.text_width


def _printed(document: DocumentForm, paragraph: ParagraphForm, profile: Profile) -> Iterator[FormFinding]:
    yield from _letters(document, paragraph, RC_06, profile)
    text = paragraph.text.strip()
    if not _PRINTED.fullmatch(text) and not is_open(text):
        expected = "印发机关在左，印发日期在右，如“某某办公室　2026年5月8日印发”"
        demand = RC_06.asking(expected, strength="规定", by_hand=True)
        yield demand.broken(at(document, paragraph), "印发机关或印发日期写法不对", text)
    if abs(left_of(paragraph) - 1) > _TOLERANCE:
        demand = RC_06.asking("印发机关左空一字", "请改左缩进")
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
            demand = RC_05.asking("主送在抄送之上一行", "请调换")
            yield demand.broken(at(document, paragraph), "版记里主送排在抄送下面", "在下")
        elif _is_parted(document, paragraph, copies[0]):
            demand = RC_05.asking("主送与抄送之间不加分隔线", "请去掉这条线")
            yield demand.broken(at(document, paragraph), "版记里主送与抄送之间有分隔线", "有")


def _is_parted(document: DocumentForm, upper: ParagraphForm, lower: ParagraphForm) -> bool:
    """Return whether the table draws a line between two paragraphs for sure."""
    for table in document.tables:
        mine = [cell for cell in table.cells if {upper.number, lower.number} & set(cell.paragraphs)]
        if table.edges.get("insideH") and len(mine) > 1:
            return mine[0].last_row < mine[-1].first_row and not any(cell.has_own_lines for cell in mine)
    return False
