"""What calamine leaves out of an .xlsx: formula errors, percentages, hidden rows; and its true extent.

Also formulas whose value nobody computed, and those that refer to another file.

The extent of the sheets of an .xlsb, so that a stray far cell cannot exhaust the machine.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from kit.model.finding import WorkbookError
from kit.sheets.grid import Details, Unstored, column_number, shown_percentage
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
FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
NO_VALUE = re.compile(
    rb"(?:</(?:\w+:)?f|<(?:\w+:)?f [^>]*/)>\s*<(?:/(?:\w+:)?c>|(?:\w+:)?v\s*/>|(?:\w+:)?v></)"
)
LINK = re.compile(r"\[\d+\]")  # [1]Sheet1!A1, of the file that comes first among the links
LINK_BYTES = re.compile(LINK.pattern.encode())
TRUE = {"1", "true"}
LAST_COLUMN = 16_384


class Glance:
    """What a quick look at the bytes of one sheet tells: enough to skip the slow parse of most."""

    def __init__(self) -> None:
        """Start with nothing seen."""
        self.last_row = 0
        self.columns: set[bytes] = set()
        self.is_plain = True

    def take(self, piece: bytes, styles: frozenset[str], *, is_stale: bool) -> None:
        """Look at one piece of the sheet's XML; is_stale: its formulas are to be computed on opening."""
        self.last_row = max([self.last_row, *map(int, ROW_NUMBER.findall(piece))])
        if self.columns or TWO_LETTERS.search(piece):
            self.columns.update(LETTERS.findall(piece))
        marks = (b't="e"', *HIDDEN_MARKS, *(f's="{style}"'.encode() for style in styles))
        self.is_plain = self.is_plain and not (
            any(mark in piece for mark in marks)
            or NO_VALUE.search(piece)
            or (is_stale and FORMULA.search(piece))
            or LINK_BYTES.search(piece)
        )

    @property
    def area(self) -> int:
        """Return an upper bound of the cells between A1 and the last cell."""
        widest = max((column_number(letters.decode()) for letters in self.columns), default=SINGLE_LETTERS)
        return self.last_row * widest


class SheetWalk:
    """A careful parse of one sheet's XML: what is hidden, wrong or a percentage, and where it ends."""

    def __init__(self, styles: frozenset[str], *, is_stale: bool) -> None:
        """Take the numbers of the cell styles that show percentages.

        is_stale: the file says that its formulas are to be computed on opening, so that a stored 0 or nothing
        is no value: XlsxWriter writes 0 under every formula, openpyxl nothing.
        """
        self.styles, self.is_stale = styles, is_stale
        self.formula: str | None = None
        self.in_formula = False
        self.links: list[tuple[int, int]] = []
        self.row = self.column = self.last_row = self.last_column = 0
        self.kind = self.style = self.words = ""
        self.in_value = False
        self.hidden: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.texts: dict[tuple[int, int], str] = {}

    def start(self, tag: str, marks: dict[str, str]) -> None:
        """Take the beginning of an element."""
        if tag == "c":
            self._start_cell(marks)
        elif tag == "f":
            self.in_formula, self.formula = True, ""
        elif tag in {"v", "is"}:
            self.in_value, self.words = True, ""
            self.last_row = max(self.last_row, self.row)
            self.last_column = max(self.last_column, self.column)
        elif tag == "row":
            self.row, self.column = int(marks.get("r", self.row + 1)), 0
            if marks.get("hidden") in TRUE:
                self.hidden.add(self.row)
        elif tag == "col" and marks.get("hidden") in TRUE:
            last = min(int(marks["max"]), LAST_COLUMN)
            self.hidden_columns.update(range(int(marks["min"]), last + 1))

    def _start_cell(self, marks: dict[str, str]) -> None:
        if found := REFERENCE.fullmatch(marks.get("r", "")):
            self.row, self.column = int(found[2]), column_number(found[1])
        else:
            self.column += 1
        self.kind, self.style, self.words, self.formula = marks.get("t", "n"), marks.get("s", ""), "", None
        self.in_value = False

    def take_words(self, words: str) -> None:
        """Take text between tags."""
        if self.in_value:
            self.words += words
        elif self.in_formula:
            self.formula = (self.formula or "") + words

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if tag == "f":
            self.in_formula = False
        elif tag == "v":
            self._end_value()
        elif tag == "c" and self.formula is not None:
            self._end_formula(self.formula)

    def _end_formula(self, formula: str) -> None:
        if LINK.search(formula):
            self.links.append((self.row, self.column))
        is_empty = not self.words and self.kind != "str"  # a formula may well give an empty text
        if is_empty or (self.is_stale and self.kind == "n" and self.words == "0"):
            self.texts[self.row, self.column] = Unstored(f"={formula}")

    def _end_value(self) -> None:
        self.in_value = False
        if self.kind == "e":
            self.texts[self.row, self.column] = self.words
        elif self.kind == "n" and self.style in self.styles and self.words:
            self.texts[self.row, self.column] = shown_percentage(self.words)


def details_of_xlsx(package: WorkbookPackage) -> dict[str, Details]:
    """Return the details of each sheet by its name; raises WorkbookError for what is out of bounds."""
    parts, styles, is_stale = _sheet_parts(package), _percent_styles(package), _is_stale(package)
    glances = {part: Glance() for part in parts.values()}

    def seen(name: str, piece: bytes) -> None:
        if name in glances:
            glances[name].take(piece, styles, is_stale=is_stale)

    package.check_parts(seen)
    walked = {part: SheetWalk(styles, is_stale=is_stale) for part in parts.values()}
    return {sheet: _details(package, part, glances[part], walked[part]) for sheet, part in parts.items()}


def _details(package: WorkbookPackage, part: str, glance: Glance, walk: SheetWalk) -> Details:
    if glance.is_plain and glance.area <= LARGEST_AREA:
        return Details()
    package.walk(part, walk.start, walk.end, walk.take_words)
    if walk.last_row * walk.last_column > LARGEST_AREA:
        raise WorkbookError(
            package.file, f"表太大：最后一格在第{walk.last_row}行第{walk.last_column}列", LARGE_REMEDY
        )
    columns = frozenset(walk.hidden_columns)
    return Details(frozenset(walk.hidden), (), walk.texts, tuple(walk.links), columns)


def _is_stale(package: WorkbookPackage) -> bool:
    """Return whether a workbook asks to be computed on opening: what it stores under formulas is no value."""
    stale = False

    def start(tag: str, marks: dict[str, str]) -> None:
        nonlocal stale
        stale = stale or (tag == "calcPr" and marks.get("fullCalcOnLoad") in TRUE)

    if "xl/workbook.xml" in package.names:
        package.walk("xl/workbook.xml", start)
    return stale


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
