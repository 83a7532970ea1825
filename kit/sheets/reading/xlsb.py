"""The extent of the sheets of an .xlsb, so that a stray far cell cannot exhaust the machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.errors import WorkbookError
from kit.sheets.reading.package import LARGE_REMEDY, LARGEST_AREA

if TYPE_CHECKING:
    from kit.sheets.reading.grid import Details
    from kit.sheets.reading.package import Package

ROW_RECORD = 0
CELL_RECORDS = range(2, 12)  # BrtCellRk … BrtFmlaError; 1 is BrtCellBlank
MORE = 0x80


def details_of(package: Package) -> dict[str, Details]:
    """Return nothing: an .xlsb tells no merged ranges here; raises WorkbookError if a sheet is too large."""
    package.check_parts()
    for name in package.names:
        if name.startswith("xl/worksheets/") and name.endswith(".bin"):
            last_row, last_column = extent(b"".join(package.pieces(name)))
            if last_row * last_column > LARGEST_AREA:
                raise WorkbookError(
                    package.file, f"表太大：最后一格在第{last_row}行第{last_column}列", LARGE_REMEDY
                )
    return {}


def extent(data: bytes) -> tuple[int, int]:
    """Return the last row and column that hold a value, counted from 1 ([MS-XLSB] 2.1.4)."""
    row = last_row = last_column = at = 0
    while at < len(data):
        kind, at = _number(data, at, 2)
        size, at = _number(data, at, 4)
        if kind == ROW_RECORD:
            row = int.from_bytes(data[at : at + 4], "little") + 1
        elif kind in CELL_RECORDS:
            last_row = max(last_row, row)
            last_column = max(last_column, int.from_bytes(data[at : at + 4], "little") + 1)
        at += size
    return last_row, last_column


def _number(data: bytes, at: int, longest: int) -> tuple[int, int]:
    value = 0
    for place in range(longest):
        byte = data[at] if at < len(data) else 0
        value |= (byte & (MORE - 1)) << (7 * place)
        at += 1
        if not byte & MORE:
            break
    return value, at
