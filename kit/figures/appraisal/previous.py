"""Last round's results (历次结果), and whether they may be compared with this round's: S31."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kit.figures.appraisal.tallying import ONE_GROUP, total
from kit.nouns.roster import aliases, units_of
from kit.nouns.tally import ItemTally, Tally

if TYPE_CHECKING:
    import pandas as pd

    from kit.nouns.campaign import Evaluation
    from kit.nouns.table import Sheets

Round = dict[str, Tally]  # by group (票种); ONE_GROUP if the sheet has none
COMPARABLE = ("valid", "answered", "known")  # what counts by grade and valid ballots can give


def last_round(sheets: Sheets, evaluation: Evaluation) -> dict[str, Round]:
    """Return the latest earlier round by unit id, for the units whose every item is there."""
    rows = sheets.frame("previous_results")
    if rows.empty or evaluation.denominator not in COMPARABLE:
        return {}
    latest = rows[rows["轮次"].astype(str) == _latest(rows)]
    unit_ids = latest["单位"].map(aliases(units_of(sheets)))
    groups = latest["票种"].fillna(ONE_GROUP) if "票种" in latest else unit_ids.map(lambda _: ONE_GROUP)
    found: dict[str, Round] = {}
    for (unit_id, group), part in latest.groupby([unit_ids, groups]):
        tally = _tally(part, evaluation)
        if tally is not None:
            found.setdefault(str(unit_id), {})[str(group)] = tally
    return found


def pooled(before: Round, evaluation: Evaluation) -> Tally:
    """Return a round's groups added up."""
    return total(before.values(), evaluation.items)


def has_same_groups(before: Round, evaluation: Evaluation) -> bool:
    """Return whether a round kept the groups that this round weighs."""
    return set(before) == ({group.id for group in evaluation.groups} or {ONE_GROUP})


def _latest(rows: pd.DataFrame) -> str:
    """Return the name of the latest round: by date, then by name."""
    days = rows["日期"] if "日期" in rows else rows["轮次"].map(lambda _: None)
    when = zip(rows["轮次"], days, strict=True)
    return max((day if isinstance(day, date) else date.min, str(name)) for name, day in when)[1]


def _tally(part: pd.DataFrame, evaluation: Evaluation) -> Tally | None:
    by_item = {str(row["项"]): row for _, row in part.iterrows()}
    if any(item.question not in by_item for item in evaluation.items):
        return None
    items = [_item(by_item[item.question], len(item.grades)) for item in evaluation.items]
    known = [item for item in items if item is not None]
    return Tally(max(item.valid for item in known), 0, tuple(known)) if len(known) == len(items) else None


def _item(row: pd.Series, grades: int) -> ItemTally | None:
    counts = [row.get(f"第{number}等") for number in range(1, grades + 1)]
    valid = row.get("有效票")
    known = tuple(int(count) for count in counts if count is not None)
    if valid is None or len(known) < grades:
        return None
    return ItemTally(known, blank=int(valid) - sum(known))
