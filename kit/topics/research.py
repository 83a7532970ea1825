"""Survey topics (调研课题, S10): each led by one of the leaders, with places, talks and a report.

A report counts as finished as 定稿 or 已转化.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kit.model.counting import Distinct, Names, Rows, Sums, is_one_of, is_told, over
from kit.model.finding import Finding
from kit.model.prose import Prose, items_of, prose
from kit.model.table import Column, SheetKind
from kit.text.numbers import in_protocol_order
from kit.text.saying import joined
from kit.topics.organisation import protocol, short_unit
from kit.topics.passage import KeyFigure, passage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.model.campaign import Campaign
    from kit.model.draft import Material
    from kit.model.fact import Fact
    from kit.model.table import Row, Sheets


KIND = SheetKind(
    id="research_topics",
    code="S10",
    name="调研课题",
    row="一个调研课题",
    aliases=("课题台账", "调研台账", "专题调研", "调研课题安排"),
    key="课题ID",
    day="方案日期",  # from then on it is a topic
    personal=(),
    own_words=("课题名", "领题领导", "承办专委", "报告题目"),
    columns=(
        Column("课题ID", "key", numbered=True, aliases=("课题编号", "编号"), note="自己编，不重复、不再改"),
        Column(
            "课题名",
            tells=True,
            aliases=("课题名称", "课题", "调研课题", "调研题目"),
            note="课题名称，不加引号",
        ),
        Column(
            "领题领导",
            aliases=("领题人", "牵头领导", "负责领导", "带队领导", "课题负责人", "领衔领导"),
            note="领题领导姓名",
        ),
        Column(
            "承办专委",
            aliases=("承办专委会", "承办单位", "承办部门", "责任专委", "承办科室", "承办股室", "责任单位"),
            note="由哪个专委会承办",
        ),
        Column("方案日期", "date", aliases=("方案时间", "制定方案日期"), note="调研方案定下来的日子"),
        Column("开始", "date", aliases=("开始日期", "开始时间"), note="开始调研的日子"),
        Column("结束", "date", aliases=("结束日期", "结束时间", "完成日期"), note="调研结束的日子"),
        Column("走访点数", "count", aliases=("走访点", "调研点数", "走访数"), note="走访了几个点"),
        Column("座谈次数", "count", aliases=("座谈会次数", "座谈会", "座谈"), note="开了几次座谈会"),
        Column(
            "报告状态",
            "choice",
            aliases=("状态", "报告情况", "调研报告状态"),
            choices=("未交", "初稿", "定稿", "已转化"),
            choice_aliases={
                "未完成": "未交",
                "草稿": "初稿",
                "已完成": "定稿",
                "已定稿": "定稿",
                "已交": "定稿",
                "转化": "已转化",
                "成果已转化": "已转化",
            },
            note="调研报告写到哪一步",
        ),
        Column("报告题目", aliases=("调研报告题目", "报告标题", "报告名称"), note="报告题目，不加书名号"),
    ),
    example={
        "课题ID": "示例1",
        "课题名": "乡村道路建设",
        "领题领导": "张某",
        "承办专委": "经济委员会",
        "走访点数": "4",
        "报告状态": "初稿",
    },
)


WRITTEN = ("定稿", "已转化")
FACTS = over(
    "research_topics",
    Distinct("research.topics", "调研课题数", "个", "不同课题的个数", "课题名"),
    Names("research.topic_list", "调研课题", "课题名", once=False),
    Rows(
        "research.reports",
        "调研报告篇数",
        "篇",
        f"报告状态为{'、'.join(WRITTEN)}的篇数",
        "报告状态",
        is_one_of("报告状态", *WRITTEN),
    ),
    *(
        Sums(f"research.{key}", f"课题调研{column}", unit, f"各课题“{column}”之和", column)
        for key, column, unit in (("places_visited", "走访点数", "个"), ("talks_held", "座谈次数", "次"))
    ),
)


RULE = "research.leader"


def check_topic_leader(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield topics without a leader, and leaders whom the list does not have."""
    leaders = {str(row["姓名"]) for row in sheets.rows("leaders")}
    for row in sheets.rows("research_topics"):
        name, place = row["领题领导"], row.place("领题领导")
        if not is_told(row.table.frame, "领题领导"):
            continue
        if not name:
            yield Finding(RULE, "warning", place, "没有领题领导", "请填上领题领导的姓名")
        elif leaders and name not in leaders:
            yield Finding(RULE, "warning", place, f"“{name}”不在班子名单里", "请核对姓名，或补进班子名单")


RULES = (check_topic_leader,)


KEY_FIGURES = (
    KeyFigure("research.topics", "重点调研课题"),
    KeyFigure("research.reports", "调研报告", "已定稿的"),
)


@passage("课题", kind=KIND, needs=("research.topic_list", "research.topics"))
def topics_chosen(material: Material) -> Prose:
    """Return 围绕…确定了“…”N个重点调研课题."""
    names, number = _in_quotes(material.facts["research.topic_list"]), material.facts["research.topics"]
    chosen = (names, number, "个重点调研课题") if number > 1 else ("重点调研课题", names)
    return prose("围绕事关全局的重点难点问题和群众关心的热点问题，确定了", chosen)


def _in_quotes(names: Fact) -> Fact:
    """Return a list fact printed in quotation marks (no 、 between them: GB/T 15834)."""
    return replace(names, text="".join(f"“{name}”" for name in items_of(names)))


@passage("调研报告", kind=KIND, needs=("research.reports",))
def reports(material: Material) -> Prose:
    """Return 形成调研报告N篇."""
    return prose("形成调研报告", material.facts["research.reports"], "篇")


def all_led(material: Material) -> bool:
    """Return whether every topic has a leader (领题领导)."""
    rows = list(material.sheets.rows("research_topics"))
    return bool(rows) and all(row["领题领导"] for row in rows)


@passage("课题分工", kind=KIND)
def topics_by_leader(material: Material) -> Prose | None:
    """Return who leads which topic, in protocol order; None without topics."""
    rows = [row for row in material.sheets.rows("research_topics") if row["领题领导"] and row["课题名"]]
    order = in_protocol_order((str(row["领题领导"]) for row in rows), protocol(material))
    rows.sort(key=lambda row: order.index(str(row["领题领导"])))
    shares = [prose(str(row["领题领导"]), f"负责“{row['课题名']}”", _host(material, row)) for row in rows]
    return prose(joined(shares, "；")) if shares else None


def _host(material: Material, row: Row) -> str:
    return f"（{short_unit(material, str(row['承办专委']))}承办）" if row["承办专委"] else ""


@passage("没有完成的调研报告", kind=KIND, needs=("research.reports",))
def unfinished(material: Material) -> Prose | None:
    """Return the topics whose report is not finished; None if there is none, or if none at all is."""
    rows = [row for row in material.sheets.rows("research_topics") if row["课题名"]]
    rows = [row for row in rows if row["报告状态"] is not None and row["报告状态"] not in WRITTEN]
    if not rows:
        return None
    return prose("".join(f"“{row['课题名']}”" for row in rows), "的调研报告正在抓紧形成")
