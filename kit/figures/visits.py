"""Visits (走访): distinct objects are counted apart from visits (figures.md 1.1, S11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.counting import Distinct, Rows, Sums, is_one_of, over
from kit.nouns.fact import Fact, count_fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets

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
    if not by_visit.empty:
        objects = int(by_visit.groupby("对象类型")["对象名称"].nunique().sum())
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
