"""What the attachment note and the attachments' heads say: numbers and titles."""

from __future__ import annotations

import re
from itertools import dropwhile, takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kit.lint.reading.records import DocumentForm, ParagraphForm

NOTE = re.compile(r"(?:附件[：:])?\s*(?:(\d{1,2})[.．、]\s*)?(.*)", re.DOTALL)
_LABEL = re.compile(r"附\s*件\s*(\d{0,2})")


def number_of_note(note: ParagraphForm) -> int | None:
    """Return the number of a line of the note, or None where it has none."""
    found = NOTE.fullmatch(note.text.strip())
    return int(found[1]) if found and found[1] else None


def number_of_label(label: ParagraphForm) -> int | None:
    """Return the number of an attachment's head, or None where it has none."""
    found = _LABEL.match(label.text.strip())
    return int(found[1]) if found and found[1] else None


def title_in_note(note: ParagraphForm) -> str:
    """Return the title of an attachment as a line of the note gives it."""
    found = NOTE.fullmatch(note.text.strip())
    return found[2] if found else ""


def title_under(document: DocumentForm, label: ParagraphForm) -> tuple[ParagraphForm, ...]:
    """Return the lines of the title under an attachment's head."""
    after = dropwhile(lambda one: one.role == "空", document.paragraphs[label.number :])
    return tuple(takewhile(lambda one: one.role == "附件标题", after))


def bare(title: str) -> str:
    """Return a title without the marks that are no part of it."""
    return re.sub(r"[\s《》。]", "", title)
