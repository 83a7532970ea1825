"""What must hold of ballots and the roster of voters (figures.md 2.3, 2.4; I2, I3).

No group hands in more ballots than it was given; enough voters came; counted ballots add up; the roster
has every group that handed in ballots; a ballot names one of the campaign's groups (票种); a weighted
group without valid ballots leaves its unit without a composite.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from functools import reduce
from operator import add
from typing import TYPE_CHECKING

import pandas as pd

from kit.model.evaluation import is_weighed
from kit.model.finding import Finding
from kit.model.roster import aliases, units_of
from kit.model.share import Share
from kit.topics.appraisal.ballots import OUTSIDE
from kit.topics.appraisal.tallying import UNKNOWN, rows_of_units, tally_units, turnouts_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from kit.model.campaign import Campaign
    from kit.model.finding import Level
    from kit.model.roster import UnitNames
    from kit.model.table import Row, Sheets
    from kit.model.tally import Turnout


BALLOTS_ISSUED_RULE = "ballots.more_than_issued"


def check_ballots_issued(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield one finding for each unit and group whose roster issued (发票数) fewer than came back."""
    units = units_of(sheets)
    ids, names = aliases(units), {unit.id: unit.short for unit in units}
    returned = _returned_ballots_issued(sheets, ids)
    issued: dict[tuple[str, str], list[Row]] = {}
    for row in sheets.rows("voters"):
        for unit in [ids.get(str(row["被评单位"]))] if row["被评单位"] else names:
            if unit is not None and row["发票数"] is not None:
                issued.setdefault((unit, str(row["票种"] or "")), []).append(row)
    for (unit, group), rows in issued.items():
        total, back = sum(row["发票数"] for row in rows), returned[unit, group]
        if back > total:
            said = f"“{names[unit]}”{f'的 {group} 票' if group else ''}"
            problem = f"{said}发出 {total} 张，却收回 {back} 张，多于发出数的测评无效"
            remedy = "请核对发票数和评议票；确实多收的要重新测评"
            yield Finding(BALLOTS_ISSUED_RULE, "error", rows[0].place("发票数"), problem, remedy)


def _returned_ballots_issued(sheets: Sheets, ids: UnitNames) -> Counter[tuple[str, str]]:
    """Return how many ballots came back by unit and group, one by one or counted."""
    back: Counter[tuple[str, str]] = Counter()
    ballots = sheets.frame("ballots")
    if not ballots.empty:
        units = ballots["被评单位"].map(ids.get)
        groups = ballots["票种"].fillna("") if "票种" in ballots else [""] * len(ballots)
        back.update(zip(units, groups, strict=True))
    counted: dict[tuple[str, str], int] = {}
    for row in sheets.rows("tallied_ballots"):
        if (unit := ids.get(row["被评单位"])) is not None:
            key = unit, str(row["票种"] or "")
            counted[key] = max(counted.get(key, 0), row["收回票"] or 0)
    back.update(counted)
    return back


ISSUED_OF_TOTALS_RULE = "tallied_ballots.issued"


def check_issued_of_totals(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Yield each unit and group whose totals say 发票数 that fits neither 收回票 nor the roster.

    The roster's 发票数 counts where there is one; then it is the one that 收回票 is held against.
    """
    if campaign.evaluation is None or not sheets.has("tallied_ballots"):
        return
    units = units_of(sheets)
    ids = aliases(units)
    totals, rosters = (
        rows_of_units(sheets, *kind, ids) for kind in (("tallied_ballots", ()), ("voters", units))
    )
    for unit in units:
        voters = turnouts_of(rosters.get(unit.id, []))
        by_group: dict[str, list[Row]] = {}
        for row in totals.get(unit.id, []):
            by_group.setdefault(str(row["票种"] or ""), []).append(row)
        for group, rows in by_group.items():
            said = f"“{unit.short}”{f'的 {group} 票' if group else ''}"
            known = voters.get(group) if group in voters or not voters else _all_of(voters, by_group)
            yield from _issued(said, rows, known or UNKNOWN, rosters.get(unit.id, []))


def _all_of(voters: Mapping[str, Turnout], groups: Collection[str]) -> Turnout | None:
    """Return the voters of all groups, where totals do not tell the groups apart."""
    return reduce(add, voters.values()) if set(groups) == {""} else None


def _issued(said: str, rows: Sequence[Row], known: Turnout, roster: Sequence[Row]) -> Iterator[Finding]:
    stated = [row for row in rows if row["发票数"] is not None]
    if not stated:
        return
    first, issued = stated[0], stated[0]["发票数"]
    place = first.place("发票数")
    if other := next((row for row in stated if row["发票数"] != issued), None):
        problem = f"{said}发票数填的是 {other['发票数']}，{place}填的是 {issued}"
        yield Finding(
            ISSUED_OF_TOTALS_RULE,
            "error",
            other.place("发票数"),
            problem,
            "一个单位各项的发票数应当一样，请核对",
        )
    back = next((row for row in rows if row["收回票"] is not None), None)
    if known.issued is None and back is not None and back["收回票"] > issued:
        problem = (
            f"{said}发出 {issued} 张，{back.place('收回票')}却收回 {back['收回票']} 张，多于发出数的测评无效"
        )
        yield Finding(
            BALLOTS_ISSUED_RULE, "error", place, problem, "请核对发票数和收回票；确实多收的要重新测评"
        )
    there = roster[0].place("发票数") if roster else place
    if known.issued is not None and known.issued != issued:
        problem = f"{said}发票数填的是 {issued}，{there}等处合计是 {known.issued}，按参评名册算"
        yield Finding(ISSUED_OF_TOTALS_RULE, "warning", place, problem, "请核对，改成一样的")
    elif known.issued is None and known.expected is not None and issued > known.expected:
        problem = f"{said}发出 {issued} 张，参评名册的应参评合计是 {known.expected} 人"
        yield Finding(ISSUED_OF_TOTALS_RULE, "warning", place, problem, "请核对发票数和应参评")


QUORUM_RULE = "voters.quorum"
SAID = {"more_than_half": "超过半数", "two_thirds": "达到三分之二"}


def check_quorum(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Yield each unit whose voters do not reach the quorum of campaign.toml; exactly half is not more."""
    evaluation = campaign.evaluation
    if evaluation is None or evaluation.quorum == "none":
        return
    by_unit: dict[str, list[Row]] = {}
    for row in sheets.rows("voters"):
        by_unit.setdefault(str(row["被评单位"] or ""), []).append(row)
    for name, rows in by_unit.items():
        expected, present = (sum(row[column] or 0 for row in rows) for column in ("应参评", "实到"))
        is_known = not any((row.number, "实到") in row.table.unread for row in rows)
        if expected and is_known and not _reached(Fraction(present, expected), evaluation.quorum):
            said = SAID[evaluation.quorum]
            problem = f"{name or '全体'}应参评 {expected} 人、实到 {present} 人，没有{said}，测评无效"
            remedy = "请核对实到人数；确实不足的要重新组织测评"
            yield Finding(QUORUM_RULE, "error", rows[0].place("实到"), problem, remedy)


def _reached(share: Fraction, quorum: str) -> bool:
    return share > Fraction(1, 2) if quorum == "more_than_half" else share >= Fraction(2, 3)


ACROSS_RULE = "voters.sum_across"


def check_sums_across(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield each row of a wide roster whose 小计 is not the sum of its groups."""
    for table in sheets.of("voters"):
        if not table.side_by_side or "小计" not in table.frame or "应参评" not in table.frame:
            continue
        for number, groups in table.frame.groupby(level=0, sort=False):
            said, counts = groups["小计"].iloc[0], groups["应参评"].tolist()
            if said is not None and None not in counts and said != sum(counts):
                problem = f"小计填的是 {said}，各组加起来是 {sum(counts)}"
                place = table.place(int(str(number)), "小计")
                yield Finding(ACROSS_RULE, "warning", place, problem, "请核对各组和小计，按各组的数算")


GROUP_VOTERS_RULE = "ballots.more_than_voters"


def check_group_voters(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Yield each unit's group that handed in more ballots than it has voters (应参评)."""
    if campaign.evaluation is None or not campaign.evaluation.groups or not sheets.has("voters"):
        return
    names = {group.id: group.name for group in campaign.evaluation.groups}
    place = sheets.of("voters")[0].place(None, "应参评")
    for found in tally_units(sheets, campaign.evaluation):
        for group, tally in found.by_group.items():
            voters = tally.turnout.expected
            if group in names and voters is not None and tally.returned > voters:
                problem = (
                    f"“{found.unit.short}”的{names[group]}应参评 {voters} 人，却收回 {tally.returned} 张"
                )
                yield Finding(GROUP_VOTERS_RULE, "warning", place, problem, "请核对参评名册和票上的票种")


TALLIED_SUMS_RULE = "tallied_ballots.sums"


def check_tallied_sums(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Yield rows whose stated 有效票 is not 收回票 less 无效票, and rows with more answers than ballots."""
    grades = len(campaign.evaluation.points) if campaign.evaluation else 0
    columns = [f"第{number}等" for number in range(1, grades + 1)] + ["弃权", "该项无效"]
    for row in sheets.rows("tallied_ballots"):
        cells = [row[column] for column in columns]
        if row["收回票"] is None or any(isinstance(cell, Share) for cell in cells):
            continue
        answers, stated = sum(cell or 0 for cell in cells), row["有效票"]
        valid = row["收回票"] - (row["无效票"] or 0)
        if problem := _contradicted(stated, valid, void_told=row["无效票"] is not None):
            yield Finding(
                TALLIED_SUMS_RULE, "error", row.place("有效票"), problem, "请核对计票表，改正这一行"
            )
            continue
        valid = valid if stated is None else stated
        if answers > valid:
            problem = f"各等次、弃权和该项无效合计 {answers} 票，多于有效票 {valid} 张"
            yield Finding(TALLIED_SUMS_RULE, "error", row.place("第1等"), problem, "请核对计票表，改正这一行")
        elif answers < valid and row["弃权"] is not None:
            problem = f"各等次、弃权和该项无效合计 {answers} 票，少于有效票 {valid} 张"
            yield Finding(
                TALLIED_SUMS_RULE, "warning", row.place("第1等"), problem, "少的按未填计；请核对是否漏记"
            )


def _contradicted(stated: int | None, left: int, *, void_told: bool) -> str:
    """Return what is wrong with a stated number of valid ballots; none if void ones are what is missing."""
    if stated is None or stated == left or (stated < left and not void_told):
        return ""
    return f"填的是 {stated}，{f'收回票减无效票是 {left}' if void_told else f'收回票只有 {left} 张'}"


BASE_RULE = "tallied_ballots.base"


def check_abstentions_in_base(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Yield totals whose note takes 弃权 out of the base of rates (基数), where the settings leave it in."""
    if campaign.evaluation is None or campaign.evaluation.denominator != "valid":
        return
    for table in sheets.of("tallied_ballots"):
        told = table.frame.get("弃权")
        if told is not None and told.map(bool).any() and OUTSIDE.search(" ".join(table.notes)):
            problem = (
                "注里说弃权不算在基数里，可弃权是算在有效票里的，占比照现在的设定还是除以有效票（含弃权）"
            )
            remedy = (
                '要照注算，在 campaign.toml 的 [evaluation] 写 denominator = "answered"；不照注算，请改注'
            )
            yield Finding(BASE_RULE, "warning", table.place(None, "弃权"), problem, remedy)


ROSTER_GAPS_RULE = "voters.missing_group"
COUNTS = ("应参评", "实到", "发票数")


def check_roster_gaps(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Yield each unit with ballots of a group that has no row, and each row that lacks one of its counts."""
    if campaign.evaluation is None or not sheets.has("voters"):
        return
    yield from _without_row(sheets)
    used = {name for name in COUNTS if any(row[name] is not None for row in sheets.rows("voters"))}
    for row in sheets.rows("voters"):
        if lacks := [name for name in COUNTS if name in used and row[name] is None]:
            problem = f"没有填{'、'.join(lacks)}，这个单位和全体的合计、到会率、回收率就都算不出来"
            remedy = "请补上；这一类没有人参评就填 0"
            yield Finding("voters.missing_count", "warning", row.place(lacks[0]), problem, remedy)


def _without_row(sheets: Sheets) -> Iterator[Finding]:
    units = units_of(sheets)
    ids, names = aliases(units), {unit.id: unit.short for unit in units}
    listed = {
        (unit, str(row["票种"] or ""))
        for row in sheets.rows("voters")
        for unit in ([ids.get(str(row["被评单位"]))] if row["被评单位"] else names)
    }
    place = sheets.of("voters")[0].place()
    for unit, groups in _returned_roster_gaps(sheets, ids).items():
        if absent := [group for group in groups if (unit, group) not in listed]:
            said = "、".join(f"{group}票" if group else "评议票" for group in absent)
            problem = f"没有“{names[unit]}”{said}的那一行，票却收回了，应参评多少人就不知道"
            remedy = "请补上这一行；不补，通知书和通报里就不写应参评、到会率和回收率"
            yield Finding(ROSTER_GAPS_RULE, "warning", place, problem, remedy)


def _returned_roster_gaps(sheets: Sheets, ids: UnitNames) -> dict[str, list[str]]:
    """Return by unit which groups handed in ballots, one by one or counted."""
    found: dict[str, dict[str, None]] = {}
    for kind in ("ballots", "tallied_ballots"):
        rows = sheets.frame(kind)
        if rows.empty:
            continue
        groups = rows["票种"].fillna("") if "票种" in rows else [""] * len(rows)
        for name, group in dict.fromkeys(zip(rows["被评单位"], groups, strict=True)):
            if (unit := ids.get(str(name))) is not None:
                found.setdefault(unit, {})[str(group)] = None
    return {unit: list(groups) for unit, groups in found.items()}


UNKNOWN_GROUP_RULE = "ballots.unknown_group"


def check_unknown_group(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Yield each word of 票种 that campaign.toml does not have, once a kind of sheet.

    Where groups are weighed the ballots count nowhere; else they count for their unit, under no group.
    """
    evaluation = campaign.evaluation
    if evaluation is None or not evaluation.groups:
        return
    known = [group.id for group in evaluation.groups]
    level: Level = "error" if is_weighed(evaluation) else "warning"
    lost = "没有算" if is_weighed(evaluation) else "算进单位，不算进哪一组"
    for kind in ("ballots", "voters"):
        rows = sheets.frame(kind)
        if rows.empty or ("票种" in rows and rows["票种"].isin(known).all()):
            continue
        groups = (
            rows["票种"] if "票种" in rows else pd.Series([None] * len(rows), index=rows.index, dtype=object)
        )
        strange = groups[~groups.isin(known)].map(lambda word: word or "")
        for word, alike in strange.groupby(strange.to_numpy(), sort=False):
            number, row = alike.index[0]
            place = sheets.tables[number].place(int(row), "票种")
            said = f"填的是“{word}”" if word else "没有填"
            more = f"的有 {len(alike)} 行" if len(alike) > 1 else ""
            problem = f"{said}{more}，活动的票种只有{'、'.join(known)}，{lost}"
            yield Finding(UNKNOWN_GROUP_RULE, level, place, problem, UNKNOWN_GROUP_REMEDY)


UNKNOWN_GROUP_REMEDY = "请对照票面改正；要增加票种，在 campaign.toml 的 [[evaluation.groups]] 里写明"
EMPTY_GROUP_RULE = "ballots.empty_group"


def check_empty_group(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Yield each unit with enough valid ballots in all but none in one of the weighted groups."""
    evaluation, by_ballot = campaign.evaluation, sheets.frame("ballots")
    if evaluation is None or by_ballot.empty or evaluation.renormalise or "票种" not in by_ballot:
        return
    valid = by_ballot[by_ballot["整票判定"] != "无效"] if "整票判定" in by_ballot else by_ballot
    units = units_of(sheets)
    for unit_id, ballots in valid.groupby(valid["被评单位"].map(aliases(units).get), sort=False):
        absent = [g for g in evaluation.groups if g.weight and g.id not in set(ballots["票种"])]
        if len(ballots) >= evaluation.minimum and absent:
            name = next(unit.name for unit in units if unit.id == unit_id)
            said = "、".join(f"{group.id}（{group.name}）" for group in absent)
            number, row = ballots.index[0]
            place = sheets.tables[number].place(int(row), "票种")
            remedy = "请补录这一组的票；确实没有的，在 campaign.toml 写 renormalise = true，文中会注明"
            yield Finding(EMPTY_GROUP_RULE, "error", place, f"{name}没有 {said} 的有效票，不能加权", remedy)


RULES = (
    check_ballots_issued,
    check_issued_of_totals,
    check_quorum,
    check_tallied_sums,
    check_abstentions_in_base,
    check_roster_gaps,
    check_unknown_group,
    check_empty_group,
    check_group_voters,
    check_sums_across,
)
