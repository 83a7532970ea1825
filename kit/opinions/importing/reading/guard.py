"""Files that would be misread in silence: mixed encodings, bytes of nothing, formulas nobody computed.

Texts that may have been damaged before they came: cut off, garbled, with hidden marks.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from kit.model.fact import Place
from kit.model.finding import WorkbookError
from kit.opinions.importing.reading.purpose import is_count
from kit.sheets.delimited import MARKED
from kit.sheets.package import OVERLAP, WorkbookPackage

if TYPE_CHECKING:
    import pandas as pd

    from kit.opinions.importing.reading.inquiry import Inquiry


SAVE_AS = "请用 WPS 或 Excel 打开，核对文字没有乱码，另存为 .xlsx 再导入"
WIDE_SHARE = 0.2  # at least this share of zero bytes, and the text is UTF-16
SHORT_LINE = 4  # bytes outside ASCII: fewer may be valid in two encodings by chance
FORMULA = re.compile(
    rb'<(?:\w+:)?c [^>]*?r="([A-Z]+)(\d+)"[^>]*>\s*<(?:\w+:)?f[ />][^<]*(?:</(?:\w+:)?f>)?\s*(<(?:\w+:)?v)?'
)
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")


def check_text(data: bytes, file: str) -> None:
    """Raise WorkbookError for a text table whose bytes no single encoding explains."""
    if any(data.startswith(mark) for mark, _ in MARKED):
        return
    zeros = data.count(0)
    if zeros:
        if zeros < WIDE_SHARE * len(data):
            row = data[: data.index(0)].count(b"\n") + 1
            raise WorkbookError(
                Place(file, None, row), f"里面有 {zeros} 个空字节（NUL），文件可能传坏了", SAVE_AS
            )
        return
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        _refuse_mixture(data, file)


def _refuse_mixture(data: bytes, file: str) -> None:
    """Raise if some lines are UTF-8 and others are not: read as one, half would be garbled."""
    modern, other = list[int](), list[int]()
    for number, line in enumerate(data.split(b"\n"), 1):
        if sum(byte > 0x7F for byte in line) < SHORT_LINE:  # noqa: PLR2004 - the last byte of ASCII
            continue
        (modern if _is_utf8(line) else other).append(number)
    if modern and other:
        few, name, rest = (
            (other, "GB18030", "UTF-8") if len(other) < len(modern) else (modern, "UTF-8", "GB18030")
        )
        shown = "、".join(map(str, few[:5]))
        raise WorkbookError(
            file, f"文字编码不一致：第{shown}行是 {name}，其余是 {rest}，像是两个文件拼在一起的", SAVE_AS
        )


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def note_formulas(data: bytes, file: str, inquiry: Inquiry) -> None:
    """Say which cells of an .xlsx hold formulas: their last result is read, and some have none."""
    package = WorkbookPackage(data, file)
    empty: list[str] = []
    count = 0
    for name in package.names:
        if SHEET.fullmatch(name):
            tail = b""
            for piece in package.pieces(name):
                whole = tail + piece
                if b"<f" in whole or b":f" in whole:
                    found = list(FORMULA.finditer(whole, 0))
                    count += len(found)
                    empty += [f"{cell[1].decode()}{cell[2].decode()}" for cell in found if not cell[3]]
                tail = piece[-OVERLAP:] if len(piece) > OVERLAP else b""
    if empty:
        shown = "、".join(dict.fromkeys(empty[:5]))
        inquiry.note(
            "error",
            Place(file),
            f"{shown}等格是公式，文件里没有算好的值，读不到内容",
            "请用 Excel 或 WPS 打开、保存一次，或粘贴成数值，再导入",
            "opinions.formula",
        )
    elif count:
        inquiry.note(
            "info",
            Place(file),
            f"有 {count} 个格是公式，读的是存盘时算好的值",
            "请核对这些格",
            "opinions.formula",
        )


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
