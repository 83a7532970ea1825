"""What calamine leaves out of an .ods: merged ranges, hidden rows, formula errors; and its true extent.

Also formulas whose value nobody stored, and percentages.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kit.model.finding import WorkbookError
from kit.sheets.grid import Details, MergedRange, Unstored, shown_percentage
from kit.sheets.package import LARGE_REMEDY, LARGEST_AREA, TOO_LARGE, locked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kit.sheets.package import WorkbookPackage


CONTENT, MANIFEST = "content.xml", "META-INF/manifest.xml"
ENCRYPTED = b"encryption-data"
OUTSIDE = re.compile("'(?:file|https?|smb|ftp):/", re.IGNORECASE)  # of a reference to another file
MOST_REPEATED = 1_000_000  # cells that one cell may stand for
CELLS = {"table-cell", "covered-table-cell"}


LAST_COLUMN = 16_384  # of the widest sheet an office program makes


class TableWalk:
    """A parse of content.xml, table by table."""

    def __init__(self, file: str) -> None:
        """Take the file's name for messages."""
        self.file = file
        self.found: dict[str, Details] = {}
        self.sheet = ""
        self.row = self.column = self.repeated = self.last_row = self.last_column = 0
        self.is_error = False
        self.words = ""
        self.hidden: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.headed = 1  # the next column to be described
        self.merged: list[MergedRange] = []
        self.texts: dict[tuple[int, int], str] = {}
        self.links: list[tuple[int, int]] = []
        self.percentage: str | None = None

    def start(self, tag: str, marks: dict[str, str]) -> None:
        """Take the beginning of an element."""
        if tag == "table":
            self.sheet, self.row, self.repeated, self.last_row, self.last_column = marks["name"], 1, 0, 0, 0
            self.hidden, self.merged, self.texts, self.links = set(), [], {}, []
            self.hidden_columns, self.headed = set(), 1
        elif tag == "table-column":
            self._start_column(marks)
        elif tag == "table-row":
            self._start_row(marks)
        elif tag in CELLS:
            self._start_cell(marks)

    def _start_column(self, marks: dict[str, str]) -> None:
        last = min(self.headed + int(marks.get("number-columns-repeated", "1")), LAST_COLUMN)
        if marks.get("visibility", "visible") != "visible":
            self.hidden_columns.update(range(self.headed, last))
        self.headed = last

    def _start_row(self, marks: dict[str, str]) -> None:
        self.repeated, self.column = int(marks.get("number-rows-repeated", "1")), 1
        if marks.get("visibility", "visible") != "visible":
            self.hidden.add(self.row)

    def _start_cell(self, marks: dict[str, str]) -> None:
        self.cell_repeated, self.words = int(marks.get("number-columns-repeated", "1")), ""
        self.is_error = "error" in marks.values()
        self.percentage = marks.get("value") if marks.get("value-type") == "percentage" else None
        self.formula = marks.get("formula") if _is_unstored(marks) else None
        if OUTSIDE.search(marks.get("formula", "")):
            self.links.append((self.row, self.column))
        if "value-type" in marks or self.formula is not None:
            self.last_row = max(self.last_row, self.row + self.repeated - 1)
            self.last_column = max(self.last_column, self.column + self.cell_repeated - 1)
        down, across = (
            int(marks.get("number-rows-spanned", "1")),
            int(marks.get("number-columns-spanned", "1")),
        )
        if down * across > 1:
            self.merged.append(
                MergedRange(self.row, self.column, self.row + down - 1, self.column + across - 1)
            )

    def take_words(self, words: str) -> None:
        """Take text between tags."""
        self.words += words

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if tag in CELLS:
            if self.is_error:
                self._say(self.words.strip())
            elif self.formula is not None:
                self._say(Unstored(f"={self.formula.partition('=')[2] or self.formula}"))
            elif self.percentage:
                self._say(shown_percentage(self.percentage))
            self.column += self.cell_repeated
        elif tag == "table-row":
            self.row += self.repeated
        elif tag == "table":
            self._end_table()

    def _say(self, text: str) -> None:
        """Note what a cell says, and those that repeat it; raises WorkbookError for too many."""
        if self.repeated * self.cell_repeated > MOST_REPEATED:
            raise WorkbookError(self.file, TOO_LARGE, LARGE_REMEDY)
        for row in range(self.row, self.row + self.repeated):
            for column in range(self.column, self.column + self.cell_repeated):
                self.texts[row, column] = text

    def _end_table(self) -> None:
        if self.last_row * self.last_column > LARGEST_AREA:
            raise WorkbookError(
                self.file, f"表太大：最后一格在第{self.last_row}行第{self.last_column}列", LARGE_REMEDY
            )
        self.found[self.sheet] = Details(
            frozenset(self.hidden),
            tuple(self.merged),
            self.texts,
            tuple(self.links),
            frozenset(self.hidden_columns),
        )


def _is_unstored(marks: Mapping[str, str]) -> bool:
    """Return whether a cell has a formula and no value; of a text the words alone may be its value.

    Office programs store it whenever they save; whoever writes such a file by a program may not.
    """
    stored = {"value", "date-value", "time-value", "boolean-value", "string-value"} & set(marks)
    return "formula" in marks and not stored and marks.get("value-type") != "string"


def details_of(package: WorkbookPackage) -> dict[str, Details]:
    """Return the details of each sheet by its name; raises WorkbookError for what is out of bounds."""
    if MANIFEST in package.names and ENCRYPTED in b"".join(package.pieces(MANIFEST)):
        raise locked(package.file)
    package.check_parts()
    if CONTENT not in package.names:
        return {}
    walk = TableWalk(package.file)
    package.walk(CONTENT, walk.start, walk.end, walk.take_words)
    return walk.found
