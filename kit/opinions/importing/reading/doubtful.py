"""Texts that may have been damaged before they came: cut off, garbled, with hidden marks."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from kit.nouns.place import Place
from kit.opinions.importing.reading.counts import is_count

if TYPE_CHECKING:
    import pandas as pd

    from kit.opinions.importing.reading.inquiry import Inquiry

LONGEST_CELL = 32767  # characters an Excel cell can hold
SIGNS = re.compile(
    r"(?P<lost>\ufffd|锟斤拷|烫烫烫|屯屯屯)|(?P<turning>[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069])|"
    r"(?P<control>[\x00-\x08\x0b\x0c\x0e-\x1f\x7f])|(?P<formula>\A\s*[=＝+＋@][A-Za-z(]|\A\s*-[A-Za-z(])"
)
SAID = {
    "cut": (
        "warning",
        f"正好 {LONGEST_CELL} 个字，是 Excel 一格的上限，后面可能被截断了",
        "请找原件补全，再导入",
    ),
    "lost": ("warning", "有变成乱码、找不回来的字", "请找没有乱码的原件，再导入"),
    "turning": ("warning", "有改变文字方向的不可见字符", "原文照录；看到的次序可能和实际不一样，请核对"),
    "control": ("warning", "有不可见的控制字符（如 NUL）", "原文照录；给人看的文件里去掉了"),
    "number": ("warning", "只有数目或记号，不像一条意见", "照录登记了；不是意见的，请在审核表里作废"),
    "formula": ("info", "以 = + - @ 开头，像公式", "照文字登记；写进工作簿时不会当公式算"),
}
LONGEST_COUNT = 12  # characters
SHOWN = 5


def note_doubtful(opinions: pd.DataFrame, inquiry: Inquiry) -> None:
    """Say which opinions may not be what was written, one finding a fault and sheet."""
    found: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    names = ("原文", "来源文件", "来源表", "来源行")
    for text, file, sheet, row in zip(*(opinions[name] for name in names), strict=True):
        kinds = {match.lastgroup for match in SIGNS.finditer(text)} if SIGNS.search(text) else set()
        if len(text) >= LONGEST_CELL and not file.lower().endswith(".docx"):
            kinds.add("cut")
        if len(text) <= LONGEST_COUNT and is_count(text):
            kinds.add("number")
        for kind in kinds:
            found[str(kind), file, sheet].append(row)
    for (kind, file, sheet), rows in sorted(found.items()):
        level, problem, remedy = SAID[kind]
        shown = "、".join(map(str, rows[:SHOWN]))
        more = f"等 {len(rows)} 行" if len(rows) > SHOWN else "行"
        where = Place(file, sheet or None, None, None)
        inquiry.note(
            "info" if level == "info" else "warning",
            where,
            f"第{shown}{more}：{problem}",
            remedy,
            f"opinions.{kind}",
        )
