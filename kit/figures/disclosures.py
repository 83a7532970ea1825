"""What was made public (公开), where and for how long: S26."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.fact import Fact, count_fact, list_fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets


def count(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:  # noqa: ARG001 - every family is called alike
    """Yield disclosures, the papers disclosed, and the feedback they brought."""
    by_disclosure = sheets.frame("disclosures")
    if by_disclosure.empty:
        return
    sources = sheets.sources(by_disclosure, "文件")
    yield count_fact("disclosures.count", "公开次数", len(by_disclosure), "次", "公开台账的行数", sources)
    papers = dict.fromkeys(f"《{str(paper).strip('《》')}》" for paper in by_disclosure["文件"])
    yield list_fact("disclosures.list", "公开文件", papers, sources=sources)
    if "反馈条数" in by_disclosure:
        heard = by_disclosure[by_disclosure["反馈条数"].notna()]
        total, sources = sum(int(n) for n in heard["反馈条数"]), sheets.sources(heard, "反馈条数")
        yield count_fact("disclosures.feedback", "公开后反馈条数", total, "条", "各次“反馈条数”之和", sources)
