"""Press and broadcast items (宣传报道): S09."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.fact import Fact, count_fact, list_fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets

CARRIERS = {
    "报": "press",
    "台": "broadcast",
    "网": "web",
    "简报": "bulletin",
    "版报": "board",
    "内网": "intranet",
}
LEVELS = {"中央": "national", "省级": "provincial", "市级": "municipal", "本单位": "own"}


def count(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:  # noqa: ARG001 - every family is called alike
    """Yield items in all, by level and by carrier, and the media that printed them."""
    by_item = sheets.frame("media_items")
    if by_item.empty:
        return
    sources = sheets.sources(by_item, "媒体")
    yield count_fact(
        "media.items", "宣传报道篇次", len(by_item), "篇次", "宣传报道表的行数，一行一篇次", sources
    )
    yield list_fact("media.list", "刊播媒体", dict.fromkeys(by_item["媒体"].dropna()), sources=sources)
    for column, words in (("载体", CARRIERS), ("媒体级别", LEVELS)):
        for word, key in words.items():
            if column in by_item and len(found := by_item[by_item[column] == word]):
                name, basis = f"{word}刊播篇次", f"{column}为“{word}”"
                sources = sheets.sources(found, column)
                yield count_fact(f"media.{key}", name, len(found), "篇次", basis, sources)
