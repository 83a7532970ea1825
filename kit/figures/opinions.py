"""Opinions, raw (原始) and merged (归纳): S13, S14."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.counting import By, Distinct, Names, Rows, over
from kit.nouns.fact import Fact, count_fact
from kit.words.aspects import aspect
from kit.words.no_opinion import holds_no_opinion

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets


def counted_opinions(sheets: Sheets) -> pd.DataFrame:
    """Return the raw opinions that count: one row each, without answers that say nothing."""
    by_opinion = sheets.frame("opinions")
    if by_opinion.empty:
        return by_opinion
    return by_opinion[[not holds_no_opinion(str(text or "")) for text in by_opinion["原文"]]]


def _by_aspect(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:  # noqa: ARG001 - every count is called alike
    """Yield for each 一级方面 its merged opinions, and the raw ones that they came from."""
    by_merged = sheets.frame("merged_opinions")
    if by_merged.empty:
        return
    for number, named in enumerate(dict.fromkeys(str(named) for named in by_merged["一级方面"]), 1):
        of_aspect = by_merged[by_merged["一级方面"] == named]
        id_, name = f"opinions.aspect.{number}", aspect(named)
        basis, sources = f"一级方面为“{named}”", sheets.sources(of_aspect, "一级方面")
        yield count_fact(
            f"{id_}.merged", f"{name}归纳意见条数", len(of_aspect), "条", basis, sources, stage="归纳"
        )
        raw, sources = _raw_ids(of_aspect), sheets.sources(of_aspect, "来源意见ID")
        yield count_fact(f"{id_}.raw", f"{name}原始意见条数", len(raw), "条", basis, sources, stage="原始")


def _raw_ids(by_merged: pd.DataFrame) -> frozenset[str]:
    return frozenset(raw for ids in by_merged["来源意见ID"] if ids for raw in ids)


_OF_A_CHANNEL = Rows(
    "opinions.channel.{number}",
    "{word}原始意见条数",
    "条",
    "来源渠道为“{word}”",
    "来源渠道",
    stage="原始",
)
FACTS = (
    *over(
        counted_opinions,
        Rows(
            "opinions.raw",
            "原始意见条数",
            "条",
            "意见登记（原始）的行数，不含只写“无意见”的",
            "原文",
            stage="原始",
        ),
        Distinct("opinions.channels", "意见来源渠道数", "个", "不同来源渠道的个数", "来源渠道"),
        Names("opinions.channel_list", "意见来源渠道", "来源渠道"),
        By("来源渠道", (_OF_A_CHANNEL,)),
    ),
    *over(
        "merged_opinions",
        Rows(
            "opinions.merged",
            "归纳意见条数",
            "条",
            "意见归纳的行数，每条注明来源意见",
            "归纳表述",
            stage="归纳",
        ),
        Distinct("opinions.aspects", "归纳方面数", "个", "不同一级方面的个数", "一级方面", stage="归纳"),
        Names("opinions.aspect_list", "归纳方面", "一级方面"),
        _by_aspect,
    ),
)
