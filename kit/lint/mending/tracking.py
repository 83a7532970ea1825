"""Corrections of words as tracked changes: what stood is struck out, what should stand is inserted."""

from __future__ import annotations

import copy
import hashlib
from typing import TYPE_CHECKING

from kit.lint.mending.bundle import AUTHOR
from kit.lint.mending.stretches import is_plain, stretch
from kit.lint.reading.measures import attribute, measure
from kit.word.layout.markup import make, qualified

if TYPE_CHECKING:
    from kit.word.layout.markup import Element

_INSERTED, _DELETED = qualified("w:ins"), qualified("w:del")
_TEXT, _STRUCK = qualified("w:t"), qualified("w:delText")


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
        said = inserted.find(_TEXT)
        if said is not None:
            said.text = right
        runs[-1].addnext(make("w:ins", {"id": number + 1, "author": AUTHOR}, inserted))
    for run in runs:
        mark = make("w:del", {"id": number, "author": AUTHOR})
        run.addprevious(mark)
        mark.append(run)
        for said in run.iter(_TEXT):
            said.tag = _STRUCK
    return True


def _words(run: Element) -> str:
    return "".join(said.text or "" for said in run.iter(_TEXT))


def revisions(body: Element) -> int:
    """Return the largest revision id in a document."""
    return int(max((measure(attribute(one, "id")) or 0 for one in body.iter(_INSERTED, _DELETED)), default=0))


def fingerprint(body: Element) -> str:
    """Return the hash of the whole text as it stood before the corrections of this program.

    Insertions of ours are left out, deletions are kept: rejecting all of them must give this text.
    """
    digest = hashlib.sha256()
    for paragraph in body.iter(qualified("w:p")):
        digest.update("".join(_original(paragraph)).encode("utf-8", "surrogatepass") + b"\n")
    return digest.hexdigest()


def _original(paragraph: Element) -> list[str]:
    found = []
    for said in paragraph.iter(_TEXT, _STRUCK):
        ours = any(attribute(one, "author") == AUTHOR for one in said.iterancestors(_INSERTED))
        nearest = next(said.iterancestors(qualified("w:p")), None)
        if not ours and nearest is paragraph:
            found.append(said.text or "")
    return found
