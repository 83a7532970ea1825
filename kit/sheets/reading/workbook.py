"""The only door to python-calamine: a file's bytes to plain rows with true Excel row numbers."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from kit.nouns.errors import WorkbookError
from kit.nouns.finding import Finding
from kit.nouns.place import Place
from kit.sheets.reading import ods, xlsb, xlsx
from kit.sheets.reading.delimited import read_delimited
from kit.sheets.reading.disguise import OLE, SAVE_AS, ZIP, ZIPPED, bytes_of, refuse_disguise
from kit.sheets.reading.grid import Details, Grid, Span, Workbook
from kit.sheets.reading.package import Package, locked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TEXTS = (".csv", ".tsv", ".txt")
READABLE = (*ZIPPED, ".xls", *TEXTS)
FOREIGN = (".et", ".ett", ".wps", ".wpt")  # WPS's own formats
STDERR = 2
BINARY = (".xls", ".xlsb")
PATIENCE = 120  # seconds
TRIAL = """
import io, sys
from python_calamine import CalamineWorkbook
book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
for name in book.sheet_names:
    book.get_sheet_by_name(name)
"""
__all__ = ["FOREIGN", "OLE", "READABLE", "TEXTS", "ZIP", "read_workbook"]
DETAILS: dict[str, Callable[[Package], dict[str, Details]]] = {
    ".xlsx": xlsx.details_of,
    ".xlsm": xlsx.details_of,
    ".xlsb": xlsb.details_of,
    ".ods": ods.details_of,
}


def read_workbook(path: Path, file: str) -> Workbook:
    """Return every sheet of a file; `file` is its name for messages.

    Raises WorkbookError, in words a clerk understands, for every file that cannot be read. Macros are
    never run and links never followed: a finding says so where a file has them.
    """
    data, ending = bytes_of(path, file), PurePath(file).suffix.lower()
    refuse_disguise(data, ending, file)
    sha256 = hashlib.sha256(data).hexdigest()
    if ending in TEXTS:
        return Workbook(file, sha256, (replace(read_delimited(data, file), sheet=path.stem),))
    if ending in BINARY:
        _try_apart(data, file)
    details: dict[str, Details] = {}
    findings: tuple[Finding, ...] = ()
    if ending in DETAILS:
        package = Package(data, file)
        details, findings = DETAILS[ending](package), _foreign_parts(package, file)
    return Workbook(file, sha256, _grids(data, file, details), findings)


def _foreign_parts(package: Package, file: str) -> tuple[Finding, ...]:
    names = [name.lower() for name in package.names]
    said = []
    if any(name.endswith("vbaproject.bin") for name in names):
        said.append(
            Finding(
                "reading.macros",
                "info",
                Place(file),
                "文件里有宏，没有运行，只读了表里的数",
                "如果数是宏算出来的，请先在 Excel 里算好再存",
            )
        )
    if any("externallinks/" in name for name in names):
        said.append(
            Finding(
                "reading.links",
                "warning",
                Place(file),
                "有的格引用了别的文件，没有去找那个文件，读的是上次存盘时的数",
                "请核对这些数，最好粘贴成数值再存",
            )
        )
    return tuple(said)


def _grids(data: bytes, file: str, details: dict[str, Details]) -> tuple[Grid, ...]:
    try:
        with _quiet(), CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            sheets = [meta for meta in book.sheets_metadata if meta.typ == SheetTypeEnum.WorkSheet]
            return tuple(
                replace(
                    _grid(book.get_sheet_by_name(meta.name), file, details.get(meta.name, Details())),
                    hidden=meta.visible != SheetVisibleEnum.Visible,
                )
                for meta in sheets
            )
    except PasswordError:
        raise locked(file) from None
    except CalamineError as error:
        raise _unreadable(file, error) from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # Rust's, which is no Exception
            raise
        raise _unreadable(file, error) from None


def _try_apart(data: bytes, file: str) -> None:
    """Open a binary workbook in a process of its own first.

    A damaged one can make calamine ask for terabytes, which ends the whole process: better that one.
    """
    command = [sys.executable, "-c", TRIAL]
    try:
        tried = subprocess.run(command, input=data, capture_output=True, timeout=PATIENCE, check=False)  # noqa: S603 - our own interpreter and our own words
    except subprocess.TimeoutExpired as error:
        raise _unreadable(file, error) from None
    if tried.returncode:
        raise _unreadable(file, RuntimeError(tried.stderr.decode("utf-8", "replace")))


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what Rust prints about a damaged file off the screen; the finding says it better."""
    saved = os.dup(STDERR)
    try:
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), STDERR)
            yield
    finally:
        os.dup2(saved, STDERR)
        os.close(saved)


def _unreadable(file: str, error: BaseException) -> WorkbookError:
    if "assword" in str(error):
        return locked(file)
    return WorkbookError(file, "文件坏了，或不是表格，读不出来", SAVE_AS)


def _grid(sheet: CalamineSheet, file: str, details: Details) -> Grid:
    if sheet.start is None:
        return Grid(file, sheet.name, [])
    rows: list[list[Any]] = sheet.to_python(skip_empty_area=True)
    top, left = sheet.start[0] + 1, sheet.start[1] + 1
    rows, top, left = _widened(rows, top, left, details)
    for (row, column), text in details.texts.items():
        rows[row - top][column - left] = text
    return Grid(
        file,
        sheet.name,
        rows,
        top,
        left,
        tuple(sorted(details.merged or _merged(sheet))),
        details.hidden_rows,
    )


def _merged(sheet: CalamineSheet) -> list[Span]:
    ranges = sheet.merged_cell_ranges or ()
    return [Span(r0 + 1, c0 + 1, r1 + 1, c1 + 1) for (r0, c0), (r1, c1) in ranges]


def _widened(
    rows: list[list[Any]], top: int, left: int, details: Details
) -> tuple[list[list[Any]], int, int]:
    """Return the rows, with room for cells that calamine left out because they hold errors."""
    if not details.texts:
        return rows, top, left
    first_row = min([top, *(row for row, _ in details.texts)])
    first_column = min([left, *(column for _, column in details.texts)])
    last_row = max([top + len(rows) - 1, *(row for row, _ in details.texts)])
    last_column = max([left + len(rows[0]) - 1, *(column for _, column in details.texts)])
    before, after = left - first_column, last_column - left - len(rows[0]) + 1
    wide = [[""] * before + row + [""] * after for row in rows]
    width = last_column - first_column + 1
    above = [[""] * width for _ in range(top - first_row)]
    below = [[""] * width for _ in range(last_row - first_row + 1 - len(above) - len(wide))]
    return above + wide + below, first_row, first_column
