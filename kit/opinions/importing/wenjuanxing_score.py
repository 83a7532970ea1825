"""问卷星 by score (按分数): each answer is the score of its option, 总分 their sum."""

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
    """Return why this is such an export: answers in numbers, and 总分 is their sum in every row."""
    if not signs_in(table) or not is_coded(table) or not is_scored(table):
        return None
    return "有问卷星的列，答案是数字，“总分”正好是各题之和"


def read(table: RawTable, campaign: Campaign, inquiry: Inquiry) -> Part:
    """Return the tallies, their options named by score, and the opinions."""
    return named_options(read_survey(table, DIALECT, campaign, inquiry), table, inquiry, "{}分")


SHAPE = Shape("wenjuanxing_score", "问卷星（按分数）", 10, claim, read)
