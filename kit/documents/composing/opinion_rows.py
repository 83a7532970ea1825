"""The rows of the table of opinions: every merged opinion with its origin, its owner and its answer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kit.documents.composing.names import short_unit
from kit.nouns.prose import prose
from kit.words.enumerating import bare
from kit.words.ordering import in_protocol_order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.draft import Material
    from kit.nouns.fact import Fact
    from kit.nouns.table import Row

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
    answer, reason = str(row["采纳"] or ""), bare(str(row["理由"] or ""))
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
