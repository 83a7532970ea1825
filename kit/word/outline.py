"""The text view of a document: what a person would call its content, one line for each paragraph."""

from __future__ import annotations

from kit.files.document import MAIN, read_document
from kit.word.layout.blocks import Layout
from kit.word.layout.markup import Element, make, qualified
from kit.word.layout.recovering import read_stylesheet, recovered
from kit.word.layout.writing import write_blocks
from kit.word.profiles.faces import FACES

STYLES = "word/styles.xml"


def outline(data: bytes) -> str:
    """Return the outline text of a .docx; `outline(typeset(text)) == text` for text in its usual form.

    The usual form: a line break after every line, no blank lines, no 版面 竖, no style before plain body
    text. Marks (bookmarks) leave no trace; a style the kit does not know prints as its own name. Raises
    TemplateError for data that is no document; one without styles reads as plain body text.
    """
    roots = read_document(data).roots
    body = next(roots[MAIN].iterfind(qualified("w:body")))
    styles = roots.get(STYLES, make("w:styles"))
    blocks = tuple(recovered(body, read_stylesheet(styles, FACES)))
    return write_blocks(Layout(blocks, _is_landscape(body)))


def _is_landscape(body: Element) -> bool:
    size = body.find(f"{qualified('w:sectPr')}/{qualified('w:pgSz')}")
    return size is not None and size.get(qualified("w:orient")) == "landscape"
