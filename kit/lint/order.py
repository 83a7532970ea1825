"""Orders (命令): their mark and number, and the lines around the number (GB/T 9704 10.2)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kit.lint.findings.demand import Demand, at
from kit.lint.reading.gaps import lines_between, printed_after
from kit.lint.reading.kinds import is_order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.lint.findings.form import FormFinding
    from kit.lint.reading.records import DocumentForm, ParagraphForm
    from kit.word.profiles import Profile

RULES = {
    "CM-01": "命令（令）的标志由发文机关全称加“命令”或“令”组成，令号用“第×号”居中",
    "CM-03": "命令（令）的标志之下空二行编排令号，令号之下空二行编排正文",
}
_ORDER_NUMBER = re.compile(r"第\s*([\d一二三四五六七八九十百]+)\s*号")


def check(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield faults of orders, and numbers of orders on what is none."""
    marks = document.of("标志")
    for number in document.of("发文字号"):
        yield from _number(document, number, marks)
        if marks and is_order(document):
            yield from _gap(document, marks[-1], number, "令号", profile)
            body = printed_after(document, number)
            if body is not None and body.role == "正文":
                yield from _gap(document, number, body, "正文", profile)


def _gap(
    document: DocumentForm, earlier: ParagraphForm, later: ParagraphForm, name: str, profile: Profile
) -> Iterator[FormFinding]:
    value = profile.order_gap
    if later.number < earlier.number:
        return
    lines = lines_between(document, earlier, later, profile.pitch.twips)
    if lines is not None and abs(lines - value.number) > value.tolerance:
        demand = Demand("CM-03", value.clause, value.strength, f"空二行编排{name}", "请改成空二行")
        yield demand.broken(at(document, later), f"{name}之上空了{lines:.1f}行", f"{lines:.1f}行")


def _number(
    document: DocumentForm, number: ParagraphForm, marks: tuple[ParagraphForm, ...]
) -> Iterator[FormFinding]:
    is_one = is_order(document)
    found = _ORDER_NUMBER.fullmatch(number.text.strip())
    if is_one and (not found or not found[1].isdigit()):
        demand = Demand(
            "CM-01", "GB/T 9704 10.2", "规定", "令号用“第×号”，阿拉伯数字", "请改正", fixable=False
        )
        yield demand.broken(at(document, number), f"令号写成“{number.text.strip()}”", number.text.strip())
    elif found and marks and not is_one:
        demand = Demand("CM-01", "GB/T 9704 10.2", "规定", "“第8号”用于命令（令）", "请改正", fixable=False)
        yield demand.broken(at(document, number), "不是命令却用了令号", number.text.strip())
