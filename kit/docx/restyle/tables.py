"""Tables in another layout: no wider than the new text area, the imprint as wide as it and at its foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.docx.markup import qualified
from kit.docx.writing.page import room
from kit.docx.writing.styles import SPACER
from kit.docx.writing.tables import foot_row, is_foot_row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kit.docx.markup import Element
    from kit.docx.profiles.value import Profile


_WIDTHS = ("w:tblW", "w:gridCol", "w:tcW")


def relay_tables(body: Element, names: Mapping[str, str], old: Profile, new: Profile) -> None:
    """Change the widths of tables and the right tab stops in them, and the foot of the imprint.

    names: style id → the kit's name of the style.
    """
    _relay_widths(body, old, new)
    spacers = [key for key, name in names.items() if name == SPACER]
    for table in body.iter(qualified("w:tbl")):
        if _is_imprint(table):
            _relay_foot(table, spacers, new)


def _relay_foot(table: Element, spacers: Sequence[str], new: Profile) -> None:
    for row in table.findall(qualified("w:tr")):
        if is_foot_row(row, spacers):
            table.remove(row)
    foot = foot_row(new, _width(table)) if spacers else None
    if foot is not None:
        table.append(foot)


def _relay_widths(body: Element, old: Profile, new: Profile) -> None:
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
