"""Themed activities (主题活动, S17) and practices of the office's own (创新做法, S30).

Of an activity the sheet says who took part and what it helped to solve; of a practice, whether it has
become a rule (制度化).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kit.model.counting import Names, Rows, Sums, is_one_of, over
from kit.model.prose import SHOWN_NAMES, Prose, counts, items_of, prose
from kit.model.table import Column, SheetKind
from kit.text.numbering import is_point, passage_numbers
from kit.text.saying import without_closing_mark
from kit.topics.passage import KeyFigure, passage

if TYPE_CHECKING:
    from kit.model.draft import Material


THEMED_ACTIVITIES = SheetKind(
    id="themed_activities",
    code="S17",
    name="主题活动",
    row="一次主题活动",
    aliases=("主题实践活动", "活动台账"),
    key="",  # an activity may be repeated under its name
    day="日期",
    personal=(),
    own_words=("活动名", "组织单位", "参加对象"),
    all_phases=True,
    columns=(
        Column("活动名", tells=True, aliases=("活动名称", "主题活动名称"), note="活动的名称"),
        Column("日期", "date", aliases=("活动日期", "时间", "开展时间"), note="开展的日子"),
        Column("组织单位", aliases=("主办单位", "承办单位"), note="由谁组织"),
        Column("参加对象", aliases=("参加人员", "参加范围"), note="哪些人参加"),
        Column("人数", "count", aliases=("参加人数", "参与人数"), note="参加的人数"),
        Column("成果", "long", aliases=("活动成果", "成效"), note="办成了什么"),
        Column(
            "帮助解决问题数",
            "count",
            aliases=("解决问题数", "帮助解决问题", "办实事数"),
            note="帮助解决了几个问题",
        ),
    ),
    example={"活动名": "示例活动", "日期": "2020-05-06", "人数": "35", "帮助解决问题数": "2"},
)


INNOVATIONS = SheetKind(
    id="innovations",
    code="S30",
    name="创新做法",
    row="一项创新做法",
    aliases=("自选动作", "特色做法", "创新举措"),
    key="",
    day="",
    personal=(),
    own_words=("名称", "类别"),
    columns=(
        Column("名称", tells=True, aliases=("做法名称", "做法"), note="做法的名称"),
        Column("类别", aliases=("类型",), note="哪一类"),
        Column("内容", "long", tells=True, aliases=("做法内容", "主要内容"), note="怎么做的，成一句话"),
        Column(
            "状态",
            "choice",
            aliases=("进展", "阶段"),
            choices=("探索", "试行", "制度化"),
            note="探索、试行还是已成制度",
        ),
    ),
    example={"名称": "示例做法", "类别": "示例", "内容": "每月一次开门听意见。", "状态": "试行"},
)


FACTS = (
    *over(
        "themed_activities",
        Rows("activities.count", "主题活动次数", "次", "主题活动表的行数", "活动名"),
        Names("activities.list", "主题活动", "活动名"),
        *(
            Sums(f"activities.{key}", name, unit, f"各次“{column}”之和", column)
            for key, column, name, unit in (
                ("people", "人数", "主题活动参加人次", "人次"),
                ("solved", "帮助解决问题数", "主题活动帮助解决问题数", "个"),
            )
        ),
    ),
    *over(
        "innovations",
        Rows("innovations.count", "创新做法数", "项", "创新做法表的行数", "名称"),
        Names("innovations.list", "创新做法", "名称", once=False),
        Rows(
            "innovations.settled", "制度化做法数", "项", "状态为“制度化”", "状态", is_one_of("状态", "制度化")
        ),
    ),
)


KEY_FIGURES = (KeyFigure("activities.count", "主题活动", kind=THEMED_ACTIVITIES),)


@passage("主题活动", kind=THEMED_ACTIVITIES, needs=("activities.list", "activities.count"), by_cutoff=True)
def themed_activities(material: Material) -> Prose:
    """Return 开展“…”“…”主题活动N次，参加N人次，帮助解决问题N个."""
    facts = material.facts
    names, number = facts["activities.list"], facts["activities.count"]
    held = items_of(names)
    shown = held[:SHOWN_NAMES]
    named = prose("".join(f"“{name}”" for name in shown), "等" if len(shown) < len(held) else "")
    times = (number, "次") if number > 1 else ""
    more = (("activities.people", "参加"), ("activities.solved", "帮助解决问题"))
    return prose("开展", named, "主题活动", times, *(("，", clause) for clause in counts(facts, more)))


@passage("创新", kind=INNOVATIONS, needs=("innovations.list", "innovations.count"))
def innovations(material: Material) -> Prose:
    """Return 探索形成创新做法N项，其中N项已经形成制度; a single one by its name."""
    facts = material.facts
    names, number = facts["innovations.list"], facts["innovations.count"]
    settled = facts.get("innovations.settled")
    if number == 1:
        return prose(f"探索形成了“{items_of(names)[0]}”的做法", "，并已形成制度" if settled else "")
    rest = ("，其中", settled, "项已经形成制度") if settled and settled < number else ()
    return prose("探索形成创新做法", number, "项", *rest, "，都已形成制度" if settled == number.value else "")


@passage("特色做法", kind=INNOVATIONS)
def practices(material: Material) -> list[dict[str, Any]]:
    """Return the practices of the sheet as points (序 题 文), for offices that say none themselves."""
    rows = [row for row in material.sheets.rows("innovations") if row["名称"]]
    marks = passage_numbers(len(rows), is_point)
    named = [
        (without_closing_mark(str(row["名称"])), without_closing_mark(str(row["内容"] or ""))) for row in rows
    ]
    return [
        {"序": mark, "题": f"{title}。", "文": f"{text}。" if text else ""}
        for mark, (title, text) in zip(marks, named, strict=True)
    ]
