"""How many empty lines stand between two paragraphs, as empty paragraphs or as spacing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kit.lint.reading.records import DocumentForm, ParagraphForm

_SINGLE = 240  # w:line of single spacing where the rule is auto


def printed_after(document: DocumentForm, paragraph: ParagraphForm) -> ParagraphForm | None:
    """Return the next paragraph that has text."""
    return next((one for one in document.paragraphs[paragraph.number :] if one.text.strip()), None)


def lines_between(
    document: DocumentForm, earlier: ParagraphForm, later: ParagraphForm, pitch: float
) -> float | None:
    """Return the empty lines between two paragraphs, or None where they cannot be counted.

    They cannot where a frame, a box, a table, a drawing or a page break has its own way with the room.
    """
    within = document.paragraphs[earlier.number - 1 : later.number]
    between = within[1:-1]
    if any(one.text.strip() for one in between) or any(_is_apart(one) for one in within):
        return None
    if any(one.has_break for one in within[:-1]) or any(one.starts_page for one in within[1:]):
        return None
    room = earlier.spacing.after + later.spacing.before
    room += sum(_height(one, pitch) + one.spacing.before + one.spacing.after for one in between)
    return room / pitch


def _is_apart(paragraph: ParagraphForm) -> bool:
    return paragraph.is_framed or paragraph.is_boxed or paragraph.is_in_table or paragraph.has_drawing


def _height(paragraph: ParagraphForm, pitch: float) -> float:
    """Return the height of an empty paragraph; where the font decides, it is taken for one line."""
    spacing = paragraph.spacing
    if spacing.line and spacing.rule in ("exact", "atLeast"):
        return spacing.line
    return pitch * max((spacing.line or _SINGLE) / _SINGLE, 1) if not spacing.is_snapped else pitch
