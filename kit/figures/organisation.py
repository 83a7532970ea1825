"""The leading group (领导小组), its office and working groups: S02; plans that were issued: S03."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.fact import Fact, count_fact, list_fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets


def count(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:  # noqa: ARG001 - every family is called alike
    """Yield working groups, people lent by other offices, people in all, and issued plans by type."""
    yield from _organisation(sheets)
    yield from _plans(sheets)


def _organisation(sheets: Sheets) -> Iterator[Fact]:
    by_person = sheets.frame("organisation")
    if by_person.empty:
        return
    groups = by_person[
        [str(name).endswith("组") and "领导小组" not in str(name) for name in by_person["机构"]]
    ]
    names, sources = tuple(dict.fromkeys(groups["机构"])), sheets.sources(groups, "机构")
    yield count_fact(
        "organisation.groups", "工作组数", len(names), "个", "名称以“组”结尾的机构，不含领导小组", sources
    )
    yield list_fact("organisation.group_list", "工作组", names, sources=sources)
    people, sources = by_person["姓名"].nunique(), sheets.sources(by_person, "姓名")
    yield count_fact("organisation.people", "组织机构人数", people, "人", "不同姓名的个数", sources)
    if "抽调自" in by_person:
        lent = by_person[by_person["抽调自"].notna()]
        name, sources = "抽调人数", sheets.sources(lent, "抽调自")
        yield count_fact(
            "organisation.lent", name, lent["姓名"].nunique(), "人", "“抽调自”有填写的不同姓名", sources
        )


def _plans(sheets: Sheets) -> Iterator[Fact]:
    by_plan = sheets.frame("plans")
    if by_plan.empty or "状态" not in by_plan:
        return
    issued = by_plan[by_plan["状态"] == "已印发"]
    sources = sheets.sources(issued, "标题")
    yield count_fact("plans.issued", "已印发文件数", len(issued), "份", "文件清单中状态为“已印发”", sources)
    yield list_fact("plans.list", "已印发文件", (f"《{title}》" for title in issued["标题"]), sources=sources)
