"""Papers submitted to the guide group (报审): S36."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.fact import Fact, count_fact, list_fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets


def count(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:  # noqa: ARG001 - every family is called alike
    """Yield papers submitted, and those that have passed."""
    by_paper = sheets.frame("submissions")
    if by_paper.empty:
        return
    sources = sheets.sources(by_paper, "材料")
    yield count_fact("submissions.count", "报审材料份数", len(by_paper), "份", "报审台账的行数", sources)
    if "通过日" in by_paper:
        passed = by_paper[by_paper["通过日"].notna()]
        basis, sources = "“通过日”有填写的", sheets.sources(passed, "通过日")
        yield count_fact("submissions.passed", "审定材料份数", len(passed), "份", basis, sources)
        names = (f"《{str(name).strip('《》')}》" for name in passed["材料"])
        yield list_fact("submissions.passed_list", "审定材料", names, sources=sources)
