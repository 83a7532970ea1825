"""Merged opinions (归纳意见, S14): one row is made of one or more raw ones.

The rows of the table of opinions, each with its origin, its owner and its answer; and which raw opinions
reach which member of the leading body, in an order that tells nothing of who gave them (opinions.md 3.5).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from kit.model.fact import Fact, count_fact, own_word
from kit.model.finding import Finding
from kit.model.prose import prose
from kit.model.table import Column, SheetKind
from kit.text.no_opinion import holds_no_opinion, says_nothing
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
            aliases=("方面", "所属方面", "一级类别"),
            choices=tuple(aspect.name for aspect in campaign.aspects),
            filled_down=True,
            note="归到哪个方面",
        ),
    )


KIND = SheetKind(
    id="merged_opinions",
    facts=("opinions.merged",),
    code="S14",
    name="意见归纳",
    row="一条归纳后的意见",
    aliases=("意见梳理", "归纳意见", "意见归纳表", "意见梳理归纳"),
    key="归纳ID",
    day="",
    personal=(),
    own_words=("来源意见ID", "责任单位", "审核人"),
    columns=(
        Column("归纳ID", "key", aliases=("归纳编号", "编号"), note="自己编，不重复、不再改"),
        Column("二级类别", "choice", aliases=("二级方面", "类别"), filled_down=True, note="方面下面的小类"),
        Column(
            "归纳表述",
            "long",
            required=True,
            aliases=("归纳意见", "表述", "归纳内容", "意见表述", "归纳后意见", "归纳后的意见"),
            note="归纳后怎么写",
            vague_aliases=(
                *("意见建议", "意见和建议", "意见及建议", "意见内容", "意见建议内容", "主要意见"),
                *(
                    "主要意见建议",
                    "意见",
                    "建议",
                    "具体意见",
                    "具体意见建议",
                    "征求到的意见",
                    "征求到的意见建议",
                    "内容",
                ),
                *("问题和建议", "问题及建议", "问题建议", "反映问题", "反映的问题", "主要问题", "问题"),
            ),
            beside="频次",
        ),
        Column(
            "来源意见ID",
            "list",
            aliases=("来源意见", "来源意见编号", "原始意见ID", "原始意见编号", "来源编号"),
            note="由哪几条原始意见归纳而来，用顿号隔开",
        ),
        Column(
            "频次",
            "count",
            aliases=("条数", "次数", "来源条数", "意见条数", "提及次数", "反映次数", "出现次数", "提出次数"),
            note="来源意见的条数，会与前一列核对",
        ),
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
        Column(
            "责任单位",
            aliases=(
                *("责任部门", "责任股室", "责任科室", "牵头单位", "牵头部门"),
                *("承办单位", "承办部门", "主办单位"),
            ),
            offered=False,
        ),
        Column("审核人", aliases=("审核", "审核人姓名"), note="归纳由谁审核"),
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


STATED = "频次"  # the column that states how many raw opinions a row was made of


def origin_count(row: Row) -> tuple[int, str] | None:
    """Return how many raw opinions a merged one came from, and the column that says so; None if none does.

    The raw opinions that it names are counted; where it names none, what it states is believed.
    """
    if row["来源意见ID"]:
        return len(row["来源意见ID"]), "来源意见ID"
    return None if row[STATED] is None else (row[STATED], STATED)


def item_key(row: Row) -> str:
    """Return what a merged opinion is known by: its 归纳ID, else its own words."""
    return str(row["归纳ID"] or normalize("NFKC", "".join(str(row["归纳表述"]).split())))


def count_frequencies(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:  # noqa: ARG001 - every count is called alike
    """Yield how many raw opinions each merged one came from (频次); two alike are told apart by nothing."""
    rows = list(sheets.rows("merged_opinions"))
    alike = Counter(item_key(row) for row in rows if not row["归纳ID"])
    for row in rows:
        known, key = origin_count(row), item_key(row)
        if known is None or alike[key] > 1:
            continue
        number, column = known
        id_, name = f"opinions.item.{key}.frequency", f"归纳意见{key}频次"
        basis = "合并的原始意见条数" if column != STATED else "归纳表写明的条数"
        yield count_fact(id_, name, number, "条", basis, sheets.sources_of([row], column), stage="原始")


FACTS = (count_frequencies,)


FREQUENCY_RULE = "opinions.frequency"


def check_frequency(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield each 频次 that is not the number of raw opinions the row names, or that nothing stands for."""
    for row in sheets.rows("merged_opinions"):
        stated, named = row[STATED], len(row["来源意见ID"] or ())
        if named and stated is not None and stated != named:
            problem = f"填的是 {stated}，“来源意见ID”里写了 {named} 条"
            remedy = f"材料里按 {named} 条写；请核对这两格"
            yield Finding(FREQUENCY_RULE, "warning", row.place(STATED), problem, remedy)
        elif stated == 0 and not named:
            problem = "填的是 0，一条意见归纳出来，至少有一条原始意见"
            yield Finding(FREQUENCY_RULE, "warning", row.place(STATED), problem, "请核对原始意见后填写")


ASPECT_RULE = "opinions.aspect"


def check_aspects(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield one warning where some merged opinions have an 一级方面 and others none: then none is counted."""
    rows = list(sheets.rows("merged_opinions"))
    without = [row for row in rows if not row["一级方面"]]
    if without and len(without) < len(rows):
        problem = f"有 {len(without)} 条归纳意见没有写方面，材料里先不写各方面的条数"
        yield Finding(ASPECT_RULE, "warning", without[0].place("一级方面"), problem, "请补上这些行的方面")


RULES = (check_frequency, check_aspects)


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
        if row["责任单位"]:
            return str(row["责任单位"])
        ids = [str(row["转为问题ID"])] if row["转为问题ID"] else self.problems.get(str(row["归纳ID"]), [])
        found = dict.fromkeys(self.owners[id_] for id_ in ids if id_ in self.owners)
        names = in_protocol_order(found, [unit.name for unit in self.material.units])
        return "、".join(short_unit(self.material, name) for name in names)


def opinion_rows(material: Material) -> list[dict[str, Any]]:
    """Return the rows of the table, aspect after aspect, each aspect closed by its totals."""
    origins = Origins(material)
    rows = list(material.sheets.rows("merged_opinions"))
    named = dict.fromkeys(str(row["一级方面"]) for row in rows if row["一级方面"])
    aspects = [*named, *([""] if any(not row["一级方面"] for row in rows) else [])]
    ordered = [row for aspect in aspects for row in rows if str(row["一级方面"] or "") == aspect]
    numbers = {id(row): number for number, row in enumerate(ordered, 1)}
    told: list[dict[str, Any]] = []
    for aspect in aspects:
        own = [row for row in ordered if str(row["一级方面"] or "") == aspect]
        told += [_opinion(origins, row, numbers[id(row)]) for row in own]
        told += _total(material, f"opinions.aspect.{own_word(aspect)}.", aspect, "小计") if aspect else []
    return told + _total(material, "opinions.", "全部", "合计")


def _opinion(origins: Origins, row: Row, number: int) -> dict[str, Any]:
    return {
        "序号": str(number),
        "方面": str(row["一级方面"] or ""),
        "类别": str(row["二级类别"] or ""),
        "内容": str(row["归纳表述"]),
        "频次": frequency(origins.material, row),
        "渠道": origins.said_by(row, "来源渠道"),
        "指向": origins.said_by(row, "指向"),
        "责任": origins.owner(row) or ("—" if row["采纳"] == PASSED_ON else _open(row, "来源意见ID", "待定")),
        "处理": "：".join(_answer(row)) or _open(row, "采纳", "待研究"),
    }


def _open(row: Row, column: str, word: str) -> str:
    """Return the word for what is not settled yet; nothing of a sheet that does not ask."""
    return word if column in row.values else ""


def _answer(row: Row) -> Iterator[str]:
    answer, reason = str(row["采纳"] or ""), without_closing_mark(str(row["理由"] or ""))
    if answer and not reason.startswith(answer):
        yield answer
    if reason:
        yield reason


def frequency(material: Material, row: Row) -> Fact | str:
    """Return how many raw opinions a row was merged from; nothing where no cell says so."""
    known = material.facts.get(f"opinions.item.{item_key(row)}.frequency")
    if known is not None:
        return known
    counted = origin_count(row)
    return str(counted[0]) if counted else ""


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
    rows = material.sheets.rows("opinions")
    return (row for row in rows if not _is_empty(str(row["原文"] or "")))


def _is_empty(text: str) -> bool:
    return holds_no_opinion(text) or says_nothing(text)


def _named(row: Row) -> list[str]:
    return [name for name in _NAMES.split(str(row["指向人"] or "")) if name]


def _shuffled(rows: Iterable[Row], member: Member) -> list[str]:
    """Return the texts in an order that tells nothing of who gave them, alike on every run."""
    texts = [_without_speaker(row) for row in rows]
    return sorted(texts, key=lambda text: sha256(f"{member.name}\n{text}".encode()).digest())


def _without_speaker(row: Row) -> str:
    text, speaker = str(row["原文"]).strip(), str(row["提出者姓名"] or "").strip()
    return text.replace(speaker, SPEAKER) if len(speaker) > 1 else text
