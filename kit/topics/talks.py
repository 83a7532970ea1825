"""Heart-to-heart talks (谈心, S20) and criticism at the leadership's meeting (批评意见, S21).

Pairs, coverage and counts are told, never names: who talked with whom, and who criticised whom, reaches
no shared output. Criticism of each other has two people, self-criticism one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.model.counting import Rows, Sums, filled, is_one_of, is_told, over
from kit.model.fact import Fact, count_fact, rate_fact
from kit.model.finding import Finding
from kit.model.prose import Prose, counts, prose
from kit.model.table import Column, SheetKind
from kit.text.numbers import percentage
from kit.text.saying import joined
from kit.topics.passage import passage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.model.campaign import Campaign
    from kit.model.draft import Material
    from kit.model.table import Sheets


TALKS = SheetKind(
    id="talks",
    code="S20",
    name="谈心台账",
    row="一次谈心",
    aliases=("谈心谈话台账", "谈心登记"),
    key="",
    day="日期",
    personal=("甲", "乙"),
    all_phases=True,
    columns=(
        Column(
            "日期",
            "date",
            aliases=("谈心日期", "时间", "谈话日期", "谈话时间", "谈心时间"),
            decides=True,
            note="谈心的日子",
        ),
        Column(
            "甲", tells=True, aliases=("谈心人", "甲方", "谈话人", "谈心谈话人"), note="不会出现在任何材料里"
        ),
        Column(
            "乙",
            tells=True,
            aliases=("谈心对象", "乙方", "谈话对象", "谈心谈话对象"),
            note="不会出现在任何材料里",
        ),
        Column(
            "类型",
            "choice",
            aliases=("谈心类型", "类别"),
            choices=("主要负责人—成员", "成员—成员", "成员—分管部门", "成员—群众"),
            open=True,
            choice_aliases={
                "主要负责人-成员": "主要负责人—成员",
                "成员-成员": "成员—成员",
                "成员-分管部门": "成员—分管部门",
                "成员-群众": "成员—群众",
            },
            note="哪一类谈心",
        ),
        Column("意见条数", "count", aliases=("收集意见条数", "提出意见条数"), note="提了几条意见"),
    ),
    example={"日期": "2020-06-10", "甲": "示例甲", "乙": "示例乙", "类型": "成员—成员", "意见条数": "2"},
)


CRITICISMS = SheetKind(
    id="criticisms",
    code="S21",
    name="批评意见",
    row="一条批评意见",
    aliases=("民主生活会批评意见", "相互批评意见"),
    key="",
    day="",
    personal=("批评人", "被批评人", "意见", "整改承诺"),
    columns=(
        Column("批评人", tells=True, aliases=("提出人",), note="不会出现在任何材料里"),
        Column("被批评人", tells=True, aliases=("对象", "批评对象"), note="不会出现在任何材料里"),
        Column("意见", "long", tells=True, aliases=("批评意见", "意见内容"), note="照录"),
        Column(
            "类型",
            "choice",
            aliases=("批评类型", "类别"),
            choices=("自我批评", "相互批评"),
            decides=True,
            note="自我批评还是相互批评",
        ),
        Column("整改承诺", "long", aliases=("承诺", "整改承诺内容"), note="本人的表态"),
    ),
    example={"批评人": "示例甲", "被批评人": "示例乙", "意见": "深入基层少了些。", "类型": "相互批评"},
)


def _pairs(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:  # noqa: ARG001 - every count is called alike
    """Yield distinct pairs, and how much of the leaders' matrix n(n-1)/2 they cover."""
    by_talk = sheets.frame("talks")
    if not all(is_told(by_talk, column) and by_talk[column].notna().all() for column in ("甲", "乙")):
        return  # who talked is not said of every talk
    sources = sheets.sources(by_talk)
    pairs = {frozenset(pair) for pair in zip(by_talk["甲"], by_talk["乙"], strict=True)}
    yield count_fact("talks.pairs", "谈心对数", len(pairs), "对", "不同的两人组合，不分先后", sources)
    leaders = {str(row["姓名"]) for row in sheets.rows("leaders")}
    if len(leaders) > 1:
        within, whole = sum(pair <= leaders for pair in pairs), len(leaders) * (len(leaders) - 1) // 2
        basis = "班子成员两两之间已谈心的对数除以应谈的对数"
        yield rate_fact("talks.coverage", "班子成员谈心覆盖率", percentage(within, whole), basis, sources)


FACTS = (
    *over(
        "talks",
        Rows("talks.times", "谈心次数", "次", "谈心台账的行数"),
        _pairs,
        Sums("talks.opinions", "谈心提出意见条数", "条", "各次“意见条数”之和", "意见条数", zero=True),
    ),
    *over(
        "criticisms",
        Rows("criticisms.total", "批评意见条数", "条", "批评意见表的行数", "意见"),
        *(
            Rows(f"criticisms.{key}", f"{kind}条数", "条", f"类型为“{kind}”", "类型", is_one_of("类型", kind))
            for key, kind in (("own", "自我批评"), ("mutual", "相互批评"))
        ),
        Rows(
            "criticisms.promises", "整改承诺条数", "条", "“整改承诺”有填写的", "整改承诺", filled("整改承诺")
        ),
    ),
)


RULE = "criticisms.people"


def check_criticism_people(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield rows whose 类型 contradicts who spoke of whom; the names themselves are not repeated."""
    for row in sheets.rows("criticisms"):
        same = row["批评人"] == row["被批评人"]
        if row["类型"] == "相互批评" and same:
            yield Finding(
                RULE, "warning", row.place("类型"), "相互批评的两人是同一人", "请核对姓名，或改为自我批评"
            )
        elif row["类型"] == "自我批评" and not same and row["被批评人"]:
            yield Finding(
                RULE, "warning", row.place("类型"), "自我批评写了两个人", "请核对姓名，或改为相互批评"
            )


RULES = (check_criticism_people,)


_WHOLE = 100


@passage("谈心", kind=TALKS, needs=("talks.times",))
def talks(material: Material) -> Prose:
    """Return 开展谈心N次，班子成员两两之间的谈心覆盖率…，交换意见N条."""
    facts = material.facts
    times, coverage, heard = facts["talks.times"], facts.get("talks.coverage"), facts.get("talks.opinions")
    among = (
        ("，班子成员两两之间都谈到了",)
        if coverage and coverage == _WHOLE
        else ("，班子成员两两之间的谈心覆盖率", coverage)
        if coverage
        else ()
    )
    return prose("开展谈心", times, "次", *among, *(("，交换意见", heard, "条") if heard else ()))


@passage("批评意见", kind=CRITICISMS, needs=("criticisms.total",))
def criticisms(material: Material) -> Prose:
    """Return 提出批评意见N条，其中自我批评N条、相互批评N条."""
    total = material.facts["criticisms.total"]
    kinds = (("criticisms.own", "自我批评"), ("criticisms.mutual", "相互批评"))
    parts = counts(material.facts, kinds)
    if len(parts) == 1:
        return prose("提出", parts[0])
    return prose("提出批评意见", total, "条", "，其中" if parts else "", joined(parts))


@passage("整改承诺", kind=CRITICISMS, needs=("criticisms.promises",))
def promises(material: Material) -> Prose:
    """Return 作出整改承诺N条."""
    return prose("作出整改承诺", material.facts["criticisms.promises"], "条")
