"""Corrections of words as tracked changes: what stood is struck out, what should stand is inserted.

A stretch of a paragraph's words as whole runs, split where the words begin and end.
"""

from __future__ import annotations

import copy
import hashlib
from typing import TYPE_CHECKING

from kit.docx.markup import make, qualified
from kit.docx.reading.measures import attribute, measure
from kit.docx.reading.runs import run_texts
from kit.docx.writing.comments import AUTHOR

if TYPE_CHECKING:
    from kit.docx.markup import Element


_STRETCHES_TEXT, _PROPERTIES = qualified("w:t"), qualified("w:rPr")


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
    own = run.find(_STRETCHES_TEXT)
    is_kept = own is not None and (own.text or "") == (own.text or "").strip(" \t\r\n")
    return kinds == [_STRETCHES_TEXT] and (
        is_kept or (own is not None and own.get(qualified("xml:space")) == "preserve")
    )


def _split(run: Element, at: int) -> None:
    later = copy.deepcopy(run)
    for one, keep in ((run, slice(0, at)), (later, slice(at, None))):
        said = one.find(_STRETCHES_TEXT)
        if said is not None:
            said.text = (said.text or "")[keep]
            said.set(qualified("xml:space"), "preserve")
    run.addnext(later)


_INSERTED, _DELETED = qualified("w:ins"), qualified("w:del")
_TRACKING_TEXT, _STRUCK = qualified("w:t"), qualified("w:delText")


def correct(paragraph: Element, span: tuple[int, int], right: str, number: int) -> bool:
    """Track the replacement of the words in a span; return False where they cannot be told apart safely.

    number: a revision id; the insertion takes the next one.
    """
    runs = stretch(paragraph, *span)
    words = "".join(_words(run) for run in runs)
    is_safe = all(run.getparent() is paragraph and is_plain(run) for run in runs)
    if not runs or not is_safe or len(words) != span[1] - span[0]:
        return False
    if right:
        inserted = copy.deepcopy(runs[0])
        said = inserted.find(_TRACKING_TEXT)
        if said is not None:
            said.text = right
        runs[-1].addnext(make("w:ins", {"id": number + 1, "author": AUTHOR}, inserted))
    for run in runs:
        mark = make("w:del", {"id": number, "author": AUTHOR})
        run.addprevious(mark)
        mark.append(run)
        for said in run.iter(_TRACKING_TEXT):
            said.tag = _STRUCK
    return True


def _words(run: Element) -> str:
    return "".join(said.text or "" for said in run.iter(_TRACKING_TEXT))


def revisions(body: Element) -> int:
    """Return the largest revision id in a document."""
    return int(max((measure(attribute(one, "id")) or 0 for one in body.iter(_INSERTED, _DELETED)), default=0))


def original_text_hash(body: Element) -> str:
    """Return the hash of the whole text as it stood before the corrections of this program.

    Insertions of ours are left out, deletions are kept: rejecting all of them must give this text.
    """
    digest = hashlib.sha256()
    for paragraph in body.iter(qualified("w:p")):
        digest.update("".join(_original(paragraph)).encode("utf-8", "surrogatepass") + b"\n")
    return digest.hexdigest()


def _original(paragraph: Element) -> list[str]:
    found = []
    for said in paragraph.iter(_TRACKING_TEXT, _STRUCK):
        ours = any(attribute(one, "author") == AUTHOR for one in said.iterancestors(_INSERTED))
        nearest = next(said.iterancestors(qualified("w:p")), None)
        if not ours and nearest is paragraph:
            found.append(said.text or "")
    return found
