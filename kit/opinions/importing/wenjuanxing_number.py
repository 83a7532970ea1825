"""问卷星 by the number of the options (按选项序号): 1 2 3, a 0/1 column an option, -3 skipped, -2 blank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.opinions.importing.reading.coded import named_options
from kit.opinions.importing.reading.shape import Shape
from kit.opinions.importing.reading.survey import read_survey
from kit.opinions.importing.reading.wenjuanxing import DIALECT, is_coded, is_scored, signs_in

if TYPE_CHECKING:
    from kit.nouns.campaign import Campaign
    from kit.opinions.importing.reading.export import Part
    from kit.opinions.importing.reading.inquiry import Inquiry
    from kit.opinions.importing.reading.table import RawTable


def claim(table: RawTable) -> str | None:
    """Return why this is such an export: the site's own headings, numbers that do not add up to 总分."""
    signs = signs_in(table)
    if not signs or not is_coded(table) or is_scored(table):
        return None
    return f"有“{'”“'.join(signs)}”列，答案是选项序号"


def read(table: RawTable, campaign: Campaign, inquiry: Inquiry) -> Part:
    """Return the tallies, their options named by number, and the opinions."""
    return named_options(read_survey(table, DIALECT, campaign, inquiry), table, inquiry, "选项{}")


SHAPE = Shape("wenjuanxing_number", "问卷星（按选项序号）", 11, claim, read)
