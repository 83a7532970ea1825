"""What calamine leaves out of an .xlsx: formula errors, percentages, hidden rows; and its true extent.

The extent of the sheets of an .xlsb, so that a stray far cell cannot exhaust the machine.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from kit.model.finding import WorkbookError
from kit.sheets.grid import Details, column_number
from kit.sheets.package import LARGE_REMEDY, LARGEST_AREA

if TYPE_CHECKING:
    from kit.sheets.package import WorkbookPackage


ROW_NUMBER = re.compile(rb'<(?:\w+:)?row [^>]*?\br="(\d+)"')
TWO_LETTERS = re.compile(rb' r="[A-Z]{2}')
LETTERS = re.compile(rb' r="([A-Z]+)\d')
REFERENCE = re.compile(r"([A-Z]+)(\d+)")
SINGLE_LETTERS = 26
PERCENT_FORMATS = {9, 10}
HIDDEN_MARKS = (b'hidden="1"', b'hidden="true"')


class Glance:
    """What a quick look at the bytes of one sheet tells: enough to skip the slow parse of most."""

    def __init__(self) -> None:
        """Start with nothing seen."""
        self.last_row = 0
        self.columns: set[bytes] = set()
        self.is_plain = True

    def take(self, piece: bytes, styles: frozenset[str]) -> None:
        """Look at one piece of the sheet's XML."""
        self.last_row = max([self.last_row, *map(int, ROW_NUMBER.findall(piece))])
        if self.columns or TWO_LETTERS.search(piece):
            self.columns.update(LETTERS.findall(piece))
        marks = (b't="e"', *HIDDEN_MARKS, *(f's="{style}"'.encode() for style in styles))
        self.is_plain = self.is_plain and not any(mark in piece for mark in marks)

    @property
    def area(self) -> int:
        """Return an upper bound of the cells between A1 and the last cell."""
        widest = max((column_number(letters.decode()) for letters in self.columns), default=SINGLE_LETTERS)
        return self.last_row * widest


class SheetWalk:
    """A careful parse of one sheet's XML: what is hidden, wrong or a percentage, and where it ends."""

    def __init__(self, styles: frozenset[str]) -> None:
        """Take the numbers of the cell styles that show percentages."""
        self.styles = styles
        self.row = self.column = self.last_row = self.last_column = 0
        self.kind = self.style = self.words = ""
        self.in_value = False
        self.hidden: set[int] = set()
        self.texts: dict[tuple[int, int], str] = {}

    def start(self, tag: str, marks: dict[str, str]) -> None:
        """Take the beginning of an element."""
        if tag == "c":
            self._start_cell(marks)
        elif tag in {"v", "is"}:
            self.in_value, self.words = True, ""
            self.last_row = max(self.last_row, self.row)
            self.last_column = max(self.last_column, self.column)
        elif tag == "row":
            self.row, self.column = int(marks.get("r", self.row + 1)), 0
            if marks.get("hidden") in {"1", "true"}:
                self.hidden.add(self.row)

    def _start_cell(self, marks: dict[str, str]) -> None:
        if found := REFERENCE.fullmatch(marks.get("r", "")):
            self.row, self.column = int(found[2]), column_number(found[1])
        else:
            self.column += 1
        self.kind, self.style = marks.get("t", "n"), marks.get("s", "")

    def take_words(self, words: str) -> None:
        """Take text between tags."""
        if self.in_value:
            self.words += words

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if tag != "v":
            return
        self.in_value = False
        if self.kind == "e":
            self.texts[self.row, self.column] = self.words
        elif self.kind == "n" and self.style in self.styles and self.words:
            self.texts[self.row, self.column] = f"{round(float(self.words) * 100, 9):.12g}%"


def details_of_xlsx(package: WorkbookPackage) -> dict[str, Details]:
    """Return the details of each sheet by its name; raises WorkbookError for what is out of bounds."""
    parts, styles = _sheet_parts(package), _percent_styles(package)
    glances = {part: Glance() for part in parts.values()}

    def seen(name: str, piece: bytes) -> None:
        if name in glances:
            glances[name].take(piece, styles)

    package.check_parts(seen)
    return {sheet: _details(package, part, glances[part], styles) for sheet, part in parts.items()}


def _details(package: WorkbookPackage, part: str, glance: Glance, styles: frozenset[str]) -> Details:
    if glance.is_plain and glance.area <= LARGEST_AREA:
        return Details()
    walk = SheetWalk(styles)
    package.walk(part, walk.start, walk.end, walk.take_words)
    if walk.last_row * walk.last_column > LARGEST_AREA:
        raise WorkbookError(
            package.file, f"表太大：最后一格在第{walk.last_row}行第{walk.last_column}列", LARGE_REMEDY
        )
    return Details(frozenset(walk.hidden), (), walk.texts)


def _sheet_parts(package: WorkbookPackage) -> dict[str, str]:
    sheets: dict[str, str] = {}
    targets: dict[str, str] = {}

    def take_sheet(tag: str, marks: dict[str, str]) -> None:
        if tag == "sheet":
            sheets[marks.get("name", "")] = marks.get("id", "")

    def take_target(tag: str, marks: dict[str, str]) -> None:
        if tag == "Relationship":
            target = marks.get("Target", "")
            targets[marks.get("Id", "")] = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")

    if {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= set(package.names):
        package.walk("xl/workbook.xml", take_sheet)
        package.walk("xl/_rels/workbook.xml.rels", take_target)
    known = set(package.names)
    return {sheet: targets[part] for sheet, part in sheets.items() if targets.get(part) in known}


def _percent_styles(package: WorkbookPackage) -> frozenset[str]:
    formats, styles, inside = set(PERCENT_FORMATS), list[bool](), False

    def start(tag: str, marks: dict[str, str]) -> None:
        nonlocal inside
        if tag == "numFmt" and "%" in marks.get("formatCode", ""):
            formats.add(int(marks["numFmtId"]))
        elif tag == "cellXfs":
            inside = True
        elif tag == "xf" and inside:
            styles.append(int(marks.get("numFmtId", "0")) in formats)

    def end(tag: str) -> None:
        nonlocal inside
        inside = inside and tag != "cellXfs"

    if "xl/styles.xml" in package.names:
        package.walk("xl/styles.xml", start, end)
    return frozenset(str(number) for number, is_percent in enumerate(styles) if is_percent)


ROW_RECORD = 0
CELL_RECORDS = range(2, 12)  # BrtCellRk … BrtFmlaError; 1 is BrtCellBlank
MORE = 0x80


def details_of_xlsb(package: WorkbookPackage) -> dict[str, Details]:
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
