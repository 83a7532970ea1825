"""A small language for spreadsheets: a block of text becomes a real file in the inbox."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableColumn, TableRow
from odf.text import P

from kit.model.campaign import Campaign
from kit.model.finding import Finding
from kit.model.table import Row
from kit.sheets.inbox import Reading, read_inbox
from kit.topics.kinds import kinds_of

NAMED_CELLS = {"_": None, "=TRUE": True, "=FALSE": False}
Cell = str | float | None


def drawn_rows(text: str) -> list[list[Any]]:
    """Return the cells of a drawing: _ is blank, =TRUE true, ␣ a space inside a cell; 'digits stay text."""
    return [[drawn_cell(word) for word in line.split()] for line in dedent(text).strip("\n").splitlines()]


def drawn_cell(word: str) -> Any:
    if word in NAMED_CELLS:
        return NAMED_CELLS[word]
    text = word.replace("␣", " ").replace("⏎", "\n")
    if text.startswith("'"):
        return text[1:]
    try:
        return float(text) if text.isascii() and not text.startswith(("n", "i", "N", "I")) else text
    except ValueError:
        return text


def write_xlsx(path: Path, rows: Sequence[Sequence[Any]], look: dict[str, Any]) -> None:
    """Write rows with one upper left corner, merged ranges (A3:A5), hidden rows (as Excel counts them)."""
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet(look.get("sheet", "表"))
    percent = book.add_format({"num_format": "0.0%"})
    for number, row in enumerate(rows, look.get("top", 1) - 1):
        for at, cell in enumerate(row, look.get("left", 1) - 1):
            write_xlsx_cell(page, number, at, cell, percent)
    for area in look.get("merged", ()):
        page.merge_range(area, None)
    for row in look.get("hidden", ()):
        page.set_row(row - 1, None, None, {"hidden": True})
    for at in look.get("hidden_columns", ()):
        page.set_column(at - 1, at - 1, None, None, {"hidden": True})
    for name in look.get("empty_sheets", ()):
        book.add_worksheet(name)
    if look.get("hidden_sheet"):
        book.add_worksheet("首页").activate()
        page.hide()
    book.close()


def write_xlsx_cell(page: Any, row: int, column: int, cell: Any, percent: Any) -> None:
    """Write a cell: =ERR a broken formula, =PCT0.5 shows as 50.0%, =LINK30 a 30 out of another file.

    =SUM1 and the like are formulas as XlsxWriter leaves them: with a 0 that nobody computed.
    """
    if not isinstance(cell, str):
        page.write(row, column, cell)
    elif cell.startswith("=ERR"):
        page.write_formula(row, column, "=1/0", None, "#DIV/0!")
    elif cell.startswith("=LINK"):
        page.write_formula(row, column, "=[1]Sheet1!A1", None, float(cell[5:]))
    elif cell.startswith("=SUM"):
        page.write_formula(row, column, cell)
    elif cell.startswith("=PCT"):
        page.write_number(row, column, float(cell[4:]), percent)
    else:
        page.write_string(row, column, cell)


def write_xls(path: Path, rows: Sequence[Sequence[Any]], look: dict[str, Any]) -> None:
    book = xlwt.Workbook()
    page = book.add_sheet(look.get("sheet", "表"))
    for number, row in enumerate(rows, look.get("top", 1) - 1):
        for at, cell in enumerate(row):
            if cell is not None:
                page.write(number, at, cell)
    for first, last, column in look.get("merged_rows", ()):
        page.merge(first - 1, last - 1, column, column)
    book.save(str(path))


def write_ods(path: Path, rows: Sequence[Sequence[Any]], look: dict[str, Any]) -> None:
    book = OpenDocumentSpreadsheet()
    table = Table(name=look.get("sheet", "表"))
    for at in range(1, 1 + max(look.get("hidden_columns", (0,)))):
        unseen = {"visibility": "collapse"} if at in look["hidden_columns"] else {}
        table.addElement(TableColumn(**unseen))
    spans = {(first, column): last - first + 1 for first, last, column in look.get("merged_rows", ())}
    covered = {(n, c) for first, last, c in look.get("merged_rows", ()) for n in range(first + 1, last + 1)}
    for number, row in enumerate(rows, 1):
        hidden = {"visibility": "collapse"} if number in look.get("hidden", ()) else {}
        line = TableRow(**hidden)
        for at, cell in enumerate(row):
            is_covered = (number, at) in covered
            line.addElement(CoveredTableCell() if is_covered else _ods_cell(cell, spans.get((number, at), 1)))
        table.addElement(line)
    book.spreadsheet.addElement(table)
    book.save(str(path))


def _ods_cell(cell: Any, down: int) -> Any:
    span = {"numberrowsspanned": down, "numbercolumnsspanned": 1} if down > 1 else {}
    if cell is None:
        return TableCell(**span)
    if isinstance(cell, float):
        made = TableCell(valuetype="float", value=cell, **span)
    else:
        made = TableCell(valuetype="string", **span)
    made.addElement(P(text=str(cell)))
    return made


def write_csv(path: Path, rows: Sequence[Sequence[Any]], look: dict[str, Any]) -> None:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=look.get("delimiter", ",")).writerows(
        [
            ["" if cell is None else f"{cell:g}" if isinstance(cell, float) else cell for cell in row]
            for row in rows
        ]
    )
    path.write_bytes(buffer.getvalue().encode(look.get("encoding", "utf-8")))


WRITERS: dict[str, Callable[[Path, Sequence[Sequence[Any]], dict[str, Any]], None]] = {
    ".xlsx": write_xlsx,
    ".xls": write_xls,
    ".ods": write_ods,
    ".csv": write_csv,
}


class Inbox:
    """The inbox of a campaign in a temporary folder."""

    def __init__(self, campaign: Campaign) -> None:
        self.campaign = campaign
        campaign.inbox.mkdir(parents=True)

    def path(self, name: str) -> Path:
        """Return where a file of the inbox lies."""
        path = self.campaign.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def draw(self, name: str, text: str, **look: Any) -> Path:
        """Draw a sheet into a file; its ending decides the format."""
        path = self.path(name)
        WRITERS[path.suffix](path, drawn_rows(text), look)
        return path

    def write(self, name: str, rows: Sequence[Sequence[Any]], **look: Any) -> Path:
        """Write rows of cells into a file; its ending decides the format."""
        path = self.path(name)
        WRITERS[path.suffix](path, rows, look)
        return path

    def put(self, name: str, data: bytes) -> Path:
        """Put these bytes into the inbox."""
        path = self.path(name)
        path.write_bytes(data)
        return path

    def read(self) -> Reading:
        """Read the whole inbox."""
        return read_inbox(self.campaign, kinds_of(self.campaign))

    def rows(self, kind: str) -> list[Row]:
        """Return the rows of one kind."""
        return list(self.read().sheets.rows(kind))

    def column(self, kind: str, column: str) -> list[Any]:
        """Return one column of one kind."""
        return [row[column] for row in self.rows(kind)]


@pytest.fixture(name="writers", scope="session")
def writers_fixture() -> dict[str, Callable[[Path, Sequence[Sequence[Any]], dict[str, Any]], None]]:
    """Return what writes rows into a file of each format."""
    return WRITERS


@pytest.fixture
def inbox(campaign: Campaign) -> Inbox:
    """Return the inbox of the small campaign."""
    return Inbox(campaign)


def said(findings: Iterable[Finding], *levels: str) -> list[str]:
    """Return the findings of these levels as a clerk reads them."""
    return [str(finding) for finding in findings if finding.level in (levels or ("error", "warning", "info"))]


@pytest.fixture(name="said")
def said_fixture() -> Callable[..., list[str]]:
    """Return the function that turns findings into sentences."""
    return said
