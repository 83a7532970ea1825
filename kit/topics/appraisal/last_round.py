"""Results of an earlier round (历次结果, S31), and how a unit's approval changed since.

Only like is compared with like (figures.md 2.6).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, get_args

from kit.model.evaluation import asked, is_weighed
from kit.model.fact import Fact, rate_fact
from kit.model.finding import Finding
from kit.model.roster import aliases, units_of
from kit.model.share import WHOLE, Share
from kit.model.table import Column, Crosstab, SheetKind
from kit.model.tally import ItemTally, Part, Tally
from kit.text.numbers import chinese_numeral, fixed_text
from kit.text.saying import change_text, displayed_difference
from kit.topics.appraisal import results
from kit.topics.appraisal.shares import (
    RATE,
    RATE_KEY,
    SAME,
    has_shares,
    is_same_base,
    settled_shares,
    stated_base,
)
from kit.topics.appraisal.tallying import ONE_GROUP, total

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from fractions import Fraction

    from kit.model.campaign import Campaign
    from kit.model.evaluation import Evaluation
    from kit.model.fact import Source
    from kit.model.table import Row, Sheets, Table
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


USUAL_GRADES, MOST_GRADES = 4, 10


def scale_length(campaign: Campaign) -> int:
    """Return how many grades the longest scale of the appraisal has, 不了解 among them."""
    items = asked(campaign.evaluation) if campaign.evaluation else ()
    return max((len(item.grades) for item in items), default=USUAL_GRADES)


JUDGED = (
    "被评",
    "受评",
    "被评议",
    "被测评",
    "受测评",
    "测评",
    "被考核",
    "受考核",
    "考核",
    "被评价",
    "受评价",
)
KINDS_OF_UNITS = (
    "单位", "部门", "科室", "处室", "班子", "公司", "学校", "医院", "社区", "街道", "乡镇", "支部", "站所",
    "窗口", "院系", "教研组", "村",
)  # fmt: skip
UNIT_HEADINGS = (  # a column of those that are judged, whatever the office calls them
    *(f"{word}{name}" for word in KINDS_OF_UNITS for name in ("名称", "")),
    *("评议对象", "被评单位名称"),
    *(f"{judged}{noun}" for judged in JUDGED for noun in (*KINDS_OF_UNITS[:4], "对象", "单位名称")),
)


def grade_columns(campaign: Campaign) -> tuple[Column, ...]:
    """Return 第1等 … best first, as many as the longest scale has; before them those that only others have.

    Those are read so that counts of another scale are known as such, and offered in no blank workbook.
    """
    length = scale_length(campaign)
    shares = [
        Column(
            f"第{grade}等占比",
            "count",
            aliases=(f"第{chinese_numeral(grade)}等占比", f"第{grade}等比例", f"第{grade}等(%)"),
            shares=True,
            stands_for=f"第{grade}等",
            offered=False,
        )
        for grade in range(1, length + 1)
    ]
    others = [replace(_grade_column(grade), offered=False) for grade in range(length + 1, MOST_GRADES + 1)]
    own = [
        replace(_grade_column(grade), required=_is_required(campaign, grade))
        for grade in range(1, length + 1)
    ]
    return (*others, *shares, *own)


def _is_required(campaign: Campaign, grade: int) -> bool:
    points = len(campaign.evaluation.points) if campaign.evaluation else USUAL_GRADES
    return grade <= points


def earlier_columns(campaign: Campaign) -> tuple[Column, ...]:
    """Return the same for an earlier round, which may have had fewer grades."""
    return tuple(
        replace(column, required=column.required and column.name == "第1等", decides=column.name == "第2等")
        for column in grade_columns(campaign)
    )


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
        shares=True,
        note="得了多少票；第1等是最好的一等",
    )


def by_item(campaign: Campaign) -> Crosstab:
    """Return how an earlier round lies where a unit is one row: under each item (项) its 好评率."""
    questions = asked(campaign.evaluation) if campaign.evaluation else ()
    words = ("", "/好评率", "/满意率", "好评率", "满意率")
    return Crosstab(
        "项", {f"{item.question}{word}": (item.question, RATE) for item in questions for word in words}
    )


SAID_ROUND = re.compile(
    r"(?:(?:19|20)\d\d|[〇零一二三四五六七八九]{4}年)年?(?:度|上半年|下半年)?(?:第[一二三四\d][次轮])?"
    r"|[上前去]一?[次轮年届]|第.{1,3}[次轮届]"
)
BY_TITLE = "轮次取自标题"


def other_years(campaign: Campaign) -> re.Pattern[str]:
    """Return what a title says of an earlier round: another year than the campaign's, 去年, 上次."""
    return re.compile(rf"(?<!\d)(?!{campaign.campaign.year})(?:19|20)\d\d(?!\d)|[上前去]一?[次轮年届]")


ROUND_RULE = "previous_results.round"


def settled_round(table: Table) -> tuple[Table, tuple[Finding, ...]]:
    """Return the results with the round that the title, the sheet or the file says, if no column does.

    One that does not say which round it is of counts for nothing: it may be this one.
    """
    frame = table.frame
    if not frame.empty and ("轮次" not in frame or frame["轮次"].isna().all()):
        texts = (*table.notes, table.sheet, table.file.rpartition("/")[2])
        said = next((found[0] for text in texts if (found := SAID_ROUND.search(text))), None)
        if said is None:
            problem = "没有“轮次”或“年度”列，标题、文件名里也看不出是哪一次的结果，没有和这次比"
            remedy = "请在标题里写明年度，或加一列“年度”"
            finding = Finding(ROUND_RULE, "warning", table.place(), problem, remedy)
            return replace(table, frame=frame.iloc[:0]), (finding,)
        frame = frame.assign(轮次=said).astype(object)
        table = replace(table, frame=frame, notes=(*table.notes, BY_TITLE))
    return settled_shares(table)


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
            aliases=("次数", "评议轮次", "第几轮", "年度", "年份"),
            filled_down=True,
            context=True,
            note="哪一轮；没有这一列的，看标题、工作表名、文件名里的年份",
        ),
        Column("日期", "date", aliases=("评议日期", "时间"), filled_down=True, note="那一轮的日子"),
        Column(
            "单位",
            "key",
            required=True,
            aliases=(*UNIT_HEADINGS, "单位ID"),
            filled_down=True,
            refers="units",
            note="单位目录里的单位ID、全称或简称",
        ),
        Column(
            "项",
            "choice",
            aliases=("项目", "评议项目", "测评项目"),
            note="评议项目，写法与现在一致；只有综合好评率的空着",
        ),
        Column("票种", "choice", aliases=("票类",), filled_down=True, note="分票种的才填"),
        Column(
            "有效票", "count", decides=True, aliases=("有效票数", "有效"), note="有效票数；只有占比的空着"
        ),
        Column(
            RATE,
            "count",
            aliases=("满意率", "综合好评率", "综合满意率", "总体满意率", "优良率", "好评率(%)", "满意率(%)"),
            shares=True,
            stands_for="第1等",
            offered=False,
            note="没有票数、只有一个好评率的才填",
        ),
    ),
    more_columns=earlier_columns,
    settle=settled_round,
    titles=other_years,
    crosstab=by_item,
    example={"轮次": "示例轮", "单位": "示例单位", "有效票": "40"},
)
