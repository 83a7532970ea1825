"""Sheets of the office's own, as its topics/*.toml describe them: kinds, and facts own.<topic>.<name>."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from kit.model.counting import (
    By,
    Count,
    Counting,
    Distinct,
    Keep,
    Names,
    Rate,
    Rows,
    Sums,
    counted,
    over,
    spoken,
)
from kit.model.table import Column, ColumnType, SheetKind
from kit.model.topic_settings import OWN_PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.model.campaign import Campaign
    from kit.model.fact import Fact
    from kit.model.table import Sheets
    from kit.model.topic_settings import OwnCount, OwnTopic, Written


CODE = "T"  # sorted behind the kinds that the kit knows
TYPES: dict[Written, ColumnType] = {
    "文字": "text",
    "长文字": "long",
    "编号": "key",
    "列表": "list",
    "整数": "count",
    "数": "number",
    "日期": "date",
    "选项": "choice",
    "是否": "yes_no",
}


def topic_kind(topic: OwnTopic) -> SheetKind:
    """Return the kind of sheet that a topic describes."""
    columns = tuple(
        Column(
            column.name,
            TYPES[column.type],
            required=column.required,
            aliases=column.aliases,
            choices=column.choices,
            note=column.note,
        )
        for column in topic.columns
    )
    return SheetKind(
        id=f"{OWN_PREFIX}{topic.name}",
        code=CODE,
        name=topic.name,
        row=topic.row,
        key=topic.key,
        day=topic.day,
        personal=topic.personal,
        columns=columns,
        own_words=topic.own_words,
        unshown=_only_counted(topic),
        aliases=topic.aliases,
    )


def _only_counted(topic: OwnTopic) -> tuple[str, ...]:
    """Return the columns of which only the number of different values is told: masked ones would be fewer."""
    shown = {count.by for count in topic.counts}
    shown |= {count.column for count in topic.counts if count.way == "名单"}
    counted = {count.column for count in topic.counts if count.way == "不同"}
    return tuple(sorted(counted - shown - {""}))


def topic_counts(topic: OwnTopic) -> tuple[Count | Counting, ...]:
    """Return what is counted over the sheet of a topic, in the order of its file."""
    counts = (each for count in topic.counts for each in _counts(topic, count))
    return over(f"{OWN_PREFIX}{topic.name}", *counts)


def _counts(topic: OwnTopic, count: OwnCount) -> Iterator[Count]:
    id_, name, basis = (
        f"{OWN_PREFIX}{topic.name}.{count.name}",
        f"{topic.name}{count.name}",
        _basis(topic, count),
    )
    if count.way == "比例":
        part, whole = (f"{OWN_PREFIX}{topic.name}.{known}" for known in (count.part, count.whole))
        yield Rate(id_, name, part, whole, basis)
        return
    keep = tuple(
        Keep(column, tuple(_cell(topic, column, word) for word in words))
        for column, words in count.where.items()
    )
    if not count.by:
        yield _record(topic, count, id_, name, basis, keep)
        return
    basis = f"{basis}，{count.by}为“{{word}}”"
    each = _record(topic, count, f"{id_}.{{word}}", f"{topic.name}{{word}}{count.name}", basis, keep)
    yield By(count.by, (each,), word=_normal)


def _normal(cell: object) -> str:
    return unicodedata.normalize("NFKC", spoken(cell))


def _record(
    topic: OwnTopic, count: OwnCount, id_: str, name: str, basis: str, keep: tuple[Keep, ...]
) -> Rows | Sums | Distinct | Names:
    if count.way == "名单":
        return Names(id_, name, count.column, basis, keep, zero=False)
    if count.way == "合计":
        return Sums(id_, name, count.unit, basis, count.column, keep)
    if count.way == "不同":
        return Distinct(id_, name, count.unit or "个", basis, count.column, keep)
    column = count.column or count.by or next(iter(count.where), "") or topic.columns[0].name
    return Rows(id_, name, count.unit or "条", basis, column, (*keep, *_filled(count)))


def _filled(count: OwnCount) -> tuple[Keep, ...]:
    """Keep, where rows are counted by a column, those in which it is filled."""
    return (Keep(count.column),) if count.column else ()


def _cell(topic: OwnTopic, column: str, word: str) -> object:
    """Return a word of the settings as the cells of its column hold it."""
    known = topic.column(column)
    if known is not None and known.type == "是否":
        return word in {"是", "有"}
    return int(word) if known is not None and known.type == "整数" and word.isdigit() else word


def _basis(topic: OwnTopic, count: OwnCount) -> str:
    """Return how a figure is defined, in the words of what is done; the file's own words come first."""
    if count.basis:
        return count.basis
    sheet, column = f"“{topic.name}”表", f"“{count.column}”"
    filled = f"中{column}有填写的" if count.column else ""
    said = {
        "行数": f"{sheet}{filled}的行数",
        "合计": f"{sheet}各行{column}之和",
        "不同": f"{sheet}不同{column}的个数",
        "名单": f"{sheet}的{column}，同样的只列一次",
        "比例": f"{count.part}除以{count.whole}",
    }[count.way]
    kept = "，".join(
        f"{name}为{'、'.join(f'“{word}”' for word in words)}" if words else f"{name}有填写"
        for name, words in count.where.items()
    )
    return f"{said}，{kept}" if kept else said


def declared_names(topic: OwnTopic) -> Iterator[tuple[str, str]]:
    """Yield name and id of each fact that a topic promises, whatever was sent in.

    Not those by the values of a column that may hold any word: these are known from the rows only.
    """
    for count in topic.counts:
        id_ = f"{OWN_PREFIX}{topic.name}.{count.name}"
        column = topic.column(count.by)
        if column is None:
            yield f"{topic.name}{count.name}", id_
        for word in () if column is None else ("是", "否") if column.type == "是否" else column.choices:
            said = _normal(word)
            yield f"{topic.name}{said}{count.name}", f"{id_}.{said}"


def _own(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:
    for topic in campaign.topics:
        yield from counted(topic_counts(topic), sheets, campaign)


FACTS = (_own,)
