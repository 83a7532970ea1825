"""Lines that must not be parted from the sign-off below them (GB/T 9704 7.3.5.5)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kit.docx.writing.blocks import EMPTY, ParagraphBlock
from kit.docx.writing.tables import is_tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kit.docx.writing.tables import LayoutPart


ORGAN = "署名"
BETWEEN = frozenset({EMPTY, "附件说明", ORGAN})  # styles of what may stand between the text and the date
MOST = 3  # lines of text that may have to stay: more would leave a page half empty
_OPENS, _CLOSES = re.compile(r"\{%p\s+(if|for)\b"), re.compile(r"\{%p\s+end(if|for)\b")


@dataclass(frozen=True)
class LineAbove:
    """A line above the organ's name: where it stands, its style, and whether a template may leave it out."""

    at: int
    style: str
    is_optional: bool = False


def kept_lines(lines: Iterable[LineAbove]) -> Iterator[LineAbove]:
    """Yield the lines that stay with the organ's name, nearest first: what stands between, and text above.

    The last line of text is kept; where a template may leave it out, so is the one before it. Of a filled
    document none may be left out, and one line of text stays.
    """
    left = MOST
    for line in lines:
        yield line
        if line.style not in BETWEEN:
            left -= 1
            if not line.is_optional or not left:
                return


def kept_with_sign_off(parts: Sequence[LayoutPart]) -> frozenset[int]:
    """Return the positions of the lines of a template, or of a document, that stay with the organ's name."""
    lines = ((number, part) for number, part in enumerate(parts) if isinstance(part, ParagraphBlock))
    starts = [number for number, line in lines if line.style == ORGAN]
    return frozenset(line.at for start in starts for line in kept_lines(_above(parts, start)))


def _above(parts: Sequence[LayoutPart], start: int) -> Iterator[LineAbove]:
    """Yield the lines above a position up to a table, or to the end of a loop.

    A line that a loop repeats is none of them: a whole list would move to the next page with it.
    """
    depth = 0
    for number in range(start - 1, -1, -1):
        part = parts[number]
        if not isinstance(part, ParagraphBlock) or (is_tag(part) and "endfor" in part.text):
            return
        if is_tag(part):
            depth += bool(_CLOSES.match(part.text)) - bool(_OPENS.match(part.text))
        else:
            yield LineAbove(number, part.style, is_optional=depth > 0)
