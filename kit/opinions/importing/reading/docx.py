"""A .docx without python-docx: its paragraphs as one grid, each of its tables as another.

A .txt as paragraphs, line by line, unless it is a table: sentences are never cut at their commas.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kit.files.document import MAIN, read_document
from kit.files.parsing import walk
from kit.model.finding import WorkbookError
from kit.opinions.importing.reading.paragraphs import CLOSING, HEADING, LISTED, PARAGRAPHS, starts_anew
from kit.opinions.importing.reading.records import mapped
from kit.opinions.importing.reading.table import RawTable, readings
from kit.sheets.delimited import decoded, read_delimited
from kit.sheets.grid import Grid, MergedRange, RawCell
from kit.sheets.headings import IGNORED

if TYPE_CHECKING:
    from pathlib import Path


Claimed = Callable[[RawTable], bool]


@dataclass
class _Table:
    rows: list[list[RawCell]] = field(default_factory=list)
    merged: list[MergedRange] = field(default_factory=list)
    open: dict[int, int] = field(default_factory=dict)  # column → first row of a vertical merge
    column: int = 0
    width: int = 1
    merge: str = ""
    words: list[str] = field(default_factory=list)


class _Walk:
    """One pass over the body; text boxes come once, deleted text does not come at all."""

    def __init__(self) -> None:
        self.paragraphs: list[list[RawCell]] = []
        self.tables: list[_Table] = []
        self.done: list[_Table] = []
        self.words: list[str] = []
        self.is_listed = self.in_text = False
        self.skipped = 0

    def start(self, tag: str, marks: dict[str, str]) -> None:
        if tag == "Fallback" or self.skipped:
            self.skipped += 1
        elif tag == "p":
            self.words, self.is_listed = [], False
        elif tag == "t":
            self.in_text = True
        elif tag in {"tab", "br", "cr"}:
            self.words.append("\t" if tag == "tab" else "\n")
        elif tag == "numId":
            self.is_listed = marks.get("val") != "0"
        else:
            self._start_table_part(tag, marks)

    def _start_table_part(self, tag: str, marks: dict[str, str]) -> None:
        if tag == "tbl":
            self.tables.append(_Table())
        elif self.tables and tag == "tr":
            self.tables[-1].rows.append([])
            self.tables[-1].column = 0
        elif self.tables and tag == "tc":
            table = self.tables[-1]
            table.width, table.merge, table.words = 1, "", []
        elif self.tables and tag == "gridSpan":
            self.tables[-1].width = min(max(int(marks.get("val", "1")), 1), 100)
        elif self.tables and tag == "vMerge":
            self.tables[-1].merge = marks.get("val", "continue")

    def text(self, words: str) -> None:
        if self.in_text and not self.skipped:
            self.words.append(words)

    def end(self, tag: str) -> None:
        if self.skipped:
            self.skipped -= 1
        elif tag == "t":
            self.in_text = False
        elif tag == "p":
            self._end_paragraph()
        elif tag == "tc" and self.tables:
            _end_cell(self.tables[-1])
        elif tag == "tbl" and self.tables:
            self.done.append(self.tables.pop())

    def _end_paragraph(self) -> None:
        text = "".join(self.words)
        if self.tables:
            self.tables[-1].words.append(text)
        else:
            self.paragraphs.append([LISTED if self.is_listed and text.strip() else "", text])
        self.words = []


def _end_cell(table: _Table) -> None:
    row, first = len(table.rows), table.column + 1
    last = table.column + table.width
    text = "\n".join(table.words).strip("\n")
    table.rows[-1].extend([text, *[""] * (table.width - 1)])
    if table.merge == "restart":
        table.open[first] = row
    if table.merge == "continue" and first in table.open:
        top = table.open[first]
        table.merged = [span for span in table.merged if (span.first_row, span.first_column) != (top, first)]
        table.merged.append(MergedRange(top, first, row, last))
    elif table.width > 1:
        table.merged.append(MergedRange(row, first, row, last))
    table.column = last


def read_docx(path: Path) -> tuple[Grid, ...]:
    """Return the paragraphs of a document as one grid and each table as another.

    Raises WorkbookError if it cannot be read.
    """
    body = _Walk()
    walk([read_document(path, refusal=WorkbookError).parts[MAIN]], body.start, body.end, body.text)
    text = Grid(path.name, PARAGRAPHS, [list(HEADING), *body.paragraphs], first_row=0)
    tables = (_grid(table, path.name, number) for number, table in enumerate(body.done, 1))
    return (text, *tables)


def _grid(table: _Table, file: str, number: int) -> Grid:
    width = max(map(len, table.rows), default=0)
    rows = [row + [""] * (width - len(row)) for row in table.rows]
    return Grid(file, f"第{number}个表格", rows, merged=tuple(sorted(table.merged)))


LINE_END = re.compile(r"\r\n|\r|\n")
IN_SENTENCES = re.compile(r"[。！？；：!?;:]")
LEAST_CELLS, KNOWN_SHARE = 2, 0.5
NARROWEST, SLACK = 40, 6  # columns of a page whose lines were broken at a width; what a line may lack of it


def paragraphs_of(data: bytes, file: str, claimed: Claimed) -> Grid | None:
    """Return the lines of a text as paragraphs, row n is line n; None for a table. Raises WorkbookError.

    claimed: whether a site knows a table for its export.
    """
    text = decoded(data, file).removeprefix("\ufeff")
    if _is_table(text, data, file, claimed):
        return None
    rows: list[list[RawCell]] = [["", line] for line in _unbroken(LINE_END.split(text))]
    return Grid(file, PARAGRAPHS, [list(HEADING), *rows], first_row=0)


def _is_table(text: str, data: bytes, file: str, claimed: Claimed) -> bool:
    """Return whether tabs part the lines into as many cells each, or a line holds headings that are known."""
    lines = [line for line in LINE_END.split(text) if line.strip()]
    tabs = {line.count("\t") for line in lines}
    if len(lines) > 1 and len(tabs) == 1 and tabs != {0} and all(map(str.strip, lines[0].split("\t"))):
        return True
    return any(_has_known_headings(table, claimed) for table in readings(read_delimited(data, file)))


def _has_known_headings(table: RawTable, claimed: Claimed) -> bool:
    labels = [label for label in table.labels if label]
    if len(labels) < LEAST_CELLS or any(IN_SENTENCES.search(label) for label in labels):
        return False
    known = len(mapped(labels)) + len(IGNORED & set(table.plain_labels))
    return bool(table.body and known >= KNOWN_SHARE * len(labels)) or claimed(table)


def _unbroken(lines: list[str]) -> list[str]:
    """Return the lines, those that a program broke at its width put together, break and all.

    The line after a broken one becomes blank, so that every paragraph keeps the number of its first line.
    """
    paragraphs, at = list(lines), 0
    widest = max(map(_width, lines), default=0)
    for number in range(1, len(lines)):
        is_full = widest >= NARROWEST and _width(lines[number - 1]) >= widest - SLACK
        goes_on = bool(lines[number].strip()) and not starts_anew(lines[number])
        if is_full and goes_on and not CLOSING.search(lines[number - 1]):
            paragraphs[at] += "\n" + lines[number]
            paragraphs[number] = ""
        else:
            at = number
    return paragraphs


def _width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in line)
