"""The key of a sheet stands once in all sheets of its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.finding import Finding
from kit.sheets.reading.kinds import kinds_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Row, Sheets


RULE = "key.duplicate"
REMEDY = "请核对是否重复录入：重复的删去，不同的改号"


def check(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Yield every row whose key an earlier row has."""
    for kind in kinds_of(campaign):
        keys = sheets.frame(kind.id)
        if kind.key not in keys or not keys[kind.key].dropna().astype(str).duplicated().any():
            continue
        seen: dict[str, Row] = {}
        for row in sheets.rows(kind.id):
            key = str(row[kind.key]) if row[kind.key] is not None else ""
            if key and key in seen:
                problem = f"“{key}”和{seen[key].place()}重复"
                yield Finding(RULE, "error", row.place(kind.key), problem, REMEDY)
            seen.setdefault(key, row)
