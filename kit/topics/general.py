"""What must hold of sheets of any kind, or of several.

The key of a sheet stands once in all sheets of its kind. Nobody came who was not expected. A unit's
ballots come one by one or counted, not both. A unit that a sheet names stands in the roster (单位目录),
under its id, full or short name. Names in campaign.toml are names: what `kit new` wrote in their place would
be printed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kit.model.fact import Place
from kit.model.finding import Finding, Question
from kit.model.likely_names import likely_units
from kit.model.roster import NOT_COUNTED, aliases, name_key, units_of
from kit.model.table import Sheets
from kit.sheets.cells import rows_text
from kit.topics.kinds import kinds_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kit.model.campaign import Campaign
    from kit.model.finding import Level
    from kit.model.roster import UnitNames
    from kit.model.table import Row, SheetKind, Table


DUPLICATE_KEY_RULE = "key.duplicate"
REMEDY = "请核对是否重复录入：重复的删去，不同的改号"


def check_duplicate_key(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Yield every row whose key an earlier row has: in all sheets of its kind, or in its part of one."""
    for kind in kinds_of(campaign):
        if not _repeats(sheets, kind):
            continue
        seen: dict[tuple[object, ...], Row] = {}
        for row in sheets.rows(kind.id):
            if row[kind.key] is None:
                continue
            first = seen.setdefault(_where_unique(row, kind), row)
            if first is not row:
                problem = f"“{row[kind.key]}”和{first.place()}重复"
                yield Finding(DUPLICATE_KEY_RULE, "error", row.place(kind.key), problem, REMEDY)


def _repeats(sheets: Sheets, kind: SheetKind) -> bool:
    """Return whether any key stands twice, so that rows need be looked at one by one."""
    if kind.key_within is None:
        keys = sheets.frame(kind.id)
        return kind.key in keys and bool(keys[kind.key].dropna().astype(str).duplicated().any())
    for table in sheets.of(kind.id):
        if kind.key in table.frame:
            columns = [name for name in (kind.key, kind.key_within) if name in table.frame]
            if table.frame[columns].dropna(subset=[kind.key]).duplicated().any():
                return True
    return False


def _where_unique(row: Row, kind: SheetKind) -> tuple[object, ...]:
    """Return a row's key with the sheet and the part of it, say one unit's ballots, in which it holds."""
    key = str(row[kind.key])
    if kind.key_within is None:
        return (key,)
    return key, row.table.file, row.table.sheet, row[kind.key_within]


REPEATED_ROWS_RULE = "rows.repeated"
OF_APPRAISAL = ("tallied_ballots", "voters", "previous_results")


def check_repeated_rows(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Yield one warning for each sheet in which rows say the same in every cell, and no key tells them apart.

    Ballots may well be alike; counts of an appraisal have a check of their own.
    """
    for kind in kinds_of(campaign):
        if kind.id in OF_APPRAISAL or any(c.several is not None for c in kind.columns_for(campaign)):
            continue
        for table in sheets.of(kind.id):
            if (not kind.key or table.running) and (rows := _repeated(table, kind.key)):
                repeated = rows_text([row for row, _ in rows])
                first = rows[0][1]
                problem = f"{repeated}和前面的行（如第{first}行）每一格都一样，都算了"
                remedy = "重复录入的请删去；确实是几回的，不用管"
                yield Finding(REPEATED_ROWS_RULE, "warning", table.place(rows[0][0]), problem, remedy)


def _repeated(table: Table, key: str) -> list[tuple[int, int]]:
    """Return the rows that repeat an earlier one, each with that."""
    columns = [name for name in table.frame.columns if name != key]
    seen: dict[tuple[object, ...], int] = {}
    found = []
    for number, *cells in table.frame[columns].itertuples(name=None):
        first = seen.setdefault(tuple(cells), int(number))
        if first != number and any(cell is not None for cell in cells):
            found.append((int(number), first))
    return found


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
                level: Level = "error" if kind == "voters" else "warning"
                problem += "" if kind == "voters" else "，这两个数先不算"
                remedy = "请核对签到记录，改正其中一格"
                yield Finding(ATTENDANCE_RULE, level, row.place(column), problem, remedy)


PARTS = (*LIMITS[:2], ("manuscripts", "采纳", "收到修改意见", "条"))  # that are unknown where they contradict


def without_contradictions(sheets: Sheets) -> Sheets:
    """Return the sheets with two numbers of a row unknown of which the part is larger than its whole."""
    return Sheets(tuple(_consistent(table) for table in sheets.tables))


def _consistent(table: Table) -> Table:
    for kind, part, whole, _ in PARTS:
        if table.kind == kind and {part, whole} <= set(table.frame.columns):
            pairs = zip(table.frame.index, table.frame[part], table.frame[whole], strict=True)
            rows = [row for row, one, other in pairs if None not in (one, other) and one > other]
            if rows:
                frame = table.frame.copy()
                frame.loc[rows, [part, whole]] = None
                unread = table.unread | {(int(row), name) for row in rows for name in (part, whole)}
                return replace(table, frame=frame, unread=unread)
    return table


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
NAMES = (("campaign", "title"), ("office", "name"), ("office", "body"), ("office", "body_short"))


def check_placeholders(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield the names of campaign.toml that still say 某某, all at once."""
    said = {key: str(getattr(getattr(campaign, table), key)) for table, key in NAMES}
    left = [f"{key} 还是“{name}”" for key, name in said.items() if PLACEHOLDER.fullmatch(name)]
    if left:
        remedy = "请换成真的名称，不然提示里、落款上、标题和正文里就印这几个字"
        yield Finding(PLACEHOLDERS_RULE, "warning", Place("campaign.toml"), "，".join(left), remedy)


UNKNOWN_UNIT_RULE = "unit.unknown"
COLUMNS = {
    "ballots": "被评单位",
    "tallied_ballots": "被评单位",
    "voters": "被评单位",
    "previous_results": "单位",
}
ARCHIVES = {"previous_results"}  # units that are no more stand in them, and nothing stops for it


def check_unknown_unit(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Yield the first row of each name that is no unit's or several units', with how many rows say it.

    A name that is one unit's by abbreviation only is told as well. Whose it is, is asked; without an answer
    nobody gets its rows. Of the last round nothing but a comparison is lost.
    """
    units = units_of(sheets)
    known, full = aliases(units), {unit.id: unit.name for unit in units}
    for kind, column in COLUMNS.items():
        for table in sheets.of(kind):
            if column not in table.frame:
                continue
            named = table.frame[column].dropna().astype(str)
            # rows of a crosstab share their number
            for name, rows in named.groupby(named.to_numpy(), sort=False):
                if campaign.answers.get(name_key(str(name))) != NOT_COUNTED:
                    place = table.place(int(rows.index[0]), column)
                    yield from _doubtful_name(str(name), len(rows), place, kind, known, full)


def _doubtful_name(
    name: str, rows: int, place: Place, kind: str, known: UnitNames, full: Mapping[str, str]
) -> Iterator[Finding]:
    """Yield what is to be said of a name in so many rows, unless it is a unit's as the roster writes it.

    full: the full name of each unit, by its id.
    """
    told = f"“{name}”{f'（共 {rows} 行）' if rows > 1 else ''}"
    level: Level = "warning" if kind in ARCHIVES else "error"
    if known.is_abbreviated(name):
        problem = f"{told}按“{full[known.get(name) or '']}”算"
        yield Finding(ABBREVIATED_UNIT_RULE, "info", place, problem, "不是这个单位的，请改写全称")
    elif known.is_shared(name):
        whose = "、".join(named for id_, named in full.items() if id_ in known.ids(name))
        problem = f"{told}是几个单位的名称：{whose}，算给哪一个定不了，没有算"
        asked = _whose(name, known, full)
        yield Finding(SHARED_UNIT_RULE, level, place, problem, SHARED_REMEDY, question=asked)
    elif known.get(name) is None and kind not in ARCHIVES:
        asked = _whose(name, known, full)
        hint = f"，是不是“{asked.proposal}”" if asked.proposal else ""
        problem = f"单位目录里没有{told}{hint}"
        yield Finding(UNKNOWN_UNIT_RULE, level, place, problem, UNKNOWN_REMEDY, question=asked)


def _whose(name: str, known: UnitNames, full: Mapping[str, str]) -> Question:
    """Return the question which unit a name means; proposed is one that alone is likely, offered are all."""
    likely = [full[id_] for id_ in likely_units(name, known)]
    proposal = likely[0] if len(likely) == 1 else ""
    others = [unit for unit in full.values() if unit not in likely]
    choices = (*likely, NOT_COUNTED, *others)
    return Question(name_key(name), f"“{name}”是单位目录里的哪个单位？", proposal, choices)


UNKNOWN_REMEDY = "请改成单位目录里的全称或简称，或把它补进单位目录"
ABBREVIATED_UNIT_RULE, SHARED_UNIT_RULE = "unit.abbreviated", "unit.shared_name"
SHARED_REMEDY = "请改写单位ID或全称，或在单位目录里把简称改得各不相同"


RULES = (
    check_duplicate_key,
    check_repeated_rows,
    check_attendance,
    check_counted_twice,
    check_placeholders,
    check_unknown_unit,
)
