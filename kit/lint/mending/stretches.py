"""A stretch of a paragraph's words as whole runs, split where the words begin and end."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from kit.lint.reading.runs import run_texts
from kit.word.layout.markup import qualified

if TYPE_CHECKING:
    from kit.word.layout.markup import Element

_TEXT, _PROPERTIES = qualified("w:t"), qualified("w:rPr")


def stretch(paragraph: Element, start: int, end: int) -> list[Element]:
    """Return the runs that print the characters from start to end, split so that they print no others.

    A run that cannot be split, for it holds more than words, is returned whole.
    """
    for at in (end, start):
        _split_at(paragraph, at)
    found, position = [], 0
    for run, text, _ in list(run_texts(paragraph)):
        if position < end and position + len(text) > start:
            found.append(run)
        position += len(text)
    return found


def _split_at(paragraph: Element, at: int) -> None:
    position = 0
    for run, text, _ in list(run_texts(paragraph)):
        inside = at - position
        if 0 < inside < len(text) and is_plain(run):
            _split(run, inside)
            return
        position += len(text)


def is_plain(run: Element) -> bool:
    """Return whether a run holds properties and one text, and nothing else."""
    kinds = [part.tag for part in run if part.tag != _PROPERTIES]
    own = run.find(_TEXT)
    is_kept = own is not None and (own.text or "") == (own.text or "").strip(" \t\r\n")
    return kinds == [_TEXT] and (
        is_kept or (own is not None and own.get(qualified("xml:space")) == "preserve")
    )


def _split(run: Element, at: int) -> None:
    later = copy.deepcopy(run)
    for one, keep in ((run, slice(0, at)), (later, slice(at, None))):
        said = one.find(_TEXT)
        if said is not None:
            said.text = (said.text or "")[keep]
            said.set(qualified("xml:space"), "preserve")
    run.addnext(later)
