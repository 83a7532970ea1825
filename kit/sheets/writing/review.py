"""A workbook in which people decide row by row: drop-downs, hidden columns, long lists kept aside."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from xlsxwriter.utility import xl_range_abs

from kit.files.writing import write_atomically
from kit.sheets.writing.workbook import new_book, sheet_name, write_cell

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


LISTS = "选项"  # hidden; a drop-down written into the cell itself holds 255 characters only


@dataclass(frozen=True)
class ReviewSheet:
    """One sheet of rows to be decided.

    widths: by heading, in half-width characters. choices: by heading, the drop-down's entries; Excel
    and WPS refuse other text. hidden: headings of columns that the kit needs and people do not.
    """

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Any]]
    widths: Mapping[str, float] = field(default_factory=dict)
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()


def write_review_workbook(path: Path, sheets: Sequence[ReviewSheet]) -> None:
    """Write the sheets to an .xlsx, headings frozen and filtered; the same rows give the same bytes.

    Raises WriteError.
    """
    buffer = io.BytesIO()
    book = new_book(buffer)
    formats = {
        "heading": book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1, "text_wrap": True}),
        "answer": book.add_format({"bold": True, "bg_color": "#FFE699", "border": 1, "text_wrap": True}),
        "date": book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
    }
    taken: set[str] = set()
    pages = [(book.add_worksheet(sheet_name(sheet.name, taken)), sheet) for sheet in sheets]
    lists = book.add_worksheet(LISTS)
    lists.hide()
    column = 0
    for page, sheet in pages:
        _write_sheet(page, sheet, formats)
        for heading, entries in sheet.choices.items():
            for row, entry in enumerate(entries):
                lists.write_string(row, column, entry)
            _add_choices(page, sheet, heading, _range(column, len(entries)))
            column += 1
    book.close()
    write_atomically(path, buffer.getvalue())


def _write_sheet(page: Any, sheet: ReviewSheet, formats: dict[str, Any]) -> None:  # noqa: ANN401 - xlsxwriter is untyped
    page.freeze_panes(1, 0)
    for at, heading in enumerate(sheet.headings):
        page.write_string(0, at, heading, formats["answer" if heading in sheet.choices else "heading"])
        options = {"hidden": True} if heading in sheet.hidden else {}
        page.set_column(at, at, sheet.widths.get(heading, 10), None, options)
    for number, row in enumerate(sheet.rows, 1):
        for at, cell in enumerate(row):
            write_cell(page, number, at, cell, formats)
    page.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.headings) - 1)


def _add_choices(page: Any, sheet: ReviewSheet, heading: str, source: str) -> None:  # noqa: ANN401 - the same
    at = list(sheet.headings).index(heading)
    rule = {
        "validate": "list",
        "source": source,
        "error_title": "请从下拉里选",
        "error_message": "这一格只能从下拉里选；还没想好就空着。",
    }
    page.data_validation(1, at, max(1, len(sheet.rows)), at, rule)


def _range(column: int, length: int) -> str:
    return f"='{LISTS}'!{xl_range_abs(0, column, length - 1, column)}"
