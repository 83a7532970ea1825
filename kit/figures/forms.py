"""Opinion forms (征求意见表) issued and returned: S12."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.fact import Fact, count_fact, list_fact, rate_fact
from kit.words.rounding import percentage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets

_COLUMNS = (
    ("issued", "发放份数", "征求意见表发放份数"),
    ("returned", "收回份数", "征求意见表收回份数"),
    ("no_opinion", "无意见份数", "无意见份数"),
)


def count(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:  # noqa: ARG001 - every family is called alike
    """Yield forms issued, returned and saying nothing, in 份, the return rate and the channels."""
    by_batch = sheets.frame("opinion_forms")
    if by_batch.empty:
        return
    totals = {}
    for key, column, name in _COLUMNS:
        if column in by_batch:
            filled = by_batch[by_batch[column].notna()]
            totals[key] = sum(int(value) for value in filled[column])
            sources = sheets.sources(filled, column)
            yield count_fact(f"forms.{key}", name, totals[key], "份", f"各渠道“{column}”之和", sources)
    if totals.get("issued"):
        yield rate_fact(
            "forms.return_rate",
            "征求意见表回收率",
            percentage(totals["returned"], totals["issued"]),
            "收回份数除以发放份数",
            parents=("forms.returned", "forms.issued"),
        )
    channels = tuple(dict.fromkeys(str(value) for value in by_batch["渠道"].dropna()))
    sources = sheets.sources(by_batch, "渠道")
    yield count_fact("forms.channels", "征求意见渠道数", len(channels), "个", "不同渠道的个数", sources)
    yield list_fact("forms.channel_list", "征求意见渠道", channels, sources=sources)
