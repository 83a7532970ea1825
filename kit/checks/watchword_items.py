"""The number in a watchword (提法) is the number of things it stands for (I17)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kit.nouns.finding import Finding
from kit.words.numerals import from_chinese

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets

RULE = "watchwords.items"
_NUMERAL = re.compile(r"^[“”]?([一二三四五六七八九十两]+)")
_CHARACTERS = re.compile(r"[一二三四五六七八九十两]+字")


def check(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield watchwords whose name, or 项数, states another number than the expansion has items.

    二十八字方针 counts characters, not items, and is left alone.
    """
    for row in sheets.rows("watchwords"):
        items = len(row["展开"] or ())
        stated = row["项数"] if row["项数"] is not None else _stated(str(row["提法"]))
        if stated is not None and stated != items:
            problem = f"“{row['提法']}”应有 {stated} 项，展开里写了 {items} 项"
            yield Finding(RULE, "error", row.place("展开"), problem, "请核对提法的准确表述")


def _stated(name: str) -> int | None:
    found = _NUMERAL.match(name)
    return from_chinese(found[1]) if found and not _CHARACTERS.match(name) else None
