"""Generic long table: one opinion a row, under headings like those of the register.

Generic wide table: one form or person a row, a column a question.

Opinion tables of offices (意见汇总表): form head, stacked blocks, merged cells, 同上, 合计, signatures.

Web boards (留言板): title, body, time and user of every message, perhaps likes, a class and a reply.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kit.opinions.importing.reading.blocks import DITTO_SIGN, LEAST_HEADINGS, block_records, is_stacked
from kit.opinions.importing.reading.contents import NEVER_ASKED, NEVER_SAID
from kit.opinions.importing.reading.export import nothing_read
from kit.opinions.importing.reading.headless import (
    asks_for_words,
    is_headless,
    note_other_columns,
    other_columns,
)
from kit.opinions.importing.reading.records import (
    TEXT,
    USER,
    Mapped,
    Records,
    channel_of,
    mapped,
    missing_channel,
    plain_records,
    read_records,
)
from kit.opinions.importing.reading.roles import (
    ASKS_FOR_OPINIONS,
    REPLY,
    asks_for_opinions,
    contents_of,
    is_barred,
    is_plan,
    is_roster,
    role_of,
    settled,
)
from kit.opinions.importing.reading.rows import channel_named
from kit.opinions.importing.reading.survey import Dialect, read_survey
from kit.opinions.importing.reading.table import Shape
from kit.sheets.headings import IGNORED
from kit.sheets.surveying.answer_sheets import questions_under

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kit.model.campaign import Campaign
    from kit.opinions.importing.reading.export import Inquiry, SheetReading
    from kit.opinions.importing.reading.table import RawTable


CHANNEL = "来源渠道"


def claim_long_table(table: RawTable) -> str | None:
    """Return why this is such a table: a column of opinions, nothing merged or repeated.

    Where another column asks for words too, a row is a form, unless it has a channel of its own.
    """
    columns = settled(table, mapped(table.labels))
    if TEXT not in columns or is_stacked(table, columns) or not _is_of_opinions(table, columns):
        return None
    if CHANNEL not in columns and other_columns(table):
        return None
    return f"“{table.labels[columns[TEXT]]}”列是意见"


def read_long_table(table: RawTable, campaign: Campaign, inquiry: Inquiry) -> SheetReading:
    """Return the opinions."""
    note_other_columns(table, inquiry)
    columns = settled(table, mapped(table.labels))
    return _read(table, plain_records(table, columns), campaign, inquiry)


def _is_of_opinions(table: RawTable, columns: Mapped) -> bool:
    """Return whether the column of the texts is one of opinions, and not of tasks, talks or remarks."""
    return asks_for_opinions(table, table.labels[columns[TEXT]]) and not is_roster(table)


def _read(table: RawTable, records: Records, campaign: Campaign, inquiry: Inquiry) -> SheetReading:
    channel = missing_channel(table, records, inquiry)
    return nothing_read() if channel is None else read_records(table, records, channel, campaign, inquiry)


LONG_TABLE_SHAPE = Shape("long_table", "意见表（一行一条）", 50, claim_long_table, read_long_table)


FORM_DIALECT = Dialect(
    {
        "序号": "serial",
        "编号": "serial",
        "表号": "serial",
        "份号": "serial",
        "时间": "day",
        "填写时间": "time",
        "填表时间": "time",
        "提交时间": "time",
        "日期": "day",
        "填表日期": "day",
        "姓名": "person",
        "填表人": "person",
        "备注": "",
    },
    separators=("┋",),
    guessed=("|", ";", "；", "、", ",", "，"),
)
LEAST_WIDE_HEADINGS = 2


def claim_wide_table(table: RawTable) -> str | None:
    """Return why this is such a table: a survey by its values, or several headings, one asking for words."""
    if table.body and (found := questions_under(table.grid, table.at)) is not None:
        closed, words = found
        open_ = f"，“{words[0][:20]}”{'等' if len(words) > 1 else ''}列请人写意见" if words else ""
        return f"一行是一份答卷，有 {closed} 道选择题{open_}"
    headed = [label for label in table.labels if label]
    asking = [label for at, label in enumerate(table.labels) if label and _asks(table, at)]
    if len(headed) < LEAST_WIDE_HEADINGS or not asking or not table.body or is_headless(table):
        return None
    if is_plan(table) or is_roster(table):
        return None
    return f"“{asking[0][:20]}”这样的列请人写意见"


def _asks(table: RawTable, column: int) -> bool:
    """Return whether people were asked for their opinion there, and it is no date, name or status."""
    label = table.labels[column]
    if not asks_for_words(label) or not ASKS_FOR_OPINIONS.search(label) or role_of(label) == REPLY:
        return False
    return not is_barred(table, column)


def read_wide_table(table: RawTable, campaign: Campaign, inquiry: Inquiry) -> SheetReading:
    """Return the tallies and opinions; where nobody was asked for words, no channel is wanted."""
    found = questions_under(table.grid, table.at)
    channel = channel_of(table, inquiry) if found is None else _survey_channel(table, found[1], inquiry)
    if channel is None:
        return nothing_read()
    barred = {
        table.plain_labels[at]: ""
        for at, label in enumerate(table.labels)
        if label and table.plain_labels[at] not in FORM_DIALECT.roles and _is_left_out(table, at)
    }
    dialect = replace(FORM_DIALECT, channel=channel, roles={**FORM_DIALECT.roles, **barred})
    return read_survey(table, dialect, campaign, inquiry)


def _is_left_out(table: RawTable, column: int) -> bool:
    """Return whether a column is neither question nor answer: times, phones, codes; the office's reply."""
    kind, label = contents_of(table, column).kind, table.labels[column]
    if kind in NEVER_ASKED or role_of(label) == REPLY:
        return True
    return kind in NEVER_SAID and asks_for_words(label)


def _survey_channel(table: RawTable, words: Sequence[str], inquiry: Inquiry) -> str | None:
    """Return the channel of a survey's opinions; what its file is called says nothing for sure."""
    if not words:
        return ""
    nameless = replace(table.grid, file="")
    if channel_named(table.above, nameless.sheet)[0]:
        return channel_of(table, inquiry)
    proposal = channel_named(table.grid.file)[0] or "征求意见表"
    place = table.place()
    return inquiry.answer_to("渠道", place) or inquiry.ask(
        "渠道", place, "没有说这些意见是从哪个渠道来的", proposal, holds_back="这张表"
    )


WIDE_TABLE_SHAPE = Shape("wide_table", "意见表（一行一份）", 60, claim_wide_table, read_wide_table)


def claim_stacked_tables(table: RawTable) -> str | None:
    """Return why this is such a table: a column of opinions, and what a form has and a list has not."""
    columns = settled(table, mapped(table.labels))
    numbered = any(label in IGNORED for label in table.plain_labels)
    if TEXT not in columns or not _is_of_opinions(table, columns):
        return None
    signs = is_stacked(table, columns)
    if len(columns) + numbered < LEAST_HEADINGS and (DITTO_SIGN not in signs or other_columns(table)):
        return None
    return f"“{table.labels[columns[TEXT]]}”列是意见，{signs}" if signs else None


def read_stacked_tables(table: RawTable, campaign: Campaign, inquiry: Inquiry) -> SheetReading:
    """Return the opinions of all blocks."""
    note_other_columns(table, inquiry)
    columns = settled(table, mapped(table.labels))
    return _read(table, block_records(table, columns, inquiry), campaign, inquiry)


STACKED_TABLES_SHAPE = Shape(
    "stacked_tables", "意见汇总表（多块、合并格、同上）", 45, claim_stacked_tables, read_stacked_tables
)


BOARD_MEANINGS = {
    TEXT: ("留言详情", "留言内容", "留言正文", "帖子内容", "详情", "内容", "正文", "诉求内容"),
    "主题": ("留言主题", "留言标题", "帖子标题", "标题", "主题"),
    USER: ("留言用户", "留言人", "网友", "网友昵称", "昵称", "用户名", "用户", "作者", "发帖人"),
    "登记日": ("留言时间", "发布时间", "发帖时间", "提交时间", "时间"),
    "意见ID": ("留言编号", "留言id", "帖子编号", "帖子id", "编号", "id"),
    "赞成": ("点赞数", "点赞", "赞成数", "支持数", "顶"),
    "反对": ("反对数", "反对", "踩"),
    "来源分类": ("一级分类", "一级标签", "留言分类", "留言类型", "分类", "类别", "标签"),
}
BOARD_HEADINGS = ("留言", "帖", "网友", "点赞", "反对数", "答复", "回复")
LEAST_BOARD_HEADINGS = 2


def claim_web_board(table: RawTable) -> str | None:
    """Return why this is such a download: body and time of messages, and the board's own headings."""
    columns = _board_columns(table)
    headings = [label for label in table.labels if label.startswith(BOARD_HEADINGS)]
    if (
        TEXT not in columns
        or len(headings) < LEAST_BOARD_HEADINGS
        or not {"登记日", "主题", USER} & set(columns)
    ):
        return None
    return f"有“{'”“'.join(headings[:4])}”列"


def _board_columns(table: RawTable) -> Mapped:
    columns: Mapped = {}
    for meaning, names in BOARD_MEANINGS.items():
        at = next((table.plain_labels.index(name) for name in names if name in table.plain_labels), None)
        if at is not None:
            columns[meaning] = at
    return columns


def read_web_board(table: RawTable, campaign: Campaign, inquiry: Inquiry) -> SheetReading:
    """Return one opinion a message; replies are the office's own words and are left out."""
    channel = inquiry.answer_to("渠道", table.place()) or "留言板"
    return read_records(table, plain_records(table, _board_columns(table)), channel, campaign, inquiry)


WEB_BOARD_SHAPE = Shape("web_board", "网上留言板", 30, claim_web_board, read_web_board)


SHAPES = (
    LONG_TABLE_SHAPE,
    WIDE_TABLE_SHAPE,
    STACKED_TABLES_SHAPE,
    WEB_BOARD_SHAPE,
)
