"""Pieces of one paragraph: a change of typeface within it."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from kit.word.profiles import FaceName

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Piece = tuple[FaceName | None, str]  # None: the face of the paragraph's style
SHORT: dict[str, FaceName] = {"楷": "楷体", "黑": "黑体", "仿": "仿宋", "宋": "宋体", "标": "小标宋"}
_LONG = {face: short for short, face in SHORT.items()}
_CHANGED = re.compile(rf"⟦([{''.join(SHORT)}])\|(.*?)⟧", re.DOTALL)


def pieces_of(text: str) -> Iterator[Piece]:
    """Yield the stretches of a line's text with their faces, none of them empty.

    >>> list(pieces_of("⟦楷|（一）学习。⟧全体参加。"))
    [('楷体', '（一）学习。'), (None, '全体参加。')]
    """
    end = 0
    for found in _CHANGED.finditer(text):
        yield from _unless_empty(None, text[end : found.start()])
        yield from _unless_empty(SHORT[found[1]], found[2])
        end = found.end()
    yield from _unless_empty(None, text[end:])


def _unless_empty(face: FaceName | None, text: str) -> Iterator[Piece]:
    if text:
        yield face, text


def text_of(pieces: Iterable[Piece]) -> str:
    """Return the line's text of its pieces; neighbours of one face become one piece.

    >>> text_of([("楷体", "学"), ("楷体", "习"), (None, "。")])
    '⟦楷|学习⟧。'
    """
    texts = []
    for face, group in groupby(pieces, key=lambda piece: piece[0]):
        text = "".join(text for _, text in group)
        texts.append(f"⟦{_LONG[face]}|{text}⟧" if face and text else text)
    return "".join(texts)
