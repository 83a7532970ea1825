"""Issues of the bulletin (简报) are numbered one after the other, without gap or repeat."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from kit.nouns.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets


RULE = "bulletins.numbers"


def check(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield each issue whose 期号 is not the one before plus one, in the order of numbers."""
    rows = sorted(
        (r for r in sheets.rows("bulletins") if r["期号"] is not None), key=lambda r: int(r["期号"])
    )
    for before, row in pairwise(rows):
        step = int(row["期号"]) - int(before["期号"])
        if step != 1:
            said = f"和{before.place()}重号" if not step else f"前面缺第 {int(before['期号']) + 1} 期"
            problem = f"第 {row['期号']} 期{said}"
            yield Finding(RULE, "error", row.place("期号"), problem, "请核对期号，或补登缺的那一期")
