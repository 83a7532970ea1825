"""Lines that must not be parted from the sign-off below them (GB/T 9704 7.3.5.5)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kit.word.layout.blocks import EMPTY, Line
from kit.word.layout.parts import is_tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kit.word.layout.parts import Part

MOST = 3  # lines of text that may have to stay: more would leave a page half empty
_ABOVE = (EMPTY, "附件说明", "署名")
_OPENS, _CLOSES = re.compile(r"\{%p\s+(if|for)\b"), re.compile(r"\{%p\s+end(if|for)\b")


def kept_with_sign_off(parts: Sequence[Part]) -> frozenset[int]:
    """Return the positions of the lines that stay with the organ's name: what stands between, and text above.

    The last line of text is kept; where a template may leave it out, so is the one before it. A line that a
    loop repeats is none: a whole list would move to the next page with it.
    """
    starts = [number for number, part in enumerate(parts) if _is(part, "署名")]
    return frozenset(kept for start in starts for kept in _above(parts, start))


def _above(parts: Sequence[Part], start: int) -> Iterator[int]:
    depth, left = 0, MOST
    for number in range(start - 1, -1, -1):
        part = parts[number]
        if not isinstance(part, Line) or (is_tag(part) and "endfor" in part.text):
            return
        if is_tag(part):
            depth += bool(_CLOSES.match(part.text)) - bool(_OPENS.match(part.text))
            continue
        yield number
        if not _is(part, *_ABOVE):
            left -= 1
            if depth <= 0 or not left:
                return


def _is(part: Part, *styles: str) -> bool:
    return isinstance(part, Line) and part.style in styles
