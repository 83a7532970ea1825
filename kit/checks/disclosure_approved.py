"""Nothing is made public (公开) before somebody approved it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets


RULE = "disclosures.approved"


def check(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield disclosures without 批准人, begun before 批准日, or ended before they begin."""
    for row in sheets.rows("disclosures"):
        start, end, approved = row["起"], row["止"], row["批准日"]
        if not row["批准人"]:
            yield Finding(
                RULE, "error", row.place("批准人"), "没有批准人", "请填上批准人；没有批准的不要公开"
            )
        if start is not None and approved is not None and start < approved:
            yield Finding(RULE, "error", row.place("起"), "公开日期早于批准日", "请核对两个日期")
        if start is not None and end is not None and end < start:
            yield Finding(RULE, "error", row.place("止"), "结束日期早于开始日期", "请核对两个日期")
