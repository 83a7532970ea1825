"""A weighted group without valid ballots leaves its unit without a composite (figures.md 2.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.finding import Finding
from kit.nouns.roster import aliases, units_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets

RULE = "ballots.empty_group"


def check(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Yield each unit with enough valid ballots in all but none in one of the weighted groups."""
    evaluation, by_ballot = campaign.evaluation, sheets.frame("ballots")
    if evaluation is None or by_ballot.empty or evaluation.renormalise or "票种" not in by_ballot:
        return
    valid = by_ballot[by_ballot["整票判定"] != "无效"] if "整票判定" in by_ballot else by_ballot
    units = units_of(sheets)
    for unit_id, ballots in valid.groupby(valid["被评单位"].map(aliases(units)), sort=False):
        absent = [g for g in evaluation.groups if g.weight and g.id not in set(ballots["票种"])]
        if len(ballots) >= evaluation.minimum and absent:
            name = next(unit.name for unit in units if unit.id == unit_id)
            said = "、".join(f"{group.id}（{group.name}）" for group in absent)
            number, row = ballots.index[0]
            place = sheets.tables[number].place(int(row), "票种")
            remedy = "请补录这一组的票；确实没有的，在 campaign.toml 写 renormalise = true，文中会注明"
            yield Finding(RULE, "error", place, f"{name}没有 {said} 的有效票，不能加权", remedy)
