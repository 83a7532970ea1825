"""The outline language: what a document is made of, read from and written as plain text.

One line is one paragraph, `样式| text`; a line without a style is body text (正文). See `read_blocks`.
"""

from __future__ import annotations

from dataclasses import dataclass

BODY = "正文"
EMPTY, RED_RULE, NEW_PAGE, LANDSCAPE, TABLE_END = "空行", "红线", "分页", "版面 横", "表终"
HEADINGS = ("一级", "二级", "三级", "四级")
IMPRINT_STYLES = ("抄送", "印发")
STYLES: tuple[str, ...] = ("公文标题", "副标题", "题注", "称谓", "主送", BODY, *HEADINGS)
STYLES += ("附件说明", "署名", "成文日期", "附注", "附件标识", "附件标题", "表题", "表注")
STYLES += ("红头", "发文字号", *IMPRINT_STYLES, EMPTY, RED_RULE)
LINE_BREAK, TAB = "⏎", "⇥"  # within a paragraph
COMMENT = r"#(?:[ \t]|$)"  # how a line begins that is a remark, not part of the document


@dataclass(frozen=True)
class Line:
    """One paragraph."""

    style: str
    text: str = ""


@dataclass(frozen=True)
class NewPage:
    """What follows starts a new page."""


@dataclass(frozen=True)
class TableRow:
    """One row: the last cell of a short row spans the columns that are left."""

    cells: tuple[str, ...]
    heading: bool = False


@dataclass(frozen=True)
class Grid:
    """A table: column widths in mm, and its rows."""

    widths: tuple[float, ...]
    rows: tuple[TableRow, ...]


Block = Line | NewPage | Grid


@dataclass(frozen=True)
class Layout:
    """A whole document in blocks."""

    blocks: tuple[Block, ...]
    landscape: bool = False
