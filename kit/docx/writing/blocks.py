"""The outline language: what a document is made of, read from and written as plain text.

One line is one paragraph, `样式| text`; a line without a style is body text (正文). See `read_blocks`.

Pieces of one paragraph: a change of typeface within it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from kit.docx.profiles.value import FaceName

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


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
class ParagraphBlock:
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
class TableBlock:
    """A table: column widths in mm, and its rows.

    together: it stays on one page, with the note below it; for tables that are surely short.
    """

    widths: tuple[float, ...]
    rows: tuple[TableRow, ...]
    together: bool = False


Block = ParagraphBlock | NewPage | TableBlock


@dataclass(frozen=True)
class Outline:
    """A whole document in blocks."""

    blocks: tuple[Block, ...]
    landscape: bool = False


TextPiece = tuple[FaceName | None, str]  # None: the face of the paragraph's style
SHORT: dict[str, FaceName] = {"楷": "楷体", "黑": "黑体", "仿": "仿宋", "宋": "宋体", "标": "小标宋"}
_LONG = {face: short for short, face in SHORT.items()}
_CHANGED = re.compile(rf"⟦([{''.join(SHORT)}])\|(.*?)⟧", re.DOTALL)


def pieces_of(text: str) -> Iterator[TextPiece]:
    """Yield the stretches of a line's text with their faces, none of them empty.

    >>> list(pieces_of("⟦楷|（一）学习。⟧全体参加。"))
    [('楷体', '（一）学习。'), (None, '全体参加。')]
    """
    end = 0
    for found in _CHANGED.finditer(text):
        yield from _unless_empty(None, text[end : found.start()])
        yield from _unless_empty(SHORT[found[1]], found[2])
        end = found.end()
    yield from _unless_empty(None, text[end:])


def _unless_empty(face: FaceName | None, text: str) -> Iterator[TextPiece]:
    if text:
        yield face, text


def line_text(pieces: Iterable[TextPiece]) -> str:
    """Return the line's text of its pieces; neighbours of one face become one piece.

    >>> line_text([("楷体", "学"), ("楷体", "习"), (None, "。")])
    '⟦楷|学习⟧。'
    """
    texts = []
    for face, group in groupby(pieces, key=lambda piece: piece[0]):
        text = "".join(text for _, text in group)
        texts.append(f"⟦{_LONG[face]}|{text}⟧" if face and text else text)
    return "".join(texts)
