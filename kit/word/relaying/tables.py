"""Tables in another layout: no wider than the new text area, the imprint as wide as it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.word.layout.markup import qualified
from kit.word.layout.page import room

if TYPE_CHECKING:
    from kit.word.layout.markup import Element
    from kit.word.profiles import Profile

_WIDTHS = ("w:tblW", "w:gridCol", "w:tcW")


def relay_tables(body: Element, old: Profile, new: Profile) -> None:
    """Change the widths of tables and the right tab stops in them where the text area has another width."""
    landscape = any(size.get(qualified("w:orient")) == "landscape" for size in body.iter(qualified("w:pgSz")))
    before, after = room(old, landscape=landscape), room(new, landscape=landscape)
    if before == after:
        return
    for table in body.iter(qualified("w:tbl")):
        width = _width(table)
        if width > after or (_is_imprint(table) and width):
            _scale(table, after / max(width, before))


def _width(table: Element) -> int:
    columns = table.iterfind(f"{qualified('w:tblGrid')}/{qualified('w:gridCol')}")
    return sum(int(column.get(qualified("w:w"), "0")) for column in columns)


def _is_imprint(table: Element) -> bool:
    return table.find(f"{qualified('w:tblPr')}/{qualified('w:tblpPr')}") is not None


def _scale(table: Element, factor: float) -> None:
    for name in _WIDTHS:
        for element in table.iter(qualified(name)):
            _multiply(element, "w:w", factor)
    for tab in table.iter(qualified("w:tab")):
        if tab.get(qualified("w:val")) == "right":
            _multiply(tab, "w:pos", factor)


def _multiply(element: Element, attribute: str, factor: float) -> None:
    said = element.get(qualified(attribute), "")
    if said.isdigit() and element.get(qualified("w:type"), "dxa") == "dxa":
        element.set(qualified(attribute), str(int(int(said) * factor)))
