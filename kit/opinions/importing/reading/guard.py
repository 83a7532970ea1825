"""Files that would be misread in silence: mixed encodings, bytes of nothing, formulas nobody computed.

Texts that may have been damaged before they came: cut off, garbled, with hidden marks, parted at a comma.

The kit's own sheets among the files: examples of its blanks, and sheets that hold no opinions.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from kit.model.fact import Place
from kit.model.finding import WorkbookError
from kit.sheets.body import EXAMPLE
from kit.sheets.delimited import MARKED
from kit.sheets.grid import is_blank
from kit.sheets.headings import Headings
from kit.sheets.opening import TEXTS
from kit.sheets.package import OVERLAP, WorkbookPackage
from kit.sheets.recognising import recognise
from kit.sheets.surveying.purposes import is_count
from kit.topics.kinds import kinds_of
from kit.topics.merged_opinions import KIND as MERGED
from kit.topics.merged_opinions import STATED

if TYPE_CHECKING:
    import pandas as pd

    from kit.model.campaign import Campaign
    from kit.model.table import SheetKind
    from kit.opinions.importing.reading.export import Inquiry
    from kit.opinions.importing.reading.table import RawTable
    from kit.sheets.grid import Grid, RawCell


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
        numbers = "、".join(map(str, few[:5]))
        raise WorkbookError(
            file, f"文字编码不一致：第{numbers}行是 {name}，其余是 {rest}，像是两个文件拼在一起的", SAVE_AS
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
                    formulas = list(FORMULA.finditer(whole, 0))
                    count += len(formulas)
                    empty += [f"{cell[1].decode()}{cell[2].decode()}" for cell in formulas if not cell[3]]
                tail = piece[-OVERLAP:] if len(piece) > OVERLAP else b""
    if empty:
        cells = "、".join(dict.fromkeys(empty[:5]))
        inquiry.note(
            "error",
            Place(file),
            f"{cells}等格是公式，文件里没有算好的值，读不到内容",
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
    faults: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    names = ("原文", "来源文件", "来源表", "来源行")
    for text, file, sheet, row in zip(*(opinions[name] for name in names), strict=True):
        kinds = {match.lastgroup for match in SIGNS.finditer(text)} if SIGNS.search(text) else set()
        if len(text) >= LONGEST_CELL and not file.lower().endswith(".docx"):
            kinds.add("cut")
        if len(text) <= LONGEST_COUNT and is_count(text):
            kinds.add("number")
        for kind in kinds:
            faults[str(kind), file, sheet].append(row)
    for (kind, file, sheet), rows in sorted(faults.items()):
        level, problem, remedy = SAID[kind]
        numbers = "、".join(map(str, rows[:SHOWN]))
        more = f"等 {len(rows)} 行" if len(rows) > SHOWN else "行"
        where = Place(file, sheet or None, None, None)
        inquiry.note(
            "info" if level == "info" else "warning",
            where,
            f"第{numbers}{more}：{problem}",
            remedy,
            f"opinions.{kind}",
        )


def refuse_cut_rows(table: RawTable, inquiry: Inquiry) -> bool:
    """Return whether a text table has such rows, and name them; half an opinion is never registered."""
    if PurePath(table.grid.file).suffix.lower() not in TEXTS:
        return False
    last = max((at for at, label in enumerate(table.labels) if label), default=-1)
    cut = [number for number, row in table.body if any(not is_blank(cell) for cell in row[last + 1 :])]
    if not cut:
        return False
    numbers = "、".join(map(str, cut[:SHOWN])) + (f" 等 {len(cut)} 行" if len(cut) > SHOWN else " 行")
    inquiry.note(
        "error",
        Place(table.grid.file, table.grid.sheet or None, cut[0]),
        f"第 {numbers}比列名多出来几格，像是意见里的逗号把一格切成了两格，整张表没有登记",
        "请用 WPS 或 Excel 打开，把切开的意见并回一格，另存为 .xlsx 再导入",
        "opinions.cut_row",
    )
    return True


OF_OPINIONS = frozenset({"opinions", "web_messages"})  # kinds that hold opinions as they were given
LEAST_COLUMNS = 3
NUMBERED_EXAMPLE = re.compile(rf"[\W_]*{EXAMPLE}[\W\dA-Za-z]*")  # 示例1 （示例）, and not 示例太少


def without_examples(grid: Grid, inquiry: Inquiry) -> Grid:
    """Return the grid with its example rows blank: they show how, and nobody gave them."""
    examples = [at for at, row in enumerate(grid.rows) if any(map(_is_example, row))]
    for at in examples:
        inquiry.note(
            "info",
            Place(grid.file, grid.sheet or None, grid.first_row + at),
            "是空白表上的示例，没有登记",
            "不用改",
            "opinions.example",
        )
    if not examples:
        return grid
    blank: list[RawCell] = [""] * grid.width
    return replace(grid, rows=[blank if at in examples else row for at, row in enumerate(grid.rows)])


def _is_example(cell: RawCell) -> bool:
    if not isinstance(cell, str) or EXAMPLE not in cell:
        return False
    return bool(NUMBERED_EXAMPLE.fullmatch(unicodedata.normalize("NFKC", cell)))


def other_kind(grid: Grid, campaign: Campaign) -> SheetKind | None:
    """Return the kind of sheet that this is for sure, if that kind is no list of given opinions.

    Two headings are too few to tell: a list of opinions by unit has the 单位 and 意见 of a ballot. Stated
    counts alone tell merged opinions (归纳): their rows were said more than once.
    """
    match = recognise(grid, Headings(kinds_of(campaign), campaign), campaign).match
    if match is None or match.kind.id in OF_OPINIONS:
        return None
    if match.found < LEAST_COLUMNS and not (match.kind.id == MERGED.id and STATED in match.columns):
        return None
    return match.kind


def refuse_other_kind(place: Place, kind: SheetKind, shape: str, inquiry: Inquiry) -> None:
    """Say that a sheet was not taken, why, where it belongs, and how to have it read all the same."""
    inquiry.note(
        "error",
        place,
        f"认出是“{kind.name}”（一行是{kind.row}），不是收来的意见，没有登记",
        f'请把它放进 inbox，由 kit check 读；里面确有意见原文，就加 --answer "{place}：识别={shape}" 再导入',
        "opinions.other_kind",
    )
