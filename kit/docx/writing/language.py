"""From outline text to blocks.

From blocks to outline text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kit.docx.writing.blocks import (
    BODY,
    COMMENT,
    LANDSCAPE,
    NEW_PAGE,
    STYLES,
    TAB,
    TABLE_END,
    Block,
    NewPage,
    Outline,
    ParagraphBlock,
    TableBlock,
    TableRow,
)
from kit.model.fact import Place
from kit.model.finding import TemplateError

if TYPE_CHECKING:
    from collections.abc import Iterator


_STYLED = re.compile(rf"({'|'.join((*STYLES, NEW_PAGE))})\|(.*)", re.DOTALL)
TOGETHER = "同页"
_TABLE = re.compile(rf"表格(?:[ \t]+({TOGETHER}))?((?:[ \t]+\d+(?:\.\d+)?)+)")
_ROW = re.compile(r"([+-])(?:[ \t]+(.*))?", re.DOTALL)
_READING_BAR = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|⟦.*?⟧|\\\||(\|)", re.DOTALL)
_COMMENT = re.compile(COMMENT)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_APART = re.compile(r"(?<=\S)(?:\u3000|[ ]{2})[ \u3000]*(?=\S)")  # how organ and date are typed apart
Numbered = tuple[int, str]


def read_blocks(text: str) -> Outline:
    r"""Return the blocks of an outline text; raises TemplateError naming the line.

    Blank lines are ignored, blanks around a line's text, and remarks: lines that are # or begin with # and a
    blank. They are for whoever writes the text, and no document shows them.

    >>> read_blocks("# 初稿\n公文标题| 通知\n各单位。").blocks
    (ParagraphBlock(style='公文标题', text='通知'), ParagraphBlock(style='正文', text='各单位。'))
    """
    lines = [(number, line.strip(" \t\r")) for number, line in enumerate(text.split("\n"), 1)]
    for number, line in lines:
        if found := _FORBIDDEN.search(line):
            raise _fault(number, f"有不能写进文档的控制字符 U+{ord(found[0]):04X}", "请删去这个字符")
    kept = [(number, line) for number, line in lines if line and not _COMMENT.match(line)]
    landscape = bool(kept) and kept[0][1] == LANDSCAPE
    if kept and kept[0][1] in (LANDSCAPE, "版面 竖"):
        kept = kept[1:]
    return Outline(tuple(_blocks(iter(kept))), landscape)


def _blocks(lines: Iterator[Numbered]) -> Iterator[Block]:
    for number, line in lines:
        if found := _TABLE.fullmatch(line):
            widths = tuple(float(width) for width in found[2].split())
            yield _grid(number, widths, lines, together=bool(found[1]))
        else:
            yield _line(line)


def _line(line: str) -> Block:
    styled = _STYLED.fullmatch(line)
    if styled is None:
        return ParagraphBlock(BODY, line.replace("\t", TAB))
    style, text = styled[1], styled[2].strip(" \t")
    if style == NEW_PAGE:
        return NewPage()
    if style == "印发":
        text = _APART.sub(TAB, text)
    return ParagraphBlock(style, text.replace("\t", TAB))


def _grid(start: int, widths: tuple[float, ...], lines: Iterator[Numbered], *, together: bool) -> TableBlock:
    rows: list[TableRow] = []
    for number, line in lines:
        if line == TABLE_END:
            return TableBlock(widths, tuple(rows), together)
        rows.append(_row_reading(number, line, len(widths)))
    raise _fault(start, "这个表格没有结束", f"请在最后一行后面加一行“{TABLE_END}”")


def _row_reading(number: int, line: str, columns: int) -> TableRow:
    found = _ROW.fullmatch(line)
    if found is None:
        raise _fault(number, f"“{line[:20]}”不是表格的行", "表头行以“+ ”开头，其他行以“- ”开头")
    cells = tuple(_cell(cell) for cell in _parted(found[2] or ""))
    if len(cells) > columns:
        raise _fault(
            number, f"这一行有 {len(cells)} 格，表格只有 {columns} 列", "请减少格数，或在“表格”行加列宽"
        )
    return TableRow(cells, found[1] == "+")


def _parted(text: str) -> Iterator[str]:
    start = 0
    for bar in _READING_BAR.finditer(text):
        if bar[1]:
            yield text[start : bar.start()]
            start = bar.end()
    yield text[start:]


def _cell(text: str) -> str:
    return text.strip(" \t").replace("\\|", "|").replace("\t", TAB)


def _fault(number: int, problem: str, remedy: str) -> TemplateError:
    return TemplateError(Place("版式文本", row=number), problem, remedy)


# Body text that would be read as something else is written with its style.
_AMBIGUOUS = re.compile(
    rf"(?:{'|'.join((*STYLES, NEW_PAGE))})\||表格[ \t]+(?:\d|{TOGETHER})|版面 [竖横]$|{COMMENT}|$"
)
_WRITING_BAR = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|⟦.*?⟧)|\|", re.DOTALL)


def write_blocks(outline: Outline) -> str:
    r"""Return the outline text of a document, a line break after every line.

    >>> write_blocks(Outline((ParagraphBlock("公文标题", "通知"), ParagraphBlock("正文", "各单位。"))))
    '公文标题| 通知\n各单位。\n'
    """
    lines = [LANDSCAPE] if outline.landscape else []
    for block in outline.blocks:
        lines += _lines(block)
    return "".join(f"{line}\n" for line in lines)


def _lines(block: Block) -> Iterator[str]:
    match block:
        case NewPage():
            yield f"{NEW_PAGE}|"
        case ParagraphBlock(style, text):
            plain = style == BODY and not _AMBIGUOUS.match(text)
            yield text if plain else f"{style}| {text}".rstrip(" ")
        case TableBlock(widths, rows, together):
            yield " ".join(["表格", *([TOGETHER] if together else []), *(f"{width:g}" for width in widths)])
            yield from (_row_writing(row) for row in rows)
            yield TABLE_END


def _row_writing(row: TableRow) -> str:
    cells = " | ".join(_WRITING_BAR.sub(lambda found: found[1] or "\\|", cell) for cell in row.cells)
    return f"{'+' if row.heading else '-'} {cells}".rstrip(" ")
