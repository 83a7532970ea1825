"""The letter format (信函格式, GB/T 9704 10.1), known by its number at the right; its two double rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kit.docx.reading.tables import right_of
from kit.form.roles.shapes import has_letter_head, is_letter, is_reddish
from kit.form.rule import Rule, at, in_section, mm

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kit.docx.profiles.value import Profile
    from kit.docx.reading.form import DocumentForm, StrokeForm
    from kit.form.rule import FormFinding, FormPlace


LT_01 = Rule(
    "LT-01", "信函格式的发文机关标志用机关名称，不加“文件”二字", "GB/T 9704 10.1", "规定",
    "请去掉“文件”二字",
)  # fmt: skip
LT_02 = Rule(
    "LT-02", "信函格式的发文机关标志上边缘至上页边30毫米", "GB/T 9704 10.1", "规定", "请改段前间距",
    sees=("pages",),
)  # fmt: skip
LT_03 = Rule(
    "LT-03", "信函格式的第一条双线是红色，在标志之下4毫米，上粗下细，长170毫米，居中", "GB/T 9704 10.1",
    "规定", "请改双线", sees=("form", "pages"), person="画在图片、组合、表格里的线，文件里看不出，要看版面",
)  # fmt: skip
LT_04 = Rule(
    "LT-04", "信函格式的第二条双线是红色，距下页边20毫米，上细下粗，长170毫米，居中", "GB/T 9704 10.1",
    "规定", "请改双线", sees=("form", "pages"), person="画在图片、组合、表格里的线，文件里看不出，要看版面",
)  # fmt: skip
LT_05 = Rule(
    "LT-05", "信函格式的发文字号顶格居右，与第一条双线的距离为3号汉字高度的7/8", "GB/T 9704 10.1", "规定",
    "请改段前间距", sees=("form", "pages"),
)  # fmt: skip
LT_06 = Rule(
    "LT-06", "信函格式的份号、密级、紧急程度在第一条双线之下，标题与上一要素相距二行", "GB/T 9704 10.1",
    "规定", "请移到双线之下", sees=("form", "pages"),
)  # fmt: skip
LT_07 = Rule("LT-07", "信函格式首页不显示页码", "GB/T 9704 10.1", "规定", "请选“首页不同”")
LT_08 = Rule("LT-08", "信函格式的版记不加印发机关、印发日期和分隔线", "GB/T 9704 10.1", "规定", "请删去")

_FLUSH = 0.3  # of a character
_OFF_CENTRE = 85  # twips, 1.5 mm
_NEAR = 170  # twips, 3 mm: two lines as near as this are one double rule


class Wanted(NamedTuple):
    """One of the two rules: how it is called and what it looks like."""

    rule: Rule
    name: str
    lines: str
    look: str


UPPER = Wanted(LT_03, "第一条双线", "thickThin", "上粗下细")
LOWER = Wanted(LT_04, "第二条双线", "thinThick", "上细下粗")


def check(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield what a letter has of an ordinary document, and faults of its double rules."""
    yield from _words(document)
    yield from _double_rules(document, profile)


def _words(document: DocumentForm) -> Iterator[FormFinding]:
    """Yield what a letter has of an ordinary document."""
    if not is_letter(document):
        return
    for mark in document.of("标志"):
        if mark.text.strip().endswith("文件"):
            demand = LT_01.asking("机关名称，不加“文件”")
            yield demand.broken(at(document, mark), "信函的发文机关标志带“文件”二字", "文件")
    yield from _number(document)
    yield from _corner(document)
    yield from _first_page(document)
    yield from _imprint(document)


def _number(document: DocumentForm) -> Iterator[FormFinding]:
    number = document.of("发文字号")[0]
    if right_of(number) > _FLUSH:
        demand = LT_05.asking("发文字号顶格居右", "请去掉右缩进")
        yield demand.broken(at(document, number), "信函的发文字号没有顶格", f"右空{right_of(number):.1f}字")


def _corner(document: DocumentForm) -> Iterator[FormFinding]:
    """Yield lines of the corner that stand above the mark, as in an ordinary document."""
    marks = document.of("标志")
    for paragraph in document.of("份号", "密级", "紧急程度"):
        if marks and paragraph.number < marks[0].number and not (paragraph.is_framed or paragraph.is_boxed):
            demand = LT_06.asking("顶格编排在第一条双线之下")
            problem = f"信函的{paragraph.role}排在发文机关标志之上"
            yield demand.broken(at(document, paragraph), problem, "在标志之上")


def _first_page(document: DocumentForm) -> Iterator[FormFinding]:
    first = document.sections[0] if document.sections else None
    if first is not None and first.numbers.get("first" if first.has_title_page else "default"):
        demand = LT_07.asking("首页不显示页码")
        yield demand.broken(in_section(document, 1), "信函首页有页码", "首页有页码")


def _imprint(document: DocumentForm) -> Iterator[FormFinding]:
    for paragraph in document.of("版记"):
        if re.search(r"印发$", paragraph.text.strip()):
            demand = LT_08.asking("版记不加印发机关和印发日期", "请删去这一行")
            yield demand.broken(at(document, paragraph), "信函的版记有印发机关或印发日期", "印发")
    parts = document.of("版记")
    table = next(
        (one for one in document.tables if parts and one.paragraph <= parts[0].number <= one.last_paragraph),
        None,
    )
    if any(table.edges.values()) if table else any(one.rule for one in parts):
        demand = LT_08.asking("版记不加分隔线", "请去掉分隔线")
        yield demand.broken(at(document, parts[0]), "信函的版记有分隔线", "有")


def _double_rules(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield faults of the rules of a letter that has its mark; paper with a printed head has neither."""
    marks = document.of("标志")
    if not has_letter_head(document) or not document.sections:
        return
    place = at(document, marks[0])
    yield from _judged(document, UPPER, _upper(document, profile), place, profile)
    lower = _lower(document, profile)
    yield from _judged(document, LOWER, lower, in_section(document, 1), profile)
    yield from _height(document, lower, profile)


def _upper(document: DocumentForm, profile: Profile) -> tuple[StrokeForm, ...]:
    """Return the red lines in the upper half of the first page, as far as that is known."""
    marks, titles = document.of("标志"), document.of("标题")
    head = range(marks[0].number, titles[0].number)
    half = profile.page_height.twips / 2
    return tuple(
        one
        for one in document.strokes
        if is_reddish(one.colour)
        and (one.middle < half if one.middle is not None else one.where == "header" or one.paragraph in head)
    )


def _lower(document: DocumentForm, profile: Profile) -> tuple[StrokeForm, ...]:
    half = profile.page_height.twips / 2
    return tuple(
        one
        for one in document.strokes
        if is_reddish(one.colour) and (one.middle > half if one.middle is not None else one.where == "footer")
    )


def _judged(
    document: DocumentForm, wanted: Wanted, strokes: Sequence[StrokeForm], place: FormPlace, profile: Profile
) -> Iterator[FormFinding]:
    if not strokes:
        if not _may_be_hidden(document):
            demand = wanted.rule.asking(f"红色双线，{wanted.look}", "请加上")
            yield demand.broken(place, f"信函没有{wanted.name}", "没有")
        return
    if problem := _look(wanted, strokes):
        demand = wanted.rule.asking(f"红色双线，{wanted.look}", "请改线型")
        yield demand.broken(place, f"信函的{wanted.name}{problem}", problem)
    for problem, expected in _extent(strokes[0], profile):
        demand = wanted.rule.asking(expected, "请改线的长度和位置")
        yield demand.broken(place, f"信函的{wanted.name}{problem}", problem)


def _may_be_hidden(document: DocumentForm) -> bool:
    """Return whether a table in the head, or a drawing that is not wholly readable, may be the rule."""
    title = document.of("标题")[0].number
    has_table = any(one.paragraph < title and any(one.edges.values()) for one in document.tables)
    return has_table or any(
        not one.lines or not one.colour or (one.middle is None and not one.is_border)
        for one in document.strokes
    )


def _look(wanted: Wanted, strokes: Sequence[StrokeForm]) -> str:
    """Return what is wrong with the look of a rule; two single lines beside each other are one rule."""
    if len(strokes) == 1:
        said = strokes[0].lines
        if said == "single":
            return "是单线"
        if said not in ("", wanted.lines):
            return {"double": "的两条线一样粗", "thickThin": "上粗下细", "thinThick": "上细下粗"}[said]
        return ""
    known = [(one.middle, one.weight) for one in strokes if one.middle is not None and one.lines == "single"]
    if len(known) != 2 or len(strokes) != 2 or abs(known[0][0] - known[1][0]) > _NEAR:  # noqa: PLR2004 - two lines
        return ""
    upper, lower = (weight for _, weight in sorted(known))
    if upper == lower:
        return "的两条线一样粗"
    shown = "上粗下细" if upper > lower else "上细下粗"
    return "" if shown == wanted.look else shown


def _extent(stroke: StrokeForm, profile: Profile) -> Iterator[tuple[str, str]]:
    if stroke.left is None or stroke.right is None:
        return
    value, length = profile.letter_rule_length, stroke.right - stroke.left
    if abs(length - value.twips) > value.tolerance * value.twips / value.number:
        yield f"长{mm(length)}", f"长{value.number:g}毫米"
    elif abs((stroke.left + stroke.right - profile.page_width.twips) / 2) > _OFF_CENTRE:
        yield f"左端离纸边{mm(stroke.left)}，不居中", "居中排布"


def _height(document: DocumentForm, lower: Sequence[StrokeForm], profile: Profile) -> Iterator[FormFinding]:
    value, sheet = profile.letter_rule_foot, profile.page_height
    middles = [one.middle for one in lower if one.middle is not None]
    if not middles:
        return
    foot = min((sheet.twips - one for one in middles), key=lambda one: abs(one - value.twips))
    if abs(foot - value.twips) > (value.tolerance + 0.5) * value.twips / value.number:
        demand = LT_04.asking("距下页边20毫米", "请改线的位置", by=value)
        yield demand.broken(in_section(document, 1), f"信函的第二条双线距下页边{mm(foot)}", mm(foot))
