"""Everyone who owes an essay (心得体会) has handed one in: as many authors as campaign.toml says (I10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets


RULE = "essays.everyone"


def check(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Yield one warning if the essays have fewer or more authors than [checks] essay_authors."""
    expected = campaign.checks.essay_authors
    rows = [row for row in sheets.rows("essays") if row["体裁"] == "心得体会"]
    authors = {str(row["作者"]) for row in rows if row["作者"]}
    if expected and rows and len(authors) != expected:
        problem = f"交心得体会的有 {len(authors)} 人，campaign.toml 写的应交人数是 {expected} 人"
        remedy = "少了的请催交，材料里不要写“每人一篇”；多了的请核对姓名有没有写法不一"
        yield Finding(RULE, "warning", rows[0].table.place(None, "作者"), problem, remedy)
