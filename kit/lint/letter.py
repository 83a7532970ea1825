"""The letter format (信函格式, GB/T 9704 10.1), recognised by its number, which stands at the right."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kit.lint.findings.demand import Demand, at, in_section
from kit.lint.reading.kinds import is_letter
from kit.lint.reading.positions import right_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.lint.findings.form import FormFinding
    from kit.lint.reading.records import DocumentForm
    from kit.word.profiles import Profile

RULES = {
    "LT-01": "信函格式的发文机关标志用机关名称，不加“文件”二字",
    "LT-05": "信函格式的发文字号顶格居右",
    "LT-06": "信函格式的份号、密级、紧急程度在第一条双线之下，标题与上一要素相距二行",
    "LT-07": "信函格式首页不显示页码",
    "LT-08": "信函格式的版记不加印发机关、印发日期和分隔线",
}
_CLAUSE = "GB/T 9704 10.1"
_FLUSH = 0.3  # of a character


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
    yield from _number(document)
    yield from _corner(document)
    yield from _first_page(document)
    yield from _imprint(document)


def _number(document: DocumentForm) -> Iterator[FormFinding]:
    number = document.of("发文字号")[0]
    if right_of(number) > _FLUSH:
        demand = Demand("LT-05", _CLAUSE, "规定", "发文字号顶格居右", "请去掉右缩进")
        yield demand.broken(at(document, number), "信函的发文字号没有顶格", f"右空{right_of(number):.1f}字")


def _corner(document: DocumentForm) -> Iterator[FormFinding]:
    """Yield lines of the corner that stand above the mark, as in an ordinary document."""
    marks = document.of("标志")
    for paragraph in document.of("份号", "密级", "紧急程度"):
        if marks and paragraph.number < marks[0].number and not (paragraph.is_framed or paragraph.is_boxed):
            demand = Demand(
                "LT-06", _CLAUSE, "规定", "顶格编排在第一条双线之下", "请移到双线之下", fixable=False
            )
            problem = f"信函的{paragraph.role}排在发文机关标志之上"
            yield demand.broken(at(document, paragraph), problem, "在标志之上")


def _first_page(document: DocumentForm) -> Iterator[FormFinding]:
    first = document.sections[0] if document.sections else None
    if first is not None and first.numbers.get("first" if first.has_title_page else "default"):
        demand = Demand("LT-07", _CLAUSE, "规定", "首页不显示页码", "请选“首页不同”")
        yield demand.broken(in_section(document, 1), "信函首页有页码", "首页有页码")


def _imprint(document: DocumentForm) -> Iterator[FormFinding]:
    for paragraph in document.of("版记"):
        if re.search(r"印发$", paragraph.text.strip()):
            demand = Demand(
                "LT-08", _CLAUSE, "规定", "版记不加印发机关和印发日期", "请删去这一行", fixable=False
            )
            yield demand.broken(at(document, paragraph), "信函的版记有印发机关或印发日期", "印发")
    parts = document.of("版记")
    table = next(
        (one for one in document.tables if parts and one.paragraph <= parts[0].number <= one.last_paragraph),
        None,
    )
    if any(table.edges.values()) if table else any(one.rule for one in parts):
        demand = Demand("LT-08", _CLAUSE, "规定", "版记不加分隔线", "请去掉分隔线")
        yield demand.broken(at(document, parts[0]), "信函的版记有分隔线", "有")
