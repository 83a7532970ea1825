"""Opinions, raw (原始) and merged (归纳): S13, S14."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.fact import Fact, count_fact, list_fact
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


def count(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:  # noqa: ARG001 - every family is called alike
    """Yield raw opinions in all and by channel, merged ones in all and by aspect (方面)."""
    yield from _raw(sheets)
    yield from _merged(sheets)


def _raw(sheets: Sheets) -> Iterator[Fact]:
    by_opinion = counted_opinions(sheets)
    if by_opinion.empty:
        return
    basis = "意见登记（原始）的行数，不含只写“无意见”的"
    sources = sheets.sources(by_opinion, "原文")
    yield count_fact("opinions.raw", "原始意见条数", len(by_opinion), "条", basis, sources, stage="原始")
    channels = tuple(dict.fromkeys(str(channel) for channel in by_opinion["来源渠道"]))
    sources = sheets.sources(by_opinion, "来源渠道")
    yield count_fact(
        "opinions.channels", "意见来源渠道数", len(channels), "个", "不同来源渠道的个数", sources
    )
    yield list_fact("opinions.channel_list", "意见来源渠道", channels, sources=sources)
    for number, channel in enumerate(channels, 1):
        heard = by_opinion[by_opinion["来源渠道"] == channel]
        name, sources = f"{channel}原始意见条数", sheets.sources(heard, "来源渠道")
        basis = f"来源渠道为“{channel}”"
        yield count_fact(f"opinions.channel.{number}", name, len(heard), "条", basis, sources, stage="原始")


def _merged(sheets: Sheets) -> Iterator[Fact]:
    by_merged = sheets.frame("merged_opinions")
    if by_merged.empty:
        return
    sources = sheets.sources(by_merged, "归纳表述")
    basis = "意见归纳的行数，每条注明来源意见"
    yield count_fact("opinions.merged", "归纳意见条数", len(by_merged), "条", basis, sources, stage="归纳")
    aspects = tuple(dict.fromkeys(str(named) for named in by_merged["一级方面"]))
    sources = sheets.sources(by_merged, "一级方面")
    yield count_fact(
        "opinions.aspects", "归纳方面数", len(aspects), "个", "不同一级方面的个数", sources, stage="归纳"
    )
    yield list_fact("opinions.aspect_list", "归纳方面", aspects, sources=sources)
    for number, named in enumerate(aspects, 1):
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
