"""A .txt as paragraphs, line by line, unless it is a table: sentences are never cut at their commas."""

from __future__ import annotations

import re
import unicodedata

from kit.opinions.importing.reading.docx import HEADING, PARAGRAPHS
from kit.opinions.importing.reading.paragraphs import CLOSING, starts_anew
from kit.opinions.importing.reading.records import mapped
from kit.opinions.importing.reading.shape import FORMS, all_shapes
from kit.opinions.importing.reading.table import RawTable, readings
from kit.sheets.reading.delimited import decoded, read_delimited
from kit.sheets.reading.grid import Grid, Raw
from kit.sheets.reading.heading import IGNORED

LINE_END = re.compile(r"\r\n|\r|\n")
IN_SENTENCES = re.compile(r"[。！？；：!?;:]")
LEAST_CELLS, KNOWN_SHARE = 2, 0.5
NARROWEST, SLACK = 40, 6  # columns of a page whose lines were broken at a width; what a line may lack of it


def paragraphs_of(data: bytes, file: str) -> Grid | None:
    """Return the lines of a text as paragraphs, row n is line n; None for a table. Raises WorkbookError."""
    text = decoded(data, file).removeprefix("\ufeff")
    if _is_table(text, data, file):
        return None
    rows: list[list[Raw]] = [["", line] for line in _unbroken(LINE_END.split(text))]
    return Grid(file, PARAGRAPHS, [list(HEADING), *rows], first_row=0)


def _is_table(text: str, data: bytes, file: str) -> bool:
    """Return whether tabs part the lines into as many cells each, or a line holds headings that are known."""
    lines = [line for line in LINE_END.split(text) if line.strip()]
    tabs = {line.count("\t") for line in lines}
    if len(lines) > 1 and len(tabs) == 1 and tabs != {0} and all(map(str.strip, lines[0].split("\t"))):
        return True
    return any(map(_has_known_headings, readings(read_delimited(data, file))))


def _has_known_headings(table: RawTable) -> bool:
    labels = [label for label in table.labels if label]
    if len(labels) < LEAST_CELLS or any(IN_SENTENCES.search(label) for label in labels):
        return False
    known = len(mapped(labels)) + len(IGNORED & set(table.plain_labels))
    if table.body and known >= KNOWN_SHARE * len(labels):
        return True
    return any(shape.claim(table) for shape in all_shapes() if shape.rank < FORMS)


def _unbroken(lines: list[str]) -> list[str]:
    """Return the lines, those that a program broke at its width put together, break and all.

    The line after a broken one becomes blank, so that every paragraph keeps the number of its first line.
    """
    told, at = list(lines), 0
    widest = max(map(_width, lines), default=0)
    for number in range(1, len(lines)):
        is_full = widest >= NARROWEST and _width(lines[number - 1]) >= widest - SLACK
        goes_on = bool(lines[number].strip()) and not starts_anew(lines[number])
        if is_full and goes_on and not CLOSING.search(lines[number - 1]):
            told[at] += "\n" + lines[number]
            told[number] = ""
        else:
            at = number
    return told


def _width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in line)
