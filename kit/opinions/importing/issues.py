"""Lists of problems (问题清单、问题汇总): problem, description and reply in columns, one opinion a row."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kit.opinions.importing.reading.blocks import block_records
from kit.opinions.importing.reading.contents import WORDS
from kit.opinions.importing.reading.export import nothing_read
from kit.opinions.importing.reading.headless import asks_for_words, is_headless, note_unheaded
from kit.opinions.importing.reading.records import missing_channel, read_records
from kit.opinions.importing.reading.roles import ColumnRoles, contents_of, issue_roles
from kit.opinions.importing.reading.rows import is_opinion
from kit.opinions.importing.reading.table import RawTable, Shape
from kit.sheets.surveying.verbatim import verbatim_cell

if TYPE_CHECKING:
    from kit.model.campaign import Campaign
    from kit.opinions.importing.reading.export import Inquiry, SheetReading
    from kit.sheets.grid import RawCell


SAME = " 　\t\r\n。；，,.;：:！!"  # what two tellings of the same may differ in


def claim(table: RawTable) -> str | None:
    """Return why this is such a list, and what each column is taken for."""
    roles = None if is_headless(table) else issue_roles(table)
    if roles is None:
        return None
    label = table.labels
    said = "和".join(f"“{label[at]}”" for at in roles.parts)
    titled = f"，“{label[roles.title]}”是标题" if roles.title is not None else ""
    replied = "、".join(f"“{label[at]}”" for at in roles.replies)
    return f"{said}是意见{titled}" + (f"，{replied}是机关自己的话，不读" if replied else "")


def read(table: RawTable, campaign: Campaign, inquiry: Inquiry) -> SheetReading:
    """Return one opinion a row: the description, the problem as its title, what is asked behind it."""
    roles = issue_roles(table)
    if roles is None:
        return nothing_read()
    _note_others(table, roles, inquiry)
    told = _told(table, roles)
    records = block_records(told, roles.columns, inquiry)
    channel = missing_channel(told, records, inquiry)
    return nothing_read() if channel is None else read_records(told, records, channel, campaign, inquiry)


def _note_others(table: RawTable, roles: ColumnRoles, inquiry: Inquiry) -> None:
    """Say which other columns ask for words, or have no heading, and are not read."""
    note_unheaded(table, inquiry)
    used = {*roles.parts, roles.title, *roles.replies, *roles.columns.values()}
    for at, label in enumerate(table.labels):
        if at not in used and asks_for_words(label) and contents_of(table, at).kind == WORDS:
            inquiry.note(
                "warning",
                table.place(),
                f"“{label}”列也像是意见，没有登记",
                f'是意见的，加 --answer "{table.place()}：原文列={label}" 再导入一次，添进登记簿',
                "opinions.other_column",
            )


def _told(table: RawTable, roles: ColumnRoles) -> RawTable:
    """Return the table with each row's opinion in one cell, word for word, and its title only once."""
    rows: list[list[RawCell]] = [
        list(row) if at <= table.at else _row(row, roles) for at, row in enumerate(table.grid.rows)
    ]
    return RawTable(replace(table.grid, rows=rows), table.at)


def _row(row: list[RawCell], roles: ColumnRoles) -> list[RawCell]:
    told = list(row)
    words = [text for at in roles.parts if is_opinion(text := verbatim_cell(row[at]))]
    title = verbatim_cell(row[roles.title]) if roles.title is not None else ""
    if roles.title is not None and (not words or any(_is_same(title, text) for text in words)):
        words = words or ([title] if title else [])
        told[roles.title] = ""
    if words:
        told[roles.parts[0]] = "\n".join(words)
    return told


def _is_same(title: str, text: str) -> bool:
    return bool(title.strip(SAME)) and title.strip(SAME) == text.strip(SAME)


SHAPE = Shape("issues", "问题清单（一行一条）", 45, claim, read)


SHAPES = (SHAPE,)
