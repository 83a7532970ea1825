"""Results of an earlier round (历次结果, S31), and how a unit's approval changed since.

Only like is compared with like (figures.md 2.6).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kit.model.fact import Fact, rate_fact
from kit.model.roster import aliases, units_of
from kit.model.table import Column, SheetKind
from kit.model.tally import ItemTally, Tally
from kit.text.numbers import fixed_text, percentage
from kit.text.saying import change_text, displayed_difference
from kit.topics.appraisal import results
from kit.topics.appraisal.tallying import ONE_GROUP, total

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    import pandas as pd

    from kit.model.campaign import Campaign
    from kit.model.evaluation import Evaluation
    from kit.model.table import Sheets
    from kit.topics.appraisal.tallying import UnitBallots


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
        now = _weighted(evaluation, dict(found.by_group))
        then = _weighted(evaluation, before)
        yield from _pair(id_, f"{name}综合好评率", "previous_positive_rate", now, then)
    whole = pooled(before, evaluation)
    for number, item in enumerate(evaluation.items):
        own, old = found.total.items[number], whole.items[number]
        below = results.base(evaluation, found.total, number)
        old_below = results.base(evaluation, whole, number)
        if below and old_below:
            now = percentage(results.positive(evaluation, own), below)
            then = percentage(results.positive(evaluation, old), old_below)
            key, label = f"{id_}.{item.id}", f"{name}“{item.question}”好评率"
            yield from _pair(key, label, "previous", now, then)


def _weighted(evaluation: Evaluation, by_group: Round) -> Fraction | None:
    rates = {group: results.positive_rate(evaluation, tally) for group, tally in by_group.items()}
    return results.composite(evaluation, rates)


def _pair(id_: str, name: str, key: str, now: Fraction | None, then: Fraction | None) -> Iterator[Fact]:
    if now is None or then is None:
        return
    yield rate_fact(f"{id_}.{key}", f"上次{name}", then, "历次结果表最近一次，口径与本次相同")
    shown, exact = displayed_difference(now, then), now - then
    basis = f"两次公布值之差；按精确值相差{fixed_text(exact, 2)}个百分点"
    text = change_text(now, then)
    parents = (f"{id_}.positive_rate", f"{id_}.{key}")
    yield Fact(f"{id_}.change", f"{name}比上次", shown, text, "个百分点", basis, parents=parents)


USUAL_GRADES = 4


def grade_columns(campaign: Campaign) -> tuple[Column, ...]:
    """Return 第1等 … best first, as many as the evaluation has grades."""
    grades = len(campaign.evaluation.points) if campaign.evaluation else USUAL_GRADES
    return tuple(
        Column(
            f"第{grade}等",
            "count",
            required=True,
            aliases=(
                f"第{numeral}等",
                f"{numeral}等",
                f"{grade}等",
                f"第{grade}等票数",
                f"第{numeral}等票数",
            ),
            note="得了多少票；第1等是最好的一等",
        )
        for grade, numeral in zip(range(1, grades + 1), "一二三四五六七八九十", strict=False)
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
    more_columns=grade_columns,
    example={"轮次": "示例轮", "单位": "示例单位", "有效票": "40"},
)
