"""Issues of the bulletin (简报): S27."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.counting import Rows, Sums, over
from kit.nouns.fact import Fact, count_fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets


def _next_number(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:  # noqa: ARG001 - every count is called alike
    """Yield the number the next issue will have: the largest of the year plus one."""
    by_issue = sheets.frame("bulletins")
    if not by_issue.empty:
        latest = max(int(number) for number in by_issue["期号"] if number is not None)
        sources = sheets.sources(by_issue, "期号")
        yield count_fact("bulletins.next", "下期简报期号", latest + 1, "期", "本年最大期号加一", sources)


FACTS = over(
    "bulletins",
    Rows("bulletins.issues", "简报期数", "期", "简报台账的行数", "期号"),
    _next_number,
    Sums("bulletins.copies", "简报印数", "份", "各期“印数”之和", "印数", zero=True),
)
