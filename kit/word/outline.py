"""The text view of a document: what a person would call its content, one line for each paragraph."""

from __future__ import annotations

import zipfile
from io import BytesIO

from lxml import etree

from kit.nouns.errors import TemplateError
from kit.nouns.place import Place
from kit.word.layout.blocks import Layout
from kit.word.layout.markup import Element, qualified
from kit.word.layout.recovering import read_stylesheet, recovered
from kit.word.layout.writing import write_blocks
from kit.word.profiles.faces import FACES

LIMIT = 64 * 1024 * 1024  # bytes of one part, unpacked
SAVE_AGAIN = "请用 Word 或 WPS 另存一份再试"


def outline(data: bytes) -> str:
    """Return the outline text of a .docx; `outline(typeset(text)) == text` for text in its usual form.

    The usual form: a line break after every line, no blank lines, no 版面 竖, no style before plain body
    text. Marks (bookmarks) leave no trace; a style the kit does not know prints as its own name. Raises
    TemplateError for data that is no document.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            document = _part(package, "word/document.xml")
            styles = _part(package, "word/styles.xml")
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, NotImplementedError) as error:
        raise TemplateError(
            Place("文档"), f"不是完整的 .docx（{error}）", "请用 Word 或 WPS 另存一份再试"
        ) from None
    body = document.find(qualified("w:body"))
    if body is None:
        raise TemplateError(Place("文档"), "没有正文部分", SAVE_AGAIN)
    blocks = tuple(recovered(body, read_stylesheet(styles, FACES)))
    return write_blocks(Layout(blocks, _is_landscape(body)))


def _part(package: zipfile.ZipFile, name: str) -> Element:
    with package.open(name) as stream:
        content = stream.read(LIMIT + 1)
    if len(content) > LIMIT:
        raise TemplateError(Place("文档"), f"{name} 展开后太大", "请确认文件没有损坏")
    return etree.fromstring(
        content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    )


def _is_landscape(body: Element) -> bool:
    size = body.find(f"{qualified('w:sectPr')}/{qualified('w:pgSz')}")
    return size is not None and size.get(qualified("w:orient")) == "landscape"
