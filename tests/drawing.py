"""A small language for typed tables: a block of text becomes the rows a reader would give."""

import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from textwrap import dedent
from typing import Any

import pandas as pd

from kit.model.campaign import Campaign
from kit.model.table import Sheets, Table

Draw = Callable[..., Sheets]
LISTS = {"来源意见ID", "来源归纳ID", "展开"}


def drawn_cell(column: str, text: str) -> Any:
    """Return None for -, tuples for list columns, True/False for 是/否, ints and ISO dates as such."""
    if text == "-":
        return None
    if column in LISTS:
        return tuple(text.split(","))
    if text in {"是", "否"}:
        return text == "是"
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return date.fromisoformat(text)
    return int(text) if re.fullmatch(r"\d+", text) and not column.endswith("ID") else text


def drawn_table(kind: str, text: str, first_row: int = 2) -> Table:
    """Return the table of a drawing; its first row of cells is Excel row 2."""
    heading, *lines = dedent(text).strip().splitlines()
    columns = heading.split()
    rows = [[drawn_cell(c, cell) for c, cell in zip(columns, line.split(), strict=True)] for line in lines]
    index = range(first_row, first_row + len(rows))
    frame = pd.DataFrame(rows, index=index, columns=columns, dtype=object)
    return Table(kind, f"{kind}.xlsx", "表", "0" * 64, frame.where(frame.notna(), None))


def without_groups(campaign: Campaign, **changes: Any) -> Campaign:
    """Return the campaign with one group of voters and other changes to its evaluation."""
    assert campaign.evaluation is not None
    evaluation = campaign.evaluation.model_copy(update={"groups": (), **changes})
    return campaign.model_copy(update={"evaluation": evaluation})


def repeated(question_answers: dict[str, int], group: str = "A", unit: str = "财政局") -> list[list[Any]]:
    """Return ballot cells: each answer as often as said."""
    return [[unit, group, answer] for answer, times in question_answers.items() for _ in range(times)]


def half_up(value: Fraction, places: int = 1) -> str:
    """Return what paper and pencil would print; slow, independent of the kit."""
    scaled = value * 10**places
    whole = scaled.numerator // scaled.denominator
    whole += scaled - whole >= Fraction(1, 2)
    text = str(int(whole)).rjust(places + 1, "0")
    return f"{text[:-places]}.{text[-places:]}" if places else text
