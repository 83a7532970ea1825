"""Visits (走访, S11): a row is a visit; distinct objects are counted apart from visits (figures.md 1.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.model.counting import By, Distinct, Rows, Sums, is_one_of, is_told, over
from kit.model.fact import Fact, count_fact
from kit.model.prose import Prose, prose
from kit.model.table import Column, SheetKind
from kit.text.saying import joined
from kit.topics.passage import KeyFigure, passage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.model.campaign import Campaign
    from kit.model.draft import Material
    from kit.model.table import Sheets


KIND = SheetKind(
    id="visits",
    code="S11",
    name="走访台账",
    row="一次走访",
    aliases=("走访登记", "走访统计", "走访调研台账", "下基层走访"),
    key="",
    day="日期",
    personal=(),
    own_words=("领导", "对象名称"),
    columns=(
        Column(
            "日期",
            "date",
            aliases=("走访日期", "走访时间", "时间", "调研时间", "调研日期"),
            filled_down=True,
            decides=True,
            note="走访的日子",
        ),
        Column(
            "领导",
            aliases=(
                "走访领导",
                "带队领导",
                "走访人",
                "领导姓名",
                "走访人员",
                "走访领导姓名",
                "调研领导",
                "调研人员",
            ),
            filled_down=True,
            note="谁去走访的",
        ),
        Column(
            "对象类型",
            "choice",
            aliases=(
                "走访对象类型",
                "类型",
                "对象类别",
                "类别",
                "走访类型",
                "走访对象类别",
                "调研对象类型",
                "调研单位类型",
            ),
            choices=("社区", "村屯", "企业", "机关单位", "委员", "群众户"),
            open=True,
            choice_aliases={
                "村": "村屯",
                "村庄": "村屯",
                "农村": "村屯",
                "行政村": "村屯",
                "公司": "企业",
                "工厂": "企业",
                "机关": "机关单位",
                "单位": "机关单位",
                "农户": "群众户",
                "群众": "群众户",
                "居民户": "群众户",
            },
            filled_down=True,
            decides=True,
            note="走访的是哪一类",
        ),
        Column(
            "对象名称",
            tells=True,
            aliases=(
                "走访对象",
                "走访对象名称",
                "对象",
                "走访单位",
                "走访地点",
                "走访点",
                "调研地点",
                "调研单位",
                "调研对象",
            ),
            note="全称，同一个对象每次写法一样",
        ),
        Column(
            "事项",
            "long",
            aliases=("走访事项", "走访内容", "主要事项", "内容", "走访主题", "调研内容", "调研主题"),
            note="办了什么事",
        ),
        Column(
            "收集意见条数",
            "count",
            aliases=(
                "收集意见",
                "意见条数",
                "收集意见数",
                "收集问题建议",
                "收集意见建议",
                "收集问题",
                "意见建议条数",
                "收集意见建议数",
                "收集问题数",
            ),
            note="收集到几条意见，没有填 0",
        ),
        Column(
            "当场解决",
            "yes_no",
            aliases=("是否当场解决", "现场解决", "当场解决情况"),
            note="问题有没有当场解决",
        ),
    ),
    example={
        "日期": "2020-04-15",
        "领导": "张某",
        "对象类型": "社区",
        "对象名称": "示例社区",
        "收集意见条数": "2",
        "当场解决": "否",
    },
)


# 对象类型 as the sheet says it: the fact's id, its unit
KINDS = {
    "社区": ("community", "个"),
    "村屯": ("village", "个"),
    "企业": ("enterprise", "家"),
    "机关单位": ("office", "个"),
    "委员": ("member", "名"),
    "群众户": ("household", "户"),
}


def _total(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:  # noqa: ARG001 - every count is called alike
    """Yield the distinct objects of all kinds; one name under two kinds is two."""
    by_visit = sheets.frame("visits")
    if is_told(by_visit, "对象名称"):
        columns = [name for name in ("对象类型", "对象名称") if name in by_visit]
        objects = len(by_visit[columns].dropna(subset="对象名称").drop_duplicates())
        sources = sheets.sources(by_visit, "对象名称")
        yield count_fact("visits.total", "走访对象总数", objects, "个", "各类不同对象之和", sources)


FACTS = over(
    "visits",
    *(
        Distinct(
            f"visits.{key}",
            f"走访{kind}数",
            unit,
            f"对象类型为“{kind}”的不同对象，同一对象走访多次只计一次",
            "对象名称",
            is_one_of("对象类型", kind),
            zero=False,
        )
        for kind, (key, unit) in KINDS.items()
    ),
    By(
        "对象类型",
        (
            Distinct(
                "visits.by.{word}.count",
                "走访{word}数",
                "个",
                "对象类型为“{word}”的不同对象，同一对象走访多次只计一次",
                "对象名称",
            ),
        ),
        but=tuple(KINDS),
    ),
    _total,
    Rows("visits.times", "走访次数", "次", "走访台账的行数，一行一次", "对象名称"),
    Sums(
        "visits.opinions",
        "走访收集意见条数",
        "条",
        "各次走访“收集意见条数”之和",
        "收集意见条数",
        zero=True,
    ),
)


KEY_FIGURES = (
    KeyFigure("visits.total", "走访对象", "同一对象只计一次"),
    KeyFigure("visits.times", "走访", "按次数计"),
)


@passage("走访", kind=KIND)
def visits(material: Material) -> Prose | None:
    """Return 走访社区N个、村屯N个、企业N家: distinct objects by kind; None without visits."""
    kinds = [
        prose(kind, fact, unit)
        for kind, (key, unit) in KINDS.items()
        if (fact := material.facts.get(f"visits.{key}"))
    ]
    kinds += [prose(word, fact, fact.unit) for word, fact in _by_own_words(material)]
    if kinds:
        return prose("走访", joined(kinds))
    total = material.facts.get("visits.total")
    return prose("走访基层单位和群众", total, "处") if total else None


def _by_own_words(material: Material) -> Iterator[tuple[str, Fact]]:
    """Yield the kinds of objects that the office itself names, with their facts."""
    for id_, fact in material.facts.items():
        if id_.startswith("visits.by."):
            yield fact.name.removeprefix("走访").removesuffix("数"), fact


@passage("走访次数", kind=KIND, needs=("visits.times", "visits.total"))
def visit_times(material: Material) -> Prose | None:
    """Return 累计走访N次 where some were visited more than once; None otherwise."""
    times, total = material.facts["visits.times"], material.facts["visits.total"]
    return prose("累计走访", times, "次") if times > total.value else None
