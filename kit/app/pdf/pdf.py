"""Reading PDFs, and joining them so that each begins on a front side; the only user of pypdf.

Whether a PDF shows every mark of its document, and a copy of a document that LibreOffice prints whole.

LibreOffice 7.4 leaves out a mark that hangs over the end of a justified line where the line is all but full
(measured: 44 of 3,758 marks of the demo); set left, the same lines lose none.
"""

from __future__ import annotations

import io
import re
from contextlib import suppress
from typing import TYPE_CHECKING

from kit.docx.outline import outline
from kit.files import office
from kit.files.document import read_document
from kit.files.package import zipped
from kit.files.writing import write_atomically

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


SECONDS = 120


def merge_for_duplex(pdfs: Sequence[Path], target: Path) -> tuple[int, int]:
    """Write the PDFs one after the other, a blank page behind each that has an odd number of pages.

    Return the pages in all, and how many of them are blank. Raises WriteError.
    """
    from pypdf import PdfWriter  # noqa: PLC0415 - only this needs it

    writer, blank = PdfWriter(), 0
    for number, pdf in enumerate(pdfs, 1):
        writer.append(str(pdf), import_outline=False)
        if len(writer.pages) % 2 and number < len(pdfs):
            writer.add_blank_page()  # as large as the page before it
            blank += 1
    stream = io.BytesIO()
    writer.write(stream)
    write_atomically(target, stream.getvalue())
    return len(writer.pages), blank


def pdf_text(pdf: Path) -> str:
    """Return the text of a PDF: by poppler where it is, for that is ten times faster, else by pypdf."""
    if program := office.program("pdftotext"):
        with suppress(office.ProgramError):
            return office.run([program, "-enc", "UTF-8", str(pdf), "-"], SECONDS)
    from pypdf import PdfReader  # noqa: PLC0415 - only this needs it

    return "".join(page.extract_text() for page in PdfReader(pdf).pages)


_MARKS = re.compile("[，。；：、！？]")
_JUSTIFIED, _LEFT = b'<w:jc w:val="both"/>', b'<w:jc w:val="left"/>'
_ALIGNED = ("word/document.xml", "word/styles.xml")


def lost_marks(source: Path, pdf: Path) -> int:
    """Return how many marks of a document's text its PDF does not show; headings that repeat may hide one."""
    said = len(_MARKS.findall(outline(source.read_bytes())))
    return max(0, said - len(_MARKS.findall(pdf_text(pdf))))


def set_left(source: Path, folder: Path) -> Path:
    """Write a copy of a document whose justified lines are set left, under its name; return where it lies."""
    target = folder / source.name
    parts = read_document(source).parts
    copy = {name: parts[name].replace(_JUSTIFIED, _LEFT) for name in _ALIGNED if name in parts}
    target.write_bytes(zipped({**parts, **copy}))
    return target
