"""Tables with one opinion a row: which column tells what, and the rows as opinions."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kit.opinions.importing.reading.export import SheetReading, tally_frame
from kit.opinions.importing.reading.rows import (
    channel_named,
    is_opinion,
    opinions_from,
    source_row_hash,
    target_named,
)
from kit.sheets.headings import normalised_heading, without_closing_bracket
from kit.sheets.surveying.verbatim import days, moments, texts, verbatim_cell
from kit.topics.opinions import KIND

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from kit.model.campaign import Campaign
    from kit.opinions.importing.reading.export import Inquiry
    from kit.opinions.importing.reading.table import RawTable


TEXT = "原文"
USER = "提出者姓名"
BLOCK = "块"  # the title of the block that a row stands in
MORE_NAMES = {
    TEXT: (
        *(
            "意见",
            "建议",
            "具体意见",
            "具体意见建议",
            "意见或建议",
            "征求到的意见",
            "征求到的意见建议",
            "建议内容",
            "反映内容",
        ),
        *(
            "诉求内容",
            "问题和建议",
            "问题及建议",
            "存在的问题和建议",
            "意见(建议)内容",
            "主要意见",
            "主要意见和建议",
            "意见建议内容",
        ),
        *(
            "发言内容",
            "发言要点",
            "原始意见",
            "收集到的意见",
            "意见及建议",
            "意见、建议",
            "存在问题及意见建议",
            "正文",
            "留言内容",
        ),
    ),
    USER: ("反映人", "发言人", "建议人", "提议人", "来信人", "来电人", "征求对象姓名"),
    "提出者类别": ("人员类别", "身份", "征求对象", "对象类别"),
    "来源分类": ("类别", "分类", "意见类别", "问题类别", "一级分类", "一级标签", "二级分类"),
    "主题": ("标题", "主题", "题目"),
    "登记日": ("时间", "反映时间", "征求时间", "提出时间", "来电时间", "提交时间"),
}
TARGETS = {column.name: column for column in KIND.columns}["指向"]
RUNNING = re.compile(r"\d{1,6}")
Mapped = dict[str, int]


def _names() -> dict[str, str]:
    meanings = {
        normalised_heading(name): column.name
        for column in KIND.columns
        for name in (column.name, *column.aliases)
    }
    for column, names in MORE_NAMES.items():
        for name in names:
            meanings.setdefault(normalised_heading(name), column)
    return meanings


NAMES = _names()


def mapped(labels: Sequence[str]) -> Mapped:
    """Return which column tells what, the first of several; headings may carry brackets and numbers."""
    columns: Mapped = {}
    for at, label in enumerate(labels):
        meaning = NAMES.get(normalised_heading(label)) or NAMES.get(without_closing_bracket(label))
        if label and meaning:
            columns.setdefault(meaning, at)
    return columns


@dataclass(frozen=True, eq=False)
class Records:
    """One opinion a row, column by column; `columns` holds only what the table tells."""

    rows: list[int]
    text: list[str]
    heading: str
    columns: Mapping[str, Sequence[str]]
    named: Mapping[int, str] = field(default_factory=dict)  # Excel rows that are no record, and why


SILENT_ROW, NO_TEXT = "没有意见", "没有填意见"


def plain_records(table: RawTable, found: Mapped) -> Records:
    """Return the records of a table without merged cells or repeated headings."""
    columns = {name: _column(table.columns[at], name) for name, at in found.items() if name != TEXT}
    return Records(table.rows, texts(table.columns[found[TEXT]]), table.labels[found[TEXT]], columns)


def _column(cells: Sequence[object], name: str) -> list[str]:
    return [text.strip() for text in (moments(cells) if name == "登记日" else texts(cells))]  # type: ignore[arg-type]


def read_records(
    table: RawTable, records: Records, channel: str, campaign: Campaign, inquiry: Inquiry
) -> SheetReading:
    """Return the records that are opinions; `channel` holds where no column says it."""
    columns: dict[str, Sequence[object] | str] = {
        name: values for name, values in records.columns.items() if name != "意见ID"
    }
    columns["来源渠道"] = _filled(records, "来源渠道", channel)
    columns["会议ID"] = _filled(records, "会议ID", inquiry.answer_to("会议ID") or "")
    columns["登记日"] = days(records.columns.get("登记日", [""] * len(records.rows)), campaign.campaign.year)
    columns["指向"] = _targets(records, table)
    for name in ("赞成", "反对"):
        if name in records.columns:
            columns[name] = [int(float(text)) if _is_number(text) else 0 for text in records.columns[name]]
    columns["键"] = _keys(records)
    frame = opinions_from(table, records.heading, records.text, columns, records.rows)
    _note_same_user(frame, table, inquiry)
    silent = sum(1 for text in records.text if text and not is_opinion(text))
    returned, no_opinion = _sheets(records, silent)
    spoken = zip(records.rows, records.text, strict=True)
    quiet = {row: SILENT_ROW if text else NO_TEXT for row, text in spoken if not is_opinion(text)}
    return SheetReading(frame, tally_frame([]), returned, no_opinion, {**records.named, **quiet})


def _sheets(records: Records, silent: int) -> tuple[int, int]:
    """Return answer sheets and silent ones by 份号; without it only the rows that say nothing."""
    if "份号" not in records.columns:
        return silent, silent
    by_sheet: dict[str, bool] = defaultdict(bool)
    for sheet, text in zip(records.columns["份号"], records.text, strict=True):
        if sheet and text:
            by_sheet[sheet] |= is_opinion(text)
    return len(by_sheet), sum(1 for speaks in by_sheet.values() if not speaks)


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"\d+(?:\.0+)?", text))


def _filled(records: Records, name: str, default: str) -> Sequence[str] | str:
    known = records.columns.get(name)
    return default if known is None else [value or default for value in known]


def _targets(records: Records, table: RawTable) -> list[str]:
    """Return 指向 as the kit names it: from its column, else from the block's or the table's title."""
    named = target_named(table.above)
    blocks = records.columns.get(BLOCK) or records.columns.get("来源分类")
    values = records.columns.get("指向")
    default = [target_named(block) or named for block in blocks] if blocks else [named] * len(records.rows)
    if values is None:
        return default
    return [_target(value) or guess for value, guess in zip(values, default, strict=True)]


def _target(said: str) -> str:
    return TARGETS.choice_aliases.get(said, said if said in TARGETS.choices else target_named(said))


def _keys(records: Records) -> list[str]:
    """Return what identifies each row in a later export: its own id, unless ids only count the rows."""
    nothing = [""] * len(records.rows)
    ids = records.columns.get("意见ID") or records.columns.get("来源记录ID") or nothing
    times, users = (records.columns.get(name, nothing) for name in ("登记日", USER))
    if any(":" in when for when in times):
        identities = zip(times, ids, nothing if any(ids) else users, strict=True)
        return [source_row_hash("记录", "\x1f".join(parts) if any(parts[1:]) else "") for parts in identities]
    if all(RUNNING.fullmatch(text) or not text for text in ids) and _counts_rows(ids):
        return nothing
    return [source_row_hash("记录", when, id_) for id_, when in zip(ids, times, strict=True)]


def _counts_rows(ids: Sequence[str]) -> bool:
    numbers = [int(text) for text in ids if text]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else True


def _note_same_user(frame: pd.DataFrame, table: RawTable, inquiry: Inquiry) -> None:
    """Say where one user gave the same text again (opinions.md 3.3, 2); both rows stay."""
    seen: dict[tuple[str, str], int] = {}
    again = []
    for user, text, row in zip(frame[USER], frame[TEXT], frame["来源行"], strict=True):
        opinion = (user, "".join(text.split()))
        if user and opinion in seen:
            again.append((row, seen[opinion]))
        elif user:
            seen[opinion] = row
    if again:
        repeats = "、".join(f"第{row}行同第{first}行" for row, first in again[:5])
        inquiry.note(
            "warning",
            table.place(),
            f"同一个人把同一句话提了不止一次，多出 {len(again)} 条（{repeats}）",
            "都登记了，归并时请当成一条",
            "opinions.same_person_twice",
        )


def channel_of(table: RawTable, inquiry: Inquiry) -> str | None:
    """Return the channel that an answer, the file's name or the title tells; asks where nothing does."""
    place = table.place()
    if answer := inquiry.answer_to("渠道", place):
        return answer
    channel, where = channel_named(table.above, table.grid.sheet, table.grid.file)
    if channel:
        inquiry.note("info", place, f"“{where[:30]}”里写着，来源渠道记为“{channel}”", "不对请用答复改")
        return channel
    return inquiry.ask("渠道", place, "没有说这些意见是从哪个渠道来的", "征求意见表", holds_back="这张表")


def missing_channel(table: RawTable, records: Records, inquiry: Inquiry) -> str | None:
    """Return the channel for rows that do not say theirs, "" where all do; None while a person must say."""
    return "" if all(records.columns.get("来源渠道", [""])) else channel_of(table, inquiry)


def label_text(cell: object) -> str:
    """Return a heading cell in one line."""
    return " ".join(verbatim_cell(cell).split())  # type: ignore[arg-type]
