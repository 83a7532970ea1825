"""Results of an earlier round (历次结果, S31), and how a unit's approval changed since.

Only like is compared with like (figures.md 2.6).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, get_args

from kit.model.evaluation import is_weighed
from kit.model.fact import Fact, rate_fact
from kit.model.roster import aliases, units_of
from kit.model.share import WHOLE, Share
from kit.model.tally import ItemTally, Part, Tally
from kit.text.numbers import fixed_text
from kit.text.saying import change_text, displayed_difference
from kit.topics.appraisal import results
from kit.topics.appraisal.earlier_rounds import BY_TITLE, KIND, MOST_GRADES
from kit.topics.appraisal.shares import (
    RATE,
    RATE_KEY,
    SAME,
    has_shares,
    is_same_base,
    stated_base,
)
from kit.topics.appraisal.tallying import ONE_GROUP, total

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from fractions import Fraction

    from kit.model.campaign import Campaign
    from kit.model.evaluation import Evaluation
    from kit.model.fact import Source
    from kit.model.table import Row, Sheets
    from kit.topics.appraisal.tallying import UnitBallots


COMPARABLE = ("valid", "answered", "known")  # what counts by grade and valid ballots can give


@dataclass(frozen=True)
class Round:
    """One unit's result in an earlier round."""

    by_group: Mapping[str, Tally]  # ONE_GROUP if the sheet has no 票种
    sources: tuple[Source, ...]
    rates: Mapping[str, Share]  # where only 好评率 came: by question, "" for the whole


NAME = "历次结果"


def last_round(sheets: Sheets, campaign: Campaign) -> dict[str, Round]:
    """Return the latest earlier round by unit id, for the units that it can be compared of.

    Every item is there, on one scale; shares are of the base that this round divides by, as somebody said;
    a bare rate (好评率) was said to mean the same.
    """
    evaluation = campaign.evaluation
    if evaluation is None or evaluation.denominator not in COMPARABLE:
        return {}
    found: dict[str, Round] = {}
    shared = _of_another_base(sheets, campaign)
    for unit_id, rows in latest_rows(sheets, campaign).items():
        if unit_id in shared or why_not_shares(rows, campaign):
            continue
        by_group: dict[str, list[Row]] = {}
        for row in rows:
            by_group.setdefault(str(row["票种"] or ONE_GROUP), []).append(row)
        rates = {str(row["项"] or ""): row[RATE] for row in rows if isinstance(row[RATE], Share)}
        tallies = {} if rates else {group: _tally(own, evaluation) for group, own in by_group.items()}
        known = {group: tally for group, tally in tallies.items() if tally is not None}
        if len(known) == len(tallies):
            found[unit_id] = Round(known, sheets.sources_of(rows), rates)
    return found


def _of_another_base(sheets: Sheets, campaign: Campaign) -> frozenset[str]:
    """Return the units of which this round came as shares of what nobody says is the campaign's base."""
    rows = [row for row in sheets.rows("tallied_ballots") if has_shares(row)]
    evaluation = campaign.evaluation
    if not rows or evaluation is None:
        return frozenset()
    if is_same_base(stated_base(rows, "评议票汇总", campaign.answers), evaluation):
        return frozenset()
    ids = aliases(units_of(sheets))
    return frozenset(unit for row in rows if (unit := ids.get(row["被评单位"])) is not None)


def why_not_shares(rows: Sequence[Row], campaign: Campaign) -> str:
    """Return why these rows' shares cannot be compared; nothing if they can be, or are none."""
    evaluation = campaign.evaluation
    shares = [cell for row in rows for cell in row.values.values() if isinstance(cell, Share)]
    if not shares or evaluation is None:
        return ""
    if any(share.places < 1 and share.percent not in {0, WHOLE} for share in shares):
        return "上次的占比只到整数，比不出几个百分点"
    if any(isinstance(row[RATE], Share) for row in rows):
        return "" if campaign.answers.get(RATE_KEY) == SAME else _unsaid(campaign, RATE_KEY)
    said = stated_base(rows, NAME, campaign.answers)
    if not said:
        return ASKED
    return "" if is_same_base(said, evaluation) else f"上次的占比按{said}算的，和这次不是一个分母"


ASKED = "问过了，还没有回答"


def _unsaid(campaign: Campaign, key: str) -> str:
    return "上次的好评率和这次不是一个算法" if key in campaign.answers else ASKED


def unit_key(name: str) -> str:
    """Return the question which unit of this round one of an earlier round is."""
    return f"{NAME}·单位：{name}"


def latest_rows(sheets: Sheets, campaign: Campaign) -> dict[str, list[Row]]:
    """Return the rows of the latest round by unit id; a renamed unit's where somebody said which it is."""
    ids, rows = aliases(units_of(sheets)), _earlier_rows(sheets, campaign)
    latest = max(map(_when, rows))[1] if rows else ""
    found: dict[str, list[Row]] = {}
    for row in rows:
        unit = ids.get(row["单位"]) or ids.get(campaign.answers.get(unit_key(str(row["单位"]))))
        if str(row["轮次"]) == latest and unit is not None:
            found.setdefault(unit, []).append(row)
    return found


def _earlier_rows(sheets: Sheets, campaign: Campaign) -> list[Row]:
    return [row for row in sheets.rows(KIND.id) if not is_of_this_year(row, campaign)]


def is_of_this_year(row: Row, campaign: Campaign) -> bool:
    """Return whether the title above says the campaign's own year: then it is no earlier round's."""
    return BY_TITLE in row.table.notes and str(campaign.campaign.year) in str(row["轮次"])


def strangers(sheets: Sheets, campaign: Campaign) -> dict[str, Row]:
    """Return the first row of each name of the latest round that is no unit's now, and nobody said whose."""
    ids, rows = aliases(units_of(sheets)), _earlier_rows(sheets, campaign)
    latest = max(map(_when, rows))[1] if rows else ""
    found: dict[str, Row] = {}
    for row in rows:
        name = str(row["单位"])
        if str(row["轮次"]) == latest and not ids.ids(name) and unit_key(name) not in campaign.answers:
            found.setdefault(name, row)
    return found


def _when(row: Row) -> tuple[date, str]:
    """Return what a round is ordered by: its date, then its name."""
    return row["日期"] if isinstance(row["日期"], date) else date.min, str(row["轮次"])


def pooled(before: Round, evaluation: Evaluation) -> Tally:
    """Return a round's groups added up."""
    return total(before.by_group.values(), evaluation.items)


def has_same_groups(before: Round, evaluation: Evaluation) -> bool:
    """Return whether a round kept the groups that this round weighs."""
    return not is_weighed(evaluation) or set(before.by_group) == (
        {group.id for group in evaluation.groups} or {ONE_GROUP}
    )


def grades_of(row: Row) -> int:
    """Return how many grades a row of counts fills in."""
    return max((grade for grade in range(1, MOST_GRADES + 1) if row[f"第{grade}等"] is not None), default=0)


def _tally(rows: Sequence[Row], evaluation: Evaluation) -> Tally | None:
    by_item = {str(row["项"]): row for row in rows if row["项"] is not None}
    if len(by_item) < len(rows) or any(item.question not in by_item for item in evaluation.items):
        return None
    items = [_item(by_item[item.question], len(item.grades)) for item in evaluation.items]
    known = [item for item in items if item is not None]
    if len(known) < len(items):
        return None
    told = all(item.is_known for item in known)
    valid = max((item.valid for item in known if item.is_known), default=0)
    return Tally(valid, 0, tuple(known), valid_told=told, returned_told=told)


def _item(row: Row, grades: int) -> ItemTally | None:
    """Return an item's votes; None where it had another scale, or its numbers contradict each other."""
    counts = [row[f"第{number}等"] for number in range(1, grades + 1)]
    shares = tuple(count for count in counts if isinstance(count, Share))
    if shares:
        is_same = len(shares) == grades and grades_of(row) == grades
        untold = frozenset[Part](get_args(Part))
        return ItemTally((0,) * grades, untold=untold, shares=shares) if is_same else None
    known = tuple(int(count) for count in counts if count is not None)
    valid = row["有效票"]
    if valid is None or len(known) < grades or grades_of(row) > grades or sum(known) > valid:
        return None
    return ItemTally(known, blank=int(valid) - sum(known))


def change_facts(
    id_: str,
    name: str,
    found: UnitBallots,
    before: Round | None,
    evaluation: Evaluation,
    composites: tuple[Fraction | None, Fraction | None],
) -> Iterator[Fact]:
    """Yield last round's rates and the differences, for the unit and each item.

    composites: 综合好评率 now and then, its groups weighed alike, as far as both may go out.

    Nothing if there is no last round or it had fewer valid ballots than the minimum; nothing for
    the unit if last round did not keep the same groups (票种).
    """
    if before is None:
        return
    if before.rates:
        yield from _rate_pairs(id_, name, found, before, evaluation, composites[0])
        return
    if (whole := pooled(before, evaluation)).valid_told and whole.valid < evaluation.minimum:
        return
    if has_same_groups(before, evaluation):
        yield from _pair(id_, f"{name}综合好评率", "previous_positive_rate", *composites, before.sources)
    for number, item in enumerate(evaluation.items):
        now = results.item_positive_rate(evaluation, found.total, number)
        then = results.item_positive_rate(evaluation, whole, number)
        key, label = f"{id_}.{item.id}", f"{name}“{item.question}”好评率"
        yield from _pair(key, label, "previous", now, then, before.sources)


def _rate_pairs(
    id_: str,
    name: str,
    found: UnitBallots,
    before: Round,
    evaluation: Evaluation,
    now: Fraction | None,
) -> Iterator[Fact]:
    """Yield the same where an earlier round is a rate of the whole, or of items.

    now: 综合好评率 as it may go out, or the change would give back the one that is held back.
    """
    if (rate := before.rates.get("")) is not None:
        label = f"{name}综合好评率"
        yield from _pair(id_, label, "previous_positive_rate", now, rate.percent, before.sources)
    for number, item in enumerate(evaluation.items):
        if (rate := before.rates.get(item.question)) is not None:
            own = results.item_positive_rate(evaluation, found.total, number)
            key, label = f"{id_}.{item.id}", f"{name}“{item.question}”好评率"
            yield from _pair(key, label, "previous", own, rate.percent, before.sources)


def _pair(
    id_: str,
    name: str,
    key: str,
    now: Fraction | None,
    then: Fraction | None,
    sources: tuple[Source, ...],
) -> Iterator[Fact]:
    if now is None or then is None:
        return
    yield rate_fact(f"{id_}.{key}", f"上次{name}", then, "历次结果表最近一次，口径与本次相同", sources)
    shown, exact = displayed_difference(now, then), now - then
    basis = f"两次公布值之差；按精确值相差{fixed_text(exact, 2)}个百分点"
    text = change_text(now, then)
    parents = (f"{id_}.positive_rate", f"{id_}.{key}")
    yield Fact(f"{id_}.change", f"{name}比上次", shown, text, "个百分点", basis, parents=parents)
