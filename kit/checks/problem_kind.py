"""A problem's kind (类别) is one that campaign.toml lists, so that the kinds add up to the total (I6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets


RULE = "problems.unknown_kind"


def check(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Yield every problem of another kind."""
    known = [kind.name for kind in campaign.problems]
    for row in sheets.rows("problems") if known else ():
        if row["类别"] not in known:
            problem = f"填的是“{row['类别'] or ''}”，campaign.toml 的 [[problems]] 里只有{'、'.join(known)}"
            yield Finding(
                RULE, "error", row.place("类别"), problem, "请改正这一格，或在 campaign.toml 里加上这一类"
            )
