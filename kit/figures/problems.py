"""Problems found (问题) by kind, and those already solved within the phase (边查边改): S18, S28."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kit.figures.phase import cutoff_of
from kit.nouns.counting import Rows, counted, is_one_of, over
from kit.nouns.fact import Fact, count_fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets


def _by_kind(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:
    """Yield problems by the kinds of campaign.toml."""
    kinds = (
        Rows(
            f"problems.{kind.id}",
            f"{kind.name}问题数",
            "个",
            f"问题清单中类别为“{kind.name}”",
            "类别",
            is_one_of("类别", kind.name),
            zero=False,
        )
        for kind in campaign.problems
    )
    return counted(over("problems", *kinds), sheets, campaign)


def _solved(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:
    if sheets.has("rectification"):
        solved = solved_in_phase(sheets, campaign)
        basis = "整改台账中类型为立行立改、状态为已销号、完成日期不晚于统计截止日的事项"
        sources = sheets.sources(solved, "完成日期")
        yield count_fact("problems.solved", "边查边改解决问题数", len(solved), "个", basis, sources)


def solved_in_phase(sheets: Sheets, campaign: Campaign) -> pd.DataFrame:
    """Return the rectification items (整改事项) that were closed at once, by the cut-off date."""
    by_item = sheets.frame("rectification")
    cutoff = cutoff_of(sheets, campaign)
    if not {"整改类型", "状态", "完成日期"} <= set(by_item.columns):
        return by_item.iloc[:0]
    last = cutoff or date.max
    done = by_item["完成日期"].map(lambda day: isinstance(day, date) and day <= last).astype(bool)
    return by_item[(by_item["整改类型"] == "立行立改") & (by_item["状态"] == "已销号") & done]


FACTS = over(
    "problems", _by_kind, Rows("problems.total", "问题总数", "个", "问题清单的行数", "表述"), _solved
)
