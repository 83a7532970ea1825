"""Lines that must not be parted from the sign-off below them (GB/T 9704 7.3.5.5).

Where the organ's name (署名) and the date stand at the end of a document (GB/T 9704 7.3.5).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kit.docx.writing.blocks import EMPTY, ParagraphBlock
from kit.docx.writing.paragraphs import cells
from kit.docx.writing.tables import is_tag
from kit.text.sign_off import sign_off_ends

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kit.docx.writing.tables import LayoutPart


MOST = 3  # lines of text that may have to stay: more would leave a page half empty
_ABOVE = (EMPTY, "附件说明", "署名")
_OPENS, _CLOSES = re.compile(r"\{%p\s+(if|for)\b"), re.compile(r"\{%p\s+end(if|for)\b")


def kept_with_sign_off(parts: Sequence[LayoutPart]) -> frozenset[int]:
    """Return the positions of the lines that stay with the organ's name: what stands between, and text above.

    The last line of text is kept; where a template may leave it out, so is the one before it. A line that a
    loop repeats is none: a whole list would move to the next page with it.
    """
    starts = [number for number, part in enumerate(parts) if _is(part, "署名")]
    return frozenset(kept for start in starts for kept in _above(parts, start))


def _above(parts: Sequence[LayoutPart], start: int) -> Iterator[int]:
    depth, left = 0, MOST
    for number in range(start - 1, -1, -1):
        part = parts[number]
        if not isinstance(part, ParagraphBlock) or (is_tag(part) and "endfor" in part.text):
            return
        if is_tag(part):
            depth += bool(_CLOSES.match(part.text)) - bool(_OPENS.match(part.text))
            continue
        yield number
        if not _is(part, *_ABOVE):
            left -= 1
            if depth <= 0 or not left:
                return


def _is(part: LayoutPart, *styles: str) -> bool:
    return isinstance(part, ParagraphBlock) and part.style in styles


@dataclass(frozen=True)
class SignOff:
    """Right indents of the organ's name and of the date, in twips."""

    organ: int
    date: int


def sign_off(organ: str, date: str, cell: int, *, sealed: bool) -> SignOff:
    """Return where both lines end; cell: width of one character in twips.

    >>> sign_off("市财政局", "2009年4月20日", 315, sealed=True)
    SignOff(organ=1654, date=1260)
    >>> sign_off("市人民政府办公厅机关党委", "2009年4月2日", 315, sealed=False)
    SignOff(organ=630, date=1890)
    """
    organ_end, date_end = sign_off_ends(cells(organ), cells(date), sealed=sealed)
    return SignOff(round(organ_end * cell), round(date_end * cell))
