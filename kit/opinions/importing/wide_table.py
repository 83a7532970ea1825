"""Generic wide table: one form or person a row, a column a question."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from kit.opinions.importing.reading.export import COLUMNS, Part
from kit.opinions.importing.reading.headless import asks_for_words, is_headless
from kit.opinions.importing.reading.records import channel_of
from kit.opinions.importing.reading.shape import Shape
from kit.opinions.importing.reading.survey import Dialect, read_survey
from kit.opinions.importing.reading.tallying import tally_frame

if TYPE_CHECKING:
    from kit.nouns.campaign import Campaign
    from kit.opinions.importing.reading.inquiry import Inquiry
    from kit.opinions.importing.reading.table import RawTable

DIALECT = Dialect(
    {
        "序号": "serial",
        "编号": "serial",
        "表号": "serial",
        "份号": "serial",
        "时间": "day",
        "填写时间": "time",
        "填表时间": "time",
        "提交时间": "time",
        "日期": "day",
        "填表日期": "day",
        "姓名": "person",
        "填表人": "person",
        "备注": "",
    },
    separators=("┋",),
    guessed=("|", ";", "；", "、", ",", "，"),
)
LEAST_HEADINGS = 2


def claim(table: RawTable) -> str | None:
    """Return why this is such a table: several headings, one of which asks for words."""
    headed = [label for label in table.labels if label]
    asking = [label for label in headed if asks_for_words(label)]
    if len(headed) < LEAST_HEADINGS or not asking or not table.body or is_headless(table):
        return None
    return f"“{asking[0][:20]}”这样的列请人写意见"


def read(table: RawTable, campaign: Campaign, inquiry: Inquiry) -> Part:
    """Return the tallies and opinions."""
    channel = channel_of(table, inquiry)
    if channel is None:
        return Part(pd.DataFrame(columns=list(COLUMNS)), tally_frame([]))
    return read_survey(table, replace(DIALECT, channel=channel), campaign, inquiry)


SHAPE = Shape("wide_table", "意见表（一行一份）", 60, claim, read)
