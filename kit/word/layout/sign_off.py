"""Where the organ's name (署名) and the date stand at the end of a document (GB/T 9704 7.3.5)."""

from __future__ import annotations

from dataclasses import dataclass

from kit.word.layout.paragraphs import cells
from kit.words.sign_off import sign_off_ends


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
