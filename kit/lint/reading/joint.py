"""The mark of several issuers (联合行文), where a table without lines sets 文件 beside their names."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kit.lint.reading.lead import MARK_SIZE
from kit.lint.reading.shapes import is_reddish

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kit.lint.reading.pieces import CellForm, TableForm
    from kit.lint.reading.records import ParagraphForm

ORGAN = re.compile(r"[\u3400-\u9fff]{3,30}")
FILE = "文件"
_SEVERAL = 2


@dataclass(frozen=True)
class JointMark:
    """The cell of 文件, and the rows and the last column of the names."""

    file: CellForm
    first_row: int
    last_row: int
    column: int
    paragraphs: frozenset[int]


def with_joint(paragraphs: Sequence[ParagraphForm], tables: Sequence[TableForm]) -> tuple[ParagraphForm, ...]:
    """Return the paragraphs, those of a joint mark with that role."""
    found = joint_mark(paragraphs, tables)
    if found is None:
        return tuple(paragraphs)
    return tuple(
        replace(one, role="标志") if one.number in found.paragraphs and one.text.strip() else one
        for one in paragraphs
    )


def joint_mark(paragraphs: Sequence[ParagraphForm], tables: Iterable[TableForm]) -> JointMark | None:
    """Return the joint mark at the head of a document, or None where there is none for sure."""
    title = next((one.number for one in paragraphs if one.role == "标题"), 0)
    for table in tables:
        is_plain = table.cells and not table.is_nested and not any(table.edges.values())
        if is_plain and table.last_paragraph < title and (found := _joint(paragraphs, table)):
            return found
    return None


def _joint(paragraphs: Sequence[ParagraphForm], table: TableForm) -> JointMark | None:
    said = [(cell, _words(paragraphs, cell)) for cell in table.cells]
    files = [cell for cell, words in said if words == [FILE]]
    names = [(cell, words) for cell, words in said if words and words != [FILE]]
    words = [word for _, found in names for word in found]
    is_mark = all(_is_large_red(paragraphs, cell) for cell in table.cells)
    if len(files) != 1 or len(words) < _SEVERAL or not all(map(ORGAN.fullmatch, words)) or not is_mark:
        return None
    cells = [cell for cell, _ in names]
    return JointMark(
        files[0],
        min(cell.first_row for cell in cells),
        max(cell.last_row for cell in cells),
        max(cell.column for cell in cells),
        frozenset(number for cell in table.cells for number in cell.paragraphs),
    )


def _words(paragraphs: Sequence[ParagraphForm], cell: CellForm) -> list[str]:
    lines = (paragraphs[number - 1].text for number in cell.paragraphs)
    return [text for line in lines for part in line.split("\n") if (text := "".join(part.split()))]


def _is_large_red(paragraphs: Sequence[ParagraphForm], cell: CellForm) -> bool:
    shown = [one for number in cell.paragraphs if (one := paragraphs[number - 1]).text.strip()]
    return all(
        one.size >= MARK_SIZE and all(is_reddish(run.colour) for run in one.runs if run.text.strip())
        for one in shown
    )
