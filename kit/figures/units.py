"""How many units are appraised (受评单位): S32."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.fact import Fact, count_fact
from kit.nouns.roster import units_of

__all__ = ["count", "units_of"]

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets


def count(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:  # noqa: ARG001 - every family is called alike
    """Yield how many units there are."""
    by_unit = sheets.frame("units")
    if not by_unit.empty:
        yield count_fact(
            "units.count", "受评单位数", len(by_unit), "个", "单位目录的行数", sheets.sources(by_unit, "全称")
        )
