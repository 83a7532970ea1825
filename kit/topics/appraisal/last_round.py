"""Results of an earlier round (历次结果, S31), and how a unit's approval changed since.

Only like is compared with like (figures.md 2.6).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from kit.model.evaluation import asked
from kit.model.fact import Fact, rate_fact
from kit.model.roster import aliases, units_of
from kit.model.table import Column, SheetKind
from kit.model.tally import ItemTally, Tally
from kit.text.numbers import chinese_numeral, fixed_text, percentage
from kit.text.saying import change_text, displayed_difference
from kit.topics.appraisal import results
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


def last_round(sheets: Sheets, evaluation: Evaluation) -> dict[str, Round]:
    """Return the latest earlier round by unit id, for the units whose every item is there, on one scale."""
    if evaluation.denominator not in COMPARABLE:
        return {}
    found: dict[str, Round] = {}
    for unit_id, rows in latest_rows(sheets).items():
        by_group: dict[str, list[Row]] = {}
        for row in rows:
            by_group.setdefault(str(row["票种"] or ONE_GROUP), []).append(row)
        tallies = {group: _tally(own, evaluation) for group, own in by_group.items()}
        known = {group: tally for group, tally in tallies.items() if tally is not None}
        if len(known) == len(tallies):
            found[unit_id] = Round(known, sheets.sources_of(rows))
    return found


def latest_rows(sheets: Sheets) -> dict[str, list[Row]]:
    """Return the rows of the latest round by unit id."""
    ids, rows = aliases(units_of(sheets)), list(sheets.rows("previous_results"))
    latest = max(map(_when, rows))[1] if rows else ""
    found: dict[str, list[Row]] = {}
    for row in rows:
        if str(row["轮次"]) == latest and (unit := ids.get(row["单位"])) is not None:
            found.setdefault(unit, []).append(row)
    return found


def _when(row: Row) -> tuple[date, str]:
    """Return what a round is ordered by: its date, then its name."""
    return row["日期"] if isinstance(row["日期"], date) else date.min, str(row["轮次"])


def pooled(before: Round, evaluation: Evaluation) -> Tally:
    """Return a round's groups added up."""
    return total(before.by_group.values(), evaluation.items)


def has_same_groups(before: Round, evaluation: Evaluation) -> bool:
    """Return whether a round kept the groups that this round weighs."""
    return set(before.by_group) == ({group.id for group in evaluation.groups} or {ONE_GROUP})


def grades_of(row: Row) -> int:
    """Return how many grades a row of counts fills in."""
    return max((grade for grade in range(1, MOST_GRADES + 1) if row[f"第{grade}等"] is not None), default=0)


def _tally(rows: Sequence[Row], evaluation: Evaluation) -> Tally | None:
    by_item = {str(row["项"]): row for row in rows}
    if len(by_item) < len(rows) or any(item.question not in by_item for item in evaluation.items):
        return None
    items = [_item(by_item[item.question], len(item.grades)) for item in evaluation.items]
    known = [item for item in items if item is not None]
    return Tally(max(item.valid for item in known), 0, tuple(known)) if len(known) == len(items) else None


def _item(row: Row, grades: int) -> ItemTally | None:
    """Return an item's votes; None where it had another scale, or its numbers contradict each other."""
    counts = [row[f"第{number}等"] for number in range(1, grades + 1)]
    known = tuple(int(count) for count in counts if count is not None)
    valid = row["有效票"]
    if valid is None or len(known) < grades or grades_of(row) > grades or sum(known) > valid:
        return None
    return ItemTally(known, blank=int(valid) - sum(known))


def change_facts(
    id_: str, name: str, found: UnitBallots, before: Round | None, evaluation: Evaluation
) -> Iterator[Fact]:
    """Yield last round's rates and the differences, for the unit and each item.

    Nothing if there is no last round or it had fewer valid ballots than the minimum; nothing for
    the unit if last round did not keep the same groups (票种).
    """
    if before is None or pooled(before, evaluation).valid < evaluation.minimum:
        return
    if has_same_groups(before, evaluation):
        now = results.weighted(evaluation, found.by_group, results.positive_rate)
        then = results.weighted(evaluation, before.by_group, results.positive_rate)
        yield from _pair(id_, f"{name}综合好评率", "previous_positive_rate", now, then, before.sources)
    whole = pooled(before, evaluation)
    for number, item in enumerate(evaluation.items):
        own, old = found.total.items[number], whole.items[number]
        below = results.base(evaluation, found.total, number)
        old_below = results.base(evaluation, whole, number)
        if below and old_below:
            now = percentage(results.positive(evaluation, own), below)
            then = percentage(results.positive(evaluation, old), old_below)
            key, label = f"{id_}.{item.id}", f"{name}“{item.question}”好评率"
            yield from _pair(key, label, "previous", now, then, before.sources)


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


USUAL_GRADES, MOST_GRADES = 4, 10


def scale_length(campaign: Campaign) -> int:
    """Return how many grades the longest scale of the appraisal has, 不了解 among them."""
    items = asked(campaign.evaluation) if campaign.evaluation else ()
    return max((len(item.grades) for item in items), default=USUAL_GRADES)


def grade_columns(campaign: Campaign) -> tuple[Column, ...]:
    """Return 第1等 … best first, as many as the longest scale has; before them those that only others have.

    Those are read so that counts of another scale are known as such, and offered in no blank workbook.
    """
    length = scale_length(campaign)
    others = [replace(_grade_column(grade), offered=False) for grade in range(length + 1, MOST_GRADES + 1)]
    own = [
        replace(_grade_column(grade), required=_is_required(campaign, grade))
        for grade in range(1, length + 1)
    ]
    return (*others, *own)


def _is_required(campaign: Campaign, grade: int) -> bool:
    points = len(campaign.evaluation.points) if campaign.evaluation else USUAL_GRADES
    return grade <= points


def earlier_columns(campaign: Campaign) -> tuple[Column, ...]:
    """Return the same for an earlier round, which may have had fewer grades."""
    return tuple(
        replace(column, required=column.required and column.name in LEAST_SCALE)
        for column in grade_columns(campaign)
    )


LEAST_SCALE = ("第1等", "第2等")


def _grade_column(grade: int) -> Column:
    numeral = chinese_numeral(grade)
    return Column(
        f"第{grade}等",
        "count",
        aliases=(
            f"第{numeral}等",
            f"{numeral}等",
            f"{grade}等",
            f"第{grade}等票数",
            f"第{numeral}等票数",
        ),
        note="得了多少票；第1等是最好的一等",
    )


KIND = SheetKind(
    id="previous_results",
    code="S31",
    name="历次结果",
    row="一个单位一个项目在一轮里的得票",
    aliases=("上次结果", "上轮结果", "历次评议结果", "历史结果"),
    key="",  # a row is a unit, an item and a group of one round
    day="",  # the day of an earlier round lies outside every phase
    personal=(),
    columns=(
        Column(
            "轮次",
            "key",
            required=True,
            aliases=("次数", "评议轮次", "第几轮"),
            filled_down=True,
            note="哪一轮",
        ),
        Column("日期", "date", aliases=("评议日期", "时间"), filled_down=True, note="那一轮的日子"),
        Column(
            "单位",
            "key",
            required=True,
            aliases=("被评单位", "单位名称", "单位ID", "受评单位"),
            filled_down=True,
            refers="units",
            note="单位目录里的单位ID、全称或简称",
        ),
        Column(
            "项",
            "choice",
            required=True,
            aliases=("项目", "评议项目", "测评项目"),
            note="评议项目，写法与现在一致",
        ),
        Column("票种", "choice", aliases=("票类",), filled_down=True, note="分票种的才填"),
        Column("有效票", "count", required=True, aliases=("有效票数", "有效"), note="有效票数"),
    ),
    more_columns=earlier_columns,
    example={"轮次": "示例轮", "单位": "示例单位", "有效票": "40"},
)
