"""Body text and headings: indents, faces by level, numbers, marks and ends (GB/T 9704 7.3.3)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kit.docx.reading.form import commonest
from kit.docx.reading.tables import cell_of, left_of, typed_blanks
from kit.form.roles.elements import heading_part
from kit.form.roles.shapes import NUMERAL, is_open
from kit.form.rule import Rule, at, size_name
from kit.text.numbers import from_chinese

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.docx.profiles.value import FaceName, Profile
    from kit.docx.reading.form import DocumentForm, ParagraphForm, Role
    from kit.form.rule import FormFinding


MB_06 = Rule("MB-06", "首页显示正文", "GB/T 9704 7.3.3", "规定", "请压缩版头或标题", sees=("pages",))
MB_07 = Rule(
    "MB-07", "每个自然段左空二字，回行顶格", "GB/T 9704 7.3.3", "规定", "请在段落里设首行缩进2字符",
    also=("实务",), fix=("place",),
)  # fmt: skip
MB_08 = Rule(
    "MB-08", "一级黑体、二级楷体、三级四级仿宋，都是3号", "GB/T 9704 7.3.3", "一般", "请改标题的字体和字号",
    fix=("face", "size"),
)  # fmt: skip
MB_09 = Rule(
    "MB-09", "层次序数依次为“一、”“（一）”“1.”“（1）”，连续编号", "GB/T 9704 7.3.3", "可以", "请核对编号"
)
MB_10 = Rule(
    "MB-10", "“一、”用顿号，“1.”用点，“（一）”“（1）”后不加标点，括号用全角", "GB/T 9704 7.3.3、GB/T 15834",
    "规定",
)  # fmt: skip
MB_11 = Rule("MB-11", "单独成行的标题末尾不加标点，标题的字体不带到正文里", "公文排版惯例", "实务", "请去掉")
MB_22 = Rule(
    "MB-22", "末行不只剩一两个字，标题不落在页末", "公文排版惯例", "实务", "可调整字距或词句",
    sees=("pages",),
)  # fmt: skip
MB_23 = Rule("MB-23", "数字不拆开回行", "GB/T 15835 5.1.7", "规定", "可调整字距", sees=("pages",))

_BULLETS = tuple("•●·▪■◆○□➢")  # a list, whose indent nothing lays down
_TYPED_LEAST = 2  # characters of blanks that stand for an indent
_ROUNDING = 0.12  # of a character, 600 to 660 twips of 320
_HEADING = 0.5  # of a character: a heading may be of another size than the text it stands over
FACES: dict[Role, FaceName] = {"一级": "黑体", "二级": "楷体", "三级": "仿宋", "四级": "仿宋"}
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


def check(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield faults of indents, of faces by level, and of the numbers and ends of headings."""
    yield from _indents(document, profile)
    yield from _letters(document, profile)
    yield from _numbering(document, profile)


def _indents(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield a finding for each heading and paragraph of sentences that does not begin two characters in."""
    value = profile.indent
    for paragraph in document.of("正文", "一级", "二级", "三级", "四级"):
        is_whole = paragraph.is_sentence or paragraph.role != "正文"
        if not is_whole or paragraph.align not in ("both", "left", "start"):
            continue
        if paragraph.text.lstrip().startswith(_BULLETS):
            continue
        if _is_typed(paragraph):
            demand = MB_07.asking("用首行缩进，不用空格", clause=value.clause, strength="实务", by_hand=True)
            yield demand.broken(at(document, paragraph), "段首空二字是用空格打出来的", "空格")
            continue
        shown = indent_of(paragraph)
        if abs(shown - value.number) > (_ROUNDING if paragraph.role == "正文" else _HEADING):
            demand = MB_07.asking("每个自然段左空二字", by=value)
            measured = f"{shown:.1f}字"
            problem = f"段首空了{measured}" if shown else "段首没有空二字"
            yield demand.broken(at(document, paragraph), problem, measured)


def indent_of(paragraph: ParagraphForm) -> float:
    """Return how far the first line stands from the text area, in characters, which beat twips."""
    indent = paragraph.indent
    return left_of(paragraph) + (indent.first_chars or indent.first / cell_of(paragraph))


def _is_typed(paragraph: ParagraphForm) -> bool:
    width = typed_blanks(paragraph)
    return width + indent_of(paragraph) >= _TYPED_LEAST and bool(width)


def _letters(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield faults of the headings that were recognised by their numbers."""
    for level, name in FACES.items():
        for paragraph in document.of(level):
            shown, size = _heading_form(paragraph)
            if shown and not profile.faces[name].covers(shown):
                demand = MB_08.asking(f"{level}标题用{name}", f"请把{level}标题改成{name}")
                yield demand.broken(at(document, paragraph), f"{level}标题用的是{shown}", shown)
            if size and size != profile.body_size.half_points:
                demand = MB_08.asking(f"{level}标题用3号字", f"请把{level}标题改成3号")
                measured = size_name(size)
                yield demand.broken(at(document, paragraph), f"{level}标题用的是{measured}字", measured)


def _heading_form(paragraph: ParagraphForm) -> tuple[str, float]:
    """Return font and size of most of a heading's own words, what runs on behind it left out."""
    room = len(heading_part(paragraph)) - len(paragraph.label)
    fonts: list[tuple[str, int]] = []
    sizes: list[tuple[float, int]] = []
    for run in paragraph.runs:
        count = min(run.wide, max(room, 0))
        room -= len(run.text)
        fonts.append((run.fonts.east_asia, count))
        sizes.append((run.size, count))
    return commonest(fonts, ""), commonest(sizes, 0.0)


def _numbering(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
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
    demand = MB_09.asking("同一层次连续编号")
    problem = f"“{_NAMES[level]}”一层的编号不连续，{before}之后是{number}"
    return demand.broken(at(document, paragraph), problem, str(number))


def _marks(document: DocumentForm, paragraph: ParagraphForm) -> Iterator[FormFinding]:
    text = paragraph.text.strip()
    for pattern, expected in _WRONG_MARKS:
        if found := pattern.match(text):
            demand = MB_10.asking(expected)
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
        demand = MB_11.asking("单独成行的标题末尾不加标点")
        yield demand.broken(at(document, paragraph), "单独成行的标题末尾有标点", heading.rstrip()[-1])
    elif len(rest) >= _RUN_ON and own.covers(_face_of_rest(paragraph, len(heading))):
        demand = MB_11.asking("句号以后用仿宋", "请把句号以后改成仿宋")
        yield demand.broken(at(document, paragraph), "标题的字体一直用到了正文", paragraph.face)


def _face_of_rest(paragraph: ParagraphForm, start: int) -> str:
    """Return the font in which the last words of a paragraph stand, if they stand behind the heading."""
    at = len(paragraph.label)
    for run in paragraph.runs:
        at += len(run.text)
        if at > start + _RUN_ON and run.wide:
            return run.fonts.east_asia
    return ""
