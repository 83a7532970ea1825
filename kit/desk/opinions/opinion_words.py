"""The words of a campaign's raw opinions, by aspect; no person's name among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.desk.showing import nothing, tables
from kit.figures.opinions import counted_opinions
from kit.opinions.keywords import key_words
from kit.opinions.privacy import without_marks
from kit.opinions.segment import segment

if TYPE_CHECKING:
    import pandas as pd

    from kit.desk.work import Work
    from kit.nouns.table import Sheets

_PERSONS = (("leaders", "姓名"), ("organisation", "姓名"), ("opinions", "提出者姓名"), ("opinions", "指向人"))


def words_by_aspect(work: Work, most: int) -> pd.DataFrame:
    """Return each aspect's `most` telling words, each with how many raw opinions (条) hold it."""
    texts = texts_by_aspect(work.reading.sheets)
    own = [word for aspect in work.campaign.aspects for word in aspect.keywords]
    cut = {aspect: segment(map(without_marks, said), own) for aspect, said in texts.items()}
    found = key_words(cut, persons(work.reading.sheets), most)
    rows = [
        (aspect, len(texts[aspect]), "　".join(f"{word.word} {word.opinions}" for word in words))
        for aspect, words in found.items()
    ]
    return tables.table(rows, ("方面", "原始意见条数", "关键词（数字是有几条意见提到）"), nothing.WORDS)


def texts_by_aspect(sheets: Sheets) -> dict[str, list[str]]:
    """Return the raw opinions (原文) that every aspect's merged opinions name as their sources."""
    raw, merged = counted_opinions(sheets), sheets.frame("merged_opinions")
    if raw.empty or merged.empty:
        return {}
    texts = dict(zip(raw["意见ID"].astype(str), raw["原文"].astype(str), strict=True))
    found: dict[str, dict[str, str]] = {}
    for aspect, ids in zip(merged["一级方面"], merged["来源意见ID"], strict=True):
        named = {str(id_): texts[str(id_)] for id_ in ids or () if str(id_) in texts}
        found.setdefault(str(aspect), {}).update(named)
    return {aspect: list(said.values()) for aspect, said in found.items()}


def persons(sheets: Sheets) -> frozenset[str]:
    """Return every person's name the sheets hold."""
    names: set[str] = set()
    for kind, column in _PERSONS:
        frame = sheets.frame(kind)
        if column in frame:
            names |= {str(name) for name in frame[column].dropna()}
    return frozenset(names)
