"""The cells of a table, those that are merged over several rows as one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kit.lint.reading.measures import attribute, child, measure
from kit.lint.reading.pieces import CellForm
from kit.word.layout.markup import Element, qualified

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_PARAGRAPH = qualified("w:p")


def read_cells(table: Element, numbers: Mapping[Element, int]) -> Iterator[CellForm]:
    """Yield the cells of a table; numbers: of its paragraphs."""
    merged: dict[int, CellForm] = {}
    for row, element in enumerate(table.findall(qualified("w:tr"))):
        column = 0
        for cell in element.findall(qualified("w:tc")):
            properties = child(cell, "tcPr")
            merge = child(properties, "vMerge")
            if merge is not None and attribute(merge, "val") != "restart" and column in merged:
                merged[column] = replace(merged[column], last_row=row)
            else:
                if (ended := merged.pop(column, None)) is not None:
                    yield ended
                merged[column] = _cell(cell, row, column, numbers)
            column += int(measure(attribute(child(properties, "gridSpan"), "val")) or 1)
    yield from merged.values()


def _cell(cell: Element, row: int, column: int, numbers: Mapping[Element, int]) -> CellForm:
    paragraphs = tuple(numbers[one] for one in cell.iter(_PARAGRAPH) if one in numbers)
    stands = attribute(child(cell, "tcPr", "vAlign"), "val") or "top"
    return CellForm(row, row, column, paragraphs, stands, child(cell, "tcPr", "tcBorders") is not None)
