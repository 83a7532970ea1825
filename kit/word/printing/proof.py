"""The proof of a document: every part is well-formed, and everything that was said stands in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers.expat import ExpatError, ParserCreate

from kit.word.printing.ink import FORBIDDEN, REPLACEMENT

if TYPE_CHECKING:
    from collections.abc import Sequence

_BREAKS = re.compile("[\t\r\n]")
_BUFFER = 1 << 15  # characters of text that expat collects before it calls back


def text_of(part: str) -> str:
    """Return all text of a part, in order.

    Raises ExpatError if the part is not well-formed.
    """
    pieces: list[str] = []
    parser = ParserCreate("utf-8")
    parser.buffer_size = _BUFFER
    parser.buffer_text = True
    parser.CharacterDataHandler = pieces.append
    parser.Parse(part, True)  # noqa: FBT003 - expat's signature
    return "".join(pieces)


def lost(said: Sequence[str], text: str) -> str | None:
    """Return the first thing said that the text does not hold, or None.

    Normally the text is what was said and nothing else; where it is not, each is looked for behind the last.
    """
    if text == "".join(said):
        return None
    position = 0
    for words in map(_as_read, said):
        found = text.find(words, position)
        if found < 0 and words not in text:
            return words
        position = max(position, found + len(words))
    return None


def _as_read(words: str) -> str:
    """Return a text as a reader finds it: breaks and tabs are elements, forbidden characters replaced."""
    return FORBIDDEN.sub(REPLACEMENT, _BREAKS.sub("", words))


__all__ = ["ExpatError", "lost", "text_of"]
