"""Opinion tables as offices type them: stacked blocks, merged cells, 同上, totals, signatures."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kit.opinions.importing.reading.records import (
    BLOCK,
    NO_TEXT,
    TEXT,
    Mapped,
    Records,
    label_text,
    mapped,
)
from kit.sheets.body import note_reason
from kit.sheets.headings import normalised_heading
from kit.sheets.surveying.verbatim import verbatim_cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kit.opinions.importing.reading.export import Inquiry
    from kit.opinions.importing.reading.table import RawTable
    from kit.sheets.grid import Grid, RawCell


DITTO = frozenset({"同上", "同前", "〃", "″", '"', "同上。", "同上条", "（同上）", "(同上)"})
TOTAL = re.compile(r"^(?:合计|小计|总计|共计|累计|总数)")
SIGNED = re.compile(
    r"^(?:填表人|填报人|填报单位|审核人|负责人|经办人|联系人|联系电话|单位[（(]?(?:盖章|公章)|制表|签名|签字|"
    r"日期[:：]|填表日期|填报日期|注[:：]|备注[:：]|说明[:：]|填表说明|单位[:：]|主要负责人)"
)
LEAST_HEADINGS = 2
DITTO_SIGN = "有“同上”"
REPEATED_HEADING = "重复的列名"


def is_stacked(table: RawTable, columns: Mapped) -> str:
    """Return what makes a table need careful reading, in Chinese; nothing if it is a plain one."""
    grid, signs = table.grid, []
    if table.at > 0:
        signs.append(f"列名在第{table.heading_row}行")
    if any(span.last_row > table.heading_row for span in grid.merged):
        signs.append("有合并的格")
    column = [verbatim_cell(row[columns[TEXT]]).strip() for row in grid.rows[table.at + 1 :]]
    heading = table.labels[columns[TEXT]]
    if any(text == heading for text in column):
        signs.append("列名重复出现")
    if any(text in DITTO for text in column):
        signs.append(DITTO_SIGN)
    return "，".join(signs)


@dataclass
class Walk:
    """Where the reading stands: the columns of this block, its title, and the row above."""

    columns: Mapped
    heading: str
    title: str = ""
    labels: tuple[str, ...] = ()
    above: dict[str, str] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)
    records: list[dict[str, str]] = field(default_factory=list)
    silent: int = 0
    dittos: list[int] = field(default_factory=list)
    orphans: list[int] = field(default_factory=list)  # 同上 with nothing above
    spare: list[int] = field(default_factory=list)  # rows with words, but none that are an opinion
    named: dict[int, str] = field(default_factory=dict)  # rows that are no record, and why


def block_records(table: RawTable, found: Mapped, inquiry: Inquiry) -> Records:
    """Return the records of all blocks of a sheet; every row keeps its own number."""
    walk = Walk(found, table.labels[found[TEXT]], labels=table.labels)
    covered = _covered(table.grid)
    for at in range(table.at + 1, len(table.grid.rows)):
        number = table.grid.first_row + at
        row = [covered.get((number, column), cell) for column, cell in enumerate(table.grid.rows[at])]
        _take(walk, number, row, table.grid.rows[at])
    _note(walk, table, inquiry)
    names = sorted({name for record in walk.records for name in record} - {TEXT})
    columns = {name: [record.get(name, "") for record in walk.records] for name in names}
    return Records(walk.rows, [record[TEXT] for record in walk.records], walk.heading, columns, walk.named)


def _covered(grid: Grid) -> dict[tuple[int, int], RawCell]:
    """Return what merged cells hold, for every cell they cover below their first row; columns from 0."""
    values: dict[tuple[int, int], RawCell] = {}
    for span in grid.merged:
        top, left = span.first_row - grid.first_row, span.first_column - grid.first_column
        if not (0 <= top < len(grid.rows) and 0 <= left < grid.width):
            continue
        for row in range(span.first_row + 1, min(span.last_row, grid.first_row + len(grid.rows) - 1) + 1):
            values[row, left] = grid.rows[top][left]
    return values


def _take(walk: Walk, number: int, row: Sequence[RawCell], uncovered: Sequence[RawCell]) -> None:
    """Take one row: a heading, a title, a total, a signature, an empty line, or an opinion."""
    texts = [label_text(cell) for cell in row]
    filled = [text for text in texts if text]
    if not filled or _is_serial_only(walk, texts):
        walk.named[number] = "只有编号" if filled else "空行"
        return
    again = mapped(texts)
    if _is_heading_again(walk, texts):
        walk.named[number] = REPEATED_HEADING
        walk.above = {}
    elif TEXT in again and len(again) >= min(LEAST_HEADINGS, len(walk.columns)):
        walk.columns, walk.heading, walk.above = again, texts[again[TEXT]], {}
        walk.named[number] = REPEATED_HEADING
    elif any(TOTAL.match(normalised_heading(text)) for text in filled[:2]) or SIGNED.match(filled[0]):
        walk.named[number] = note_reason(filled[0]) if SIGNED.match(filled[0]) else "合计"
        walk.above = {}
    elif len(filled) == 1 and texts.index(filled[0]) != walk.columns[TEXT]:
        walk.named[number] = "分组标题"
        walk.title = filled[0]
    else:
        _take_opinion(walk, number, row, uncovered)


def _is_heading_again(walk: Walk, texts: Sequence[str]) -> bool:
    """Return whether a row says the heading again, as on every printed page."""
    first = next((at for at, label in enumerate(walk.labels) if label), None)
    if first is None or texts[first] != walk.labels[first]:
        return False
    pairs = [(text, label) for text, label in zip(texts, walk.labels, strict=True) if text or label]
    return len(pairs) > 1 and all(
        normalised_heading(text) == normalised_heading(label) for text, label in pairs
    )


def _is_serial_only(walk: Walk, texts: Sequence[str]) -> bool:
    """Return whether a row was only numbered in advance."""
    others = [text for at, text in enumerate(texts) if text and at not in walk.columns.values()]
    mapped_texts = [texts[at] for at in walk.columns.values() if at < len(texts) and texts[at]]
    return not mapped_texts and len(others) == 1 and others[0].strip(".、)）").isdigit()


def _take_opinion(walk: Walk, number: int, row: Sequence[RawCell], uncovered: Sequence[RawCell]) -> None:
    record = {name: verbatim_cell(row[at]).strip() for name, at in walk.columns.items() if name != TEXT}
    for name, value in record.items():
        if value in DITTO:
            record[name] = walk.above.get(name, "")
    text = verbatim_cell(uncovered[walk.columns[TEXT]])
    if text.strip() in DITTO:
        (walk.dittos if walk.above else walk.orphans).append(number)
        text = walk.above.get(TEXT, "")
        if not text:
            walk.named[number] = "写“同上”，上面没有意见"
            return
    if not text:
        is_covered = _is_under_merged(row, uncovered, walk)
        walk.named[number] = "和上一行是合并的一格" if is_covered else NO_TEXT
        if any(record.values()) and not is_covered:
            walk.spare.append(number)
        return
    record[TEXT] = text
    if walk.title:
        record[BLOCK] = walk.title
        record["来源分类"] = record.get("来源分类") or walk.title
    walk.rows.append(number)
    walk.records.append(record)
    walk.above = record


def _is_under_merged(row: Sequence[RawCell], uncovered: Sequence[RawCell], walk: Walk) -> bool:
    """Return whether the opinion of the row above is merged over this one."""
    at = walk.columns[TEXT]
    return bool(verbatim_cell(row[at])) and not verbatim_cell(uncovered[at])


def _note(walk: Walk, table: RawTable, inquiry: Inquiry) -> None:
    if walk.dittos:
        numbers = "、".join(map(str, walk.dittos[:5]))
        inquiry.note(
            "info",
            table.place(),
            f"第{numbers}行的意见写“同上”，照上一条的原文各登记一条",
            "不用改",
            "opinions.ditto",
        )
    if walk.orphans:
        numbers = "、".join(map(str, walk.orphans[:5]))
        inquiry.note(
            "warning",
            table.place(column=walk.heading),
            f"第{numbers}行的意见写“同上”，上面没有意见，没有登记",
            "请填上原文再导入",
            "opinions.ditto",
        )
    if walk.spare:
        numbers = "、".join(map(str, walk.spare[:5]))
        inquiry.note(
            "warning",
            table.place(column=walk.heading),
            f"第{numbers}行有字，意见一格是空的，共 {len(walk.spare)} 行，没有登记",
            "请核对是不是漏填了意见",
            "opinions.no_text",
        )
