"""Rectification items (整改事项): types and states apart, the rate on what was due (opinions.md 3.6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from kit.figures.phase import cutoff_of
from kit.nouns.counting import Rows, counted, is_one_of, over
from kit.nouns.fact import Fact, count_fact, date_fact, rate_fact
from kit.words.rounding import percentage

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets

TYPES = {"立行立改": "immediate", "限期整改": "limited", "长期坚持": "long_term"}
STATES = {"未启动": "not_started", "整改中": "under_way", "待验收": "to_accept", "已销号": "closed",
          "退回": "returned", "重启": "reopened"}  # fmt: skip
_ITEMS = over(
    "rectification",
    Rows("rectification.total", "整改事项数", "项", "整改台账的行数"),
    *(
        Rows(
            f"rectification.{key}",
            f"{word}项数",
            "项",
            f"{column}为“{word}”",
            column,
            is_one_of(column, word),
            zero=key == "closed",
        )
        for column, words in (("整改类型", TYPES), ("状态", STATES))
        for word, key in words.items()
    ),
)


def register_day(sheets: Sheets, campaign: Campaign) -> date | None:
    """Return the day on which the register's states stand: its own, else the phase's cut-off date."""
    return campaign.campaign.register_date or cutoff_of(sheets, campaign)


def count(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:
    """Yield items in all, by type, by state, those due by the register's day and those of them closed."""
    by_item = sheets.frame("rectification")
    if by_item.empty:
        return
    day = register_day(sheets, campaign)
    if day is not None:
        basis = "整改台账的状态记到这一天"
        yield date_fact("rectification.as_of", "整改台账截止日", day, basis)
    facts = (*counted(_ITEMS, sheets, campaign), *_due(sheets, by_item, day))
    yield from (replace(fact, cutoff=day) for fact in facts)


def _due(sheets: Sheets, by_item: pd.DataFrame, last: date | None) -> Iterator[Fact]:
    if last is None:
        return
    timely = by_item["完成时限"].map(lambda day: isinstance(day, date) and day <= last).astype(bool)
    due = by_item[(by_item["整改类型"] != "长期坚持") & timely]
    closed = due[due["状态"] == "已销号"]
    basis = "完成时限不晚于整改台账截止日的事项，不含长期坚持"
    sources = sheets.sources(due, "完成时限")
    yield count_fact("rectification.due", "应完成整改项数", len(due), "项", basis, sources)
    name, basis = "应完成中已销号项数", f"{basis}，其中状态为已销号"
    yield count_fact(
        "rectification.due_closed", name, len(closed), "项", basis, sheets.sources(closed, "状态")
    )
    if len(due):
        yield rate_fact(
            "rectification.rate",
            "整改完成率",
            percentage(len(closed), len(due)),
            "应完成中已销号的项数除以应完成的项数，不含长期坚持",
            parents=("rectification.due_closed", "rectification.due"),
        )


FACTS = (count,)
