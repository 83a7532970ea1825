"""A .docx without python-docx: its paragraphs as one grid, each of its tables as another."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kit.files.document import MAIN, read_document
from kit.files.parsing import walk
from kit.nouns.errors import WorkbookError
from kit.sheets.reading.grid import Grid, Span

if TYPE_CHECKING:
    from pathlib import Path

    from kit.sheets.reading.grid import Raw

PARAGRAPHS = "正文"  # the name of the grid of paragraphs; its row n is the n-th paragraph
HEADING = ("编号", "段落")
LISTED = "·"  # in column 编号: Word numbers the paragraph itself


@dataclass
class _Table:
    rows: list[list[Raw]] = field(default_factory=list)
    merged: list[Span] = field(default_factory=list)
    open: dict[int, int] = field(default_factory=dict)  # column → first row of a vertical merge
    column: int = 0
    width: int = 1
    merge: str = ""
    words: list[str] = field(default_factory=list)


class _Walk:
    """One pass over the body; text boxes come once, deleted text does not come at all."""

    def __init__(self) -> None:
        self.paragraphs: list[list[Raw]] = []
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
        table.merged.append(Span(top, first, row, last))
    elif table.width > 1:
        table.merged.append(Span(row, first, row, last))
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
