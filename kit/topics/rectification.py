"""Things to be put right (整改事项, S28): who does it, until when, and how far it is (opinions.md 3.6).

Types and states are counted apart, the rate on what was due by the register's day; a closed one has a day.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from kit.model.counting import By, Keep, Rows, counted, is_one_of, is_told, over
from kit.model.fact import Fact, count_fact, date_fact, rate_fact
from kit.model.finding import Finding
from kit.model.prose import Prose, prose
from kit.model.table import Column, SheetKind
from kit.text.dates import full_date_text
from kit.text.numbering import chinese_marks
from kit.text.numbers import percentage
from kit.text.saying import joined, one_is, without_closing_mark
from kit.topics.passage import KeyFigure, passage
from kit.topics.problems import CATEGORY, category_columns, solved_in_phase
from kit.topics.states import (
    CLOSED,
    DEADLINE_WORDS,
    IMMEDIATE,
    LONG,
    LONG_TERM,
    STATE_WORDS,
    STATES,
    TYPE_BASES,
    TYPES,
    UNSTATED,
    is_long_term,
    type_of,
)
from kit.topics.windows import register_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from kit.model.campaign import Campaign
    from kit.model.counting import Count, Counting
    from kit.model.draft import Material
    from kit.model.table import Row, Sheets


def category_column(campaign: Campaign) -> tuple[Column, ...]:
    """Return 问题类别, which only a sheet that is both ledgers in one has; theirs is asked in 问题清单."""
    [category] = category_columns(campaign)
    return (replace(category, name=CATEGORY, aliases=("类别", "问题类型"), tells=False, offered=False),)


KIND = SheetKind(
    id="rectification",
    code="S28",
    name="整改台账",
    row="一个整改事项",
    aliases=("整改落实台账", "整改清单", "整改事项", "边查边改台账"),
    key="编号",
    one_of=("整改措施", "状态", "完成时限", "整改类型"),
    day="",  # the states of all rows stand on one day, register_date
    personal=(),
    own_words=("来源", "责任领导", "牵头单位", "协办单位", "责任人", "验收人", "验收意见", "佐证材料"),
    columns=(
        Column(
            "编号",
            "key",
            numbered=True,
            aliases=("整改编号", "整改ID", "事项编号"),
            note="自己编，不重复、不再改",
        ),
        Column("问题ID", "key", aliases=("问题编号",), filled_down=True, note="问题清单里的问题ID"),
        Column(
            "问题表述",
            "long",
            tells=True,
            aliases=(
                "问题",
                "问题内容",
                "存在问题",
                "表述",
                "问题描述",
                "存在的问题",
                "查摆问题",
                "查摆出的问题",
                "检视问题",
                "突出问题",
                "主要问题",
                "具体问题",
            ),
            filled_down=True,
            note="与问题清单一致",
        ),
        Column("来源", aliases=("来源（渠道/频次）", "问题来源", "来源渠道"), note="问题从哪里来、提了几次"),
        Column(
            "整改类型",
            "choice",
            open=True,
            aliases=("类型", "整改类别"),
            choices=("立行立改", "限期整改", "长期坚持"),
            choice_aliases={
                "即知即改": "立行立改",
                "边查边改": "立行立改",
                "立即整改": "立行立改",
                "限时整改": "限期整改",
                "长期整改": "长期坚持",
            },
            decides=True,
            note="立行立改、限期整改或长期坚持",
        ),
        Column(
            "是否长期坚持",
            "yes_no",
            aliases=("长期坚持", "长期"),
            note="改好以后是不是还要长期坚持",
        ),
        Column("整改目标", "long", aliases=("目标",), note="改到什么程度"),
        Column(
            "整改措施",
            "list",
            clauses=True,
            aliases=("措施", "整改举措", "主要措施", "具体措施", "整改落实措施", "整改具体措施"),
            note="有几项写几项，用分号隔开",
        ),
        Column(
            "责任领导",
            aliases=("牵头领导", "分管领导", "责任领导姓名", "包抓领导", "牵头责任人"),
            note="负责的领导",
        ),
        Column(
            "牵头单位",
            aliases=(
                *("牵头（主办）单位", "主办单位", "责任单位", "责任部门", "牵头部门"),
                *("责任股室", "责任科室", "责任处室", "牵头股室", "牵头科室", "牵头处室"),
            ),
            note="主办的单位",
        ),
        Column(
            "协办单位",
            aliases=("配合单位", "协办部门", "配合部门", "协同单位"),
            note="协办的单位，没有就空着",
        ),
        Column("责任人", aliases=("具体责任人", "承办人"), note="具体办的人"),
        Column(
            "完成时限",
            "date",
            aliases=("整改时限", "时限", "期限", "整改期限", "完成期限"),
            choices=(LONG, IMMEDIATE),
            choice_aliases=DEADLINE_WORDS,
            deadline=True,
            note="到哪一天；长期坚持的填“长期”",
        ),
        Column(
            "状态",
            "choice",
            leads=True,
            aliases=(
                "整改状态",
                "完成情况",
                "整改完成情况",
                "进度",
                "销号情况",
                "整改情况",
                "是否完成",
                "是否销号",
                "是否完成整改",
                "整改结果",
            ),
            choices=("未启动", "未完成", "整改中", "待验收", "已销号", "退回", "重启", "长期坚持"),
            choice_aliases=STATE_WORDS,
            decides=True,
            note="改到哪一步；验收过才算“已销号”",
        ),
        Column(
            "进展",
            "long",
            aliases=("进展情况", "整改进展", "整改进展情况", "整改成效", "落实情况"),
            note="按日期一条一条往后加，前面的不改",
        ),
        Column("完成日期", "date", aliases=("完成时间", "销号日期", "完成日"), note="哪天改好的"),
        Column("验收人", aliases=("验收",), note="谁验收的"),
        Column("验收意见", "long", aliases=("验收人/验收意见", "验收结论"), note="验收怎么说"),
        Column("佐证材料", aliases=("佐证", "证明材料"), note="材料放在哪里"),
        Column("满意度回访", "choice", aliases=("回访", "回访情况"), note="回访时群众满不满意"),
        Column("备注", "long", aliases=("说明",)),
    ),
    more_columns=category_column,
    example={
        "编号": "示例1",
        "问题ID": "示例1",
        "问题表述": "会议偏多",
        "整改类型": "立行立改",
        "是否长期坚持": "是",
        "整改措施": "合并例会；限定时长",
        "责任领导": "张某",
        "牵头单位": "办公室",
        "责任人": "李某",
        "完成时限": "2020-06-30",
        "状态": "整改中",
    },
)


def _items(day: date | None) -> tuple[Count | Counting, ...]:
    """Return items in all, by type and by state; closed is what was closed by the register's day."""
    return over(
        _by_type,
        Rows("rectification.total", "整改事项数", "项", "整改台账的行数"),
        *(_of_type(word, key) for word, key in TYPES.items()),
        By("整改类型", (_OWN,), but=tuple(TYPES)),
        *(
            _closed(day)
            if word == CLOSED
            else Rows(
                f"rectification.{key}",
                f"{word}项数",
                "项",
                f"状态为“{word}”",
                "状态",
                is_one_of("状态", word),
                zero=False,
            )
            for word, key in STATES.items()
        ),
        UNSTATED,
    )


_OWN = Rows("rectification.by_type.{word}.count", "{word}项数", "项", "整改类型为“{word}”", "整改类型")


def _of_type(word: str, key: str) -> Rows:
    basis = TYPE_BASES.get(word, f"整改类型为“{word}”")
    column, shown = (OF_TYPE, "完成时限") if word == LONG_TERM else ("整改类型", "整改类型")
    id_, name, keep = f"rectification.{key}", f"{word}项数", is_one_of(column, word)
    return Rows(id_, name, "项", basis, shown, keep, zero=False)


def _by_type(sheets: Sheets) -> pd.DataFrame:
    """Return the items, each long-term one under 长期坚持 whatever its type says."""
    items = sheets.frame("rectification")
    if items.empty:
        return items
    said = items["整改类型"] if "整改类型" in items else [None] * len(items)
    of_type: list[Any] = [
        type_of(type_, row.get("完成时限"), row.get("状态"))
        for (_, row), type_ in zip(items.iterrows(), said, strict=True)
    ]
    typed = {"整改类型": of_type} if any(type_ not in {None, LONG_TERM} for type_ in of_type) else {}
    return items.assign(**{OF_TYPE: of_type, **typed})


def _closed(day: date | None) -> Rows:
    by_then = Keep("完成日期", test=lambda done: not _is_later(done, day), lenient=True)
    basis = f"状态为“{CLOSED}”，不含整改台账截止日以后才完成的"
    keep = (*is_one_of("状态", CLOSED), by_then)
    return Rows("rectification.closed", f"{CLOSED}项数", "项", basis, "状态", keep)


def _is_later(done: object, day: date | None) -> bool:
    """Return whether an item was done after the register's day; one without a date is believed."""
    return isinstance(done, date) and day is not None and done > day


LONG_COLUMNS = ("整改类型", "完成时限", "状态")
OF_TYPE = "档"  # no column of the sheet: the type, 长期坚持 for what is long-term by its deadline or state


def count_rectification(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:
    """Yield items in all, by type, by state, those due by the register's day and those of them closed."""
    by_item = sheets.frame("rectification")
    if by_item.empty:
        return
    day = register_day(sheets, campaign)
    if day is not None:
        basis = "整改台账的状态记到这一天"
        yield date_fact("rectification.as_of", "整改台账截止日", day, basis)
    facts = (*counted(_items(day), sheets, campaign), *_due(sheets, by_item, day))
    yield from (replace(fact, cutoff=day) for fact in facts)


def _due(sheets: Sheets, by_item: pd.DataFrame, last: date | None) -> Iterator[Fact]:
    if last is None or not is_told(by_item, "完成时限"):
        return
    due = by_item[[_is_due(row, last) for _, row in by_item.iterrows()]]
    basis = "完成时限不晚于整改台账截止日的事项，不含长期坚持"
    sources = sheets.sources(due, "完成时限")
    yield count_fact("rectification.due", "应完成整改项数", len(due), "项", basis, sources)
    if not is_told(by_item, "状态") or None in set(due["状态"]):  # one may be done or not
        return
    closed = due[[_is_closed(row, last) for _, row in due.iterrows()]]
    name, basis = "应完成中已销号项数", f"{basis}，其中状态为已销号"
    sources = sheets.sources(closed, "状态")
    yield count_fact("rectification.due_closed", name, len(closed), "项", basis, sources)
    if len(due):
        yield rate_fact(
            "rectification.rate",
            "整改完成率",
            percentage(len(closed), len(due)),
            "应完成中已销号的项数除以应完成的项数，不含长期坚持",
            parents=("rectification.due_closed", "rectification.due"),
        )


def _is_due(row: pd.Series[Any], last: date) -> bool:
    day = row["完成时限"]
    return (
        isinstance(day, date) and day <= last and not is_long_term(*(row.get(name) for name in LONG_COLUMNS))
    )


def _is_closed(row: pd.Series[Any], last: date) -> bool:
    return row["状态"] == CLOSED and not _is_later(row.get("完成日期"), last)


def count_deadlines(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:  # noqa: ARG001 - every count is called alike
    """Yield until when each item is to be done; an item without a day (长期) has none."""
    for row in sheets.rows("rectification"):
        if isinstance(day := row["完成时限"], date):
            id_, name = f"rectification.item.{row['编号']}.deadline", f"整改事项{row['编号']}完成时限"
            yield date_fact(id_, name, day, "整改台账“完成时限”", sheets.sources_of([row], "完成时限"))


FACTS = (count_rectification, count_deadlines)


LATER_RULE = "rectification.closed_later"
LONG_TERM_RULE = "rectification.long_term_closed"


def check_rectification_states(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Yield closed items that were closed after the register's day, and those that are to go on for long."""
    day = register_day(sheets, campaign)
    for row in sheets.rows("rectification"):
        if row["状态"] != CLOSED:
            continue
        if day is not None and _is_later(row["完成日期"], day):
            problem = f"整改台账截止日（{full_date_text(day)}）以后才完成，到那天还没有销号，没有算作已销号"
            remedy = "请核对完成日期；要算进来的，把 campaign.toml 的 register_date 改到那天以后"
            yield Finding(LATER_RULE, "warning", row.place("完成日期"), problem, remedy)
        if is_long_term(row["整改类型"], row["完成时限"], row["状态"]):
            problem = "长期坚持的事项填了“已销号”，没有算进完成率"
            yield Finding(
                LONG_TERM_RULE,
                "warning",
                row.place("状态"),
                problem,
                "请核对；确已完成的，请改整改类型和完成时限",
            )


RULE = "rectification.closed_day"


def check_rectification_closed(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield closed items without 完成日期, and items with one that are not closed.

    Nobody has to invent a date: an item closed without one is closed, but not 边查边改 within the phase.
    """
    for row in sheets.rows("rectification"):
        closed, day = row["状态"] == CLOSED, row["完成日期"]
        if closed and day is None and _is_dated(row):
            problem = "已销号却没有完成日期，没有算进边查边改解决的问题"
            yield Finding(
                RULE, "warning", row.place("完成日期"), problem, "知道是哪天的请填上；不知道的不用编"
            )
        elif day is not None and row["状态"] in {"未启动", "整改中"}:
            problem = f"有完成日期，状态却是“{row['状态']}”"
            yield Finding(RULE, "warning", row.place("状态"), problem, "请核对状态；做完待验收的填“待验收”")


def _is_dated(row: Row) -> bool:
    """Return whether the day is asked: of what was put right at once, in a sheet that says such days."""
    return row["整改类型"] in {None, IMMEDIATE} and is_told(row.table.frame, "完成日期")


RULES = (check_rectification_closed, check_rectification_states)


KEY_FIGURES = (KeyFigure("rectification.total", "整改台账事项", kind=KIND),)


@passage("边查边改", kind=KIND, needs=("problems.solved",))
def solved(material: Material) -> Prose:
    """Return 通过边查边改，已经解决问题N个."""
    return prose("通过边查边改，已经解决问题", material.facts["problems.solved"], "个")


_NUMBER = re.compile(r"^\s*[（(]?\d{1,2}[.．、)）]\s*")
TIERS = tuple((key, word) for word, key in TYPES.items())


def put_right(material: Material, *, how: bool = False) -> dict[str, Any] | None:
    """Return 总 how many problems were solved within the phase, 例 which; None if none was.

    how: with what was done about each.
    """
    total = solved(material)
    if not total:
        return None
    rows = _solved_rows(material)
    if how:
        measures = [f"针对{short_problem(row)}的问题，{measures_of(row)}" for row in rows]
        return {"总": total, "例": "".join(one_is(measures))}
    return {"总": total, "例": _settled(rows) if rows else ""}


def _settled(rows: list[Row]) -> str:
    names = "、".join(short_problem(row) for row in rows)
    return f"{names}的问题，都有了着落。" if len(rows) > 1 else f"{names}的问题有了着落。"


def _solved_rows(material: Material) -> list[Row]:
    solved = solved_in_phase(material.sheets, material.campaign)
    ids = {str(number) for number in solved["编号"]}
    return [row for row in material.sheets.rows("rectification") if str(row["编号"]) in ids]


@passage("整改安排", kind=KIND, needs=("rectification.total",))
def tiers(material: Material) -> Prose:
    """Return 列入整改台账的事项共N项，其中立行立改N项…."""
    total = material.facts["rectification.total"]
    parts = [(word, fact) for key, word in TIERS if (fact := material.facts.get(f"rectification.{key}"))]
    own = (fact for id_, fact in material.facts.items() if id_.startswith("rectification.by_type."))
    parts += [(fact.name.removesuffix("项数"), fact) for fact in own]
    if len(parts) == 1 and parts[0][1] == total.value:
        return prose("列入整改台账的事项共", total, f"项，都属于{parts[0][0]}")
    among = prose("，其中", joined([prose(word, fact, "项") for word, fact in parts])) if parts else ""
    return prose("列入整改台账的事项共", total, "项", among)


def tier_of(row: Row) -> str | None:
    """Return the type that an item counts under; None where nobody said one."""
    found = type_of(*(row[name] for name in LONG_COLUMNS))
    return str(found) if found else None


def measures_of(row: Row) -> str:
    """Return a row's measures (整改措施) as one clause, without the numbers clerks type before them."""
    clauses = (without_closing_mark(_NUMBER.sub("", str(measure))) for measure in row["整改措施"] or ())
    return "，".join(chinese_marks(clause) for clause in clauses)


def short_problem(row: Row) -> str:
    """Return the first clause of a problem, by which it is called."""
    return without_closing_mark(str(row["问题表述"] or "")).split("，")[0]
