"""The mark of several issuers (联合行文), where a table without lines sets 文件 beside their names.

How many empty lines stand between two paragraphs, as empty paragraphs or as spacing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kit.form.roles.lead import MARK_SIZE
from kit.form.roles.shapes import is_reddish

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kit.docx.reading.form import CellForm, DocumentForm, ParagraphForm, TableForm


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


_SINGLE = 240  # w:line of single spacing where the rule is auto


def printed_after(document: DocumentForm, paragraph: ParagraphForm) -> ParagraphForm | None:
    """Return the next paragraph that has text."""
    return next((one for one in document.paragraphs[paragraph.number :] if one.text.strip()), None)


def empty_lines_between(
    document: DocumentForm, earlier: ParagraphForm, later: ParagraphForm, pitch: float
) -> float | None:
    """Return the empty lines between two paragraphs, or None where they cannot be counted.

    They cannot where a frame, a box, a table, a drawing or a page break has its own way with the room.
    """
    within = document.paragraphs[earlier.number - 1 : later.number]
    between = within[1:-1]
    if any(one.text.strip() for one in between) or any(_is_apart(one) for one in within):
        return None
    if any(one.has_break for one in within[:-1]) or any(one.starts_page for one in within[1:]):
        return None
    room = earlier.spacing.after + later.spacing.before
    room += sum(_height(one, pitch) + one.spacing.before + one.spacing.after for one in between)
    return room / pitch


def _is_apart(paragraph: ParagraphForm) -> bool:
    return paragraph.is_framed or paragraph.is_boxed or paragraph.is_in_table or paragraph.has_drawing


def _height(paragraph: ParagraphForm, pitch: float) -> float:
    """Return the height of an empty paragraph; where the font decides, it is taken for one line."""
    spacing = paragraph.spacing
    if spacing.line and spacing.rule in ("exact", "atLeast"):
        return spacing.line
    return pitch * max((spacing.line or _SINGLE) / _SINGLE, 1) if not spacing.is_snapped else pitch
