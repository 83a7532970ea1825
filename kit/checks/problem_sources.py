"""A problem's sources are merged opinions; a rectification item's problem is on the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets


RULE = "problems.sources"
LINKS = (
    ("problems", "来源归纳ID", "merged_opinions", "归纳ID", "意见归纳表"),
    ("rectification", "问题ID", "problems", "问题ID", "问题清单"),
)


def check(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield every id that the other sheet does not have."""
    for kind, column, target, key, said in LINKS:
        if not sheets.has(target):
            continue
        known = {str(row[key]) for row in sheets.rows(target)}
        for row in sheets.rows(kind):
            ids = row[column] if isinstance(row[column], tuple) else (row[column],)
            for absent in sorted({str(one) for one in ids if one} - known):
                problem = f"“{absent}”不在{said}里"
                yield Finding(RULE, "error", row.place(column), problem, f"请改成{said}里有的编号")
