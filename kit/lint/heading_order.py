"""Numbers of the levels: their order, the marks behind them, and what ends a heading (GB/T 9704 7.3.3)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kit.lint.findings.demand import Demand, at
from kit.lint.reading.elements import heading_part
from kit.lint.reading.shapes import NUMERAL, is_open
from kit.words.numerals import from_chinese

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.lint.findings.form import FormFinding
    from kit.lint.reading.records import DocumentForm, ParagraphForm
    from kit.word.profiles import Profile

RULES = {
    "MB-09": "层次序数依次为“一、”“（一）”“1.”“（1）”，连续编号",
    "MB-10": "“一、”用顿号，“1.”用点，“（一）”“（1）”后不加标点，括号用全角",
    "MB-11": "单独成行的标题末尾不加句号，标题字体不带到正文里",
}
_START = r"(?:^|(?<=[。；：]))"
_LEVELS = (
    re.compile(rf"{_START}([{NUMERAL}]+)、"),
    re.compile(rf"{_START}[（(]([{NUMERAL}]+)[）)]"),
    re.compile(rf"{_START}(\d{{1,2}})[.．](?![\d０-９](?!\d{{3}}年))"),
    re.compile(rf"{_START}[（(](\d{{1,2}})[）)]"),
)
_NAMES = ("一、", "（一）", "1.", "（1）")
_JUDGED = frozenset({"正文", "一级", "二级", "三级", "四级"})
_WRONG_MARKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"[{NUMERAL}]+[.．](?=\D)"), "“一、”后用顿号"),
    (re.compile(rf"[（(][{NUMERAL}]+[）)][、.．，,]"), "“（一）”后不加标点"),
    (re.compile(r"[（(]\d{1,2}[）)][、.．，,]"), "“（1）”后不加标点"),
    (re.compile(r"\d{1,2}、(?!\d)"), "“1.”后用点，不用顿号"),
    (re.compile(rf"\((?:[{NUMERAL}]+|\d{{1,2}})[)）]|（(?:[{NUMERAL}]+|\d{{1,2}})\)"), "括号用全角“（）”"),
)
_STAND_ALONE = 30  # characters: a longer paragraph with a number is a sentence
_RUN_ON = 10
_HABIT = "公文排版惯例"


def check(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield faults of order, marks and ends; tables, quotations and decimals are no headings."""
    yield from _order(document)
    for paragraph in document.paragraphs:
        if paragraph.role in _JUDGED:
            yield from _marks(document, paragraph)
    for paragraph in document.of("一级", "二级"):
        yield from _end(document, paragraph, profile)


def _order(document: DocumentForm) -> Iterator[FormFinding]:
    seen = [0, 0, 0, 0]  # last number of each level within the level above
    ever = [0, 0, 0, 0]  # last number of each level at all
    for paragraph in document.paragraphs:
        if paragraph.role == "附件标识":
            seen = [0, 0, 0, 0]
        if paragraph.role not in _JUDGED:
            continue
        for level, number, is_first in _numbers(paragraph):
            fits = number in (1, seen[level] + 1, ever[level] + 1)
            if is_first and not fits and not is_open(paragraph.text):
                yield _gap(document, paragraph, level, number, seen[level])
            seen[level], ever[level] = number, number
            seen[level + 1 :] = [0] * (3 - level)


def _numbers(paragraph: ParagraphForm) -> Iterator[tuple[int, int, bool]]:
    """Yield level, number and whether the paragraph begins with it, in the order they stand."""
    found = [
        (one.start(), level, from_chinese(one[1]) or (int(one[1]) if one[1].isdigit() else 0))
        for level, pattern in enumerate(_LEVELS)
        for one in pattern.finditer(paragraph.text.strip())
    ]
    for start, level, number in sorted(found):
        yield level, number, start == 0


def _gap(
    document: DocumentForm, paragraph: ParagraphForm, level: int, number: int, before: int
) -> FormFinding:
    demand = Demand("MB-09", "GB/T 9704 7.3.3", "可以", "同一层次连续编号", "请核对编号", fixable=False)
    problem = f"“{_NAMES[level]}”一层的编号不连续，{before}之后是{number}"
    return demand.broken(at(document, paragraph), problem, str(number))


def _marks(document: DocumentForm, paragraph: ParagraphForm) -> Iterator[FormFinding]:
    text = paragraph.text.strip()
    for pattern, expected in _WRONG_MARKS:
        if found := pattern.match(text):
            demand = Demand("MB-10", "GB/T 9704 7.3.3、GB/T 15834", "规定", expected, "请改正", fixable=False)
            yield demand.broken(at(document, paragraph), "层次序数的标点不对", found[0], "warning")
            return


def _end(document: DocumentForm, paragraph: ParagraphForm, profile: Profile) -> Iterator[FormFinding]:
    heading = heading_part(paragraph)
    rest = paragraph.text[len(heading) :].strip()
    own = profile.faces["黑体" if paragraph.role == "一级" else "楷体"]
    is_styled = own.covers(paragraph.face)
    if (
        not rest
        and is_styled
        and len(heading) <= _STAND_ALONE
        and heading.rstrip().endswith(("。", "；", "，"))
    ):
        demand = Demand("MB-11", _HABIT, "实务", "单独成行的标题末尾不加标点", "请去掉", fixable=False)
        yield demand.broken(at(document, paragraph), "单独成行的标题末尾有标点", heading.rstrip()[-1])
    elif len(rest) >= _RUN_ON and own.covers(_face_of_rest(paragraph, len(heading))):
        demand = Demand("MB-11", _HABIT, "实务", "句号以后用仿宋", "请把句号以后改成仿宋", fixable=False)
        yield demand.broken(at(document, paragraph), "标题的字体一直用到了正文", paragraph.face)


def _face_of_rest(paragraph: ParagraphForm, start: int) -> str:
    """Return the font in which the last words of a paragraph stand, if they stand behind the heading."""
    at = len(paragraph.label)
    for run in paragraph.runs:
        at += len(run.text)
        if at > start + _RUN_ON and run.wide:
            return run.fonts.east_asia
    return ""
