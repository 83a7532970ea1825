"""What holds of an appraisal whatever sheet it came from: single ballots, totals, roster, an earlier round.

Σ grades ≤ valid ≤ returned ≤ issued ≤ expected; one row a key, one unit a name; a mark lies on its scale;
every item and every weighted group is there, or its absence is told; rounds are compared on one scale only.
"""

from __future__ import annotations

from collections import Counter
from difflib import get_close_matches
from fractions import Fraction
from typing import TYPE_CHECKING

from kit.model.evaluation import asked, idle_settings, is_weighed
from kit.model.fact import Place
from kit.model.finding import Finding, Question
from kit.model.naming import plain
from kit.model.roster import aliases, unit_names, units_of
from kit.topics.appraisal.answers import scale_of
from kit.topics.appraisal.last_round import (
    ASKED,
    COMPARABLE,
    grades_of,
    is_of_this_year,
    last_round,
    latest_rows,
    strangers,
    unit_key,
    why_not_shares,
)
from kit.topics.appraisal.shares import ENOUGH, NOBODY_KNOWS, NOT_ALL, size_key
from kit.topics.appraisal.tallying import has_ballots, is_unsized, rows_of_units, tally_units

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kit.model.campaign import Campaign
    from kit.model.evaluation import Evaluation
    from kit.model.table import Row, Sheets
    from kit.topics.appraisal.tallying import UnitBallots


IDLE_RULE = "campaign.idle_setting"


def check_idle_settings(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield each setting of [evaluation] that changes nothing as it stands."""
    for fault in idle_settings(campaign.evaluation) if campaign.evaluation else ():
        place = Place("campaign.toml「evaluation」")
        yield Finding(IDLE_RULE, "warning", place, fault, "请补上缺的那一项，或删去不起作用的")


UNIT_NAMES_RULE = "units.shared_name"


def check_unit_names(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield each unit with a name that an earlier one has; two of one full name cannot be told apart."""
    seen: dict[str, Row] = {}
    for row in sheets.rows("units"):
        for column in ("全称", "简称"):
            name = plain(str(row[column] or ""))
            other = seen.get(name) if name else None
            if other is not None and other is not row:
                problem = f"“{row[column]}”也是{other.place()}“{other['全称']}”的名称，这样写的算给谁定不了"
                if column == "全称" and plain(str(other["全称"])) == name:
                    remedy = "请写得分得清；重复的一行请删去"
                    yield Finding(UNIT_NAMES_RULE, "error", row.place(column), problem, remedy)
                else:
                    remedy = "请把简称改得各不相同；不改的，别的表里要写全称"
                    yield Finding(UNIT_NAMES_RULE, "warning", row.place(column), problem, remedy)
            seen.setdefault(name, row)


SAME_KEY_RULE = "rows.same_key"
KEYS = {
    "tallied_ballots": ("被评单位", ("项目", "票种")),
    "voters": ("被评单位", ("类别", "票种")),
    "previous_results": ("单位", ("轮次", "项", "票种")),
}


def check_same_key(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield every row whose unit, item and group an earlier row of its kind has."""
    ids = aliases(units_of(sheets))
    for kind, (unit, columns) in KEYS.items():
        seen: dict[tuple[str, ...], Row] = {}
        for row in sheets.rows(kind):
            named = str(row[unit] or "")
            key = (ids.get(named) or plain(named), *(str(row[column] or "") for column in columns))
            if key in seen:
                said = "、".join(str(row[column]) for column in (unit, *columns) if row[column])
                problem = f"“{said}”和{seen[key].place()}是同一个键，算哪一行定不了"
                remedy = "请核对：重复的删去，要合并的合成一行"
                if kind == "tallied_ballots" and row.table.file != seen[key].table.file:
                    entry = f'[[sheets]] file = "{row.table.file}"、kind = "历次结果"'
                    remedy += f"；其中一张是上次的结果的，在 campaign.toml 写 {entry}"
                yield Finding(SAME_KEY_RULE, "error", row.place(columns[0]), problem, remedy)
            seen.setdefault(key, row)


ONE_UNIT_RULE = "tallied_ballots.returned_differs"


def check_returned_alike(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield each row of totals that says another number of ballots than the first of its unit and group.

    A unit that nobody knows goes by its name: two such units are not one.
    """
    ids = aliases(units_of(sheets))
    first: dict[tuple[object, str], Row] = {}
    for row in sheets.rows("tallied_ballots"):
        name = row["被评单位"]
        known = first.setdefault((ids.get(name) or (name, name or row.place()), str(row["票种"] or "")), row)
        for column in ("收回票", "无效票"):
            if row[column] is not None and known[column] is not None and row[column] != known[column]:
                problem = (
                    f"“{row['被评单位']}”填的是 {row[column]}，{known.place(column)}填的是 {known[column]}"
                )
                remedy = "一个单位各项的收回票和无效票应当一样，请核对改正"
                yield Finding(ONE_UNIT_RULE, "error", row.place(column), problem, remedy)


OUT_OF_SCALE_RULE = "tallied_ballots.other_scale"


def check_scale_of_totals(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Yield each row of totals with votes for more grades than its item has."""
    if campaign.evaluation is None:
        return
    grades = {item.question: len(item.grades) for item in asked(campaign.evaluation)}
    for row in sheets.rows("tallied_ballots"):
        own, said = grades.get(str(row["项目"])), grades_of(row)
        if own is not None and said > own and row[f"第{said}等"]:
            problem = f"“{row['项目']}”只有 {own} 个等次，这里却有第{said}等的票"
            remedy = "请核对计票表；等次有几个，在 campaign.toml 的 [[evaluation.items]] 里写明"
            yield Finding(OUT_OF_SCALE_RULE, "error", row.place(f"第{said}等"), problem, remedy)


MARK_RULE = "ballots.mark_off_scale"


def check_ballot_marks(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Yield each mark (打分) that lies off the scale; it makes its item of that ballot void."""
    scale = scale_of(campaign.evaluation) if campaign.evaluation else None
    if campaign.evaluation is None or scale is None:
        return
    ballots = sheets.frame("ballots")
    for item in asked(campaign.evaluation):
        marks = ballots.get(item.question, ())
        wrong = {
            mark for mark in set(marks) if isinstance(mark, (int, Fraction)) and scale.mark(mark) is None
        }
        for row in sheets.rows("ballots") if wrong else ():
            if row[item.question] in wrong:
                mark, bounds = f"{float(row[item.question]):g}", f"0 到 {scale.highest} 分之间"
                problem = f"打的是 {mark} 分，不在 {bounds}，这一项按无效算"
                remedy = "请对照票面核对；满分不是这个数的，在 campaign.toml 的 [evaluation] 写 full_mark"
                yield Finding(MARK_RULE, "warning", row.place(item.question), problem, remedy)


TURNOUT_RULE = "voters.turnout"
ORDER = (("实到", "应参评", "实到多于应参评"), ("发票数", "应参评", "发出的票多于应参评的人"))


def check_turnout(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield each row of the roster that counts more people present, or ballots issued, than were expected."""
    for row in sheets.rows("voters"):
        for part, whole, said in ORDER:
            if row[part] is not None and row[whole] is not None and row[part] > row[whole]:
                problem = f"{said}：{row[part]}，{row.place(whole)}是 {row[whole]}"
                yield Finding(
                    TURNOUT_RULE, "warning", row.place(part), problem, "请核对；不改的，不写由此算出的比率"
                )


RETURNED_RULE = "ballots.more_than_expected"


def check_returned(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Yield each unit with more ballots than people who were expected, whether single or counted."""
    if campaign.evaluation is None or not sheets.has("voters") or not has_ballots(sheets):
        return
    units = units_of(sheets)
    rosters = rows_of_units(sheets, "voters", units, aliases(units))
    for found in tally_units(sheets, campaign.evaluation):
        expected = found.total.turnout.expected
        if expected is not None and found.total.returned > expected and found.unit.id in rosters:
            place = rosters[found.unit.id][0].place("应参评")
            problem = f"“{found.unit.short}”应参评 {expected} 人，却收回 {found.total.returned} 张"
            yield Finding(RETURNED_RULE, "error", place, problem, "请核对参评名册和评议票")


ITEM_RULE = "tallied_ballots.missing_item"


def check_every_item(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Yield each unit whose totals lack a row, or a number, without which an item is unknown."""
    evaluation = campaign.evaluation
    if evaluation is None or not sheets.has("tallied_ballots"):
        return
    rows = rows_of_units(sheets, "tallied_ballots", (), aliases(units_of(sheets)))
    for found in (unit for unit in tally_units(sheets, evaluation) if unit.counted):
        own, unknown = rows[found.unit.id], _unknown_items(found, evaluation)
        for item, groups in unknown.items():
            of = f"（{'、'.join(groups)} 票）" if any(groups) else ""
            row = next((row for row in own if str(row["项目"]) == item), own[0])
            problem = f"“{found.unit.short}”的“{item}”{of}没有一行完整的票数，这一项不知道，综合结果也不算"
            remedy = "请补上这一项的计票结果；收回票里没有评这一项的，各等次填 0，弃权填张数"
            yield Finding(ITEM_RULE, "warning", row.place("项目"), problem, remedy)


def _unknown_items(found: UnitBallots, evaluation: Evaluation) -> Mapping[str, list[str]]:
    """Return the items of which a unit's totals leave the votes open, with the groups."""
    by_group = found.by_group or {"": found.total}
    unknown: dict[str, list[str]] = {}
    for group, tally in by_group.items():
        for item, counted in zip(evaluation.items, tally.items, strict=True):
            if not counted.is_told:
                unknown.setdefault(item.question, []).append(group)
    return unknown


UNSIZED_RULE = "shares.unknown_size"


def check_sizes_of_shares(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Ask once whether the units of which only shares came, and no 有效票, have as many as the minimum.

    Until somebody answers they are published as they came: nothing says that they have too few.
    """
    evaluation = campaign.evaluation
    if evaluation is None or not sheets.has("tallied_ballots"):
        return
    rows = rows_of_units(sheets, "tallied_ballots", (), aliases(units_of(sheets)))
    unsized = [found for found in tally_units(sheets, evaluation) if is_unsized(found.total)]
    key = size_key(evaluation.minimum)
    if not unsized or campaign.answers.get(key) == ENOUGH:
        return
    said = "、".join(found.unit.short for found in unsized[:NAMED])
    said += f"等{len(unsized)}个单位" if len(unsized) > NAMED else ""
    place, least = rows[unsized[0].unit.id][0].place(), f"{evaluation.minimum}张"
    if key in campaign.answers:
        problem = f"{said}只有占比，有效票是不是都不少于{least}没有确认，不作分项公布"
        yield Finding(UNSIZED_RULE, "warning", place, problem, "请在汇总表补上“有效票”一列，够数的就能公布")
        return
    question = Question(
        key, f"{said}只有占比，没有填有效票。有效票都不少于{least}吗", ENOUGH, (ENOUGH, NOT_ALL, NOBODY_KNOWS)
    )
    problem = f"{said}只有占比，没有填有效票，是不是都不少于{least}看不出来，先照常公布"
    remedy = f"请在汇总表补上“有效票”一列，或在 kit map 里回答；答“{NOT_ALL}”“{NOBODY_KNOWS}”的不作分项公布"
    yield Finding(UNSIZED_RULE, "warning", place, problem, remedy, question=question)


NAMED = 6  # units named in one finding
GROUP_RULE = "tallied_ballots.empty_group"


def check_every_group(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Yield each unit whose totals leave out a weighted group, or do not tell the groups apart."""
    evaluation = campaign.evaluation
    if evaluation is None or not is_weighed(evaluation) or not sheets.has("tallied_ballots"):
        return
    rows = rows_of_units(sheets, "tallied_ballots", (), aliases(units_of(sheets)))
    known = [group.id for group in evaluation.groups]
    for found in (unit for unit in tally_units(sheets, evaluation) if unit.counted):
        own = rows[found.unit.id]
        absent = [g for g in evaluation.groups if g.weight and not _has_ballots(found, g.id)]
        strange = sorted({str(row["票种"]) for row in own} - {*known}) if found.by_group else []
        if strange:
            said = "、".join("空着的" if word == "None" else f"“{word}”" for word in strange)
            problem = f"“{found.unit.short}”的票种有{said}，活动的票种只有{'、'.join(known)}，这些行没有算"
            yield Finding("ballots.unknown_group", "error", own[0].place("票种"), problem, "请对照计票表改正")
        elif not found.by_group:
            problem = f"“{found.unit.short}”的汇总不分票种，各组怎么投的不知道，不算加权的综合结果"
            yield Finding(
                GROUP_RULE, "warning", own[0].place("票种"), problem, "有分票种的计票结果请补上；没有就不用管"
            )
        elif absent and not evaluation.renormalise and found.total.valid >= evaluation.minimum:
            said = "、".join(f"{group.id}（{group.name}）" for group in absent)
            remedy = "请补录这一组的票；确实没有的，在 campaign.toml 写 renormalise = true，文中会注明"
            problem = f"{found.unit.name}没有 {said} 的有效票，不能加权"
            yield Finding(GROUP_RULE, "error", own[0].place("票种"), problem, remedy)


def _has_ballots(found: UnitBallots, group: str) -> bool:
    return group in found.by_group and found.by_group[group].valid > 0


ROUND_RULE = "previous_results.other_scale"


def check_last_round(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Yield why the latest earlier round is not compared: denominator, scale, or counts that contradict."""
    evaluation, rows = campaign.evaluation, latest_rows(sheets, campaign)
    if evaluation is None:
        return
    yield from _renamed(sheets, campaign)
    if not rows:
        return
    first = next(iter(rows.values()))[0]
    if evaluation.denominator not in COMPARABLE:
        problem = "上次结果只有票数，这次的比率按全体人数或收回票算，口径不同，不作比较"
        yield Finding(
            ROUND_RULE, "warning", first.place(), problem, "要比较的，在 campaign.toml 改 denominator"
        )
        return
    compared = last_round(sheets, campaign)
    reasons = Counter[str]()
    places: dict[str, Row] = {}
    for unit, own in rows.items():
        if unit not in compared:
            said, row = _why_not(own, campaign)
            if said == ASKED:  # the question says so
                continue
            reasons[said] += 1
            places.setdefault(said, row)
    for said, number in reasons.items():
        more = f"（共 {number} 个单位）" if number > 1 else ""
        remedy = "请核对历次结果表；口径确实不同的就不用管，材料里不写与上次比"
        yield Finding(ROUND_RULE, "warning", places[said].place(), f"{said}，不作比较{more}", remedy)


def _renamed(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Ask of each name of the last round that is no unit's now which it is; tell the rest in one line."""
    units = units_of(sheets)
    names = {plain(name): unit.short for unit in units for name in unit_names(unit)}
    rest: dict[str, Row] = {}
    for name, row in strangers(sheets, campaign).items():
        near = get_close_matches(plain(name), names, n=1, cutoff=LIKELY)
        if not near:
            rest[name] = row
            continue
        likely = names[near[0]]
        asked = f"历次结果里的“{name}”就是现在的哪个单位"
        choices = (likely, *(unit.short for unit in units if unit.short != likely), GONE)
        question = Question(unit_key(name), asked, likely, choices)
        problem = f"单位目录里没有“{name}”，是不是“{likely}”改的名，没有人说过，不作比较"
        remedy = "请在 kit map 里回答，或把名称改成单位目录里的"
        yield Finding(RENAMED_RULE, "warning", row.place("单位"), problem, remedy, question=question)
    if rest:
        said = "、".join(f"“{name}”" for name in rest)
        place = next(iter(rest.values())).place("单位")
        problem = f"单位目录里没有{said}，改名或撤并了的，上次的结果不作比较"
        yield Finding(RENAMED_RULE, "info", place, problem, "是现在哪个单位的，请改成单位目录里的名称")


RENAMED_RULE, GONE, LIKELY = "previous_results.renamed", "已经没有这个单位", 0.5


def _why_not(rows: Iterable[Row], campaign: Campaign) -> tuple[str, Row]:
    """Return why a unit's earlier result cannot stand beside this one, and the row that shows it."""
    listed, evaluation = list(rows), campaign.evaluation
    if evaluation is None:
        return "没有评议", listed[0]
    if reason := why_not_shares(listed, campaign):
        return reason, listed[0]
    grades = {item.question: len(item.grades) for item in evaluation.items}
    for row in listed:
        own, said = grades.get(str(row["项"])), grades_of(row)
        if own is not None and said != own:
            return f"上次“{row['项']}”是 {said} 个等次，这次是 {own} 个，不是同一把尺子", row
        cells = [row[f"第{grade}等"] for grade in range(1, said + 1)]
        votes = sum(cell for cell in cells if isinstance(cell, int))
        if row["有效票"] is not None and votes > row["有效票"]:
            return f"上次“{row['项']}”各等次合计 {votes} 票，多于有效票 {row['有效票']} 张", row
    absent = "、".join(f"“{item}”" for item in grades if item not in {str(row["项"]) for row in listed})
    return f"上次没有{absent}一项" if absent else "上次的行有重复", listed[0]


def check_round_of_this_year(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Yield each sheet that looks like an earlier round's and whose title says this year."""
    first = {row.table.place(): row for row in sheets.rows("previous_results")}
    for place, row in first.items():
        if is_of_this_year(row, campaign):
            problem = f"标题写的是 {row['轮次']}，不是上一次的，没有用来比较"
            remedy = "是这次的结果，请放票数或各等次的占比；确是以前的，请加一列“轮次”"
            yield Finding("previous_results.round", "warning", place, problem, remedy)


RULES = (
    check_round_of_this_year,
    check_idle_settings,
    check_unit_names,
    check_same_key,
    check_returned_alike,
    check_scale_of_totals,
    check_ballot_marks,
    check_turnout,
    check_returned,
    check_every_item,
    check_sizes_of_shares,
    check_every_group,
    check_last_round,
)
