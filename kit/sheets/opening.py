"""The only door to python-calamine: a file's bytes to plain rows with true Excel row numbers.

Files that are not what they seem: empty, locked, too large, under a false name.
"""

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

from kit.model.fact import Place
from kit.model.finding import Finding, WorkbookError
from kit.sheets import ods, xlsx
from kit.sheets import xlsx as xlsb
from kit.sheets.delimited import read_delimited
from kit.sheets.grid import Details, Grid, MergedRange, OpenedWorkbook
from kit.sheets.package import WorkbookPackage, locked
from kit.sheets.xls import details_of_xls

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


LARGEST_FILE = 200 * 2**20  # bytes
ZIPPED = (".xlsx", ".xlsm", ".xlsb", ".ods")
SAVE_AS = "请用 WPS 或 Excel 打开，另存为 .xlsx 再放进来"
MACROS_OF_OLE = "_VBA_PROJECT".encode("utf-16-le")
OLE, ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
PAGES = (b"<html", b"<!doctype html", b"<table", b"<?xml", b"<meta", b"<head", b"<style", b"<div")


def not_plain(path: Path, inbox: Path) -> str:
    """Return why an entry of the inbox is no file of its own there; nothing for one that is, or a folder."""
    if path.is_symlink():
        return "是指向别处的链接，没有跟过去读"
    if not path.resolve().is_relative_to(inbox.resolve()):
        return "其实在 inbox 外面（经过链接的文件夹），没有跟过去读"
    return "" if path.is_file() or path.is_dir() else "是管道或设备，不是文件，没有读"


def bytes_of(path: Path, file: str) -> bytes:
    """Return what a file holds; raises WorkbookError if it is too large, empty or cannot be opened."""
    if path.exists() and not path.is_file():
        raise WorkbookError(file, "是文件夹、管道或设备，不是文件", "请写明要读的那个文件")
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise WorkbookError(
                file, f"文件超过 {LARGEST_FILE // 2**20} MB", "请只留要报的数据，删掉图片和多余的工作表"
            )
        data = path.read_bytes()
    except OSError as error:
        raise WorkbookError(
            file, f"打不开（{error.strerror}）", "请关掉正在用它的程序，确认有权限读，再试一次"
        ) from None
    if not data.strip(b"\x00 \r\n\t"):
        raise WorkbookError(file, "是空文件，里面什么也没有", "请让报送的人重新发一份")
    return data


def refuse_disguise(data: bytes, ending: str, file: str) -> None:
    """Raise WorkbookError if a file has a password or is not what its name says."""
    if data.startswith(OLE) and ENCRYPTED in data:
        raise locked(file)
    true = _true_form(data)
    expected = "zip" if ending in ZIPPED else "ole" if ending == ".xls" else "text"
    if true == expected:
        return
    said = {
        "zip": "新的 Excel 文件（.xlsx）或压缩包",
        "ole": "旧的 Excel 文件（.xls）",
        "page": "网页（HTML）",
        "text": "纯文本（csv）",
        "pdf": "PDF",
    }[true]
    raise WorkbookError(file, f"后缀是 {ending}，内容其实是{said}", SAVE_AS)


def _true_form(data: bytes) -> str:
    head = data[:4000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if data.startswith(ZIP):
        return "zip"
    if data.startswith(OLE):
        return "ole"
    if head.startswith(b"%pdf"):
        return "pdf"
    return "page" if head.startswith(PAGES) or b"<html" in head else "text"


TEXTS = (".csv", ".tsv", ".txt")
READABLE = (*ZIPPED, ".xls", *TEXTS)
FOREIGN = (".et", ".ett", ".wps", ".wpt")  # WPS's own formats
STDERR = 2
BINARY = (".xls", ".xlsb")
NAMES_LINKS = (".xlsx", ".xlsm", ".ods")  # whose details tell which cells refer to another file
PATIENCE = 120  # seconds
TRIAL = """
import io, sys
from python_calamine import CalamineWorkbook
book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
for name in book.sheet_names:
    book.get_sheet_by_name(name)
"""
DETAILS: dict[str, Callable[[WorkbookPackage], dict[str, Details]]] = {
    ".xlsx": xlsx.details_of_xlsx,
    ".xlsm": xlsx.details_of_xlsx,
    ".xlsb": xlsb.details_of_xlsb,
    ".ods": ods.details_of,
}


def read_workbook(path: Path, file: str) -> OpenedWorkbook:
    """Return every sheet of a file; `file` is its name for messages.

    Raises WorkbookError, in words a clerk understands, for every file that cannot be read. Macros are
    never run and links never followed: a finding says so where a file has them.
    """
    data, ending = bytes_of(path, file), PurePath(file).suffix.lower()
    refuse_disguise(data, ending, file)
    sha256 = hashlib.sha256(data).hexdigest()
    if ending in TEXTS:
        return OpenedWorkbook(file, sha256, (replace(read_delimited(data, file), sheet=path.stem),))
    if ending in BINARY:
        _try_apart(data, file)
    if ending == ".xls" and MACROS_OF_OLE in data:
        return OpenedWorkbook(file, sha256, _grids(data, file, {}), (_macros(file),))
    details: dict[str, Details] = {}
    findings: tuple[Finding, ...] = ()
    if ending in DETAILS:
        package = WorkbookPackage(data, file)
        details = DETAILS[ending](package)
        findings = _foreign_parts(package, file, details if ending in NAMES_LINKS else None)
    elif ending == ".xls":
        details = details_of_xls(data)
    return OpenedWorkbook(file, sha256, _grids(data, file, details), findings)


def _foreign_parts(
    package: WorkbookPackage, file: str, details: Mapping[str, Details] | None
) -> tuple[Finding, ...]:
    """Return what a file has besides its sheets; a link counts where a cell uses it, if that can be told."""
    names = [name.lower() for name in package.names]
    said = []
    if any(name.endswith("vbaproject.bin") or name.startswith(("basic/", "scripts/")) for name in names):
        said.append(_macros(file))
    links = [Place(file, sheet, cell.links[0][0]) for sheet, cell in (details or {}).items() if cell.links]
    if links or (details is None and any("externallinks/" in name for name in names)):
        said.append(
            Finding(
                "reading.links",
                "warning",
                links[0] if links else Place(file),
                "有的格引用了别的文件，没有去找那个文件，读的是上次存盘时的数",
                "请核对这些数，最好粘贴成数值再存",
            )
        )
    return tuple(said)


def _macros(file: str) -> Finding:
    return Finding(
        "reading.macros",
        "info",
        Place(file),
        "文件里有宏，没有运行，只读了表里的数",
        "如果数是宏算出来的，请先在 Excel 里算好再存",
    )


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
        hidden_columns=details.hidden_columns,
    )


def _merged(sheet: CalamineSheet) -> list[MergedRange]:
    ranges = sheet.merged_cell_ranges or ()
    return [MergedRange(r0 + 1, c0 + 1, r1 + 1, c1 + 1) for (r0, c0), (r1, c1) in ranges]


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
