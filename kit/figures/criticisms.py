"""Criticism and self-criticism at the leadership's meeting (民主生活会): S21; counts, never names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.fact import Fact, count_fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets


def count(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:  # noqa: ARG001 - every family is called alike
    """Yield criticisms in all, of oneself and of each other, and the promises made."""
    by_criticism = sheets.frame("criticisms")
    if by_criticism.empty:
        return
    yield count_fact(
        "criticisms.total",
        "批评意见条数",
        len(by_criticism),
        "条",
        "批评意见表的行数",
        sheets.sources(by_criticism, "意见"),
    )
    for key, kind in (("own", "自我批评"), ("mutual", "相互批评")):
        found = by_criticism[by_criticism["类型"] == kind]
        sources = sheets.sources(found, "类型")
        yield count_fact(f"criticisms.{key}", f"{kind}条数", len(found), "条", f"类型为“{kind}”", sources)
    if "整改承诺" in by_criticism:
        promised = by_criticism[by_criticism["整改承诺"].notna()]
        sources = sheets.sources(promised, "整改承诺")
        yield count_fact(
            "criticisms.promises", "整改承诺条数", len(promised), "条", "“整改承诺”有填写的", sources
        )
