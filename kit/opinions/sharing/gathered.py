"""All opinions of a campaign, from inbox and register, as the packs need them: nobody's giver in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kit.model.reticent import reticent
from kit.opinions.register.store import FOLDER
from kit.opinions.register.view import general
from kit.text.no_opinion import holds_no_opinion
from kit.text.privacy.names import PersonNames
from kit.text.privacy.scrubbing import scrubbed
from kit.text.privacy.telling import identifying_words
from kit.topics.merged_opinions import item_key

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping

    import pandas as pd

    from kit.model.table import Row, Sheets


BODY, MEMBER, CITY = "班子", "班子成员", "全市工作"  # whom an opinion is about (指向)
MERGED, WAITING = "归纳", "还没定"


@reticent()
@dataclass(frozen=True)
class RawOpinion:
    """One raw opinion (条); its text keeps the names of leaders and nobody else's."""

    id: str
    channel: str
    day: str
    text: str
    target: str
    person: str  # 指向人
    category: str  # 提出者类别, rare ones under one name
    aspect: str
    merged: str  # 归纳ID, "" where it is in none
    fate: str  # 归纳 作废 转送 无意见 还没定


@reticent()
@dataclass(frozen=True)
class MergedOpinion:
    """One merged opinion (归纳意见), with the raw ones it stands for."""

    id: str
    aspect: str
    detail: str
    text: str
    sources: tuple[str, ...]
    problem: str  # 转为问题ID
    answer: str  # 采纳
    reason: str


@reticent()
@dataclass(frozen=True, eq=False)
class Gathered:
    """All opinions of a campaign; leaders in the order of protocol, the first is 主要负责同志."""

    raw: tuple[RawOpinion, ...]
    merged: tuple[MergedOpinion, ...]
    leaders: tuple[str, ...]
    names: PersonNames
    by_id: Mapping[str, RawOpinion] = field(default_factory=dict)

    @cached_property
    def counted(self) -> tuple[RawOpinion, ...]:
        """Return the raw opinions that count: those that say something."""
        return tuple(one for one in self.raw if not holds_no_opinion(one.text))

    def is_personal(self, merged: MergedOpinion) -> bool:
        """Return whether a merged opinion is about single members: only they and the first leader get it."""
        targets = {self.by_id[number].target for number in merged.sources if number in self.by_id}
        return MEMBER in targets

    def without_leaders(self, text: str, *but: str) -> str:
        """Return a text in which no leader is named except those."""
        hidden = PersonNames(frozenset(self.leaders) - set(but), frozenset(but))
        return scrubbed(text, hidden)[0] if hidden.starts.search(text) else text


def gathered(sheets: Sheets, names: PersonNames, disposed: pd.DataFrame | None = None) -> Gathered:
    """Return the opinions of S13 and S14.

    names: people who must not appear, and leaders, who stay. disposed: 意见ID and 处理 of registered opinions
    that are void, forwarded, or say nothing.
    """
    merged = tuple(_merged(row, names) for row in sheets.rows("merged_opinions"))
    places = {number: one for one in merged for number in one.sources}
    fates = {} if disposed is None else dict(zip(disposed["意见ID"], disposed["处理"], strict=True))
    rows = list(sheets.rows("opinions"))
    rare = general([_text(row["提出者类别"]) for row in rows])
    raw = tuple(_raw(row, category, places, fates, names) for row, category in zip(rows, rare, strict=True))
    leaders = tuple(name for _, name in sorted(_leaders(sheets), key=lambda told: told[0]))
    return Gathered(raw, merged, leaders, names, {one.id: one for one in raw})


@reticent()
@dataclass(frozen=True)
class VerbatimOpinion:
    """An opinion that goes out in its own words, some of which may give its author away."""

    id: str
    text: str
    words: tuple[str, ...]


def telling(found: Gathered) -> tuple[VerbatimOpinion, ...]:
    """Return the opinions that may give their authors away in what the leaders get."""
    told = (VerbatimOpinion(one.id, one.text, identifying_words(one.text)) for one in found.counted)
    return tuple(one for one in told if one.words)


def by_frequency(counts: Counter[str]) -> list[tuple[str, int]]:
    """Return names and counts, the largest first, equal ones by name."""
    return sorted(counts.items(), key=lambda told: (-told[1], told[0]))


def _leaders(sheets: Sheets) -> list[tuple[int, str]]:
    rows = [row for row in sheets.rows("leaders") if row["姓名"]]
    return [(row["排序"] if row["排序"] is not None else len(rows), str(row["姓名"]).strip()) for row in rows]


def _raw(
    row: Row, category: str, places: Mapping[str, MergedOpinion], fates: Mapping[str, str], names: PersonNames
) -> RawOpinion:
    number, text = str(row["意见ID"]), _text(row["原文"])
    is_scrubbed = row.table.file.startswith(f"{FOLDER}/")
    merged = places.get(number)
    silent = "无意见" if holds_no_opinion(text) else WAITING
    return RawOpinion(
        number,
        _text(row["来源渠道"]),
        _text(row["登记日"]),
        text if is_scrubbed else scrubbed(text, names)[0],
        _text(row["指向"]),
        _text(row["指向人"]).strip(),
        scrubbed(category, names)[0],
        merged.aspect if merged else _text(row["方面"]),
        merged.id if merged else "",
        MERGED if merged else fates.get(number, silent),
    )


def _merged(row: Row, names: PersonNames) -> MergedOpinion:
    return MergedOpinion(
        item_key(row),
        _text(row["一级方面"]),
        _text(row["二级类别"]),
        scrubbed(_text(row["归纳表述"]), names)[0],
        tuple(map(str, row["来源意见ID"] or ())),
        _text(row["转为问题ID"]),
        _text(row["采纳"]),
        scrubbed(_text(row["理由"]), names)[0],
    )


def _text(cell: Any) -> str:  # noqa: ANN401 - a cell holds what its column's type says
    return "" if cell is None else str(cell)
