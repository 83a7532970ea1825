"""From blocks to outline text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kit.word.layout.blocks import (
    BODY,
    COMMENT,
    LANDSCAPE,
    NEW_PAGE,
    STYLES,
    TABLE_END,
    Block,
    Grid,
    Layout,
    Line,
    NewPage,
    TableRow,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

# Body text that would be read as something else is written with its style.
_AMBIGUOUS = re.compile(rf"(?:{'|'.join((*STYLES, NEW_PAGE))})\||表格[ \t]+\d|版面 [竖横]$|{COMMENT}|$")
_BAR = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|⟦.*?⟧)|\|", re.DOTALL)


def write_blocks(layout: Layout) -> str:
    r"""Return the outline text of a document, a line break after every line.

    >>> write_blocks(Layout((Line("公文标题", "通知"), Line("正文", "各单位。"))))
    '公文标题| 通知\n各单位。\n'
    """
    lines = [LANDSCAPE] if layout.landscape else []
    for block in layout.blocks:
        lines += _lines(block)
    return "".join(f"{line}\n" for line in lines)


def _lines(block: Block) -> Iterator[str]:
    match block:
        case NewPage():
            yield f"{NEW_PAGE}|"
        case Line(style, text):
            plain = style == BODY and not _AMBIGUOUS.match(text)
            yield text if plain else f"{style}| {text}".rstrip(" ")
        case Grid(widths, rows):
            yield " ".join(["表格", *(f"{width:g}" for width in widths)])
            yield from (_row(row) for row in rows)
            yield TABLE_END


def _row(row: TableRow) -> str:
    cells = " | ".join(_BAR.sub(lambda found: found[1] or "\\|", cell) for cell in row.cells)
    return f"{'+' if row.heading else '-'} {cells}".rstrip(" ")
