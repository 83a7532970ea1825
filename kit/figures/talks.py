"""Heart-to-heart talks (谈心): S20; pairs and coverage, never names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.counting import Rows, Sums, over
from kit.nouns.fact import Fact, count_fact, rate_fact
from kit.words.rounding import percentage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets


def _pairs(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:  # noqa: ARG001 - every count is called alike
    """Yield distinct pairs, and how much of the leaders' matrix n(n-1)/2 they cover."""
    by_talk = sheets.frame("talks")
    if by_talk.empty:
        return
    sources = sheets.sources(by_talk)
    pairs = {frozenset(pair) for pair in zip(by_talk["甲"], by_talk["乙"], strict=True)}
    yield count_fact("talks.pairs", "谈心对数", len(pairs), "对", "不同的两人组合，不分先后", sources)
    leaders = {str(row["姓名"]) for row in sheets.rows("leaders")}
    if len(leaders) > 1:
        within, whole = sum(pair <= leaders for pair in pairs), len(leaders) * (len(leaders) - 1) // 2
        basis = "班子成员两两之间已谈心的对数除以应谈的对数"
        yield rate_fact("talks.coverage", "班子成员谈心覆盖率", percentage(within, whole), basis, sources)


FACTS = over(
    "talks",
    Rows("talks.times", "谈心次数", "次", "谈心台账的行数"),
    _pairs,
    Sums("talks.opinions", "谈心提出意见条数", "条", "各次“意见条数”之和", "意见条数", zero=True),
)
