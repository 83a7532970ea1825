"""A key stands once in its sheets: ballots, units, meetings, forms, essays, opinions, problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Row, Sheets


RULE = "key.duplicate"
KEYS = {
    "ballots": "票号",
    "poll_ballots": "票号",
    "units": "单位ID",
    "meetings": "会议ID",
    "essays": "篇ID",
    "opinion_forms": "批次",
    "opinions": "意见ID",
    "merged_opinions": "归纳ID",
    "appraisal_opinions": "评议意见ID",
    "problems": "问题ID",
    "research_topics": "课题ID",
    "rectification": "编号",
}


def check(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield every row whose key an earlier row has."""
    for kind, column in KEYS.items():
        keys = sheets.frame(kind)
        if column not in keys or not keys[column].dropna().astype(str).duplicated().any():
            continue
        seen: dict[str, Row] = {}
        for row in sheets.rows(kind):
            key = str(row[column]) if row[column] is not None else ""
            if key and key in seen:
                problem = f"“{key}”和{seen[key].place()}重复"
                yield Finding(
                    RULE, "error", row.place(column), problem, "请核对是否重复录入：重复的删去，不同的改号"
                )
            seen.setdefault(key, row)
