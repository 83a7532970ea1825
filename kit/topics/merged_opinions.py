"""Merged opinions (归纳意见, S14): one row is made of one or more raw ones.

The rows of the table of opinions, each with its origin, its owner and its answer; and which raw opinions
reach which member of the leading body, in an order that tells nothing of who gave them (opinions.md 3.5).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from kit.model.fact import Fact, count_fact
from kit.model.prose import prose
from kit.model.table import Column, SheetKind
from kit.text.no_opinion import holds_no_opinion
from kit.text.numbers import in_protocol_order
from kit.text.saying import without_closing_mark
from kit.topics.organisation import protocol, short_unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kit.model.campaign import Campaign
    from kit.model.draft import Material, Member
    from kit.model.table import Row, Sheets


def aspect_columns(campaign: Campaign) -> tuple[Column, ...]:
    """Return 一级方面 with the campaign's aspects as its choices; free text where it names none."""
    return (
        Column(
            "一级方面",
            "choice",
            required=True,
            aliases=("方面", "所属方面", "一级类别"),
            choices=tuple(aspect.name for aspect in campaign.aspects),
            filled_down=True,
            note="归到哪个方面",
        ),
    )


KIND = SheetKind(
    id="merged_opinions",
    code="S14",
    name="意见归纳",
    row="一条归纳后的意见",
    aliases=("意见梳理", "归纳意见", "意见归纳表", "意见梳理归纳"),
    key="归纳ID",
    day="",
    personal=(),
    columns=(
        Column("归纳ID", "key", required=True, aliases=("归纳编号", "编号"), note="自己编，不重复、不再改"),
        Column("二级类别", "choice", aliases=("二级方面", "类别"), filled_down=True, note="方面下面的小类"),
        Column(
            "归纳表述",
            "long",
            required=True,
            aliases=("归纳意见", "表述", "归纳内容", "意见表述", "归纳后意见"),
            note="归纳后怎么写",
        ),
        Column(
            "来源意见ID",
            "list",
            required=True,
            aliases=("来源意见", "来源意见编号", "原始意见ID", "原始意见编号", "来源编号"),
            note="由哪几条原始意见归纳而来，用顿号隔开",
        ),
        Column("频次", "count", aliases=("条数", "次数", "来源条数"), note="来源意见的条数，会与前一列核对"),
        Column(
            "转为问题ID", "key", aliases=("问题ID", "转问题ID", "对应问题ID"), note="转成问题的，填问题ID"
        ),
        Column(
            "采纳",
            "choice",
            aliases=("采纳情况", "是否采纳"),
            choices=("采纳", "部分采纳", "未采纳", "转送"),
            choice_aliases={"不采纳": "未采纳", "已采纳": "采纳", "转办": "转送", "已转送": "转送"},
            note="采不采纳",
        ),
        Column(
            "理由", "long", aliases=("未采纳理由", "采纳理由", "不采纳理由"), note="不采纳或部分采纳要写理由"
        ),
        Column("审核人", required=True, aliases=("审核", "审核人姓名"), note="归纳由谁审核"),
    ),
    more_columns=aspect_columns,
    example={
        "归纳ID": "示例1",
        "归纳表述": "精简会议",
        "来源意见ID": "示例1、示例2",
        "频次": "2",
        "审核人": "张某",
    },
)


def count_frequencies(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:  # noqa: ARG001 - every count is called alike
    """Yield how many raw opinions each merged one came from (频次)."""
    for row in sheets.rows("merged_opinions"):
        number, key = len(row["来源意见ID"] or ()), row["归纳ID"]
        id_, name = f"opinions.item.{key}.frequency", f"归纳意见{key}频次"
        sources = sheets.sources_of([row], "来源意见ID")
        yield count_fact(id_, name, number, "条", "合并的原始意见条数", sources, stage="原始")


FACTS = (count_frequencies,)


PASSED_ON = "转送"  # another office answers for it
_CELLS = ("序号", "方面", "类别", "内容", "频次", "渠道", "指向", "责任", "处理")


@dataclass(frozen=True, eq=False)
class Origins:
    """Where merged opinions came from, and who was made responsible for them."""

    material: Material

    @cached_property
    def raw(self) -> dict[str, Row]:
        """Return the raw opinions by 意见ID."""
        return {str(row["意见ID"]): row for row in self.material.sheets.rows("opinions")}

    @cached_property
    def owners(self) -> dict[str, str]:
        """Return the 牵头单位 by 问题ID."""
        rows = self.material.sheets.rows("rectification")
        return {str(row["问题ID"]): str(row["牵头单位"]) for row in rows if row["牵头单位"]}

    @cached_property
    def problems(self) -> dict[str, list[str]]:
        """Return the problem ids by 归纳ID, from both ends: 来源归纳ID and 转为问题ID."""
        found: dict[str, list[str]] = {}
        for row in self.material.sheets.rows("problems"):
            for merged in row["来源归纳ID"] or ():
                found.setdefault(str(merged), []).append(str(row["问题ID"]))
        return found

    def said_by(self, row: Row, column: str) -> str:
        """Return the different words that the raw opinions of a row have in a column, in order."""
        raws = (self.raw.get(str(id_)) for id_ in row["来源意见ID"] or ())
        words = dict.fromkeys(str(raw[column]) for raw in raws if raw and raw[column])
        return "、".join(words)

    def owner(self, row: Row) -> str:
        """Return the units responsible for a row's problems, each once."""
        ids = [str(row["转为问题ID"])] if row["转为问题ID"] else self.problems.get(str(row["归纳ID"]), [])
        found = dict.fromkeys(self.owners[id_] for id_ in ids if id_ in self.owners)
        names = in_protocol_order(found, [unit.name for unit in self.material.units])
        return "、".join(short_unit(self.material, name) for name in names)


def opinion_rows(material: Material) -> list[dict[str, Any]]:
    """Return the rows of the table, aspect after aspect, each aspect closed by its totals."""
    origins = Origins(material)
    rows = list(material.sheets.rows("merged_opinions"))
    aspects = dict.fromkeys(str(row["一级方面"]) for row in rows)
    ordered = [row for aspect in aspects for row in rows if str(row["一级方面"]) == aspect]
    numbers = {id(row): number for number, row in enumerate(ordered, 1)}
    told: list[dict[str, Any]] = []
    for place, aspect in enumerate(aspects, 1):
        own = [row for row in ordered if str(row["一级方面"]) == aspect]
        told += [_opinion(origins, row, numbers[id(row)]) for row in own]
        told += _total(material, f"opinions.aspect.{place}.", aspect, "小计")
    return told + _total(material, "opinions.", "全部", "合计")


def _opinion(origins: Origins, row: Row, number: int) -> dict[str, Any]:
    return {
        "序号": str(number),
        "方面": str(row["一级方面"]),
        "类别": str(row["二级类别"] or ""),
        "内容": str(row["归纳表述"]),
        "频次": frequency(origins.material, row),
        "渠道": origins.said_by(row, "来源渠道"),
        "指向": origins.said_by(row, "指向"),
        "责任": origins.owner(row) or ("—" if row["采纳"] == PASSED_ON else "待定"),
        "处理": "：".join(_answer(row)) or "待研究",
    }


def _answer(row: Row) -> Iterator[str]:
    answer, reason = str(row["采纳"] or ""), without_closing_mark(str(row["理由"] or ""))
    if answer and not reason.startswith(answer):
        yield answer
    if reason:
        yield reason


def frequency(material: Material, row: Row) -> Fact | str:
    """Return how many raw opinions a row was merged from."""
    known = material.facts.get(f"opinions.item.{row['归纳ID']}.frequency")
    return known if known is not None else str(len(row["来源意见ID"] or ()))


def _total(material: Material, id_: str, aspect: str, word: str) -> list[dict[str, Any]]:
    merged, raw = (material.facts.get(f"{id_}{key}") for key in ("merged", "raw"))
    if merged is None:
        return []
    row: dict[str, Any] = dict.fromkeys(_CELLS, "")
    return [{**row, "方面": aspect, "类别": word, "内容": prose("归纳意见", merged, "条"), "频次": raw or ""}]


BODY, MEMBER = "班子", "班子成员"  # 指向
SPEAKER = "〔提出人姓名略〕"
_NAMES = re.compile(r"[、，,;；/\s]+")


def on_the_body(material: Material, member: Member) -> list[str]:
    """Return the opinions on the leading body as a whole, word for word."""
    return _shuffled((row for row in _said(material) if row["指向"] == BODY and not _named(row)), member)


def naming(material: Material, member: Member) -> list[str]:
    """Return the opinions that name a member, word for word."""
    return _shuffled((row for row in _said(material) if member.name in _named(row)), member)


def passed_on(material: Material) -> list[Row]:
    """Return the opinions that reach some member."""
    known = set(protocol(material))
    return [
        row
        for row in _said(material)
        if known & set(_named(row)) or (row["指向"] == BODY and not _named(row))
    ]


def nobody(material: Material) -> list[Row]:
    """Return the opinions on a member that name nobody of the list of leaders."""
    known = set(protocol(material))
    return [row for row in _said(material) if row["指向"] == MEMBER and not known & set(_named(row))]


def _said(material: Material) -> Iterable[Row]:
    return (row for row in material.sheets.rows("opinions") if not holds_no_opinion(str(row["原文"] or "")))


def _named(row: Row) -> list[str]:
    return [name for name in _NAMES.split(str(row["指向人"] or "")) if name]


def _shuffled(rows: Iterable[Row], member: Member) -> list[str]:
    """Return the texts in an order that tells nothing of who gave them, alike on every run."""
    texts = [_without_speaker(row) for row in rows]
    return sorted(texts, key=lambda text: sha256(f"{member.name}\n{text}".encode()).digest())


def _without_speaker(row: Row) -> str:
    text, speaker = str(row["原文"]).strip(), str(row["提出者姓名"] or "").strip()
    return text.replace(speaker, SPEAKER) if len(speaker) > 1 else text
