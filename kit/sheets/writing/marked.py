"""The door to openpyxl: a copy of a faulty workbook with each fault marked at its cell (out/checked)."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from datetime import date, datetime, time, timedelta
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from kit.files.package import part_of, timeless
from kit.files.writing import write_atomically
from kit.model.finding import WorkbookError
from kit.sheets.grid import column_letters
from kit.sheets.opening import read_workbook
from kit.sheets.recognising import column_of, first_filled
from kit.sheets.writing.workbook import printable_cell, sheet_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kit.model.finding import Finding
    from kit.model.table import SheetKind
    from kit.sheets.grid import Grid


CORE = "docProps/core.xml"
UNIX = 3  # what openpyxl says of where its zips come from
NOTES = "检查说明"
FILLS = {"error": "FFC7CE", "warning": "FFEB9C", "info": "DDEBF7"}
WORDS = {"error": "要改", "warning": "请留意", "info": "提示"}
LEVELS = ("error", "warning", "info")
COMMENT_WIDTH, COMMENT_HEIGHT = 360, 120  # pixels
MODIFIED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
OUTSIDE = re.compile(r"\[[^\]]+\]|://|\\\\|\|'?[!A-Z]", re.IGNORECASE)  # [1]Sheet1!A1, an address, DDE
ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write_marked(
    source_path: Path, findings: Sequence[Finding], target_path: Path, kinds: Sequence[SheetKind]
) -> Path:
    """Write a copy of a workbook with its faulty cells coloured, each with a comment; return its path.

    kinds: those of the campaign, whose other names for a column tell where it stands.
    findings: those of any files; the ones of this file (by its name) are marked. The copy holds values, no
    formulas, macros or links, and is always an .xlsx. A finding without a cell goes to its row's or its
    sheet's first cell; all are listed on a last sheet 检查说明. Raises WriteError.
    """
    own = [finding for finding in findings if PurePosixPath(finding.place.file).name == source_path.name]
    grids = _grids(source_path)
    book = _copied(source_path, grids)
    pages = {page.title: page for page in book.worksheets}
    for sheet, grid in grids.items():
        if sheet in pages:
            _mark(pages[sheet], grid, [finding for finding in own if finding.place.sheet == sheet], kinds)
    _list_findings(book, own)
    target = target_path if target_path.suffix.lower() == ".xlsx" else Path(f"{target_path}.xlsx")
    buffer = io.BytesIO()
    book.save(buffer)
    write_atomically(target, _without_times(buffer.getvalue()))
    return target


def _grids(source: Path) -> dict[str, Grid]:
    try:
        return {grid.sheet: grid for grid in read_workbook(source, source.name).grids}
    except WorkbookError:  # already a finding, and listed as one
        return {}


def _copied(source: Path, grids: Mapping[str, Grid]) -> Any:  # noqa: ANN401 - openpyxl, loaded late
    """Return an openpyxl workbook: the file itself if that can be had, else its values."""
    from openpyxl import Workbook, load_workbook  # noqa: PLC0415 - heavy, and only faulty files need it

    if grids and source.suffix.lower() in {".xlsx", ".xlsm"}:
        try:
            book = load_workbook(source, data_only=True, keep_links=False)
        except Exception:  # noqa: BLE001 - openpyxl fails in many ways on files that calamine reads
            book = None
        if book is not None and set(book.sheetnames) >= set(grids):
            _without_links(book)
            return book
    book, taken = Workbook(), set[str]()
    del book[book.sheetnames[0]]
    for sheet, grid in grids.items():
        page = book.create_sheet(sheet_name(sheet, taken))
        for number, row in enumerate(grid.rows, grid.first_row):
            for at, cell in enumerate(row, grid.first_column):
                _put(page.cell(number, at), cell)
    return book


def _without_links(book: Any) -> None:  # noqa: ANN401 - openpyxl, loaded late
    """Take from a copy whatever would lead out of it: links of cells, names and lists of other files."""
    for page in book.worksheets:
        for cell in page._cells.values():  # noqa: SLF001 - those that are there; iterating makes new ones
            if cell.hyperlink is not None:
                cell._hyperlink = None  # noqa: SLF001 - the public name sets a link, and takes none away
        page._hyperlinks = []  # noqa: SLF001 - what they are written from
        kept = [one for one in page.data_validations.dataValidation if not _leads_out(one.formula1)]
        page.data_validations.dataValidation = kept
    for holder in (book, *book.worksheets):
        for name in [name for name, one in holder.defined_names.items() if _leads_out(one.value)]:
            del holder.defined_names[name]


def _leads_out(formula: object) -> bool:
    return bool(OUTSIDE.search(str(formula or "")))


def _put(cell: Any, value: Any) -> None:  # noqa: ANN401 - openpyxl, loaded late
    """Set a cell's value; text is always text, whatever it begins with."""
    if value is None or value == "":
        return
    if isinstance(value, (bool, int, float, datetime, date, time, timedelta)):
        cell.value = value
        return
    cell.value = ILLEGAL.sub("�", printable_cell(value))
    cell.data_type = "s"


def _mark(page: Any, grid: Grid, findings: Iterable[Finding], kinds: Sequence[SheetKind]) -> None:  # noqa: ANN401 - openpyxl, loaded late
    by_cell: dict[tuple[int, int], list[Finding]] = defaultdict(list)
    for finding in findings:
        by_cell[_cell_of(finding, grid, kinds)].append(finding)
    corners = {
        (row, column): (span.min_row, span.min_col)
        for span in page.merged_cells.ranges
        for row in range(span.min_row, span.max_row + 1)
        for column in range(span.min_col, span.max_col + 1)
    }
    for at, found in sorted(by_cell.items()):
        _mark_cell(page.cell(*corners.get(at, at)), found)


def _cell_of(finding: Finding, grid: Grid, kinds: Sequence[SheetKind]) -> tuple[int, int]:
    place = finding.place
    column = column_of(grid, place.column, kinds) if place.column else None
    if place.row is None:
        return (grid.first_row, column or grid.first_column)
    return (place.row, column or first_filled(grid, place.row))


def _mark_cell(cell: Any, findings: Sequence[Finding]) -> None:  # noqa: ANN401 - openpyxl, loaded late
    from openpyxl.comments import Comment  # noqa: PLC0415 - heavy
    from openpyxl.styles import PatternFill  # noqa: PLC0415 - heavy

    level = min((finding.level for finding in findings), key=LEVELS.index)
    cell.fill = PatternFill("solid", start_color=FILLS[level], end_color=FILLS[level])
    said = "\n".join(f"{WORDS[f.level]}：{f.problem}。{f.remedy}。" for f in findings)
    before = f"{cell.comment.text}\n" if cell.comment else ""
    cell.comment = Comment(before + ILLEGAL.sub("�", said), "检查", COMMENT_HEIGHT, COMMENT_WIDTH)


def _list_findings(book: Any, findings: Sequence[Finding]) -> None:  # noqa: ANN401 - openpyxl, loaded late
    """Add a sheet with every finding, worst first."""
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 - heavy

    page = book.create_sheet(sheet_name(NOTES, {name.casefold() for name in book.sheetnames}))
    ordered = sorted(findings, key=lambda finding: LEVELS.index(finding.level))
    rows = [("轻重", "位置", "问题", "怎么办")]
    rows += [(WORDS[f.level], str(f.place), f.problem, f.remedy) for f in ordered]
    for number, row in enumerate(rows, 1):
        for at, text in enumerate(row, 1):
            _put(page.cell(number, at), text)
            page.cell(number, at).alignment = Alignment(wrap_text=True, vertical="top")
            page.cell(number, at).font = Font(bold=number == 1)
    for at, width in enumerate((10, 45, 60, 50), 1):
        page.column_dimensions[column_letters(at)].width = width


def _without_times(data: bytes) -> bytes:
    """Return a workbook of openpyxl's with fixed times, so that the same faults give the same bytes."""
    core = MODIFIED.sub(rb"\g<1>2000-01-01T00:00:00Z", part_of(data, CORE))
    return timeless(data, {CORE: core}, system=UNIX)
