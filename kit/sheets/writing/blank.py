"""Blank collection workbooks: what is handed out to be filled in (空白表)."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kit.files.writing import write_atomically
from kit.sheets.writing.workbook import LINE, new_book, sheet_name, text_width

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kit.model.campaign import Campaign
    from kit.model.table import Column, SheetKind


NOTES = "填表说明"
HEADING_ROW, EXAMPLE_ROW, FIRST_ROW, LAST_ROW = 1, 2, 3, 1000  # counted from 0
LINED_ROWS = 15  # with borders, so that a printed sheet can be filled in by hand
LONGEST_LIST = 255  # characters of choices that a drop-down may hold itself
NARROW, WIDE, LONG_WIDTH = 10, 22, 30
NARROWER, LONG_WIDTH_OF_MANY = 8, 16  # where the columns would not fit the page in letters one can read
NOTE_WIDTH = 100
ROW, LINE_HEIGHT = 28, 17  # points: a row that a pen can write in, a line of notes
A3, A4 = 8, 9  # as Excel numbers paper
WIDEST_ON_A4 = 160  # half-width characters that can still be read when fitted to the width
NAMED_IN_NOTE = 12  # choices named in a note; the drop-down has all of them
UNITS = "units"
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
EXAMPLES = {"long": "示例内容", "key": "示例1", "list": "甲、乙", "count": "0", "number": "0", "yes_no": "是"}
RULES = (
    "橙色的列必须填，蓝色的列有就填。",
    "“示例”那一行只是样子，可以删，不删也不会算进去。",
    "不要改列名；行不够往下接着填。",
    "数字列只填确切的数字，不要写“约”“多”；确实没有填 0，不知道就空着。",
    "合计行可以有，程序会核对；不要在合计下面再填。",
)


@dataclass(frozen=True)
class BlankForm:
    """A blank workbook to be written: whose it is, which documents draw on it, the units to choose from."""

    kind: SheetKind
    campaign: Campaign
    who: str = ""
    documents: tuple[str, ...] = ()
    units: tuple[str, ...] = ()

    @property
    def year(self) -> int:
        """Return the year of every date given as an example."""
        return self.campaign.campaign.year

    @property
    def columns(self) -> tuple[Column, ...]:
        """Return the columns that are offered; those that name units have them as their choices."""
        offered = (column for column in self.kind.columns_for(self.campaign) if column.offered)
        return tuple(
            replace(column, choices=self.units, open=True)
            if column.refers == UNITS and self.units
            else column
            for column in offered
        )


def write_blank(path: Path, kind: SheetKind, campaign: Campaign) -> None:
    """Write the blank workbook of a kind; raises WriteError."""
    write_atomically(path, blank_workbook(BlankForm(kind, campaign)))


def blank_workbook(form: BlankForm) -> bytes:
    """Return a workbook with title, headings with notes, drop-downs, an example row and instructions.

    It prints in landscape, fitted to the width of one page.
    """
    columns = form.columns
    buffer = io.BytesIO()
    book = new_book(buffer)
    formats = _formats(book)
    page = book.add_worksheet(sheet_name(form.kind.name, set()))
    page.write_string(0, 0, form.kind.name, formats["title"])
    page.freeze_panes(FIRST_ROW - 1, 0)
    widths = _widths(columns)
    for at, column in enumerate(columns):
        _write_column(page, at, column, widths[at], formats, form.year)
        page.write_string(EXAMPLE_ROW, at, _example(column, form), formats["example"])
    for row in range(HEADING_ROW, FIRST_ROW + LINED_ROWS):
        page.set_row(row, ROW)
        for at in range(len(columns) if row >= FIRST_ROW else 0):
            page.write_blank(row, at, None, formats["lined"])
    lists = _write_notes(book, form, columns, formats)
    for at, column in enumerate(columns):
        _restrict(page, at, column, lists)
    _print_setup(page, form, sum(widths))
    book.close()
    return buffer.getvalue()


def _print_setup(page: Any, form: BlankForm, width: float) -> None:  # noqa: ANN401 - xlsxwriter has no types
    page.set_landscape()
    page.set_paper(A3 if width > WIDEST_ON_A4 else A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(HEADING_ROW)
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    page.set_footer(f"&L{form.kind.name}{f'  谁来填：{form.who}' if form.who else ''}&R第 &P 页")


def _formats(book: Any) -> dict[str, Any]:  # noqa: ANN401 - xlsxwriter has no types
    heading = {"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter", "align": "center"}
    wrapped = {"border": 1, "text_wrap": True, "valign": "vcenter"}
    return {
        "title": book.add_format({"bold": True, "font_size": 16}),
        "required": book.add_format({**heading, "bg_color": "#FCE4D6"}),
        "optional": book.add_format({**heading, "bg_color": "#DDEBF7"}),
        "example": book.add_format({**wrapped, "italic": True, "font_color": "#7F7F7F"}),
        "lined": book.add_format(wrapped),
        "cell": book.add_format({"num_format": "@"}),
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        "plain": book.add_format({"text_wrap": True, "valign": "top"}),
    }


def _widths(columns: Sequence[Column]) -> list[int]:
    """Return the widths of the columns in half-width characters; headings of many columns are broken."""
    wide = [
        LONG_WIDTH if column.type == "long" else min(max(text_width(column.name) + 2 * LINE, NARROW), WIDE)
        for column in columns
    ]
    if sum(wide) <= WIDEST_ON_A4:
        return wide
    return [LONG_WIDTH_OF_MANY if column.type == "long" else NARROWER for column in columns]


def _write_column(
    page: Any,  # noqa: ANN401 - the same
    at: int,
    column: Column,
    width: int,
    formats: dict[str, Any],
    year: int,
) -> None:
    """Write a heading with its note."""
    page.write_string(HEADING_ROW, at, column.name, formats["required" if column.asked else "optional"])
    page.write_comment(HEADING_ROW, at, _said(column, year), {"author": "", "x_scale": 2, "visible": False})
    shape = {"date": "date", "key": "cell"}.get(column.type)
    page.set_column(at, at, width, formats[shape] if shape else None)


def _said(column: Column, year: int) -> str:
    """Return the note of a column; it says no more and no less than its drop-down."""
    how = "" if column.type == "list" and "隔开" in column.note else f"填法：{_way(column, year)}"
    parts = [column.note, how, "必填" if column.asked else "可以空着"]
    if column.choices:
        named = "、".join(column.choices[:NAMED_IN_NOTE])
        more = f"等 {len(column.choices)} 个，都在下拉框里" if len(column.choices) > NAMED_IN_NOTE else ""
        parts.append(f"可填：{named}{more}{'；没有合适的，照实写' if column.open else ''}")
    return "\n".join(part for part in parts if part)


def _way(column: Column, year: int) -> str:
    if column.type == "date" and column.choices:
        return f"{TYPES['date'].format(year=year)}，或写{'、'.join(column.choices)}"
    if not column.choices and column.type == "choice":
        return TYPES["text"]  # there is nothing to choose from
    if column.choices and column.type in {"text", "key"}:
        return TYPES["choice"]
    return TYPES[column.type].format(year=year)


def _example(column: Column, form: BlankForm) -> str:
    """Return the cell of the example row: filled as the kind says, or where it must be filled.

    It says nothing that the drop-down does not have, and its dates are of the campaign's year.
    """
    said = form.kind.example.get(column.name, "")
    if not said and not column.asked:
        return ""
    if column.type == "date":
        return f"{form.year}-{said[5:]}" if said[:4].isdigit() else said or f"{form.year}-03-30"
    if column.choices and column.type == "choice":
        return said if said in column.choices else column.choices[0]
    return said or EXAMPLES.get(column.type, "示例")


def _write_notes(
    book: Any,  # noqa: ANN401 - the same
    form: BlankForm,
    columns: Sequence[Column],
    formats: dict[str, Any],
) -> dict[str, str]:
    """Write the sheet of instructions; return where the long lists of choices stand, by column."""
    page = book.add_worksheet(NOTES)
    page.set_column(0, 0, 18)
    page.set_column(1, 1, NOTE_WIDTH, formats["plain"])
    page.write_string(0, 0, f"{form.kind.name}：一行是{form.kind.row}", formats["title"])
    whose = [f"谁来填：{form.who}。"] if form.who else []
    used = [f"用在：{'、'.join(form.documents)}。"] if form.documents else []
    rules = (*whose, *used, *RULES)
    for number, rule in enumerate(rules, 1):
        page.write_string(number, 1, rule, formats["plain"])
    for number, column in enumerate(columns, len(rules) + 2):
        page.write_string(number, 0, column.name, formats["required" if column.asked else "optional"])
        note = _said(column, form.year).replace("\n", "；")
        page.write_string(number, 1, note, formats["plain"])
        page.set_row(number, LINE_HEIGHT * (1 + text_width(note) // NOTE_WIDTH))
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.print_area(0, 0, len(rules) + 1 + len(columns), 1)
    lists: dict[str, str] = {}
    for column in columns:
        if len(",".join(column.choices)) > LONGEST_LIST:
            at = 3 + len(lists)
            for number, choice in enumerate(column.choices):
                page.write_string(number, at, choice)
            letter = chr(ord("A") + at)
            lists[column.name] = f"={NOTES}!${letter}$1:${letter}${len(column.choices)}"
    return lists


def _refusal(column: Column) -> str:
    """Return what Excel says of a word that the drop-down does not have, as the note says it."""
    if column.several:
        return "下拉框里没有这个词。票上勾了两个的照写，选“是”"
    return "下拉框里没有这个词。没有合适的就照实写，选“是”" if column.open else "请从下拉框里选"


def _restrict(page: Any, at: int, column: Column, lists: dict[str, str]) -> None:  # noqa: ANN401 - the same
    rule: dict[str, Any] = {"ignore_blank": True, "error_title": column.name[:32]}
    choices = ("是", "否") if column.type == "yes_no" else column.choices
    if choices and column.type not in {"date", "list"}:
        rule |= {"validate": "list", "source": lists.get(column.name) or list(choices)}
        rule["error_message"] = _refusal(column)
        rule["error_type"] = "warning" if column.several or column.open else "stop"
    elif column.type == "count":
        rule |= {"validate": "integer", "criteria": ">=", "value": 0, "error_message": "请填整数，没有填 0"}
    else:
        return
    page.data_validation(FIRST_ROW, at, LAST_ROW, at, rule)
