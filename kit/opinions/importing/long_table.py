"""Generic long table: one opinion a row, under headings like those of the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from kit.opinions.importing.reading.blocks import is_stacked
from kit.opinions.importing.reading.export import COLUMNS, Part
from kit.opinions.importing.reading.headless import note_other_columns, other_columns
from kit.opinions.importing.reading.records import TEXT, channel_of, mapped, plain_records, read_records
from kit.opinions.importing.reading.shape import Shape
from kit.opinions.importing.reading.tallying import tally_frame

if TYPE_CHECKING:
    from kit.nouns.campaign import Campaign
    from kit.opinions.importing.reading.inquiry import Inquiry
    from kit.opinions.importing.reading.table import RawTable

CHANNEL = "来源渠道"


def claim(table: RawTable) -> str | None:
    """Return why this is such a table: a column of opinions, nothing merged or repeated.

    Where another column asks for words too, a row is a form, unless it has a channel of its own.
    """
    found = mapped(table.labels)
    if TEXT not in found or is_stacked(table, found):
        return None
    if CHANNEL not in found and other_columns(table):
        return None
    return f"“{table.labels[found[TEXT]]}”列是意见"


def read(table: RawTable, campaign: Campaign, inquiry: Inquiry) -> Part:
    """Return the opinions."""
    note_other_columns(table, inquiry)
    records = plain_records(table, mapped(table.labels))
    channel = "" if all(records.columns.get(CHANNEL, [""])) else channel_of(table, inquiry)
    if channel is None:
        return Part(pd.DataFrame(columns=list(COLUMNS)), tally_frame([]))
    return read_records(table, records, channel, campaign, inquiry)


SHAPE = Shape("long_table", "意见表（一行一条）", 50, claim, read)
