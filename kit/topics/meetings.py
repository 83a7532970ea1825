"""Meetings (会议, S04): each with its day, who came, and the opinions it heard.

Opinions that a meeting says it heard are those that the register has under its id. What is told: the
mobilisation, the discussions, and the leadership's meeting (民主生活会) without a name.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pandas as pd

from kit.model.counting import By, Rows, Sums, counted, is_told, over
from kit.model.fact import Fact, count_fact, date_fact, rate_fact, text_fact
from kit.model.finding import Finding, Question
from kit.model.prose import Prose, prose
from kit.model.table import Column, SheetKind, Sheets
from kit.text.numbers import percentage
from kit.text.saying import joined
from kit.topics.opinions import counted_opinions
from kit.topics.organisation import post_of, with_post
from kit.topics.passage import passage
from kit.topics.phases import short_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kit.model.campaign import Campaign
    from kit.model.draft import Material
    from kit.model.table import Row, Table


KIND = SheetKind(
    id="meetings",
    code="S04",
    name="会议台账",
    row="一次会议",
    aliases=("会议登记", "会议记录", "会议统计"),
    key="会议ID",
    day="日期",
    one_of=("日期", "应到", "实到", "主持", "讲话人", "参加范围", "收集意见条数"),
    personal=(),
    own_words=("名称", "地点", "主持", "讲话人", "参加范围"),
    all_phases=True,
    columns=(
        Column(
            "会议ID",
            "key",
            numbered=True,
            aliases=("会议编号", "会议号", "编号"),
            note="自己编，不重复、不再改",
        ),
        Column(
            "名称",
            tells=True,
            aliases=("会议名称", "会议", "会议名", "会议主题", "会议议题", "会议标题"),
            note="会议的名称",
        ),
        Column("类型", "choice", aliases=("会议类型", "类别"), note="如：动员大会、座谈会"),
        Column(
            "日期",
            "date",
            aliases=("会议日期", "时间", "会议时间", "召开时间", "召开日期", "开会日期", "开会时间"),
            decides=True,
            note="开会的日子",
        ),
        Column("地点", aliases=("会议地点", "召开地点", "开会地点"), note="开会的地方"),
        Column("主持", aliases=("主持人", "会议主持", "主持领导"), note="主持人姓名"),
        Column("讲话人", aliases=("讲话", "讲话领导"), note="讲话人姓名，几个人用顿号隔开"),
        Column(
            "应到",
            "count",
            aliases=("应到人数", "应到会", "应参会人数", "应到会人数", "应参加人数"),
            note="应到人数",
        ),
        Column(
            "实到",
            "count",
            aliases=(
                "实到人数",
                "实到会",
                "参会人数",
                "到会人数",
                "出席人数",
                "实到会人数",
                "实际参会人数",
                "参加人数",
            ),
            note="实到人数，不多于应到",
        ),
        Column("参加范围", "long", aliases=("参会范围", "参加人员", "参会人员"), note="哪些人参加"),
        Column("是否首次", "yes_no", aliases=("首次",), note="是不是第一次开这样的会"),
        Column(
            "收集意见条数",
            "count",
            aliases=("收集意见", "意见条数", "收集意见建议条数"),
            note="会上收集到几条意见，没有就填 0",
        ),
        Column("备注", "long", aliases=("说明",)),
    ),
    example={
        "会议ID": "示例1",
        "名称": "学习教育活动动员大会",
        "类型": "动员大会",
        "日期": "2020-03-02",
        "应到": "60",
        "实到": "58",
        "是否首次": "否",
    },
)


TYPES_RULE = "meetings.types"
AS_PROPOSED, NOT_BY_TYPE = "照此", "不分类型"
AGREED = {AS_PROPOSED, "对", "是", "y", "yes"}
QUESTION = f"{KIND.name}·类型"


CLOSING_BRACKET = re.compile(r"[（(][^（()）]*[）)]$")


@cache
def _known_types() -> tuple[Mapping[str, Any], ...]:
    said = files("kit.topics").joinpath("meeting_types.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(said)["types"])


def meeting_type_of(name: str, campaign: Campaign) -> str | None:
    """Return the type that a meeting's name tells, None if none: by the campaign's words, then the kit's."""
    plain = CLOSING_BRACKET.sub("", name.strip(" 。”》"))
    for own in campaign.meeting_types:
        if any(word in plain for word in own.words):
            return own.name
    for how in (str.endswith, str.__contains__):
        for known in _known_types():
            words = known.get("ends", ()) if how is str.endswith else known.get("words", ())
            if any(how(plain, word) for word in words):
                return str(known["name"])
    return None


def untyped(sheets: Sheets) -> list[Row]:
    """Return the meetings of the sheets that have no types at all."""
    return [row for row in sheets.rows(KIND.id) if not is_told(row.table.frame, "类型")]


def typed_meetings(sheets: Sheets, campaign: Campaign) -> Sheets:
    """Return the sheets with the types that names tell, once somebody has agreed to them."""
    if campaign.answers.get(QUESTION, "").strip().casefold() not in AGREED:
        return sheets
    tables = tuple(_typed(table, campaign) if table.kind == KIND.id else table for table in sheets.tables)
    return replace(sheets, tables=tables)


def _typed(table: Table, campaign: Campaign) -> Table:
    if is_told(table.frame, "类型") or "名称" not in table.frame:
        return table
    types = [meeting_type_of(str(name), campaign) if name else None for name in table.frame["名称"]]
    column = pd.Series(types, index=table.frame.index, dtype=object)  # else None would become NaN
    return replace(table, frame=table.frame.assign(类型=column), notes=(*table.notes, BY_NAME))


BY_NAME = "类型按会议名称"
COMPLETES = (typed_meetings,)


def _each(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:  # noqa: ARG001 - every count is called alike
    """Yield for each meeting: day, attendance, opinions, aspects."""
    for row in sheets.rows("meetings"):
        yield from _meeting(sheets, row)


def _meeting(sheets: Sheets, row: Row) -> Iterator[Fact]:
    id_, name = f"meetings.{row['会议ID']}", f"{row['名称'] or '会议'}（{row['会议ID']}）"
    if row["名称"]:
        named = str(row["名称"])
        yield text_fact(f"{id_}.name", f"{name}名称", named, sources=sheets.sources_of([row], "名称"))
    if isinstance(row["日期"], date):
        yield date_fact(f"{id_}.date", f"{name}日期", row["日期"], sources=sheets.sources_of([row], "日期"))
    for key, column in (("expected", "应到"), ("attendance", "实到")):
        if row[column] is not None:
            sources = sheets.sources_of([row], column)
            yield count_fact(
                f"{id_}.{key}", f"{name}{column}人数", row[column], "人", f"会议台账“{column}”", sources
            )
    yield from _heard(sheets, row, id_, name)


def _heard(sheets: Sheets, row: Row, id_: str, name: str) -> Iterator[Fact]:
    by_opinion = counted_opinions(sheets)
    if "会议ID" in by_opinion and (heard := by_opinion[by_opinion["会议ID"] == row["会议ID"]]).size:
        basis, sources = "意见登记（原始）中会议ID为这次会议的行数", sheets.sources(heard, "会议ID")
        yield count_fact(f"{id_}.opinions", f"{name}意见条数", len(heard), "条", basis, sources, stage="原始")
        if "方面" in heard and (sorted_out := heard[heard["方面"].notna()]).size:
            aspects, sources = sorted_out["方面"].nunique(), sheets.sources(sorted_out, "方面")
            yield count_fact(f"{id_}.aspects", f"{name}方面数", aspects, "个", "这些意见的不同方面", sources)
    elif row["收集意见条数"]:
        total, sources = row["收集意见条数"], sheets.sources_of([row], "收集意见条数")
        basis = "会议台账“收集意见条数”"
        yield count_fact(f"{id_}.opinions", f"{name}意见条数", total, "条", basis, sources, stage="原始")


def _by_type(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:
    """Yield how many meetings of each type there were, and whether the sheet or the names say the types."""
    by_name = any(BY_NAME in table.notes for table in sheets.of(KIND.id))
    basis, shown = ("按会议名称分为“{word}”", "名称") if by_name else ("类型为“{word}”", "类型")
    count = Rows("meetings.type.{word}", "{word}次数", "次", basis, "类型", shown=shown)
    yield from counted(over(KIND.id, By("类型", (count,))), sheets, campaign)


def _attendance_rate(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:  # noqa: ARG001 - every count is called alike
    """Yield who came of those expected, where the same meetings say both."""
    held = sheets.frame("meetings")
    if not is_told(held, "应到") or not is_told(held, "实到"):
        return
    if sheets.has_unread(held, "应到") or sheets.has_unread(held, "实到"):
        return
    expected = sum(held["应到"].dropna())
    if expected and list(held["应到"].notna()) == list(held["实到"].notna()):
        rate = percentage(int(sum(held["实到"].dropna())), int(expected))
        basis, parents = "到会人次除以应到人次", ("meetings.attendance", "meetings.expected")
        yield rate_fact("meetings.attendance_rate", "会议到会率", rate, basis, parents=parents)


FACTS = over(
    "meetings",
    Rows("meetings.count", "会议次数", "次", "会议台账的行数"),
    _by_type,
    Sums("meetings.expected", "会议应到人次", "人次", "各次会议“应到”之和", "应到"),
    Sums("meetings.attendance", "会议到会人次", "人次", "各次会议“实到”之和", "实到"),
    _attendance_rate,
    _each,
)


MEETING_OPINIONS_RULE = "meetings.opinions"


def check_meeting_opinions(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield every meeting whose 收集意见条数 differs from its rows in the register, and unknown meetings."""
    heard = Counter(str(row["会议ID"]) for row in sheets.rows("opinions") if row["会议ID"])
    for row in sheets.rows("meetings"):
        registered, stated = heard.pop(str(row["会议ID"]), 0), row["收集意见条数"]
        if stated is not None and registered and registered != stated:
            problem = f"填的是 {stated} 条，意见登记表里这次会议有 {registered} 条，按登记表算"
            yield Finding(
                MEETING_OPINIONS_RULE,
                "warning",
                row.place("收集意见条数"),
                problem,
                "请核对两张表，改正其中一处",
            )
    if not sheets.has("meetings"):
        return
    for row in sheets.rows("opinions"):
        if str(row["会议ID"]) in heard:
            problem = f"会议台账里没有“{row['会议ID']}”"
            yield Finding(
                MEETING_OPINIONS_RULE, "warning", row.place("会议ID"), problem, "请改成会议台账里的会议ID"
            )


def check_meeting_types(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Yield one question if sheets say no types: whether those that the names tell are right."""
    rows = untyped(sheets)
    if not rows or campaign.answers.get(QUESTION):
        return
    types = Counter(meeting_type_of(str(row["名称"] or ""), campaign) or UNKNOWN_TYPE for row in rows)
    unknown = types.pop(UNKNOWN_TYPE, 0)
    told = [f"{word} {number}" for word, number in types.items()]
    split = "、".join([*told, *([f"{UNKNOWN_TYPE} {unknown}"] if unknown else [])])
    problem = f"没有“类型”列，{len(rows)} 次会议按名称可以分成{split}；没有确认，先不按类型统计"
    remedy = "对的话用 kit map 回车确认；不对的请加一列“类型”，或在 campaign.toml 写 [[meeting_types]]"
    asked = f"{KIND.name}没有“类型”列，按会议名称分成{split}，对吗？"
    question = Question(QUESTION, asked, AS_PROPOSED if told else NOT_BY_TYPE, (AS_PROPOSED, NOT_BY_TYPE))
    yield Finding(TYPES_RULE, "warning", rows[0].table.place(), problem, remedy, question=question)


UNKNOWN_TYPE = "分不出的"
RULES = (check_meeting_opinions, check_meeting_types)


def meetings_of_kind(material: Material, word: str) -> list[Row]:
    """Return the meetings whose kind (类型) holds a word, by date where it is a day."""
    rows = [row for row in material.sheets.rows("meetings") if word in str(row["类型"] or "")]
    return sorted(rows, key=lambda row: row["日期"] if isinstance(row["日期"], date) else date.max)


@passage("动员会", kind=KIND)
def mobilisation(material: Material) -> tuple[Prose, bool, Prose | None] | None:
    """Return 3月30日召开…大会，N人参加; whether it was the first of its kind; who chaired and spoke."""
    rows = meetings_of_kind(material, "动员")
    if not rows:
        return None
    row = rows[0]
    return held(material, row), bool(row["是否首次"]), _heads(material, row)


def _heads(material: Material, row: Row) -> Prose | None:
    """Return who chaired and who spoke; one who did both is named once."""
    chair, speaker = (str(row[column] or "") for column in ("主持", "讲话人"))
    if chair and chair == speaker:
        return prose(with_post(material, chair), "主持会议并作动员讲话")
    parts = ((chair, "主持会议"), (speaker, "作动员讲话"))
    heads = [f"{with_post(material, name)}{verb}" for name, verb in parts if name]
    return prose(joined(heads, "，")) if heads else None


def held(material: Material, row: Row, *, year: bool = False) -> Prose:
    """Return 日期召开会议名称，N人参加, as far as the sheet says; year: where no date before tells it."""
    facts, id_ = material.facts, f"meetings.{row['会议ID']}"
    day, present = facts.get(f"{id_}.date"), facts.get(f"{id_}.attendance")
    day = day if year else short_day(day)
    name = facts.get(f"{id_}.name") or str(row["名称"] or "会议")
    return prose(day or "", "召开", name, ("，", present, "人参加") if present else "")


@passage("讨论会", kind=KIND)
def discussions(material: Material) -> Prose | None:
    """Return the discussion meetings (讨论会) in a sentence; None if there was none."""
    rows = meetings_of_kind(material, "讨论")
    if not rows:
        return None
    if len(rows) == 1:
        return prose(held(material, rows[0]), "。")
    days = [short_day(material.facts.get(f"meetings.{row['会议ID']}.date")) for row in rows]
    known = [day for day in days if day]
    when = prose("先后于", joined(known), "召开") if len(known) == len(rows) else prose("先后召开")
    kinds = {str(row["类型"]) for row in rows}
    number = material.facts.by_name().get(f"{kinds.pop()}次数") if len(kinds) == 1 else None
    if number == len(rows):
        return prose(when, str(rows[0]["类型"]), number, "次。")
    return prose(when, joined([str(row["名称"] or "会议") for row in rows], "、"), "。")


LIFE_MEETING = "民主生活会"  # 类型


def takes_place(sheets: Sheets) -> bool:
    """Return whether the sheets tell of such a meeting: a row of S04 that was held, or criticisms (S21)."""
    rows = (row for row in sheets.rows("meetings") if LIFE_MEETING in str(row["类型"] or ""))
    return any(_was_held(row) for row in rows) or sheets.has("criticisms")


def _was_held(row: Row) -> bool:
    """Return whether a day or who came is said of a meeting, in a sheet that says such things."""
    told = [column for column in ("日期", "实到") if is_told(row.table.frame, column)]
    return not told or any(row[column] is not None for column in told)


def meeting(material: Material, id_: str) -> Row | None:
    """Return the meeting of that id; without one, the last 民主生活会."""
    rows = meetings_of_kind(material, "" if id_ else LIFE_MEETING)
    found = [row for row in rows if not id_ or str(row["会议ID"]) == id_]
    return found[-1] if found else None


def attendance(material: Material, id_: str) -> Prose | None:
    """Return 应到N人，实到N人; None where nobody was counted."""
    expected, present = (material.facts.get(f"{id_}.{key}") for key in ("expected", "attendance"))
    told = [prose(word, fact, "人") for word, fact in (("应到", expected), ("实到", present)) if fact]
    return prose(joined(told, "，")) if told else None


def chair(material: Material, row: Row | None) -> str:
    """Return the post of who chaired; never a name, which stands in the record of criticisms too."""
    return post_of(material, str(row["主持"] or "")) if row else ""
