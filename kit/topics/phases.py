"""The activity and its phases (活动参数, S01): names, dates, and the cut-off date of each phase.

The sheet has the phase that campaign.toml says has ended, in that year. A row of any sheet is dated
within its phase; one of a sheet kept through all phases, within the activity (I16).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pandas as pd

from kit.model.campaign import FILE
from kit.model.fact import Fact, Place, count_fact, date_fact, list_fact, text_fact
from kit.model.finding import Finding
from kit.model.prose import Prose, prose
from kit.model.table import Column, SheetKind, Sheets, Table
from kit.text.dates import VagueDate, days_away, full_date_text, month_day_text
from kit.topics.kinds import kinds_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.model.campaign import Campaign, PhaseEntry
    from kit.model.fact import Facts
    from kit.model.finding import Level
    from kit.model.table import Row


KIND = SheetKind(
    id="phases",
    facts=("phase",),
    code="S01",
    name="活动参数",
    row="一个阶段",
    aliases=("活动与阶段", "阶段安排", "活动阶段"),
    key="阶段序号",
    day="",  # a phase is the window itself
    personal=(),
    own_words=("活动名称", "活动简称", "阶段名称", "主题", "上级部署单位", "指导检查组", "总要求"),
    span=("开始", "结束", "统计截止日"),
    decisive=True,
    columns=(
        Column(
            "活动名称",
            aliases=("活动", "活动全称"),
            filled_down=True,
            note="活动的全称，每一行都一样",
        ),
        Column("活动简称", aliases=("简称",), filled_down=True, note="公文里第二次提到时用的简称"),
        Column(
            "阶段序号",
            "count",
            required=True,
            ordinal=True,
            aliases=("阶段号", "第几阶段"),
            note="第几个阶段，填 1、2、3",
        ),
        Column("阶段名称", aliases=("阶段", "环节", "环节名称"), note="阶段的名称"),
        Column(
            "开始", "date", aliases=("开始日期", "起始日期", "开始时间", "启动时间"), note="阶段开始的日子"
        ),
        Column("结束", "date", aliases=("结束日期", "截止日期", "结束时间"), note="阶段结束的日子"),
        Column("主题", aliases=("活动主题",), filled_down=True, note="活动主题的原话"),
        Column(
            "上级部署单位", aliases=("部署单位", "上级单位"), filled_down=True, note="由谁统一部署，如：市委"
        ),
        Column("指导检查组", aliases=("检查组", "指导组"), filled_down=True, note="上级派来的指导检查组全称"),
        Column("总要求", "long", aliases=("总体要求",), filled_down=True, note="总要求的原话"),
        Column(
            "统计截止日",
            "date",
            required=True,
            aliases=("截止日", "统计截止日期", "数据截止日", "统计截止时间"),
            filled_down=True,
            note="各项数字统计到哪一天，不晚于成文日期",
        ),
    ),
    example={
        "活动名称": "示例：学习教育活动",
        "活动简称": "学习教育",
        "阶段序号": "1",
        "阶段名称": "第一阶段",
        "开始": "2020-03-01",
        "结束": "2020-05-31",
        "上级部署单位": "市委",
        "统计截止日": "2020-05-31",
    },
)


_TEXTS = (
    ("campaign.activity", "活动名称", "活动名称"),
    ("campaign.activity_short", "活动简称", "活动简称"),
    ("campaign.theme", "活动主题", "主题"),
    ("campaign.superior", "上级部署单位", "上级部署单位"),
    ("campaign.guide_group", "指导检查组", "指导检查组"),
    ("campaign.requirement", "活动总要求", "总要求"),
)


def phases(sheets: Sheets) -> tuple[Row, ...]:
    """Return the phases in their order."""
    rows = (row for row in sheets.rows("phases") if row["阶段序号"] is not None)
    return tuple(sorted(rows, key=lambda row: int(row["阶段序号"])))


def phase_row(sheets: Sheets, number: int | None) -> Row | None:
    """Return the phase of that 阶段序号; without a number the only one there is."""
    rows = phases(sheets)
    if number is None:
        return rows[0] if len(rows) == 1 else None
    return next((row for row in rows if row["阶段序号"] == number), None)


def cutoff_of(sheets: Sheets, campaign: Campaign) -> date | None:
    """Return the cut-off date of the phase that ends."""
    row = phase_row(sheets, campaign.campaign.phase)
    day = row["统计截止日"] if row else None
    return day if isinstance(day, date) else None


def count_phase(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:
    """Yield the activity's name and requirements, the phase that ends and the one that begins."""
    rows = phases(sheets)
    now = phase_row(sheets, campaign.campaign.phase)
    if now is None:
        return
    for id_, name, column in _TEXTS:
        if said := now[column]:
            yield text_fact(id_, name, str(said), sources=sheets.sources_of([now], column))
    if (day := cutoff_of(sheets, campaign)) is not None:
        yield date_fact("campaign.cutoff", "统计截止日", day, sources=sheets.sources_of([now], "统计截止日"))
    yield count_fact(
        "phase.count", "阶段数", len(rows), "个", "活动参数表列出的阶段", sheets.sources_of(rows)
    )
    if names := [str(row["阶段名称"]) for row in rows if row["阶段名称"]]:
        yield list_fact("phase.names", "各阶段名称", names, sources=sheets.sources_of(rows, "阶段名称"))
    yield from _phase_facts(sheets, now, "phase", "本阶段")
    following = phase_row(sheets, int(now["阶段序号"]) + 1)
    if following is not None:
        yield from _phase_facts(sheets, following, "phase.next", "下阶段")


def _phase_facts(sheets: Sheets, row: Row, id_: str, name: str) -> Iterator[Fact]:
    own = "phase.name" if id_ == "phase" else id_
    if named := row["阶段名称"]:
        yield text_fact(own, f"{name}名称", str(named), sources=sheets.sources_of([row], "阶段名称"))
    for key, column in (("start", "开始"), ("end", "结束")):
        day, sources = row[column], sheets.sources_of([row], column)
        if isinstance(day, VagueDate):
            yield text_fact(f"{id_}.{key}", f"{name}{column}", month_day_text(day), sources=sources)
        elif isinstance(day, date):
            yield date_fact(f"{id_}.{key}", f"{name}{column}", day, sources=sources)


FACTS = (count_phase,)


SETTINGS = {  # the columns of the sheet as [[phases]] calls them
    "活动名称": "activity",
    "活动简称": "short",
    "阶段序号": "number",
    "阶段名称": "name",
    "开始": "start",
    "结束": "end",
    "主题": "theme",
    "上级部署单位": "superior",
    "指导检查组": "guide_group",
    "总要求": "requirement",
    "统计截止日": "cutoff",
}
SHEET = "phases"  # of campaign.toml


def settled_phases(sheets: Sheets, campaign: Campaign) -> Sheets:
    """Return the sheets with the phases that campaign.toml tells, where no filled sheet of them came."""
    if not campaign.phases or not sheets.frame(KIND.id).empty:
        return sheets
    rows = [_settled(entry, at, campaign) for at, entry in enumerate(campaign.phases, 1)]
    index = pd.Index([entry.line for entry in campaign.phases], dtype="int64", name="行")
    frame = pd.DataFrame(rows, index=index, columns=list(SETTINGS), dtype=object)
    for column in SETTINGS:
        if KIND.column(column).filled_down and column != "统计截止日":
            frame[column] = frame[column].ffill()
    table = Table(KIND.id, FILE, SHEET, campaign.sha256, frame.where(frame.notna(), None))
    return replace(sheets, tables=(*(one for one in sheets.tables if one.kind != KIND.id), table))


def _settled(entry: PhaseEntry, at: int, campaign: Campaign) -> dict[str, object]:
    said = {column: getattr(entry, key) or None for column, key in SETTINGS.items()}
    title = campaign.campaign.title if at == 1 else None
    return {**said, "阶段序号": entry.number or at, "活动名称": entry.activity or title}


COMPLETES = (settled_phases,)


PHASE_PRESENT_RULE = "phases.missing"
BLANKS = "空白表在活动文件夹的“空白表”里"  # where kit new has put them


def check_phase_present(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Yield one finding if the phase that campaign.toml names, or its cut-off date, is missing.

    An activity without phases has no such sheet: papers that need it are left out, the others are written.
    """
    number = campaign.campaign.phase
    unfilled = sheets.unfilled_of("phases")
    if all(table.file == FILE for table in sheets.tables):
        what = "收到的表都只有列名，还没有内容" if sheets.unfilled else "还没有认得的表"
        yield Finding(
            PHASE_PRESENT_RULE, "error", Place("inbox"), what, f"{BLANKS}，填好放进 inbox；最少要有“活动参数”"
        )
    elif not sheets.has("phases"):
        came = "“活动参数”表只有列名，没有内容" if unfilled else "没有“活动参数”表"
        what = f"{came}，campaign.toml 里也没有 [[phases]]，就没有活动名称、阶段和统计截止日；"
        what += "要用到阶段的文稿不写，其他的照写"
        level: Level = "info" if number is None else "warning"
        remedy = "请在 campaign.toml 写一段 [[phases]]（至少写 cutoff），或补上这张表"
        remedy += f"，{BLANKS}；不分阶段的，不用管，在 campaign.toml 删去 phase"
        place = unfilled.place() if unfilled else Place("inbox")
        yield Finding(PHASE_PRESENT_RULE, level, place, what, remedy)
    elif campaign.phases and (sheet := sheets.of("phases")[0]).file != FILE:
        what = f"已经有“活动参数”表（{sheet.place()}），[[phases]] 没有用"
        yield Finding(PHASE_PRESENT_RULE, "warning", Place(f"{FILE}「{SHEET}」"), what, "请只留一处")
    elif (row := phase_row(sheets, number)) is None:
        place = sheets.of("phases")[0].place(None, "阶段序号")
        yield _no_such_phase(number, place)
    elif row["统计截止日"] is None:
        yield Finding(
            PHASE_PRESENT_RULE, "error", row.place("统计截止日"), "没有填统计截止日", "请填上数据统计到哪一天"
        )


def _no_such_phase(number: int | None, place: Place) -> Finding:
    if number is None:
        problem, remedy = "有几个阶段，不知道刚结束的是哪一个", "请在 campaign.toml 写 phase"
    else:
        problem = f"没有第 {number} 阶段（campaign.toml 的 phase）"
        remedy = "请补上这一行，或改 campaign.toml 的 phase"
    return Finding(PHASE_PRESENT_RULE, "error", place, problem, remedy)


YEAR_OF_PHASES_RULE = "phases.other_year"


def check_year_of_phases(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Yield the phase that campaign.toml says has ended, if its dates are of other years."""
    year = campaign.campaign.year
    row = phase_row(sheets, campaign.campaign.phase)
    cells = [row[name] for name in ("开始", "结束", "统计截止日")] if row else []
    years = [day.year for day in cells if isinstance(day, date)]
    if row is not None and years and not min(years) <= year <= max(years):
        problem = f"这一阶段在 {max(years)} 年，campaign.toml 的 year 却是 {year}"
        remedy = f"请改正其中一处：表里只写“3月30日”的，都会算成 {year} 年"
        yield Finding(YEAR_OF_PHASES_RULE, "warning", row.place("统计截止日"), problem, remedy)


DATES_IN_PHASE_RULE = "dates.outside_phase"
LATER = "请核对日期；确属下一阶段的，不要计入本阶段"
EARLIER = "请核对日期（表里不写年份的，按 campaign.toml 的 year 算）；确在活动以前的，不要计入"


def check_dates_in_phase(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Yield rows after the phase's cut-off date, or before the first phase begins.

    What is kept through all phases is also kept while the activity is prepared: from New Year on.
    """
    last = cutoff_of(sheets, campaign)
    if last is None:
        return
    new_year = date(campaign.campaign.year, 1, 1)
    first = _start(sheets) or new_year
    longest = min(first, new_year), max(last, _end(sheets) or last)
    for kind in kinds_of(campaign):
        if kind.day:
            period = longest if kind.all_phases else (first, last)
            yield from (
                _outside(row, kind.day, *period) for row in _strays(sheets, kind.id, kind.day, *period)
            )


def _strays(sheets: Sheets, kind: str, column: str, first: date, last: date) -> Iterator[Row]:
    def strays(day: object) -> bool:
        return isinstance(day, (date, VagueDate)) and bool(days_away(day, first, last))

    frame = sheets.frame(kind)
    if column in frame and any(map(strays, frame[column])):
        yield from (row for row in sheets.rows(kind) if strays(row[column]))


def _outside(row: Row, column: str, first: date, last: date) -> Finding:
    day: date | VagueDate = row[column]
    said = f"{day.year}年{day}" if isinstance(day, VagueDate) else full_date_text(day)
    problem, remedy = (
        (f"{said}不在统计期内（截至{full_date_text(last)}）", LATER)
        if (day.last_day if isinstance(day, VagueDate) else day) > last
        else (f"{said}在活动开始（{full_date_text(first)}）以前", EARLIER)
    )
    return Finding(DATES_IN_PHASE_RULE, "warning", row.place(column), problem, remedy)


FAR_DATES_RULE = "dates.far"
NEAR = timedelta(days=366)  # a day this far outside the campaign may well belong to it
AHEAD = timedelta(days=5 * 366)  # what is to be kept up is due years later
BACK = {"previous_results": timedelta(days=5 * 366)}  # an earlier round lies years back


def check_far_dates(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Yield each column of dates with days years away from the campaign: one line, with the first cell.

    Whatever the column means. Days of rows a little outside the phase are what the check above is about.
    """
    year = campaign.campaign.year
    first, last = _start(sheets) or date(year, 1, 1), _end(sheets) or date(year, 12, 31)
    told = cutoff_of(sheets, campaign) is not None
    for kind in kinds_of(campaign):
        for column in kind.columns_for(campaign):
            if column.type == "date" and not (told and column.name == kind.day):
                past = BACK.get(kind.id, NEAR)
                begun = date(year, 1, 1) if kind.id == KIND.id else first  # the phases say `first` themselves
                span = begun - past, last + (AHEAD if column.deadline else NEAR)
                yield from _far(sheets, kind.id, column.name, *span)


def _far(sheets: Sheets, kind: str, column: str, first: date, last: date) -> Iterator[Finding]:
    for table in sheets.of(kind):
        days = table.frame[column].tolist() if column in table.frame else []
        rows = zip(table.frame.index.tolist(), days, strict=False)
        if far := [(row, day) for row, day in rows if _is_far(day, first, last)]:
            row, day = far[0]
            more = f"（这一列共 {len(far)} 格离得远）" if len(far) > 1 else ""
            said = full_date_text(day) if isinstance(day, date) else f"{day.year}年{day}"
            problem = f"{said}离活动很远{more}"
            yield Finding(FAR_DATES_RULE, "warning", table.place(int(row), column), problem, "请核对年份")


def _is_far(day: object, first: date, last: date) -> bool:
    return isinstance(day, (date, VagueDate)) and bool(days_away(day, first, last))


def _start(sheets: Sheets) -> date | None:
    """Return when the first phase began; nothing if the activity sheet does not say."""
    phases = sorted(sheets.rows("phases"), key=lambda row: row["阶段序号"] or 0)
    start = phases[0]["开始"] if phases else None
    return start if isinstance(start, date) else None


def _end(sheets: Sheets) -> date | None:
    """Return the last day that the activity sheet names."""
    cells = (row[column] for row in sheets.rows("phases") for column in ("结束", "统计截止日"))
    return max((day for day in cells if isinstance(day, date)), default=None)


RULES = (
    check_phase_present,
    check_year_of_phases,
    check_dates_in_phase,
    check_far_dates,
)


PHASE_WORDS = ("阶段", "环节")


def phase_title(name: Fact | None, word: str) -> Prose | None:
    """Return a phase's name with the word for phases, once."""
    if not name:
        return None
    return prose(name, "" if str(name).endswith((*PHASE_WORDS, word)) else word)


def short_day(day: Fact | None) -> Fact | None:
    """Return a date as month and day, for a year the reader knows; words stay as they are."""
    if day is None or not isinstance(day.value, date):
        return day
    return replace(day, text=month_day_text(day.value))


def period(facts: Facts) -> Prose | None:
    """Return from when to when the phase lasted, the year said once."""
    start, end = facts.get("phase.start"), facts.get("phase.end")
    if not start:
        return None
    if not end:
        return prose(start, "以来")
    same_year = (
        isinstance(start.value, date) and isinstance(end.value, date) and start.value.year == end.value.year
    )
    return prose(start, "至", (short_day(end) if same_year else end) or "")
