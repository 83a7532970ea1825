"""问卷星 by the text of the options (按选项文本): ┋ between choices, 〖〗 behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.opinions.importing.reading.shape import Shape
from kit.opinions.importing.reading.survey import read_survey
from kit.opinions.importing.reading.wenjuanxing import DIALECT, is_coded, signs_in

if TYPE_CHECKING:
    from kit.nouns.campaign import Campaign
    from kit.opinions.importing.reading.export import Part
    from kit.opinions.importing.reading.inquiry import Inquiry
    from kit.opinions.importing.reading.table import RawTable


def claim(table: RawTable) -> str | None:
    """Return why this is such an export: the site's own headings, answers in words."""
    signs = signs_in(table)
    return f"有“{'”“'.join(signs)}”列，答案是选项文字" if signs and not is_coded(table) else None


def read(table: RawTable, campaign: Campaign, inquiry: Inquiry) -> Part:
    """Return the tallies and opinions."""
    return read_survey(table, DIALECT, campaign, inquiry)


SHAPE = Shape("wenjuanxing_text", "问卷星（按选项文本）", 10, claim, read)
