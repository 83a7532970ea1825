"""A ballot names one of the campaign's groups of voters (票种)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets


RULE = "ballots.unknown_group"


def check(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Yield every ballot and roster row whose 票种 campaign.toml does not have."""
    evaluation = campaign.evaluation
    if evaluation is None or not evaluation.groups:
        return
    known = [group.id for group in evaluation.groups]
    for kind in ("ballots", "voters"):
        rows = sheets.frame(kind)
        if "票种" in rows and rows["票种"].isin(known).all():
            continue
        for row in sheets.rows(kind):
            if row["票种"] not in known:
                said = f"填的是“{row['票种']}”" if row["票种"] else "没有填"
                problem = f"{said}，活动的票种只有{'、'.join(known)}"
                remedy = "请对照票面改正；要增加票种，在 campaign.toml 的 [[evaluation.groups]] 里写明"
                yield Finding(RULE, "error", row.place("票种"), problem, remedy)
