"""Orders (命令) and minutes (纪要) have parts of their own (GB/T 9704 10.2, 10.3)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kit.lint.findings.demand import Demand, at
from kit.lint.reading.positions import first_of
from kit.lint.reading.records import commonest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.lint.findings.form import FormFinding
    from kit.lint.reading.records import DocumentForm, ParagraphForm
    from kit.word.profiles import Profile

RULES = {
    "CM-01": "命令（令）的标志由发文机关全称加“命令”或“令”组成，令号用“第×号”居中",
    "JY-01": "纪要的标志由“×××××纪要”组成",
    "JY-02": "出席、请假、列席人员名单用黑体标题词、仿宋姓名，左空二字，用全角冒号",
}
_ORDER_NUMBER = re.compile(r"第\s*([\d一二三四五六七八九十百]+)\s*号")
_LABEL = re.compile(r"(?:出\s*席|请\s*假|列\s*席)([：:])")
_TOLERANCE = 0.4  # of a character


def check(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield faults of orders and of minutes; other documents have neither."""
    title = "".join(paragraph.text.strip() for paragraph in document.of("标题"))
    marks = document.of("标志")
    for number in document.of("发文字号"):
        yield from _order(document, number, marks)
    if title.endswith("纪要"):
        for mark in marks:
            if mark.text.strip().endswith("文件"):
                demand = Demand(
                    "JY-01", "GB/T 9704 10.3", "可以", "标志为“×××××纪要”", "可改用纪要的标志", fixable=False
                )
                yield demand.broken(at(document, mark), "纪要用了“文件”的标志", "文件")
    for paragraph in document.of("名单"):
        yield from _present(document, paragraph, profile)


def _order(
    document: DocumentForm, number: ParagraphForm, marks: tuple[ParagraphForm, ...]
) -> Iterator[FormFinding]:
    is_order = any(mark.text.strip().endswith(("命令", "令")) for mark in marks)
    found = _ORDER_NUMBER.fullmatch(number.text.strip())
    if is_order and (not found or not found[1].isdigit()):
        demand = Demand(
            "CM-01", "GB/T 9704 10.2", "规定", "令号用“第×号”，阿拉伯数字", "请改正", fixable=False
        )
        yield demand.broken(at(document, number), f"令号写成“{number.text.strip()}”", number.text.strip())
    elif found and marks and not is_order:
        demand = Demand("CM-01", "GB/T 9704 10.2", "规定", "“第8号”用于命令（令）", "请改正", fixable=False)
        yield demand.broken(at(document, number), "不是命令却用了令号", number.text.strip())


def _present(document: DocumentForm, paragraph: ParagraphForm, profile: Profile) -> Iterator[FormFinding]:
    label = _LABEL.match(paragraph.text.strip())
    room = len(label[0]) if label else 0
    words: list[tuple[str, int]] = []
    names: list[tuple[str, int]] = []
    for run in paragraph.runs:
        (words if room > 0 else names).append((run.fonts.east_asia, run.wide))
        room -= len(run.text)
    for what, shown, face in (
        ("出席等标题词", commonest(words, ""), profile.faces["黑体"]),
        ("姓名", commonest(names, ""), profile.faces["仿宋"]),
    ):
        if shown and not face.covers(shown):
            demand = Demand("JY-02", "GB/T 9704 10.3", "一般", f"{what}用3号{face.declared}", "请改字体")
            yield demand.broken(at(document, paragraph), f"{what}用的是{shown}", shown)
    if abs(first_of(paragraph) - 2) > _TOLERANCE:
        demand = Demand("JY-02", "GB/T 9704 10.3", "一般", "左空二字", "请改缩进")
        yield demand.broken(at(document, paragraph), "人员名单没有左空二字", f"{first_of(paragraph):.1f}字")
