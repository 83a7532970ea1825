"""What is counted over the sheets of an office's own, as topics/*.toml says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.counting import counted
from kit.nouns.own_topics import topic_counts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.fact import Fact
    from kit.nouns.table import Sheets


def _own(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:
    for topic in campaign.topics:
        yield from counted(topic_counts(topic), sheets, campaign)


FACTS = (_own,)
