"""Where a paragraph's first and last characters stand, counted in characters of its own size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.word.layout.paragraphs import cells

if TYPE_CHECKING:
    from kit.lint.reading.records import DocumentForm, ParagraphForm

_BLANK = " \u3000\u00a0\t"
_LINE = 312  # twips of a line that says nothing


def cell_of(paragraph: ParagraphForm) -> float:
    """Return the width of one character in twips."""
    tracking = paragraph.runs[0].tracking if paragraph.runs else 0
    return max((paragraph.size or 32) * 10 + tracking, 1)


def left_of(paragraph: ParagraphForm) -> float:
    """Return how far all lines stand from the left edge; characters beat twips."""
    indent = paragraph.indent
    return indent.left_chars or indent.left / cell_of(paragraph)


def right_of(paragraph: ParagraphForm) -> float:
    """Return how far all lines end from the right edge."""
    indent = paragraph.indent
    return indent.right_chars or indent.right / cell_of(paragraph)


def first_of(paragraph: ParagraphForm) -> float:
    """Return where the first line begins, typed blanks included."""
    indent = paragraph.indent
    first = indent.first_chars or indent.first / cell_of(paragraph)
    return left_of(paragraph) + first + typed_blanks(paragraph)


def typed_blanks(paragraph: ParagraphForm) -> float:
    """Return how many characters of blanks were typed at the start; a tab counts two."""
    text = paragraph.text
    blanks = text[: len(text) - len(text.lstrip(_BLANK))]
    return float(sum(1 if blank == "\u3000" else 2 if blank == "\t" else 0.5 for blank in blanks))


def end_of(paragraph: ParagraphForm, room: float, width: float) -> float:
    """Return how far a line ends from the right edge; room, width: of text area and line, in cells."""
    if paragraph.align in ("right", "end"):
        trailing = len(paragraph.text) - len(paragraph.text.rstrip("\u3000"))
        return right_of(paragraph) + trailing
    if paragraph.align == "center":
        return (room - width - first_of(paragraph) + right_of(paragraph)) / 2
    return room - first_of(paragraph) - width


def width_of(text: str, digit: float = 0.5) -> float:
    """Return how many characters wide a text is; digit: how wide its figures are."""
    digits = sum(1 for one in text if one.isascii() and one.isdigit())
    return cells(text) + digits * (digit - 0.5)


def has_room_above(document: DocumentForm, paragraph: ParagraphForm) -> bool:
    """Return whether about an empty line stands above a paragraph: as a paragraph, or as spacing."""
    if paragraph.number == 1 or starts_new_page(document, paragraph):
        return True
    previous = document.paragraphs[paragraph.number - 2]
    line = paragraph.spacing.line if paragraph.spacing.rule == "exact" and paragraph.spacing.line else _LINE
    return not previous.text.strip() or paragraph.spacing.before + previous.spacing.after >= line / 2


def starts_new_page(document: DocumentForm, paragraph: ParagraphForm) -> bool:
    """Return whether a paragraph is the first on a page because the document says so."""
    if paragraph.number == 1 or paragraph.starts_page:
        return True
    before = document.paragraphs[paragraph.number - 2]
    return before.has_break or before.section != paragraph.section
