"""Fonts of marks, figures and letters: Chinese marks in the Chinese font, figures in one font throughout."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kit.lint.findings.demand import Demand, at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.lint.findings.form import FormFinding
    from kit.lint.reading.records import DocumentForm, RunForm
    from kit.word.profiles import Profile

RULES = {"TY-03": "引号、破折号、省略号用汉字字体", "TY-04": "全文的数字和字母用同一种字体"}
_MARKS = frozenset("“”‘’…—·")
_MARK = Demand("TY-03", "排版惯例", "实务", "引号、破折号、省略号用汉字字体", "请把西文字体也设成汉字字体")
_LATIN = Demand("TY-04", "排版惯例（国标未作规定）", "实务", "全文的数字和字母用同一种字体", "请统一字体")


def check(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:  # noqa: ARG001 - every group takes a profile
    """Yield marks that take the font of Latin letters, and figures whose font is not that of the others."""
    for paragraph in document.of("正文", "一级", "二级", "三级", "四级", "标题"):
        wrong = next((font for run in paragraph.runs if (font := _font_of_marks(run))), "")
        if wrong:
            yield _MARK.broken(at(document, paragraph), f"引号等标点用了{wrong}", wrong)
    yield from _figures(document)


def _font_of_marks(run: RunForm) -> str:
    """Return the Latin font in which Chinese marks show, or nothing."""
    fonts = run.fonts
    if fonts.is_hinted or not run.wide or not _MARKS & set(run.text):
        return ""
    return fonts.other if fonts.other and fonts.other != fonts.east_asia and fonts.other.isascii() else ""


def _figures(document: DocumentForm) -> Iterator[FormFinding]:
    found = [
        (paragraph, run.fonts.ascii)
        for paragraph in document.of("正文")
        if paragraph.is_sentence
        for run in paragraph.runs
        if run.fonts.ascii and any(one.isascii() and one.isalnum() for one in run.text)
    ]
    counts = Counter(font for _, font in found)
    usual = counts.most_common(1)[0][0] if counts else ""
    for paragraph, font in found:
        if font != usual:
            yield _LATIN.broken(at(document, paragraph), f"数字或字母用了{font}，别处用的是{usual}", font)
