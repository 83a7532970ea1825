"""Names in campaign.toml are names: what `kit new` wrote in their place would be printed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kit.nouns.finding import Finding
from kit.nouns.place import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets

RULE = "campaign.placeholder"
PLACEHOLDER = re.compile(r"某某?(活动|办公室|机关)")
NAMES = (
    ("campaign", "title", "各处提示里都是这个名字"),
    ("office", "name", "落款上就印这几个字"),
    ("office", "body", "标题和正文里就印这几个字"),
    ("office", "body_short", "正文里就印这几个字"),
)


def check(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield each name of campaign.toml that still says 某某."""
    for table, key, use in NAMES:
        said = str(getattr(getattr(campaign, table), key))
        if PLACEHOLDER.fullmatch(said):
            place = Place(f"campaign.toml「{table}」")
            yield Finding(RULE, "warning", place, f"{key} 还是“{said}”", f"请换成真的名称，不然{use}")
