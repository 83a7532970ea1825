"""Clauses about talks, criticism, versions, approval, disclosure, regulations: S20 S21 S23 S26 S29 S36.

Talks and criticisms are personal: what is said of them are counts, never names.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kit.documents.composing.timely import of_sheet
from kit.nouns.prose import Prose, prose
from kit.words.enumerating import joined
from kit.words.numerals import chinese_numeral

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kit.nouns.draft import Material
    from kit.nouns.table import Row

_WHOLE = 100
_VERSION = re.compile(r"（[^（）]*稿）$")
_SCOPES = {"机关全体": "机关全体人员"}  # as a sentence says the sheet's words


@of_sheet("talks")
def talks(material: Material) -> Prose | None:
    """Return 开展谈心N次，班子成员之间的覆盖率…，交换意见N条; None without talks."""
    facts = material.facts
    times, coverage, heard = (facts.get(f"talks.{key}") for key in ("times", "coverage", "opinions"))
    if not times:
        return None
    among = (
        ("，班子成员两两之间都谈到了",)
        if coverage and coverage == _WHOLE
        else ("，班子成员两两之间的谈心覆盖率", coverage)
        if coverage
        else ()
    )
    return prose("开展谈心", times, "次", *among, *(("，交换意见", heard, "条") if heard else ()))


@of_sheet("criticisms")
def criticisms(material: Material) -> Prose | None:
    """Return 提出批评意见N条，其中自我批评N条、相互批评N条; None without any."""
    total = material.facts.get("criticisms.total")
    if not total:
        return None
    kinds = (("criticisms.own", "自我批评"), ("criticisms.mutual", "相互批评"))
    told = _parts(material, kinds)
    if len(told) == 1:
        return prose("提出", told[0])
    return prose("提出批评意见", total, "条", "，其中" if told else "", joined(told))


def promises(material: Material) -> Prose | None:
    """Return 作出整改承诺N条; None without any."""
    number = material.facts.get("criticisms.promises")
    return prose("作出整改承诺", number, "条") if number else None


@of_sheet("manuscripts")
def versions(material: Material) -> Prose | None:
    """Return 五易其稿，收到修改意见N条，采纳N条; None with one version that nobody commented."""
    facts = material.facts
    keys = ("versions", "received", "adopted", "rate")
    number, received, adopted, rate = (facts.get(f"manuscripts.{key}") for key in keys)
    told = []
    if number and number > 1 and isinstance(number.value, int):
        told.append(prose(replace(number, text=_times(number.value)), "易其稿"))
    if received:
        taken = prose("，采纳", adopted, "条") if adopted else ""
        share = prose("，采纳率", rate) if rate and adopted and adopted < received else ""
        told.append(prose("先后收到修改意见", received, "条", taken, share))
    return prose(joined(told, "，")) if told else None


@of_sheet("regulations")
def regulations_by_action(material: Material) -> list[Prose]:
    """Return the regulations by what is done with them: 废止《…》《…》; nothing without any."""
    rows = list(material.sheets.rows("regulations"))
    named = ((word, [row for row in rows if row["动作"] == word]) for word in ("废止", "修订", "新建"))
    return [
        prose(word, "".join(f"《{title_of(row['制度名'])}》" for row in found))
        for word, found in named
        if found
    ]


def _times(number: int) -> str:
    return "两" if number == 2 else chinese_numeral(number)  # noqa: PLR2004 - two is said 两 before a measure word


@of_sheet("regulations")
def regulations(material: Material) -> Prose | None:
    """Return 列入废改立计划的制度共N项，其中废止N项…，已完成N项; None without any."""
    total, done = (material.facts.get(f"regulations.{key}") for key in ("total", "done"))
    if not total:
        return None
    kinds = (("repealed", "废止"), ("revised", "修订"), ("made", "新建"))
    told = _parts(material, tuple((f"regulations.{key}", word) for key, word in kinds), "项")
    among = (
        ("列入制度建设计划的共", total, "项，其中", joined(told))
        if len(told) > 1
        else ("列入制度建设计划的共", told[0].pieces[1:], f"，都属于{told[0].pieces[0]}")
    )
    finished = () if not done else ("，都已完成",) if done == total.value else ("，已完成", done, "项")
    return prose(*among, *finished)


@of_sheet("submissions")
def approved(material: Material, endings: tuple[str, ...]) -> Prose | None:
    """Return 经…审定 if a paper whose name ends so has passed; None otherwise."""
    group = material.facts.get("campaign.guide_group")
    passed = any(row["通过日"] for row in _submitted(material, endings))
    return prose("经", group or "上级", "审定") if passed else None


def not_approved(material: Material, endings: tuple[str, ...]) -> Row | None:
    """Return the row of a paper whose name ends so, that was submitted and has not passed."""
    rows = _submitted(material, endings)
    return rows[-1] if rows and not any(row["通过日"] for row in rows) else None


def _submitted(material: Material, endings: tuple[str, ...]) -> list[Row]:
    rows = material.sheets.rows("submissions")
    return [row for row in rows if _VERSION.sub("", title_of(row["材料"])).endswith(endings)]


def title_of(cell: object) -> str:
    """Return a paper's name without the marks around it.

    >>> title_of("《实施方案》")
    '实施方案'
    """
    return str(cell).strip("《》 ")


def submissions(material: Material) -> Prose | None:
    """Return 报送审核的材料N份，都经…审定; None without any that has passed."""
    count, passed = (material.facts.get(f"submissions.{key}") for key in ("count", "passed"))
    if not count or not passed:
        return None
    group = material.facts.get("campaign.guide_group") or "上级"
    if passed == count.value:
        return prose("报送审核的材料", count, "份，", "都" if count > 1 else "已", "经", group, "审定")
    return prose("报送审核的材料", count, "份，其中", passed, "份已经", group, "审定")


@of_sheet("disclosures")
def disclosures(material: Material, words: Sequence[str] = ()) -> Prose | None:
    """Return what was made public, how and to whom; None without any.

    words: only papers whose name holds one of them. A paper that was disclosed twice is told once.
    """
    papers: dict[str, list[Row]] = {}
    for row in material.sheets.rows("disclosures"):
        if not words or any(word in str(row["文件"]) for word in words):
            papers.setdefault(title_of(row["文件"]), []).append(row)
    told = [_disclosed(paper, rows) for paper, rows in papers.items()]
    return prose(joined(told, "；")) if told else None


def _disclosed(paper: str, rows: Sequence[Row]) -> str:
    ways = "、".join(dict.fromkeys(str(row["方式"]) for row in rows if row["方式"]))
    scopes = dict.fromkeys(str(row["范围"]) for row in rows if row["范围"])
    seen = "、".join(_SCOPES.get(scope, scope) for scope in scopes)
    return f"《{paper}》经批准{f'以{ways}的方式' if ways else ''}{f'面向{seen}' if seen else ''}公开"


@of_sheet("disclosures")
def feedback(material: Material) -> Prose | None:
    """Return 公开后收到反馈N条; None without any."""
    number = material.facts.get("disclosures.feedback")
    return prose("公开后收到反馈", number, "条") if number else None


def _parts(material: Material, kinds: Sequence[tuple[str, str]], unit: str = "条") -> list[Prose]:
    return [prose(word, fact, unit) for id_, word in kinds if (fact := material.facts.get(id_))]
