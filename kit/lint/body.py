"""First line of a paragraph: two characters in (GB/T 9704 7.3.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.lint.findings.demand import Demand, at
from kit.lint.reading.positions import cell_of, left_of, typed_blanks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.lint.findings.form import FormFinding
    from kit.lint.reading.records import DocumentForm, ParagraphForm
    from kit.word.profiles import Profile

RULES = {"MB-07": "正文每个自然段左空二字，回行顶格"}
_EXPECTED = "每个自然段左空二字"
_REMEDY = "请在段落里设首行缩进2字符"
_BULLETS = tuple("•●·▪■◆○□➢")  # a list, whose indent nothing lays down
_TYPED_LEAST = 2  # characters of blanks that stand for an indent
_ROUNDING = 0.12  # of a character, 600 to 660 twips of 320
_HEADING = 0.5  # of a character: a heading may be of another size than the text it stands over


def check(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield a finding for each heading and paragraph of sentences that does not begin two characters in."""
    value = profile.indent
    for paragraph in document.of("正文", "一级", "二级", "三级", "四级"):
        is_whole = paragraph.is_sentence or paragraph.role != "正文"
        if not is_whole or paragraph.align not in ("both", "left", "start"):
            continue
        if paragraph.text.lstrip().startswith(_BULLETS):
            continue
        if _is_typed(paragraph):
            demand = Demand("MB-07", value.clause, "实务", "用首行缩进，不用空格", _REMEDY, fixable=False)
            yield demand.broken(at(document, paragraph), "段首空二字是用空格打出来的", "空格")
            continue
        shown = indent_of(paragraph)
        if abs(shown - value.number) > (_ROUNDING if paragraph.role == "正文" else _HEADING):
            demand = Demand("MB-07", value.clause, value.strength, _EXPECTED, _REMEDY)
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
