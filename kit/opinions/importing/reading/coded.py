"""Tallies of exports that hold numbers instead of options."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kit.opinions.importing.reading.export import Part
    from kit.opinions.importing.reading.inquiry import Inquiry
    from kit.opinions.importing.reading.table import RawTable


def named_options(part: Part, table: RawTable, inquiry: Inquiry, form: str) -> Part:
    """Return the part with its options named by number; form: how a number is shown, such as 选项{}."""
    tallies = part.tallies.copy()
    numbers = tallies["选项"].str.fullmatch(r"\d+(?:\.\d+)?").fillna(value=False).astype(bool)
    if numbers.any():
        inquiry.note(
            "info",
            table.place(),
            "选择题导出的是数字，统计里照“" + form.format("1") + "”这样写，没有换成文字",
            "要文字，请从网站按“选项文本”再导出一份",
            "opinions.coded_options",
        )
    tallies.loc[numbers, "选项"] = [form.format(number) for number in tallies.loc[numbers, "选项"]]
    return replace(part, tallies=tallies)
