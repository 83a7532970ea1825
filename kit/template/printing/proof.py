"""The proof of a document: every part is well-formed, and everything that was said stands in it.

What a proof may leave out: the stretches of a template that are the same, and whole, in every document.

A document is stretches of the template with values between them. A stretch is proved once, when the template
is compiled: every element that it opens and closes is whole. The tags that remain are its frame. Whether a
document is well-formed then depends on the frames and the values alone, and these are parsed every time.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers.expat import ExpatError, ParserCreate

from kit.template.printing.ink import FORBIDDEN, REPLACEMENT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kit.template.printing.ink import PrintedPiece


_BREAKS = re.compile("[\t\r\n]")
_BUFFER = 1 << 15  # characters of text that expat collects before it calls back


def part_text(part: str) -> str:
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


SEPARATOR = "\x1e"  # between the parts that are printed in one go; no text may hold it
_TOKEN = re.compile(r"<\?.*?\?>|<(?P<close>/)?(?P<name>[\w:.-]+)[^<>]*?(?P<single>/)?>|[^<>]+", re.DOTALL)


def stretches(render: Callable[..., object]) -> dict[str, PrintedPiece]:
    """Return every stretch of a compiled template, with its bytes and its frame."""
    constants = [each for each in render.__code__.co_consts if isinstance(each, str)]
    return {
        each: (each.encode(), SEPARATOR.join(map(stretch_frame, each.split(SEPARATOR)))) for each in constants
    }


def stretch_frame(stretch: str) -> str:
    """Return what a stretch closes and opens, or the whole stretch if that cannot be told.

    >>> stretch_frame("</w:p><w:p><w:pPr><w:jc/></w:pPr><w:r><w:t>甲</w:t></w:r>")
    '</w:p><w:p>'
    """
    kept: list[tuple[str, str]] = []  # the name of what is open, and its text from there on
    position = 0
    for token in _TOKEN.finditer(stretch):
        if token.start() != position:
            return stretch
        position = token.end()
        _weigh(token, kept)
    pieces = [text for _, text in kept]
    return "".join(pieces) if position == len(stretch) and _is_whole(stretch, pieces) else stretch


def _weigh(token: re.Match[str], kept: list[tuple[str, str]]) -> None:
    """Keep a token that opens or closes something outside; drop an element that is whole."""
    if not token["name"]:
        if token[0].startswith("<?"):
            kept.append(("", token[0]))
    elif token["close"]:
        if kept and kept[-1][0] == token["name"]:
            kept.pop()
        else:
            kept.append(("", token[0]))
    elif not token["single"]:
        kept.append((token["name"], token[0]))


def _is_whole(stretch: str, pieces: list[str]) -> bool:
    """Return whether a stretch is well-formed once what it closes is opened and what it opens is closed."""
    closed = [piece[2:-1].strip() for piece in pieces if piece.startswith("</")]
    opened = [re.match(r"<([\w:.-]+)", piece) for piece in pieces if not piece.startswith(("</", "<?"))]
    before = "".join(f"<{name}>" for name in reversed(closed))
    after = "".join(f"</{match[1]}>" for match in reversed(opened) if match)
    content = stretch if stretch.startswith("<?") else f"<all>{before}{stretch}{after}</all>"
    try:
        ParserCreate("utf-8").Parse(content + (after if stretch.startswith("<?") else ""), True)  # noqa: FBT003 - expat's signature
    except ExpatError:
        return False
    return True
