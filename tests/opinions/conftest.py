"""Files as survey sites, boards and offices write them, drawn row by row."""

import csv
import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
import xlsxwriter

Rows = Sequence[Sequence[Any]]
Writes = Callable[..., Path]
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.fixture
def xlsx(tmp_path: Path) -> Writes:
    """Return a function that writes a workbook; merged: A1-style range and text."""

    def write(name: str, rows: Rows, merged: Sequence[tuple[str, str]] = (), sheet: str = "Sheet1") -> Path:
        path = tmp_path / name
        with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
            page = book.add_worksheet(sheet)
            moment = book.add_format({"num_format": "yyyy/m/d h:mm:ss"})
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, datetime):
                        page.write_datetime(number, column, cell, moment)
                    elif cell is not None:
                        page.write(number, column, cell)
            for span, text in merged:
                page.merge_range(span, text)
        return path

    return write


@pytest.fixture
def text_file(tmp_path: Path) -> Writes:
    """Return a function that writes a .csv in an encoding."""

    def write(name: str, rows: Rows, encoding: str = "utf-8-sig") -> Path:
        out = io.StringIO()
        csv.writer(out, lineterminator="\r\n").writerows(rows)
        path = tmp_path / name
        path.write_bytes(out.getvalue().encode(encoding))
        return path

    return write


def paragraph(text: str, *, is_listed: bool = False) -> str:
    """Return a paragraph of Word; is_listed: Word numbers it itself."""
    mark = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>' if is_listed else ""
    return f'<w:p>{mark}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def word_table(rows: Sequence[Sequence[str]]) -> str:
    """Return a table of Word; a cell ↑ is merged with the one above."""
    lines = []
    for number, row in enumerate(rows):
        cells = []
        for column, text in enumerate(row):
            below = rows[number + 1][column] if number + 1 < len(rows) else ""
            merge = "<w:vMerge/>" if text == "↑" else '<w:vMerge w:val="restart"/>' if below == "↑" else ""
            shown = "" if text == "↑" else text
            cells.append(f"<w:tc><w:tcPr>{merge}</w:tcPr>{paragraph(shown)}</w:tc>")
        lines.append(f"<w:tr>{''.join(cells)}</w:tr>")
    return f"<w:tbl>{''.join(lines)}</w:tbl>"


@pytest.fixture
def docx(tmp_path: Path) -> Writes:
    """Return a function that writes a Word document: texts are paragraphs (· numbered), lists tables."""

    def write(name: str, *parts: str | list[list[str]]) -> Path:
        path = tmp_path / name
        body = "".join(_part(part) for part in parts)
        text = f'<?xml version="1.0"?><w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("[Content_Types].xml", "<Types/>")
            package.writestr("word/document.xml", text)
        return path

    return write


def _part(part: str | list[list[str]]) -> str:
    if isinstance(part, list):
        return word_table(part)
    if part.startswith("<w:"):
        return part
    return paragraph(part.removeprefix("·"), is_listed=part.startswith("·"))
