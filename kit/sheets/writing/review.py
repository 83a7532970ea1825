"""A workbook in which people decide row by row: drop-downs, hidden columns, long lists kept aside."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from xlsxwriter.utility import xl_col_to_name, xl_range_abs

from kit.files.writing import write_atomically
from kit.sheets.writing.workbook import new_book, printable_cell, sheet_name, text_width

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


LINE, TALLEST = 15, 409  # points: of a line, and of what Excel allows a row
ROOM = 3  # half-width characters of a line that wrapping leaves empty
A4 = 9  # as Excel numbers paper
MANY = 40  # entries: a longer list is typed into rather than scrolled
LISTS = "选项"  # hidden; a drop-down written into the cell itself holds 255 characters only


@dataclass(frozen=True)
class ReviewSheet:
    """One sheet of rows to be decided.

    widths: by heading, in half-width characters. choices: by heading, the drop-down's entries; Excel
    and WPS refuse other text, but of a list of more than MANY entries, of which they only warn: one may type.
    hidden: headings of columns that the kit needs and people do not. filled_in: headings of columns that
    people may fill in with their own words. marked: the heading of a column; rows with something in it
    stand in another colour. reasons: answers beside which an empty 理由 is shown in red.
    """

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Any]]
    widths: Mapping[str, float] = field(default_factory=dict)
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    filled_in: frozenset[str] = frozenset()
    marked: str = ""
    reasons: Sequence[str] = ()


def write_review_workbook(path: Path, sheets: Sequence[ReviewSheet]) -> None:
    """Write the sheets to an .xlsx, headings frozen and filtered; the same rows give the same bytes.

    Each prints on A4 across, one page wide, its headings on every page. Raises WriteError.
    """
    buffer = io.BytesIO()
    book = new_book(buffer)
    formats = _formats(book)
    taken: set[str] = set()
    pages = [(book.add_worksheet(sheet_name(sheet.name, taken)), sheet) for sheet in sheets]
    lists = book.add_worksheet(LISTS)
    lists.hide()
    column = 0
    for page, sheet in pages:
        _write_sheet(page, sheet, formats)
        _lay_out(page, sheet)
        _show_missing_reasons(page, sheet, formats["missing"])
        for heading, entries in sheet.choices.items():
            for row, entry in enumerate(entries):
                lists.write_string(row, column, entry)
            _add_choices(page, sheet, heading, _range(column, len(entries)))
            column += 1
    book.close()
    write_atomically(path, buffer.getvalue())


def _formats(book: Any) -> dict[str, Any]:  # noqa: ANN401 - xlsxwriter is untyped
    top = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#BFBFBF"}
    head = {"bold": True, "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter"}
    kinds = {"text": {}, "marked": {"bg_color": "#D9EAD3"}, "asked": {"bg_color": "#FFF2CC"}}
    kinds |= {"own": {"bg_color": "#FFFBF0"}}
    shares = {f"{kind}%": {**look, "num_format": "0%"} for kind, look in kinds.items()}
    return {
        "heading": book.add_format({**head, "bg_color": "#DDEBF7"}),
        "answer": book.add_format({**head, "bg_color": "#FFD966"}),
        "missing": book.add_format({"bg_color": "#F4B6B6"}),
        **{kind: book.add_format({**top, **look}) for kind, look in (kinds | shares).items()},
    }


def _write_sheet(page: Any, sheet: ReviewSheet, formats: dict[str, Any]) -> None:  # noqa: ANN401 - the same
    page.freeze_panes(1, 0)
    for at, heading in enumerate(sheet.headings):
        asked = heading in sheet.choices or heading in sheet.filled_in
        page.write_string(0, at, heading, formats["answer" if asked else "heading"])
        options = {"hidden": True} if heading in sheet.hidden else {}
        page.set_column(at, at, sheet.widths.get(heading, 10), None, options)
    mark = list(sheet.headings).index(sheet.marked) if sheet.marked in sheet.headings else None
    for number, row in enumerate(sheet.rows, 1):
        page.set_row(number, _height(sheet, row))
        of_row = "marked" if mark is not None and row[mark] else "text"
        for at, (heading, cell) in enumerate(zip(sheet.headings, row, strict=True)):
            kind = "asked" if heading in sheet.choices else "own" if heading in sheet.filled_in else of_row
            if cell is None or cell == "":
                page.write_blank(number, at, None, formats[kind])
            elif isinstance(cell, (int, float)) and not isinstance(cell, bool):
                page.write_number(number, at, cell, formats[f"{kind}%" if isinstance(cell, float) else kind])
            else:
                page.write_string(number, at, printable_cell(cell), formats[kind])
    page.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.headings) - 1)


def _height(sheet: ReviewSheet, row: Sequence[Any]) -> float:
    """Return how high a row must be to show its longest cell: LibreOffice does not measure it itself."""
    told = zip(sheet.headings, row, strict=True)
    lines = [
        _lines(cell, sheet.widths.get(heading, 10) - ROOM)
        for heading, cell in told
        if isinstance(cell, str) and heading not in sheet.hidden
    ]
    return min(TALLEST, LINE * max(lines, default=1) + 2)


def _lines(text: str, width: float) -> int:
    return sum(max(1, math.ceil(text_width(line) / width)) for line in text.splitlines() or [""])


def _lay_out(page: Any, sheet: ReviewSheet) -> None:  # noqa: ANN401 - the same
    page.set_landscape()
    page.set_paper(A4)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_footer("&L&A&R第&P页，共&N页")
    if sheet.rows:
        page.print_area(0, 0, len(sheet.rows), len(sheet.headings) - 1)


def _show_missing_reasons(page: Any, sheet: ReviewSheet, missing: Any) -> None:  # noqa: ANN401 - the same
    if not sheet.reasons or not sheet.rows:
        return
    answer, reason = (list(sheet.headings).index(heading) for heading in ("决定", "理由"))
    said = ",".join(f'${xl_col_to_name(answer)}2="{word}"' for word in sheet.reasons)
    rule = {
        "type": "formula",
        "criteria": f'=AND(OR({said}),${xl_col_to_name(reason)}2="")',
        "format": missing,
    }
    page.conditional_format(1, reason, len(sheet.rows), reason, rule)


def _add_choices(page: Any, sheet: ReviewSheet, heading: str, source: str) -> None:  # noqa: ANN401 - the same
    at = list(sheet.headings).index(heading)
    rule = {
        "validate": "list",
        "source": source,
        "error_title": "请从下拉里选",
        "error_message": "这一格只能从下拉里选；还没想好就空着。",
    }
    if len(sheet.choices[heading]) > MANY:
        more = "下拉里没有这一项。打的若是最后一级的名称或编码，就选“是”；打错了选“否”。"
        rule |= {"error_type": "warning", "error_message": more}
    page.data_validation(1, at, max(1, len(sheet.rows)), at, rule)


def _range(column: int, length: int) -> str:
    return f"='{LISTS}'!{xl_range_abs(0, column, length - 1, column)}"
