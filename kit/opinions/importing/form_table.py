"""A form (征求意见表) as a table: questions on the left, answers beside them, one form or person a table."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kit.opinions.importing.reading.export import (
    COLUMNS,
    SheetReading,
    concatenated_frames,
    nothing_read,
    tally_frame,
)
from kit.opinions.importing.reading.headless import asks_for_words
from kit.opinions.importing.reading.records import USER, channel_of, mapped
from kit.opinions.importing.reading.rows import is_opinion, opinions_from, target_named
from kit.opinions.importing.reading.table import Shape
from kit.sheets.headings import IGNORED, normalised_heading
from kit.sheets.surveying.verbatim import day_text, verbatim_cell
from kit.sheets.surveying.words import ASKS_FOR_NAME, ASKS_FOR_PERSON

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from kit.model.campaign import Campaign
    from kit.opinions.importing.reading.export import Inquiry
    from kit.opinions.importing.reading.table import RawTable


ABOUT_GIVER = re.compile(
    r"(?:单位|部门|工作单位|所在单位|职务|职级|性别|年龄|民族|学历|政治面貌|人员类别|身份|类别|界别)[:：]?"
)
DATED = re.compile(r"(?:填表|填写|征求|座谈)?(?:日期|时间)[:：]?")
LONGEST_LABEL = 30
MOST = 0.5
Pair = tuple[int, str, list[str]]  # Excel row, label, what stands beside it


def claim(table: RawTable) -> str | None:
    """Return why this is a form: most cells on the left are its questions, and no row is only headings."""
    if table.at or table.grid.width == 1:
        return None
    rows = [[verbatim_cell(cell).strip() for cell in row] for row in table.grid.rows]
    left = [row[0] for row in rows if row[0]]
    labels = [text for text in left if _is_label(text)]
    asking = [text for text in labels if asks_for_words(text)]
    if not asking or len(labels) < 2 or len(labels) <= MOST * len(left):  # noqa: PLR2004 - one may be chance
        return None
    filled = [[text for text in row if text] for row in rows]
    if any(len(row) > 1 and (all(map(_is_label, row)) or _heads_a_list(row)) for row in filled):
        return None
    return f"左边是题目（如“{asking[0][:20]}”），右边是填的话"


def _heads_a_list(row: list[str]) -> bool:
    """Return whether a row is the heading of a list: running number, opinion, who gave it."""
    known = len(mapped(row)) + sum(normalised_heading(text) in IGNORED for text in row)
    return known > 1 and known == len(row)


def _is_label(text: str) -> bool:
    if len(text) > LONGEST_LABEL:
        return False
    known = (ASKS_FOR_PERSON, ABOUT_GIVER, DATED)
    return asks_for_words(text) or any(pattern.fullmatch(text) for pattern in known)


@dataclass
class _Form:
    """What stands on the form besides opinions."""

    names: list[str] = field(default_factory=list)
    when: str = ""
    asked: list[Pair] = field(default_factory=list)


def read(table: RawTable, campaign: Campaign, inquiry: Inquiry) -> SheetReading:
    """Return what was written beside the questions; several columns of answers are as many people."""
    channel = channel_of(table, inquiry)
    if channel is None:
        return nothing_read()
    form = _Form()
    for row, label, values in _pairs(table):
        if asks_for_words(label):
            form.asked.append((row, label, values))
        elif ASKS_FOR_NAME.search(label):
            form.names = form.names or values
        elif DATED.fullmatch(label) and values:
            form.when = form.when or day_text(values[0], campaign.campaign.year)
    frames = [_opinions(table, pair, form, channel) for pair in form.asked]
    people = max((len(values) for _, _, values in form.asked), default=0) or 1
    speaking = {at for _, _, values in form.asked for at, text in enumerate(values) if is_opinion(text)}
    return SheetReading(concatenated_frames(frames, COLUMNS), tally_frame([]), people, people - len(speaking))


def _opinions(table: RawTable, pair: Pair, form: _Form, channel: str) -> pd.DataFrame:
    row, label, values = pair
    names = form.names if len(form.names) == len(values) else [""] * len(values)
    known = {"来源渠道": channel, "登记日": form.when, "指向": target_named(label), USER: names}
    return opinions_from(table, label, values, known, [row] * len(values))


def _pairs(table: RawTable) -> Iterator[Pair]:
    """Yield every label with the cells up to the next label of its row; empty ones do not count."""
    for at, row in enumerate(table.grid.rows):
        label, values = "", list[str]()
        for text in map(verbatim_cell, row):
            if _is_label(text.strip()):
                if label:
                    yield table.grid.first_row + at, label, values
                label, values = text.strip(), []
            elif text:
                values.append(text)
        if label:
            yield table.grid.first_row + at, label, values


SHAPE = Shape("form_table", "意见表（一表一份）", 44, claim, read)


SHAPES = (SHAPE,)
