"""A document file as it shows: paragraphs with their parts, and sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.docx.reading.drawn import read_strokes
from kit.docx.reading.form import DocumentForm, UnreadableError
from kit.docx.reading.measures import child, is_on
from kit.docx.reading.paragraphs import read_paragraphs
from kit.docx.reading.sections import read_sections
from kit.docx.reading.styles import read_stylesheet
from kit.docx.reading.tables import read_tables
from kit.files.document import read_document
from kit.files.inspection import hazards
from kit.form.roles.elements import with_roles
from kit.form.roles.joint import with_joint

if TYPE_CHECKING:
    from pathlib import Path


def read_form(path: Path) -> DocumentForm:
    """Return a .docx or .dotx as it shows; raises UnreadableError for what is none, or cannot be read."""
    document = read_document(path, refusal=UnreadableError)
    sheet = read_stylesheet(document.roots)
    paragraphs = tuple(read_paragraphs(document.body, sheet))
    sections = tuple(read_sections(document, sheet))
    settings = document.roots.get("word/settings.xml")
    tables = tuple(read_tables(document.body, sheet, paragraphs))
    return DocumentForm(
        path.name,
        with_joint(with_roles(paragraphs), tables),
        sections,
        bool(is_on(child(settings, "evenAndOddHeaders"))),
        tables,
        tuple(read_strokes(document, paragraphs, sections, sheet)),
        hazards(document),
    )
