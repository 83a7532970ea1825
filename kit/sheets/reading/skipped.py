"""Rows that are no data: totals, notes, signatures, examples, repeated headings, lines between blocks.

Every function takes the body of a sheet and returns offsets of rows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kit.sheets.reading.body import Body

SUBTOTAL = "小计"
TOTAL = re.compile(r"[（(]?(?:本页|本表|全部|全市)?(合计|小计|总计|共计|累计)[)）]?[:：]?")
LONGEST_TOTAL = 10
NOTE = re.compile(
    r"(?:注|备注|说明|附注|填表说明|填表人|填报人|填报单位|填报日期|填报时间|填表日期|制表人?|审核人?|审批人?|负责人|"
    r"单位负责人|分管领导|经办人?|联系人|联系电话|电话|统计人?|监票人?|计票人?|唱票人?|录入人?|校对人?|"
    r"单位[（(]盖章[）)]|盖章|日期)"
    r"\d?[:：]"
)
NOTE_STARTS = set("注备说附填制审负单分经联电统监计唱录校盖日 \u3000\t\r\n")
TAIL = re.compile(r"[\u4e00-\u9fff]{1,8}[:：]")  # 档案号： 填报： 抄送：
TAIL_CELLS = 2
EXAMPLE = "示例"
EXAMPLE_TYPES = {"key", "text", "long"}
WIDE = 3  # columns that a merged line covers to be a line of its own


def total_rows(body: Body) -> dict[int, str]:
    """Return the rows with a cell that says 合计, 小计 or the like, and which of them."""
    words: dict[int, str] = {}
    for column, cells in zip(body.columns, body.distinct, strict=True):
        said = {cell: word for cell in cells if (word := total_word(cell))}
        if said:
            words |= {offset: said[cell] for offset, cell in enumerate(column) if cell in said}
    return words


def total_word(cell: object) -> str | None:
    """Return 合计, 小计 or the like if that is all a cell says."""
    if not isinstance(cell, str) or "计" not in cell or len(cell) > LONGEST_TOTAL:
        return None
    found = TOTAL.fullmatch("".join(cell.split()))
    return found[1] if found else None


def note_rows(body: Body) -> set[int]:
    """Return the rows that begin with 注：, 填表人： or the like, and the lines that close the sheet."""
    wanted = {
        at: {
            cell
            for cell in cells
            if isinstance(cell, str) and cell[:1] in NOTE_STARTS and NOTE.match("".join(cell[:20].split()))
        }
        for at, cells in enumerate(body.distinct)
    }
    notes = set()
    for offset in body.offsets(wanted):
        at, cell = next(body.said(offset))
        if cell in wanted[at]:
            notes.add(offset)
    return notes | _tail(body, notes)


def _tail(body: Body, notes: set[int]) -> set[int]:
    """Return the lines such as 档案号：… that close a sheet, from the last row upwards."""
    tail: set[int] = set()
    for offset in range(body.size - 1, -1, -1):
        said = [str(cell) for _, cell in body.said(offset)]
        if said and offset not in notes:
            if len(said) > TAIL_CELLS or not TAIL.match(said[0].strip()):
                break
            tail.add(offset)
    return tail


def example_rows(body: Body) -> set[int]:
    """Return the rows whose name or key begins with 示例: they show how, and are not counted."""
    wanted = {
        at: {cell for cell in body.distinct[at] if isinstance(cell, str) and _is_example(cell)}
        for at, column in body.used.items()
        if column is not None and (column.required or column.type == "key") and column.type in EXAMPLE_TYPES
    }
    return body.offsets(wanted)


def _is_example(cell: str) -> bool:
    return cell.lstrip(" \u3000（(【[").startswith(EXAMPLE)


def repeated_headings(body: Body) -> set[int]:
    """Return the rows that say the heading again, as on every printed page."""
    match, rows = body.match, body.grid.rows
    headings = [[str(cell).strip() for cell in rows[match.row + deep]] for deep in range(match.depth)]
    at = min(body.used, default=None)
    if at is None or not body.columns:
        return set()
    said = {heading[at] for heading in headings} - {""}
    cells = {cell for cell in body.distinct[at] if str(cell).strip() in said}
    found = {offset for offset in body.offsets({at: cells}) if body.row(offset) in headings}
    below = {offset + 1 for offset in found if offset + 1 < body.size}
    return found | {offset for offset in below if body.row(offset) in headings}


def lines_between(body: Body, headings: set[int]) -> set[int]:
    """Return the rows with one cell of words over the whole width, or above a repeated heading."""
    merged = {
        span.first_row - body.first
        for span in body.grid.merged
        if span.first_row == span.last_row and span.last_column - span.first_column + 1 >= WIDE
    }
    above = {offset - back for offset in headings for back in (1, 2)} - headings
    inside = {offset for offset in merged | above if 0 <= offset < body.size}
    return {offset for offset in inside if len(list(body.said(offset))) == 1}
