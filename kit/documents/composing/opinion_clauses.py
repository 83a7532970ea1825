"""Clauses about going to the people: topics, visits, forms, opinions, problems, what was put right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kit.documents.composing.names import short_unit
from kit.documents.composing.people import protocol
from kit.documents.composing.timely import of_sheet
from kit.figures.visits import KINDS
from kit.nouns.prose import Prose, prose
from kit.words.approximating import majority
from kit.words.aspects import aspect
from kit.words.enumerating import joined
from kit.words.ordering import in_protocol_order

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kit.nouns.draft import Material
    from kit.nouns.fact import Fact
    from kit.nouns.table import Row

FINISHED = ("定稿", "已转化")


def quoted(names: Fact) -> Fact:
    """Return a list fact printed in quotation marks (no 、 between them: GB/T 15834)."""
    items = names.value if isinstance(names.value, tuple) else ()
    return replace(names, text="".join(f"“{item}”" for item in items))


@of_sheet("research_topics")
def topics(material: Material) -> Prose | None:
    """Return 围绕…确定了“…”N个重点调研课题; None without topics."""
    names, number = material.facts.get("research.topic_list"), material.facts.get("research.topics")
    if not names or not number:
        return None
    told = (quoted(names), number, "个重点调研课题") if number > 1 else ("重点调研课题", quoted(names))
    return prose("围绕事关全局的重点难点问题和群众关心的热点问题，确定了", told)


@of_sheet("research_topics")
def reports(material: Material) -> Prose | None:
    """Return 形成调研报告N篇; None if there is none."""
    number = material.facts.get("research.reports")
    return prose("形成调研报告", number, "篇") if number else None


def all_led(material: Material) -> bool:
    """Return whether every topic has a leader (领题领导)."""
    rows = list(material.sheets.rows("research_topics"))
    return bool(rows) and all(row["领题领导"] for row in rows)


@of_sheet("research_topics")
def topics_by_leader(material: Material) -> Prose | None:
    """Return who leads which topic, in protocol order; None without topics."""
    rows = [row for row in material.sheets.rows("research_topics") if row["领题领导"]]
    order = in_protocol_order((str(row["领题领导"]) for row in rows), protocol(material))
    rows.sort(key=lambda row: order.index(str(row["领题领导"])))
    told = [prose(str(row["领题领导"]), f"负责“{row['课题名']}”", _host(material, row)) for row in rows]
    return prose(joined(told, "；")) if told else None


def _host(material: Material, row: Row) -> str:
    return f"（{short_unit(material, str(row['承办专委']))}承办）" if row["承办专委"] else ""


def unfinished(material: Material) -> Prose | None:
    """Return the topics whose report is not finished; None if there is none."""
    rows = [row for row in material.sheets.rows("research_topics") if row["报告状态"] not in FINISHED]
    if not rows or not material.facts.get("research.reports"):
        return None
    return prose("".join(f"“{row['课题名']}”" for row in rows), "的调研报告正在抓紧形成")


@of_sheet("visits")
def visits(material: Material) -> Prose | None:
    """Return 走访社区N个、村屯N个、企业N家: distinct objects by kind; None without visits."""
    kinds = [
        prose(kind, fact, unit)
        for kind, (key, unit) in KINDS.items()
        if (fact := material.facts.get(f"visits.{key}"))
    ]
    if kinds:
        return prose("走访", joined(kinds))
    total = material.facts.get("visits.total")
    return prose("走访基层单位和群众", total, "处") if total else None


def visit_times(material: Material) -> Prose | None:
    """Return 共N次 where some were visited more than once; None otherwise."""
    times, total = material.facts.get("visits.times"), material.facts.get("visits.total")
    return prose("累计走访", times, "次") if times and total and times > total.value else None


@of_sheet("opinion_forms")
def forms(material: Material, *, rate: bool = False) -> Prose | None:
    """Return 发放征求意见表N份，收回N份; None without forms. rate: with the return rate."""
    facts = material.facts
    issued, returned = facts.get("forms.issued"), facts.get("forms.returned")
    if not issued or returned is None:
        return None
    if not returned:
        return prose("发放征求意见表", issued, "份，尚未收回")
    percent = facts.get("forms.return_rate") if rate else None
    silent = facts.get("forms.no_opinion")
    return prose(
        *("发放征求意见表", issued, "份，收回", returned, "份"),
        *(("，回收率", percent) if percent else ()),
        *(("，其中填写“无意见”的", silent, "份") if rate and silent else ()),
    )


@of_sheet("opinions")
def opinions(material: Material, lead: str = "征集") -> Prose | None:
    """Return 征集原始意见N条，归纳为N个方面N条; None without opinions. Raw and merged keep their words."""
    facts = material.facts
    raw, merged, aspects = (facts.get(f"opinions.{key}") for key in ("raw", "merged", "aspects"))
    told = []
    if raw:
        told.append(prose(lead, "原始意见", raw, "条"))
    if merged:
        into = (aspects, "个方面") if aspects and aspects > 1 else ()
        told.append(prose("归纳为" if raw else "归纳意见", into, merged, "条"))
    return prose(joined(told, "，")) if told else None


def _aspects(material: Material) -> list[tuple[str, Fact]]:
    names = material.facts.get("opinions.aspect_list")
    listed = names.value if names and isinstance(names.value, tuple) else ()
    counts = [material.facts.get(f"opinions.aspect.{at}.merged") for at in range(1, len(listed) + 1)]
    return [(str(name), fact) for name, fact in zip(listed, counts, strict=True) if fact]


@of_sheet("merged_opinions")
def concentrated(material: Material) -> Prose | None:
    """Return 过半的意见集中在…方面, as strong as the figures allow; None where no aspect has a majority."""
    found, merged = _aspects(material), material.facts.get("opinions.merged")
    if len(found) < 2 or not merged or not isinstance(merged.value, int):  # noqa: PLR2004 - one is no distribution
        return None
    name, most = max(found, key=lambda pair: pair[1])
    word = majority(most.value, merged.value) if isinstance(most.value, int) else ""
    return prose(f"{word}的意见集中在{aspect(name)}") if word else None


@of_sheet("merged_opinions")
def by_aspect(material: Material) -> Prose | None:
    """Return how many merged opinions each aspect holds; None with fewer than two aspects."""
    told = [prose(aspect(name), fact, "条") for name, fact in _aspects(material)]
    return prose(joined(told)) if len(told) > 1 else None


@of_sheet("problems")
def problems(material: Material) -> Prose | None:
    """Return 查找出突出问题N个，其中… (where the parts make up the whole); None without problems."""
    total = material.facts.get("problems.total")
    if not total:
        return None
    kinds = [(kind.name, material.facts.get(f"problems.{kind.id}")) for kind in material.campaign.problems]
    found = [(name, fact) for name, fact in kinds if fact]
    if len(found) == 1 and found[0][1] == total.value:
        return prose("查找出", aspect(found[0][0]), "的突出问题", total, "个")
    parts = joined([prose("属于", aspect(name), "的", fact or "", "个") for name, fact in found])
    among = prose("，其中", parts) if len(found) > 1 and _whole(found, total) else ""
    return prose("查找出突出问题", total, "个", among)


def _whole(found: Iterable[tuple[str, Fact | None]], total: Fact) -> bool:
    return sum(fact.value for _, fact in found if fact and isinstance(fact.value, int)) == total.value


@of_sheet("rectification")
def solved(material: Material) -> Prose | None:
    """Return 通过边查边改，已经解决问题N个; None if none was solved."""
    number = material.facts.get("problems.solved")
    return prose("通过边查边改，已经解决问题", number, "个") if number else None


def statistics(material: Material) -> Prose | None:
    """Return the one statistical sentence, without its full stop; None if there is nothing to count."""
    clauses = [visits(material), forms(material), opinions(material), reports(material)]
    told = [clause for clause in clauses if clause]
    return prose(joined(told, "；")) if told else None
