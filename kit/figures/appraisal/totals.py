"""Ballots that were counted before they came here (评议票汇总): the same tallies, from totals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.tally import ItemTally, Tally

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kit.nouns.campaign import Evaluation, Item
    from kit.nouns.table import Row, Sheets

Key = tuple[str, str]  # unit id, group (票种; nothing if the campaign has none)


def ready_rows(sheets: Sheets, ids: Mapping[str, str]) -> dict[str, list[Row]]:
    """Return the rows of counted ballots by unit id."""
    found: dict[str, list[Row]] = {}
    for row in sheets.rows("tallied_ballots"):
        if (unit := ids.get(str(row["被评单位"]))) is not None:
            found.setdefault(unit, []).append(row)
    return found


def ready_tally(rows: list[Row], group: str, evaluation: Evaluation, asked: tuple[Item, ...]) -> Tally:
    """Return one group's tally; an item without a row has no answers, and all its ballots are blank."""
    own = [row for row in rows if not evaluation.groups or row["票种"] == group]
    by_item = {str(row["项目"]): row for row in own}
    returned = max((row["收回票"] or 0 for row in own), default=0)
    void = max((row["无效票"] or 0 for row in own), default=0)
    items = tuple(_item(by_item.get(item.question), len(item.grades), returned - void) for item in asked)
    return Tally(returned, void, items)


def _item(row: Row | None, grades: int, valid: int) -> ItemTally:
    if row is None:
        return ItemTally((0,) * grades, blank=valid)
    counts = tuple(int(row[f"第{number}等"] or 0) for number in range(1, grades + 1))
    abstained, spoilt = int(row["弃权"] or 0), int(row["该项无效"] or 0)
    return ItemTally(counts, abstained, valid - sum(counts) - abstained - spoilt, spoilt)
