"""Blank collection workbooks: what is handed out to be filled in (空白表)."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from kit.files.writing import write_atomically
from kit.sheets.writing.workbook import LINE, WIDEST, new_book, sheet_name, text_width

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kit.model.campaign import Campaign
    from kit.model.table import Column, SheetKind


NOTES = "填表说明"
HEADING_ROW, EXAMPLE_ROW, FIRST_ROW, LAST_ROW = 1, 2, 3, 1000  # counted from 0
LONGEST_LIST = 255  # characters of choices that a drop-down may hold itself
NARROW, LONG_WIDTH = 10, 40
TYPES = {
    "text": "文字",
    "long": "文字，可以很长",
    "key": "编号，不重复",
    "list": "几个用顿号隔开",
    "count": "整数，只填数字",
    "number": "数字，可以有小数",
    "date": "日期，如 {year}-3-30 或 3月30日",
    "choice": "从下拉框里选",
    "yes_no": "是或否",
}
RULES = (
    "橙色的列必须填，蓝色的列有就填。",
    "“示例”那一行只是样子，可以删，不删也不会算进去。",
    "不要改列名；行不够往下接着填。",
    "数字列只填确切的数字，不要写“约”“多”；没有填 0。",
    "合计行可以有，程序会核对；不要在合计下面再填。",
)


def write_blank(path: Path, kind: SheetKind, campaign: Campaign) -> None:
    """Write the blank workbook of a kind: title, headings with notes, drop-downs, an example, instructions.

    Raises WriteError.
    """
    columns = tuple(column for column in kind.columns_for(campaign) if column.offered)
    buffer = io.BytesIO()
    book = new_book(buffer)
    formats = _formats(book)
    page = book.add_worksheet(sheet_name(kind.name, set()))
    page.write_string(0, 0, kind.name, formats["title"])
    page.freeze_panes(FIRST_ROW - 1, 0)
    for at, column in enumerate(columns):
        _write_column(page, at, column, formats, campaign.campaign.year)
        _write_example(page, at, column, kind, formats)
    lists = _write_notes(book, kind, columns, formats, campaign.campaign.year)
    for at, column in enumerate(columns):
        _restrict(page, at, column, lists)
    book.close()
    write_atomically(path, buffer.getvalue())


def _formats(book: Any) -> dict[str, Any]:  # noqa: ANN401 - xlsxwriter has no types
    heading = {"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter", "align": "center"}
    return {
        "title": book.add_format({"bold": True, "font_size": 16}),
        "required": book.add_format({**heading, "bg_color": "#FCE4D6"}),
        "optional": book.add_format({**heading, "bg_color": "#DDEBF7"}),
        "example": book.add_format({"italic": True, "font_color": "#7F7F7F", "border": 1}),
        "cell": book.add_format({"num_format": "@"}),
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        "plain": book.add_format({"text_wrap": True, "valign": "top"}),
    }


def _write_column(page: Any, at: int, column: Column, formats: dict[str, Any], year: int) -> None:  # noqa: ANN401 - the same
    page.write_string(HEADING_ROW, at, column.name, formats["required" if column.asked else "optional"])
    page.write_comment(HEADING_ROW, at, _said(column, year), {"author": "", "x_scale": 2, "visible": False})
    width = LONG_WIDTH if column.type == "long" else max(text_width(column.name) + 2 * LINE, NARROW)
    shape = {"date": "date", "key": "cell"}.get(column.type)
    page.set_column(at, at, min(width, WIDEST), formats[shape] if shape else None)


def _said(column: Column, year: int) -> str:
    parts = [
        column.note,
        f"填法：{TYPES[column.type].format(year=year)}",
        "必填" if column.asked else "可以空着",
    ]
    if column.choices:
        parts.append("可填：" + "、".join(column.choices) + ("；没有合适的，照实写" if column.open else ""))
    return "\n".join(part for part in parts if part)


def _write_example(page: Any, at: int, column: Column, kind: SheetKind, formats: dict[str, Any]) -> None:  # noqa: ANN401 - the same
    text = kind.example.get(column.name, "")
    if not text and column.asked:
        text = "0" if column.type == "count" else (*column.choices, "示例")[0]
    page.write_string(EXAMPLE_ROW, at, text, formats["example"])


def _write_notes(
    book: Any,  # noqa: ANN401 - the same
    kind: SheetKind,
    columns: Sequence[Column],
    formats: dict[str, Any],
    year: int,
) -> dict[str, str]:
    """Write the sheet of instructions; return where the long lists of choices stand, by column."""
    page = book.add_worksheet(NOTES)
    page.set_column(0, 0, 18)
    page.set_column(1, 1, 70, formats["plain"])
    page.write_string(0, 0, f"{kind.name}：一行是{kind.row}", formats["title"])
    for number, rule in enumerate(RULES, 1):
        page.write_string(number, 1, rule)
    start = len(RULES) + 2
    for number, column in enumerate(columns, start):
        page.write_string(number, 0, column.name, formats["required" if column.asked else "optional"])
        page.write_string(number, 1, _said(column, year).replace("\n", "；"), formats["plain"])
    lists: dict[str, str] = {}
    for column in columns:
        if len(",".join(column.choices)) > LONGEST_LIST:
            at = 3 + len(lists)
            for number, choice in enumerate(column.choices):
                page.write_string(number, at, choice)
            letter = chr(ord("A") + at)
            lists[column.name] = f"={NOTES}!${letter}$1:${letter}${len(column.choices)}"
    return lists


def _restrict(page: Any, at: int, column: Column, lists: dict[str, str]) -> None:  # noqa: ANN401 - the same
    rule: dict[str, Any] = {"ignore_blank": True, "error_title": column.name}
    choices = ("是", "否") if column.type == "yes_no" else column.choices
    if choices and column.type != "date":
        rule |= {"validate": "list", "source": lists.get(column.name) or list(choices)}
        rule |= {"error_message": "下拉框里没有这个词" if column.open else "请从下拉框里选"}
        rule["error_type"] = "warning" if column.several or column.open else "stop"
    elif column.type == "count":
        rule |= {"validate": "integer", "criteria": ">=", "value": 0, "error_message": "请填整数，没有填 0"}
    else:
        return
    page.data_validation(FIRST_ROW, at, LAST_ROW, at, rule)
