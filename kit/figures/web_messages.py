"""Messages on the web board (网上意见): S16; spam and repeats are left out, and counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.fact import Fact, count_fact, rate_fact
from kit.words.rounding import percentage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets


def count(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:  # noqa: ARG001 - every family is called alike
    """Yield messages in all, the valid ones, those adopted into the register, and the adoption rate."""
    by_message = sheets.frame("web_messages")
    if by_message.empty:
        return
    sources = sheets.sources(by_message, "内容")
    yield count_fact("web.received", "网上留言条数", len(by_message), "条", "网上意见表的行数", sources)
    valid = by_message
    if "是否有效" in by_message:
        valid = by_message[[said is not False for said in by_message["是否有效"]]]
    name, basis = "网上有效留言条数", "不含“是否有效”为否的（广告、重复等）"
    yield count_fact("web.valid", name, len(valid), "条", basis, sheets.sources(valid, "内容"))
    if "转登记ID" in valid:
        adopted = valid[valid["转登记ID"].notna()]
        basis, sources = "有效留言中“转登记ID”有填写的", sheets.sources(adopted, "转登记ID")
        yield count_fact("web.adopted", "网上留言转登记条数", len(adopted), "条", basis, sources)
        if len(valid):
            exact, parents = percentage(len(adopted), len(valid)), ("web.adopted", "web.valid")
            yield rate_fact(
                "web.adoption_rate", "网上留言采用率", exact, "转登记条数除以有效留言条数", parents=parents
            )
