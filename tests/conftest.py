"""A small language for typed tables: a block of text becomes the rows a reader would give."""

import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from textwrap import dedent
from typing import Any

import pandas as pd
import pytest

from kit.nouns.campaign import Campaign
from kit.nouns.table import Sheets, Table

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


@pytest.fixture
def draw() -> Draw:
    """Return a function that draws sheets, each under the id of its kind."""

    def drawing(**texts: str) -> Sheets:
        return Sheets(tuple(drawn_table(kind, text) for kind, text in texts.items()))

    return drawing


@pytest.fixture
def campaign(tmp_path: Path) -> Campaign:
    """Return a small campaign: two items of four grades, voters A 40, B 30, C 30."""
    grades = ("好", "较好", "一般", "差")
    items = [
        {"id": "work", "question": "工作好不好", "grades": grades},
        {"id": "style", "question": "作风好不好", "grades": grades},
    ]
    groups = [
        {"id": "A", "name": "甲组", "weight": 40},
        {"id": "B", "name": "乙组", "weight": 30},
        {"id": "C", "name": "丙组", "weight": 30},
    ]
    return Campaign.model_validate(
        {
            "folder": tmp_path,
            "campaign": {"title": "试验活动", "year": 2009, "phase": 1},
            "office": {"name": "试验办公室", "body": "试验机关", "body_short": "机关"},
            "evaluation": {"name": "评议", "items": items, "points": (100, 80, 60, 40), "groups": groups},
            "poll": {"name": "满意度测评", "question": "总体", "grades": ("满意", "基本满意", "不满意")},
            "problems": [{"id": "growth", "name": "发展"}, {"id": "living", "name": "民生"}],
        }
    )


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
