"""The letter format (信函格式, GB/T 9704 10.1), recognised by its number, which stands at the right."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kit.lint.findings.demand import Demand, at, in_section
from kit.lint.reading.positions import right_of
from kit.lint.reading.shapes import SIGNER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.lint.findings.form import FormFinding
    from kit.lint.reading.records import DocumentForm
    from kit.word.profiles import Profile

RULES = {
    "LT-01": "信函格式的发文机关标志用机关名称，不加“文件”二字",
    "LT-05": "信函格式的发文字号顶格居右",
    "LT-07": "信函格式首页不显示页码",
    "LT-08": "信函格式的版记不加印发机关、印发日期和分隔线",
}
_CLAUSE = "GB/T 9704 10.1"
_FLUSH = 0.3  # of a character


def is_letter(document: DocumentForm) -> bool:
    """Return whether a document has the letter format: a number at the right, before the title, no signer."""
    numbers, titles = document.of("发文字号"), document.of("标题")
    if not numbers or not titles or numbers[0].number > titles[0].number:
        return False
    number = numbers[0]
    return number.align in ("right", "end") and not SIGNER.search(number.text) and not document.of("签发人")


def check(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:  # noqa: ARG001 - every group takes a profile
    """Yield what a letter has of an ordinary document."""
    if not is_letter(document):
        return
    for mark in document.of("标志"):
        if mark.text.strip().endswith("文件"):
            demand = Demand(
                "LT-01", _CLAUSE, "规定", "机关名称，不加“文件”", "请去掉“文件”二字", fixable=False
            )
            yield demand.broken(at(document, mark), "信函的发文机关标志带“文件”二字", "文件")
    number = document.of("发文字号")[0]
    if right_of(number) > _FLUSH:
        demand = Demand("LT-05", _CLAUSE, "规定", "发文字号顶格居右", "请去掉右缩进")
        yield demand.broken(at(document, number), "信函的发文字号没有顶格", f"右空{right_of(number):.1f}字")
    first = document.sections[0] if document.sections else None
    if first is not None and first.numbers.get("default") and not first.has_title_page:
        demand = Demand("LT-07", _CLAUSE, "规定", "首页不显示页码", "请选“首页不同”")
        yield demand.broken(in_section(document, 1), "信函首页有页码", "首页有页码")
    for paragraph in document.of("版记"):
        if re.search(r"印发$", paragraph.text.strip()):
            demand = Demand(
                "LT-08", _CLAUSE, "规定", "版记不加印发机关和印发日期", "请删去这一行", fixable=False
            )
            yield demand.broken(at(document, paragraph), "信函的版记有印发机关或印发日期", "印发")
