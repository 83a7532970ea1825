"""How clerks lay out a sheet: titles, two-row headings, merged cells, totals, signatures, blank margins."""

import csv
import io
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
import xlwt
from content import Cell, Cells
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

INBOX = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent / "inbox"
MADE = datetime(2009, 6, 5, 9, 0)  # noqa: DTZ001 - workbooks know no time zone; fixed, so that bytes repeat


@dataclass(frozen=True)
class Page:
    """One sheet as a clerk drew it; column numbers count from 0 at the table's own left edge."""

    name: str
    headings: Sequence[str]
    rows: Sequence[Cells]
    title: str = ""
    before: Sequence[str] = ()  # lines between title and heading
    upper: Sequence[str] = ()  # first row of a two-row heading, as long as `headings`
    merged: Sequence[int] = ()  # columns where runs of equal cells are merged
    hidden: Sequence[int] = ()  # numbers of hidden rows, counted in `rows`
    after: Sequence[Cells] = ()  # totals and signatures
    top: int = 0  # blank rows above
    left: int = 0  # blank columns
    widths: dict[int, int] = field(default_factory=dict)


@dataclass
class Grid:
    """Where everything stands: rows and columns from 0."""

    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    bold: set[int] = field(default_factory=set)
    hidden: set[int] = field(default_factory=set)

    def put(self, row: int, left: int, cells: Sequence[Cell]) -> None:
        """Write cells side by side; None stays empty."""
        for column, cell in enumerate(cells):
            if cell is not None:
                self.cells[row, left + column] = cell


def laid_out(page: Page) -> Grid:
    """Return the grid of a page."""
    grid, row = Grid(), page.top
    if page.title:
        grid.put(row, page.left, [page.title])
        grid.merges.append((row, page.left, row, page.left + len(page.headings) - 1))
        grid.bold.add(row)
        row += 1
    for text in page.before:
        grid.put(row, page.left, [text])
        row += 1
    row = _headings(grid, page, row)
    for number, cells in enumerate(page.rows):
        grid.put(row + number, page.left, cells)
    grid.hidden = {row + number for number in page.hidden}
    for column in page.merged:
        _merge_runs(grid, page, row, column)
    row += len(page.rows)
    for number, cells in enumerate(page.after):
        grid.put(row + number, page.left, cells)
    return grid


def _headings(grid: Grid, page: Page, row: int) -> int:
    grid.bold.add(row)
    if not page.upper:
        grid.put(row, page.left, page.headings)
        return row + 1
    grid.bold.add(row + 1)
    start = 0
    while start < len(page.upper):
        end = start
        while end + 1 < len(page.upper) and page.upper[end + 1] == page.upper[start]:
            end += 1
        _upper_cell(grid, page, row, start, end)
        start = end + 1
    return row + 2


def _upper_cell(grid: Grid, page: Page, row: int, start: int, end: int) -> None:
    grid.put(row, page.left + start, [page.upper[start]])
    if start == end:
        grid.merges.append((row, page.left + start, row + 1, page.left + start))
    else:
        grid.put(row + 1, page.left + start, page.headings[start : end + 1])
        grid.merges.append((row, page.left + start, row, page.left + end))


def _merge_runs(grid: Grid, page: Page, top: int, column: int) -> None:
    values = [cells[column] for cells in page.rows]
    start = 0
    for number in range(1, len(values) + 1):
        if number < len(values) and values[number] == values[start]:
            del grid.cells[top + number, page.left + column]
            continue
        if number - start > 1:
            grid.merges.append((top + start, page.left + column, top + number - 1, page.left + column))
        start = number


def write_xlsx(name: str, pages: Sequence[Page], empty: Sequence[str] = ()) -> None:
    """Write a workbook; `empty` names sheets with nothing on them."""
    with xlsxwriter.Workbook(INBOX / name, {"strings_to_formulas": False}) as book:
        book.set_properties({"created": MADE})
        look = {"border": 1, "valign": "vcenter", "text_wrap": True}
        extra = {False: {}, True: {"num_format": "yyyy-m-d", "align": "left"}}
        formats = {
            (bold, dated): book.add_format({**look, "bold": bold, **extra[dated]})
            for bold in (True, False)
            for dated in (True, False)
        }
        for page in pages:
            _xlsx_page(book.add_worksheet(page.name), page, formats)
        for sheet in empty:
            book.add_worksheet(sheet)


def _xlsx_page(
    sheet: xlsxwriter.worksheet.Worksheet, page: Page, formats: dict[tuple[bool, bool], object]
) -> None:
    grid = laid_out(page)
    for merge in grid.merges:
        sheet.merge_range(*merge, "", formats[merge[0] in grid.bold, False])
    for (row, column), cell in sorted(grid.cells.items()):
        look = formats[row in grid.bold, isinstance(cell, date)]
        if isinstance(cell, date):
            sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), look)  # noqa: DTZ001
        elif isinstance(cell, int):
            sheet.write_number(row, column, cell, look)
        else:
            sheet.write_string(row, column, cell or "", look)
    for column, width in page.widths.items():
        sheet.set_column(page.left + column, page.left + column, width)
    for row in grid.hidden:
        sheet.set_row(row, None, None, {"hidden": True})


def write_xls(name: str, pages: Sequence[Page]) -> None:
    """Write a workbook of Excel 97-2003."""
    book = xlwt.Workbook(encoding="utf-8")
    dated = xlwt.easyxf(num_format_str="yyyy-m-d")
    for page in pages:
        sheet, grid = book.add_sheet(page.name), laid_out(page)
        starts = {merge[:2]: merge for merge in grid.merges}
        for (row, column), cell in sorted(grid.cells.items()):
            look = dated if isinstance(cell, date) else xlwt.Style.default_style
            if (row, column) in starts:
                top, left, bottom, right = starts[row, column]
                sheet.write_merge(top, bottom, left, right, cell, look)
            else:
                sheet.write(row, column, cell, look)
    book.save(str(INBOX / name))


def write_ods(name: str, pages: Sequence[Page]) -> None:
    """Write an OpenDocument workbook, with fixed times inside the package."""
    book = OpenDocumentSpreadsheet()
    for page in pages:
        book.spreadsheet.addElement(_ods_table(page))
    packed = io.BytesIO()
    book.write(packed)
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(INBOX / name, "w") as target:
        for entry in source.namelist():
            info = zipfile.ZipInfo(entry, (2009, 6, 5, 9, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if entry == "mimetype" else zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(entry))


def _ods_table(page: Page) -> Table:
    grid, table = laid_out(page), Table(name=page.name)
    spans = {merge[:2]: merge for merge in grid.merges}
    covered = {
        (row, column)
        for top, left, bottom, right in grid.merges
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    } - set(spans)
    for row in range(max(row for row, _ in grid.cells) + 1):
        line = TableRow()
        for column in range(page.left + len(page.headings)):
            at = row, column
            line.addElement(
                CoveredTableCell() if at in covered else _ods_cell(grid.cells.get(at), spans.get(at))
            )
        table.addElement(line)
    return table


def _ods_cell(cell: Cell, span: tuple[int, int, int, int] | None) -> TableCell:
    said: dict[str, object] = {}
    if span:
        said = {"numberrowsspanned": span[2] - span[0] + 1, "numbercolumnsspanned": span[3] - span[1] + 1}
    if cell is None:
        return TableCell(**said)
    if isinstance(cell, date):
        made = TableCell(valuetype="date", datevalue=cell.isoformat(), **said)
    elif isinstance(cell, int):
        made = TableCell(valuetype="float", value=cell, **said)
    else:
        made = TableCell(valuetype="string", **said)
    made.addElement(P(text=str(cell)))
    return made


def write_csv(name: str, page: Page) -> None:
    """Write a file as Chinese Excel saves it: GB18030, no mark of the encoding."""
    grid = laid_out(page)
    with (INBOX / name).open("w", encoding="gb18030", newline="") as file:
        writer = csv.writer(file)
        for row in range(max(row for row, _ in grid.cells) + 1):
            writer.writerow(grid.cells.get((row, column), "") for column in range(len(page.headings)))
