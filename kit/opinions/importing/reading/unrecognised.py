"""Sheets that no shape claims: which of their columns could hold opinions at all, and which is proposed.

A column of times, numbers, names, phones, ids, addresses, codes or statuses is neither offered nor proposed,
nor is the office's own reply.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from kit.model.reticent import reticent
from kit.opinions.importing.reading.contents import CHOICE, NOTHING, WORDS, ColumnContents
from kit.opinions.importing.reading.headless import is_headless, reads_like_heading, under_made_headings
from kit.opinions.importing.reading.roles import (
    ASKS_FOR_OPINIONS,
    REPLY,
    asks_for_opinions,
    contents_of,
    is_plan,
    is_roster,
    is_serial,
    role_of,
)
from kit.sheets.opening import TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.opinions.importing.reading.table import RawTable
    from kit.sheets.grid import Grid


IGNORE = "忽略"
NO_WORDS = re.compile(
    r"(?:类别|分类|类型|种类|性质|来源|渠道|级别|等级|数量|日期|时间|单位|部门|科室|姓名|地点|地址|电话)$"
)
ASKED_FOR = re.compile(r"建议|希望|意见|应当|应该|能不能|请(?!假|示)")
LEAST_LENGTH = 6  # characters, on the average, of a column that is proposed as the opinions
SHORTEST = 2  # characters: what is no longer says next to nothing by itself
LEAST_SPOKEN = 0.5  # share of cells that read like something said


@reticent("column")
@dataclass(frozen=True, eq=False)
class Candidate:
    """A column that could hold opinions: how it is called with and without the first row as a heading."""

    column: int
    heading: str  # "" where the sheet has none above it
    bare: str  # "" where a comma may have cut the column
    contents: ColumnContents


def candidates(table: RawTable) -> list[Candidate]:
    """Return the columns of words of a sheet, those that read most like opinions first."""
    bare = under_made_headings(table.grid)
    names = _bare_labels(table.grid, bare)
    headless = is_headless(table)
    found = []
    for at, label in enumerate(table.labels):
        contents = contents_of(table, at) if table.body else contents_of(bare, at)
        is_words = contents.kind == WORDS or (
            contents.kind == CHOICE and bool(ASKS_FOR_OPINIONS.search(label))
        )
        if not is_words or role_of(label) == REPLY or is_serial(label) or NO_WORDS.search(label):
            continue
        heading = label if table.body and not headless else ""
        found.append(Candidate(at, heading, names[at] if names else "", contents))
    return sorted(found, key=_likely, reverse=True)


def _likely(candidate: Candidate) -> tuple[bool, bool, int, float]:
    asks = bool(ASKS_FOR_OPINIONS.search(candidate.heading)) and reads_like_heading(candidate.heading)
    contents = candidate.contents
    is_long = contents.length >= LEAST_LENGTH
    return asks, contents.spoken >= LEAST_SPOKEN and is_long, contents.filled, contents.length


def proposal(table: RawTable, found: list[Candidate]) -> str:
    """Return the column that is most likely the opinions, or 忽略 where nothing speaks for any.

    Lists of people and the office's own plans are none, whatever words they hold.
    """
    if not found or is_roster(table) or is_plan(table):
        return IGNORE
    best = found[0]
    is_asked = bool(ASKS_FOR_OPINIONS.search(best.heading))
    said = best.contents.spoken >= LEAST_SPOKEN and best.contents.length >= LEAST_LENGTH
    if not said and not is_asked:
        return IGNORE
    is_heading = len(best.heading) <= SHORTEST or reads_like_heading(best.heading) or _heads(table)
    if not best.heading or not is_heading:
        return best.bare or IGNORE
    wishes = sum(bool(ASKED_FOR.search(text)) for text in best.contents.cells)
    if asks_for_opinions(table, best.heading) or wishes >= LEAST_SPOKEN * len(best.contents.cells):
        return best.heading
    return IGNORE


def _heads(table: RawTable) -> bool:
    """Return whether a row is the heading: a title stands above it, or other things than its own below."""
    kinds = [
        (ColumnContents([label]).kind, contents_of(table, at).kind)
        for at, label in enumerate(table.labels)
        if label and table.body
    ]
    return table.at > 0 or any(below not in {WORDS, CHOICE, NOTHING, own} for own, below in kinds)


def choices(found: list[Candidate]) -> Iterator[str]:
    """Yield what may be answered: columns by their headings, then without, then to leave the sheet out."""
    in_order = sorted(found, key=lambda candidate: candidate.column)
    yield from (candidate.heading for candidate in in_order if candidate.heading)
    yield from (candidate.bare for candidate in in_order if candidate.bare)
    yield IGNORE


def _bare_labels(grid: Grid, bare: RawTable) -> tuple[str, ...]:
    """Return the columns of a sheet without headings; a comma may have cut those of a text table."""
    is_cut = grid.width > 1 and PurePath(grid.file).suffix.lower() in TEXTS
    return () if is_cut else bare.labels
