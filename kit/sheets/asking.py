"""What the kit asks about sheets and their columns; `kit map` puts the questions and keeps the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.model.fact import Place
from kit.model.finding import Finding, Question

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kit.model.table import SheetKind
    from kit.sheets.grid import Grid
    from kit.sheets.headings import Match
    from kit.sheets.mapping import ProposedMapping


IGNORE = "忽略"
NOT_USED = "不用"
ASKED = "运行 kit map 答一下是什么表，以后列名一样的都认得；不要的答“忽略”"
MOST_KINDS = 4  # that a question offers
MOST_CHOICES = 8  # columns that a question offers


def sheet_question(grid: Grid, proposed: Sequence[ProposedMapping], *, is_headless: bool = False) -> Question:
    """Return the question what a sheet is; proposed is the likeliest kind, or to ignore it."""
    place = grid.place
    names = tuple(each.kind.name for each in proposed[:MOST_KINDS])
    if not proposed:
        without = "没有列名，" if is_headless else ""
        return Question(str(place), f"{place}{without}是什么表", IGNORE, (IGNORE,))
    first = proposed[0]
    lacks = "、".join(f"“{column.name}”" for column in first.missing)
    said = f"{place}是“{first.kind.name}”吗：{mapping_text(first.headings)}" + (
        f"；缺{lacks}" if lacks else ""
    )
    return Question(str(place), said, first.kind.name, (*names, IGNORE))


def mapping_text(headings: Mapping[str, str]) -> str:
    """Return what headings mean as a clerk reads it.

    >>> mapping_text({"议题": "名称", "日期": "日期", "记录人": ""})
    '“议题”是“名称”，“日期”照旧，没有用的“记录人”'
    """
    said = [
        f"“{heading}”照旧" if heading == meant else f"“{heading}”是“{meant}”"
        for heading, meant in headings.items()
        if meant
    ]
    if unused := "、".join(f"“{heading}”" for heading, meant in headings.items() if not meant):
        said.append(f"没有用的{unused}")
    return "，".join(said)


def column_question(grid: Grid, kind: SheetKind, label: str, name: str) -> Question:
    """Return the question whether a heading means a column that the sheet lacks."""
    place = Place(grid.file, grid.sheet, None, label)
    return Question(str(place), f"{place}就是“{kind.name}”的“{name}”吗", name, (name, NOT_USED))


def unused(match: Match, grid: Grid, row: int, label: str, parts: Sequence[str]) -> Finding:
    """Return the finding on a column of other words that may be one of those that the sheet lacks."""
    place = Place(grid.file, grid.sheet, None, label)
    kind, named = match.kind.name, "、".join(f"“{part}”" for part in parts[:MOST_KINDS])
    more = "等" if len(parts) > MOST_KINDS else ""
    asked = f"{place}是“{kind}”的哪一列" if len(parts) > 1 else f"{place}就是“{kind}”的“{parts[0]}”吗"
    return Finding(
        "reading.unused_column",
        "warning",
        Place(grid.file, grid.sheet, row, label),
        f"没有读；“{kind}”的{named}{more}列这张表里没有，看内容可能就是",
        "运行 kit map 答一声是哪一列，或改列名；都不是的答“不用”，以后不再问",
        question=Question(str(place), asked, "", (*parts[:MOST_CHOICES], NOT_USED)),
    )


def resembling(match: Match, grid: Grid, row: int, label: str, name: str) -> Finding:
    """Return the finding on a column that is not read and is called nearly like one that the sheet lacks."""
    return Finding(
        "reading.resembling_column",
        "warning",
        Place(grid.file, grid.sheet, row, label),
        f"没有读；“{match.kind.name}”的“{name}”列这张表里没有，这一列像是",
        f"是的话运行 kit map 认下来，或把列名改成“{name}”；不是的也在 kit map 里答一声",
        question=column_question(grid, match.kind, label, name),
    )
