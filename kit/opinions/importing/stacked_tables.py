"""Opinion tables of offices (意见汇总表): form head, stacked blocks, merged cells, 同上, 合计, signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from kit.opinions.importing.reading.blocks import DITTO_SIGN, LEAST_HEADINGS, block_records, is_stacked
from kit.opinions.importing.reading.export import COLUMNS, Part
from kit.opinions.importing.reading.headless import note_other_columns, other_columns
from kit.opinions.importing.reading.records import TEXT, channel_of, mapped, read_records
from kit.opinions.importing.reading.shape import Shape
from kit.opinions.importing.reading.tallying import tally_frame
from kit.sheets.reading.heading import IGNORED

if TYPE_CHECKING:
    from kit.nouns.campaign import Campaign
    from kit.opinions.importing.reading.inquiry import Inquiry
    from kit.opinions.importing.reading.table import RawTable


def claim(table: RawTable) -> str | None:
    """Return why this is such a table: a column of opinions, and what a form has and a list has not."""
    found = mapped(table.labels)
    numbered = any(label in IGNORED for label in table.plain_labels)
    if TEXT not in found:
        return None
    signs = is_stacked(table, found)
    if len(found) + numbered < LEAST_HEADINGS and (DITTO_SIGN not in signs or other_columns(table)):
        return None
    return f"“{table.labels[found[TEXT]]}”列是意见，{signs}" if signs else None


def read(table: RawTable, campaign: Campaign, inquiry: Inquiry) -> Part:
    """Return the opinions of all blocks."""
    note_other_columns(table, inquiry)
    records = block_records(table, mapped(table.labels), inquiry)
    channel = "" if all(records.columns.get("来源渠道", [""])) else channel_of(table, inquiry)
    if channel is None:
        return Part(pd.DataFrame(columns=list(COLUMNS)), tally_frame([]))
    return read_records(table, records, channel, campaign, inquiry)


SHAPE = Shape("stacked_tables", "意见汇总表（多块、合并格、同上）", 45, claim, read)
