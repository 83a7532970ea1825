"""Reading PDFs, and joining them so that each begins on a front side; the only user of pypdf."""

from __future__ import annotations

import io
from contextlib import suppress
from typing import TYPE_CHECKING

from kit.files import office
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


def text_of(pdf: Path) -> str:
    """Return the text of a PDF: by poppler where it is, for that is ten times faster, else by pypdf."""
    if program := office.program("pdftotext"):
        with suppress(office.ProgramError):
            return office.run([program, "-enc", "UTF-8", str(pdf), "-"], SECONDS)
    from pypdf import PdfReader  # noqa: PLC0415 - only this needs it

    return "".join(page.extract_text() for page in PdfReader(pdf).pages)
