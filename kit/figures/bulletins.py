"""Issues of the bulletin (简报): S27."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.fact import Fact, count_fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets


def count(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:  # noqa: ARG001 - every family is called alike
    """Yield issues, copies, and the number the next issue will have (the largest of the year plus one)."""
    by_issue = sheets.frame("bulletins")
    if by_issue.empty:
        return
    sources = sheets.sources(by_issue, "期号")
    yield count_fact("bulletins.issues", "简报期数", len(by_issue), "期", "简报台账的行数", sources)
    latest = max(int(number) for number in by_issue["期号"] if number is not None)
    yield count_fact("bulletins.next", "下期简报期号", latest + 1, "期", "本年最大期号加一", sources)
    if "印数" in by_issue:
        printed = by_issue[by_issue["印数"].notna()]
        total, sources = sum(int(n) for n in printed["印数"]), sheets.sources(printed, "印数")
        yield count_fact("bulletins.copies", "简报印数", total, "份", "各期“印数”之和", sources)
