"""What must hold of sheets of any kind, or of several.

The key of a sheet stands once in all sheets of its kind. Nobody came who was not expected. A unit's
ballots come one by one or counted, not both. A unit that a sheet names stands in the roster (单位目录),
under its full or short name. Names in campaign.toml are names: what `kit new` wrote in their place would
be printed.
"""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from kit.model.fact import Place
from kit.model.finding import Finding
from kit.model.roster import aliases, units_of
from kit.topics.kinds import kinds_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.model.campaign import Campaign
    from kit.model.table import Row, Sheets


DUPLICATE_KEY_RULE = "key.duplicate"
REMEDY = "请核对是否重复录入：重复的删去，不同的改号"


def check_duplicate_key(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Yield every row whose key an earlier row has."""
    for kind in kinds_of(campaign):
        keys = sheets.frame(kind.id)
        if kind.key not in keys or not keys[kind.key].dropna().astype(str).duplicated().any():
            continue
        seen: dict[str, Row] = {}
        for row in sheets.rows(kind.id):
            key = str(row[kind.key]) if row[kind.key] is not None else ""
            if key and key in seen:
                problem = f"“{key}”和{seen[key].place()}重复"
                yield Finding(DUPLICATE_KEY_RULE, "error", row.place(kind.key), problem, REMEDY)
            seen.setdefault(key, row)


ATTENDANCE_RULE = "attendance.more_than_expected"
LIMITS = (
    ("meetings", "实到", "应到", "人"),
    ("study_sessions", "实到", "应到", "人"),
    ("voters", "实到", "应参评", "人"),
    ("voters", "发票数", "实到", "张"),
)


def check_attendance(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield every row where the smaller of the two counts is the larger."""
    for kind, column, limit, unit in LIMITS:
        for row in sheets.rows(kind):
            came, expected = row[column], row[limit]
            if came is not None and expected is not None and came > expected:
                problem = f"填的是 {came} {unit}，多于“{limit}”的 {expected} 人"
                yield Finding(
                    ATTENDANCE_RULE, "error", row.place(column), problem, "请核对签到记录，改正其中一格"
                )


COUNTED_TWICE_RULE = "tallied_ballots.twice"


def check_counted_twice(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield the first counted row of each unit that has ballots as well."""
    ids = aliases(units_of(sheets))
    ballots = sheets.frame("ballots")
    has_ballots = (
        set() if ballots.empty else {ids.get(str(name)) for name in set(ballots["被评单位"])} - {None}
    )
    told: set[str] = set()
    for row in sheets.rows("tallied_ballots"):
        unit = ids.get(str(row["被评单位"]))
        if unit in has_ballots and unit not in told:
            told.add(str(unit))
            problem = f"“{row['被评单位']}”既有逐张的评议票，又有汇总的计票结果"
            yield Finding(
                COUNTED_TWICE_RULE, "error", row.place("被评单位"), problem, "请只留一种，另一种移出 inbox"
            )


PLACEHOLDERS_RULE = "campaign.placeholder"
PLACEHOLDER = re.compile(r"某某?(活动|办公室|机关)")
NAMES = (
    ("campaign", "title", "各处提示里都是这个名字"),
    ("office", "name", "落款上就印这几个字"),
    ("office", "body", "标题和正文里就印这几个字"),
    ("office", "body_short", "正文里就印这几个字"),
)


def check_placeholders(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield each name of campaign.toml that still says 某某."""
    for table, key, use in NAMES:
        said = str(getattr(getattr(campaign, table), key))
        if PLACEHOLDER.fullmatch(said):
            place = Place(f"campaign.toml「{table}」")
            yield Finding(
                PLACEHOLDERS_RULE, "warning", place, f"{key} 还是“{said}”", f"请换成真的名称，不然{use}"
            )


UNKNOWN_UNIT_RULE = "unit.unknown"
COLUMNS = {
    "ballots": "被评单位",
    "tallied_ballots": "被评单位",
    "voters": "被评单位",
    "previous_results": "单位",
}


def check_unknown_unit(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield the first row of each unknown name in each sheet, with how many rows say it."""
    known = aliases(units_of(sheets))
    for kind, column in COLUMNS.items():
        for table in sheets.of(kind):
            if column not in table.frame:
                continue
            named = table.frame[column].dropna().astype(str)
            for name, rows in named[~named.isin(set(known))].groupby(named, sort=False):
                more = f"（共 {len(rows)} 行）" if len(rows) > 1 else ""
                problem = f"单位目录里没有“{name}”{more}{_hint(str(name), known)}"
                place = table.place(int(rows.index[0]), column)
                yield Finding(
                    UNKNOWN_UNIT_RULE,
                    "error",
                    place,
                    problem,
                    "请改成单位目录里的全称或简称，或把它补进单位目录",
                )


def _hint(name: str, known: dict[str, str]) -> str:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.4)
    return f"，是不是“{near[0]}”" if near else ""


RULES = (
    check_duplicate_key,
    check_attendance,
    check_counted_twice,
    check_placeholders,
    check_unknown_unit,
)
