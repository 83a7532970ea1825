"""Visits (走访): distinct objects are counted apart from visits (figures.md 1.1, S11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

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


def count(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:  # noqa: ARG001 - every family is called alike
    """Yield distinct objects by kind and in total, visits, and the opinions heard."""
    by_visit = sheets.frame("visits")
    if by_visit.empty:
        return
    for kind, (key, unit) in KINDS.items():
        of_kind = by_visit[by_visit["对象类型"] == kind]
        if len(of_kind):
            objects, sources = of_kind["对象名称"].nunique(), sheets.sources(of_kind, "对象名称")
            basis = f"对象类型为“{kind}”的不同对象，同一对象走访多次只计一次"
            yield count_fact(f"visits.{key}", f"走访{kind}数", objects, unit, basis, sources)
    sources = sheets.sources(by_visit, "对象名称")
    objects = by_visit.groupby("对象类型")["对象名称"].nunique().sum()
    yield count_fact("visits.total", "走访对象总数", int(objects), "个", "各类不同对象之和", sources)
    yield count_fact("visits.times", "走访次数", len(by_visit), "次", "走访台账的行数，一行一次", sources)
    if "收集意见条数" in by_visit:
        heard = by_visit[by_visit["收集意见条数"].notna()]
        total, sources = sum(int(n) for n in heard["收集意见条数"]), sheets.sources(heard, "收集意见条数")
        yield count_fact(
            "visits.opinions", "走访收集意见条数", total, "条", "各次走访“收集意见条数”之和", sources
        )
