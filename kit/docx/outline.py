"""From the elements of a .docx back to blocks of the outline language.

The text view of a document: what a person would call its content, one line for each paragraph.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.docx.markup import Element, qualified
from kit.docx.profiles.faces import FACES
from kit.docx.profiles.value import TWIPS_PER_MM
from kit.docx.reading.styles import Stylesheet, effective_fonts, read_stylesheet
from kit.docx.writing.blocks import (
    BODY,
    IMPRINT_STYLES,
    LINE_BREAK,
    TAB,
    Block,
    NewPage,
    Outline,
    ParagraphBlock,
    TableBlock,
    TableRow,
    TextPiece,
    line_text,
)
from kit.docx.writing.language import write_blocks
from kit.docx.writing.styles import SPACER, chinese_name
from kit.files.document import read_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kit.docx.profiles.value import FaceName


_HIDDEN = {
    qualified(f"w:{name}") for name in ("del", "moveFrom", "pPr", "rPr", "sectPr", "instrText", "delText")
}
_HIDDEN |= {qualified(f"w:{name}") for name in ("pict", "object", "drawing", "footnoteReference")}
_SAID = {"tab": TAB, "br": LINE_BREAK, "cr": LINE_BREAK, "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_SPECIAL = {qualified(f"w:{name}"): said for name, said in _SAID.items()}
_MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def recovered(body: Element, sheet: Stylesheet) -> Iterator[Block]:
    """Yield the blocks of a w:body."""
    for element in _content(body):
        if element.tag == qualified("w:p"):
            yield from _paragraph(element, sheet)
        elif element.tag == qualified("w:tbl"):
            yield from _table(element, sheet)


def _content(parent: Element) -> Iterator[Element]:
    """Yield block elements, those within content controls and insertions too."""
    for element in parent:
        if element.tag in (qualified("w:sdt"), qualified("w:sdtContent"), qualified("w:ins")):
            yield from _content(element)
        elif isinstance(element.tag, str):
            yield element


def _paragraph(element: Element, sheet: Stylesheet) -> Iterator[Block]:
    style_id = _value(element.find(qualified("w:pPr")), "w:pStyle")
    name = chinese_name(sheet.name(style_id) or BODY)
    breaks = element.find(f"{qualified('w:pPr')}/{qualified('w:pageBreakBefore')}")
    if breaks is not None and _get(breaks, "val") not in ("0", "false", "off"):
        yield NewPage()
    text = paragraph_text(element, style_id, sheet)
    if name != SPACER or text:
        yield ParagraphBlock(name, text)


def paragraph_text(element: Element, style_id: str | None, sheet: Stylesheet) -> str:
    """Return a paragraph's text with its changes of face; no deletions, drawings or field codes."""
    return line_text(_pieces(element, style_id, sheet))


def _pieces(element: Element, style_id: str | None, sheet: Stylesheet) -> Iterator[TextPiece]:
    for run in _runs(element):
        text = "".join(_said(run))
        if text:
            yield _change(run, style_id, sheet), text


def _change(run: Element, style_id: str | None, sheet: Stylesheet) -> FaceName | None:
    """Return the face a run changes to, None where it keeps the face of its style."""
    usual, own = (_face(sheet, style_id, one) for one in (None, run))
    return None if own == usual else own


def _face(sheet: Stylesheet, style_id: str | None, run: Element | None) -> FaceName | None:
    fonts, _ = effective_fonts(sheet.run_layers(style_id, run), sheet.theme)
    return next((name for name, face in FACES.items() if face.covers(fonts.get("eastAsia", ""))), None)


def _runs(parent: Element) -> Iterator[Element]:
    for child in parent:
        if child.tag == qualified("w:r"):
            yield child
        elif isinstance(child.tag, str) and child.tag not in _HIDDEN and not child.tag.startswith(_MARKUP):
            yield from _runs(child)


def _said(run: Element) -> Iterator[str]:
    for part in run:
        if part.tag == qualified("w:t"):
            yield part.text or ""
        elif part.tag in _SPECIAL and _get(part, "type") not in ("page", "column"):
            yield _SPECIAL[part.tag]


def _table(element: Element, sheet: Stylesheet) -> Iterator[Block]:
    rows = [row for row in _content(element) if row.tag == qualified("w:tr")]
    lines = [block for row in rows for cell in _cells(row) for block in recovered(cell, sheet)]
    if lines and all(isinstance(line, ParagraphBlock) and line.style in IMPRINT_STYLES for line in lines):
        yield from (_untabled(line) for line in lines)
        return
    columns = element.iterfind(f"{qualified('w:tblGrid')}/{qualified('w:gridCol')}")
    widths = tuple(round(float(_get(column, "w") or 0) / TWIPS_PER_MM, 1) for column in columns)
    together = _stays_together(rows) and (len(widths) == 1 or any(len(list(_cells(row))) > 1 for row in rows))
    yield TableBlock(widths, tuple(_row(row, sheet) for row in rows), together)


def _untabled(line: Block) -> Block:
    """Return a line of an imprint; a tag about its row becomes one about a paragraph again."""
    if isinstance(line, ParagraphBlock) and line.text.startswith("{%tr "):
        return ParagraphBlock(BODY, line.text.replace("{%tr", "{%p", 1))
    return line


def _row(row: Element, sheet: Stylesheet) -> TableRow:
    header = row.find(f"{qualified('w:trPr')}/{qualified('w:tblHeader')}")
    return TableRow(tuple(_cell_text(cell, sheet) for cell in _cells(row)), header is not None)


def _stays_together(rows: Iterable[Element]) -> bool:
    """Return whether every line of a table is kept with the next; a heading of a group of rows always is."""
    lines = [line for row in rows for line in row.iter(qualified("w:p"))]
    keep = f"{qualified('w:pPr')}/{qualified('w:keepNext')}"
    return bool(lines) and all(line.find(keep) is not None for line in lines)


def _cells(row: Element) -> Iterable[Element]:
    return (cell for cell in _content(row) if cell.tag == qualified("w:tc"))


def _cell_text(cell: Element, sheet: Stylesheet) -> str:
    """Return a cell's paragraphs as one text; a table within it is read row by row."""
    texts = []
    for block in recovered(cell, sheet):
        if isinstance(block, ParagraphBlock):
            texts.append(block.text)
        elif isinstance(block, TableBlock):
            texts += [TAB.join(row.cells) for row in block.rows]
    return LINE_BREAK.join(texts)


def _value(parent: Element | None, path: str) -> str | None:
    found = None if parent is None else parent.find(qualified(path))
    return None if found is None else _get(found, "val")


def _get(element: Element, name: str) -> str | None:
    return element.get(qualified(f"w:{name}"))


def outline(data: bytes) -> str:
    """Return the outline text of a .docx; `outline(typeset(text)) == text` for text in its usual form.

    The usual form: a line break after every line, no blank lines, no 版面 竖, no style before plain body
    text. Marks (bookmarks) leave no trace; a style the kit does not know prints as its own name. Raises
    TemplateError for data that is no document; one without styles reads as plain body text.
    """
    document = read_document(data)
    blocks = tuple(recovered(document.body, read_stylesheet(document.roots)))
    return write_blocks(Outline(blocks, _is_landscape(document.body)))


def _is_landscape(body: Element) -> bool:
    size = body.find(f"{qualified('w:sectPr')}/{qualified('w:pgSz')}")
    return size is not None and size.get(qualified("w:orient")) == "landscape"
