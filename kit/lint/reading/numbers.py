"""The page number (页码) in a footer, wherever in it a tool has put it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kit.lint.reading.measures import attribute, child
from kit.lint.reading.paragraphs import read_paragraph
from kit.lint.reading.pieces import NumberForm
from kit.word.layout.markup import Element, qualified

if TYPE_CHECKING:
    from kit.lint.reading.records import ParagraphForm, RunForm
    from kit.lint.reading.styles import Stylesheet

_TYPED = re.compile(r"[—－\-–]\s*\d+\s*[—－\-–]|第\s*\d+\s*页|\s*\d+\s*")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BOX = qualified("w:txbxContent")
_PLACING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_ANCHOR, _ALIGN = f"{_PLACING}anchor", f"{_PLACING}align"


def read_number(footer: Element | None, sheet: Stylesheet) -> NumberForm | None:
    """Return the page number of a footer, a field or typed digits, or None where it has none."""
    if footer is None:
        return None
    elements = [element for element in footer.iter(qualified("w:p")) if not _is_within(element, _FALLBACK)]
    paragraphs = [(element, read_paragraph(element, sheet, 1)) for element in elements]
    for element, paragraph in paragraphs:
        if any(run.field == "PAGE" for run in paragraph.runs):
            return _number(element, paragraph, is_field=True)
    for element, paragraph in paragraphs:
        if _TYPED.fullmatch(paragraph.text):
            return _number(element, paragraph, is_field=False)
    return None


def _is_within(element: Element, name: str) -> bool:
    return any(parent.tag == name for parent in element.iterancestors())


def _number(element: Element, paragraph: ParagraphForm, *, is_field: bool) -> NumberForm:
    runs = paragraph.runs
    found = next((run for run in runs if run.field == "PAGE"), runs[0])
    at = runs.index(found)
    framed = paragraph.is_framed or _is_within(element, _BOX) or child(element, "pPr", "framePr") is not None
    return NumberForm(
        paragraph.align,
        paragraph.indent.right,
        paragraph.indent.left,
        found.size,
        found.fonts.ascii or found.fonts.east_asia,
        _joined(runs[:at]),
        _joined(runs[at + 1 :]),
        paragraph.spacing.line,
        paragraph.spacing.rule,
        framed,
        is_field,
        _is_mirrored(element),
    )


def _is_mirrored(element: Element) -> bool:
    frame = child(element, "pPr", "framePr")
    aligns = [attribute(frame, "xAlign")]
    for anchor in element.iterancestors(_ANCHOR):
        aligns += [one.text for one in anchor.iter(_ALIGN)]
    return bool({"outside", "inside"} & set(aligns))


def _joined(runs: tuple[RunForm, ...]) -> str:
    return "".join(run.text for run in runs if run.field != "PAGE")
