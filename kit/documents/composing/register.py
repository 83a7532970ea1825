"""The register of things to be put right (整改台账): its rows, who answers for them, how far it is: S28."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kit.documents.composing.measures import annex
from kit.documents.composing.names import short_unit
from kit.documents.composing.people import post_of, protocol
from kit.documents.composing.rectified import measures_of
from kit.nouns.prose import Prose, prose
from kit.words.enumerating import joined
from kit.words.ordering import in_protocol_order

if TYPE_CHECKING:
    from kit.nouns.draft import Material

_STATES = (
    ("已销号", "closed"),
    ("待验收", "to_accept"),
    ("整改中", "under_way"),
    ("退回重办", "returned"),
    ("重启整改", "reopened"),
    ("尚未启动", "not_started"),
)


def ledger(material: Material) -> list[dict[str, Any]]:
    """Return the rows of the register (整改台账): 序号 表述 类型 措施 领导 单位 时限 状态."""
    return [
        {
            **row,
            "措施": measures_of(item),
            "领导": str(item["责任领导"]),
            "单位": short_unit(material, str(item["牵头单位"])),
            "状态": str(item["状态"]),
        }
        for row, item in zip(annex(material), material.sheets.rows("rectification"), strict=True)
    ]


def by_leader(material: Material) -> list[dict[str, Any]]:
    """Return who answers for which items, in protocol order: 领导 职务 单位 序号 (of the register)."""
    rows = list(enumerate(material.sheets.rows("rectification"), 1))
    names = in_protocol_order(dict.fromkeys(str(row["责任领导"]) for _, row in rows), protocol(material))
    told = []
    for name in names:
        own = [(number, row) for number, row in rows if str(row["责任领导"]) == name]
        units = dict.fromkeys(str(row["牵头单位"]) for _, row in own)
        ordered = in_protocol_order(units, [unit.name for unit in material.units])
        told.append(
            {
                "领导": name,
                "职务": post_of(material, name),
                "单位": "、".join(short_unit(material, unit) for unit in ordered),
                "序号": "\u3000".join(str(number) for number, _ in own),
            }
        )
    return told


def progress(material: Material) -> Prose | None:
    """Return how many items are in which state (状态); None without the sheet."""
    states = [(word, material.facts.get(f"rectification.{key}")) for word, key in _STATES]
    told = [prose(word, fact, "项") for word, fact in states if fact]
    return prose(joined(told)) if told else None


def due(material: Material) -> Prose | None:
    """Return how many items were due, how many of those are closed, and the rate; None if none was due."""
    facts = material.facts
    number, closed, rate = (facts.get(f"rectification.{key}") for key in ("due", "due_closed", "rate"))
    if not number:
        return None
    if not closed:
        return prose("按时限应完成", number, "项，还没有销号的")
    if closed == number.value:
        return prose("按时限应完成", number, "项，已全部销号")
    return prose("按时限应完成", number, "项，其中已销号", closed, "项", ("，完成率", rate) if rate else ())
