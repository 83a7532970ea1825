"""Rows of a text table with more cells than headings: a comma inside an opinion has cut it in two."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from kit.nouns.place import Place
from kit.sheets.reading.grid import is_blank
from kit.sheets.reading.workbook import TEXTS

if TYPE_CHECKING:
    from kit.opinions.importing.reading.inquiry import Inquiry
    from kit.opinions.importing.reading.table import RawTable

SHOWN = 5


def refuse_cut_rows(table: RawTable, inquiry: Inquiry) -> bool:
    """Return whether a text table has such rows, and name them; half an opinion is never registered."""
    if PurePath(table.grid.file).suffix.lower() not in TEXTS:
        return False
    last = max((at for at, label in enumerate(table.labels) if label), default=-1)
    cut = [number for number, row in table.body if any(not is_blank(cell) for cell in row[last + 1 :])]
    if not cut:
        return False
    shown = "、".join(map(str, cut[:SHOWN])) + (f" 等 {len(cut)} 行" if len(cut) > SHOWN else " 行")
    inquiry.note(
        "error",
        Place(table.grid.file, table.grid.sheet or None, cut[0]),
        f"第 {shown}比列名多出来几格，像是意见里的逗号把一格切成了两格，整张表没有登记",
        "请用 WPS 或 Excel 打开，把切开的意见并回一格，另存为 .xlsx 再导入",
        "opinions.cut_row",
    )
    return True
