"""Minutes laid out as a form: labels on the left, what was said beside them, to-dos at the end.

Main text and summary are read as minutes are; neither who came and when, nor the to-dos, nor rows of “-”.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kit.opinions.importing.minutes import read_minutes
from kit.opinions.importing.reading.paragraphs import (
    ABOUT_MEETING,
    MAIN,
    SUMMARY,
    MinutesParagraph,
    is_paragraphs,
    paragraph_of,
    section_of,
)
from kit.opinions.importing.reading.table import RawTable, Shape
from kit.sheets.surveying.verbatim import verbatim_cell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.model.campaign import Campaign
    from kit.opinions.importing.reading.export import Inquiry, SheetReading


LONGEST_LABEL = 12
NOTHING = re.compile(r"[\s\-—–/、.。无]*")
Line = tuple[int, str]  # Excel row, what it says


def claim(table: RawTable) -> str | None:
    """Return why these are minutes: labels of a meeting on the left, and one for what was said there."""
    if table.at or table.grid.width == 1 or is_paragraphs(table.grid):
        return None
    labels = [text for _, text in _labels(table)]
    about = [label for label in labels if ABOUT_MEETING.match(f"{label}：")]
    said = [label for label in labels if _section(label) in {MAIN, SUMMARY}]
    filled = [[text for cell in row if (text := _plain(cell))] for row in table.grid.rows]
    if not about or not said or any(len(row) > 1 and all(map(_is_label, row)) for row in filled):
        return None
    return f"是会议记录表：左边写着“{about[0]}”“{said[0]}”"


def read(table: RawTable, campaign: Campaign, inquiry: Inquiry) -> SheetReading:
    """Return the opinions of the parts that hold what was said."""
    lines = [paragraph_of(number, ("", text)) for number, text in _lines(table)]
    first = min(number for number, label in _labels(table) if _section(label) in {MAIN, SUMMARY})
    head = RawTable(table.grid, first - table.grid.first_row)  # what stands above tells channel and target
    return read_minutes(lines, head, campaign, inquiry)


def _section(label: str) -> str:
    found = section_of(MinutesParagraph(0, None, f"{label}："))
    return found[0] if found else ""


def _is_label(text: str) -> bool:
    if len(text) > LONGEST_LABEL or re.search("[:：]", text):
        return False
    return bool(ABOUT_MEETING.match(f"{text}：")) or bool(_section(text))


def _labels(table: RawTable) -> Iterator[Line]:
    for number, row in enumerate(table.grid.rows, table.grid.first_row):
        for cell in row:
            text = _plain(cell)
            if text and _is_label(text):
                yield number, text


def _lines(table: RawTable) -> Iterator[Line]:
    """Yield the form as lines of a text: a label and what stands beside it, then line below line."""
    for number, row in enumerate(table.grid.rows, table.grid.first_row):
        label, beside = "", list[str]()
        for cell in row:
            text = _plain(cell)
            if text and _is_label(text):
                yield from _said(number, label, beside)
                label, beside = text, []
            elif text and not NOTHING.fullmatch(text):
                beside.append(verbatim_cell(cell))
        yield from _said(number, label, beside)


def _said(number: int, label: str, beside: list[str]) -> Iterator[Line]:
    if label and (not beside or _section(label)):
        yield number, f"{label}："
    elif label:
        yield number, f"{label}：{'、'.join(beside)}"
        return
    for text in beside:
        for line in text.splitlines():
            if line.strip():
                yield number, line


def _plain(cell: object) -> str:
    return "".join(verbatim_cell(cell).split()).rstrip(":：")  # type: ignore[arg-type]


SHAPE = Shape("meeting_form", "会议记录（表格式）", 4, claim, read)


SHAPES = (SHAPE,)
