"""Sheets without headings: what a heading looks like, and a sheet under headings made for it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kit.opinions.importing.reading.records import mapped
from kit.opinions.importing.reading.table import PEEKED_ROWS, RawTable
from kit.sheets.surveying.items import NUMBERED
from kit.sheets.surveying.purposes import is_count
from kit.sheets.surveying.verbatim import verbatim_cell
from kit.sheets.surveying.words import ASKS_FOR_PERSON, ASKS_FOR_WORDS
from kit.text.privacy.names import looks_like_name

if TYPE_CHECKING:
    from kit.opinions.importing.reading.export import Inquiry
    from kit.sheets.grid import Grid


QUESTION = re.compile(
    r"您|你|什么|哪些|哪方面|怎么|如何|是否|[?？:：]$|请[写填谈说列提简留具在用对就结]|填写"
)
NOUN = re.compile(
    r"(?:意见|建议|问题|不足|看法|想法|感受|期待|诉求|希望|要求|心声|原因|理由|内容|补充|反馈|留言|说明)(?:[（(\[【].*)?$"
)
FOREIGN = re.compile(r"^[\x00-\x7f]+$")
CLAUSES = re.compile(r"[，,。；;！!]")
OF_OFFICE = re.compile(r"答复|回复|办理|处理|采纳|整改|措施|批示|批复|审核|审批|拟办|领导意见|备注|说明$")
HALF = 0.5


def reads_like_heading(label: str) -> bool:
    """Return whether a cell could head a column of opinions; what somebody said could not.

    >>> [reads_like_heading(text) for text in ("对班子的意见", "您有哪些期待", "会议太多，建议少开")]
    [True, True, False]
    """
    if QUESTION.search(label) or FOREIGN.match(label) or "原文" in mapped([label]):
        return True
    rest = NUMBERED.sub("", label)
    return bool(NOUN.search(rest.strip())) and not CLAUSES.search(rest)


def asks_for_words(label: str) -> bool:
    """Return whether a heading asks for opinions."""
    if not ASKS_FOR_WORDS.search(label) or ASKS_FOR_PERSON.match(label):
        return False
    return reads_like_heading(label)


def note_other_columns(table: RawTable, inquiry: Inquiry) -> None:
    """Say which columns ask for words, or have no heading, and are not read; and how to have them read."""
    note_unheaded(table, inquiry)
    if labels := other_columns(table):
        headings = "”“".join(labels)
        inquiry.note(
            "warning",
            table.place(),
            f"“{headings}”列也像是意见，没有登记",
            f'是意见的，加 --answer "{table.place()}：原文列={labels[0]}" 再导入一次，添进登记簿',
            "opinions.other_column",
        )


def note_unheaded(table: RawTable, inquiry: Inquiry) -> None:
    """Say which columns hold words and have no heading: they are not read."""
    for at, label in enumerate(table.labels):
        words = [] if label else [text for text in table.peek(at) if not is_count(text)]
        if words:
            inquiry.note(
                "warning",
                table.place(table.heading_row),
                f"第{at + 1}列有内容，没有列名，没有登记",
                "是意见的，请补上列名再导入",
                "opinions.unheaded",
            )


def other_columns(table: RawTable) -> list[str]:
    """Return the headings that ask for words and mean nothing to the register; not the office's answers."""
    known = set(mapped(table.labels).values())
    return [
        label
        for at, label in enumerate(table.labels)
        if at not in known and asks_for_words(label) and not OF_OFFICE.search(label) and table.peek(at)
    ]


def is_headless(table: RawTable) -> bool:
    """Return whether a row taken for the heading is a row too: it counts on, names somebody, or recurs."""
    if _recurs(table):
        return True
    for at, label in enumerate(table.labels):
        below = table.peek(at) if label else []
        if below and (is_count(label) and all(map(is_count, below))):
            return True
        names = sum(map(looks_like_name, below))
        if looks_like_name(label) and names and names >= HALF * len(below):
            return True
    return False


def _recurs(table: RawTable) -> bool:
    """Return whether the cells of the row stand in their columns again, below or above it, as data do.

    A heading said again on every page recurs as a whole, and a title above it stands alone.
    """
    labels = [(at, label) for at, label in enumerate(table.labels) if label]
    looked_at = table.grid.rows[: table.at + 1 + PEEKED_ROWS]
    rows = [[" ".join(verbatim_cell(cell).split()) for cell in row] for row in looked_at]
    below = [row for row in rows[table.at + 1 :] if any(row[at] != label for at, label in labels)]
    again = [sum(row[at] == label for row in below) for at, label in labels]
    if sum(bool(times) for times in again) > 1 or max(again, default=0) > 1:
        return True
    seen = {(at, row[at]) for row in (rows[table.at], *below) for at in range(len(row)) if row[at]}
    return any(
        len([cell for cell in row if cell]) > 1 and sum((at, cell) in seen for at, cell in enumerate(row)) > 1
        for row in rows[: table.at]
    )


def column_names(grid: Grid) -> tuple[str, ...]:
    """Return what the columns of a sheet without headings are called."""
    return tuple(f"没有列名，第{number}列" for number in range(1, grid.width + 1))


def under_made_headings(grid: Grid) -> RawTable:
    """Return a sheet with headings made for it above its first row; every row keeps its number."""
    return RawTable(
        replace(grid, rows=[list(column_names(grid)), *grid.rows], first_row=grid.first_row - 1), 0
    )
