"""Where the organ's name (署名) and the date end at the foot of a document (GB/T 9704 7.3.5.1, 7.3.5.2)."""

from __future__ import annotations

import unicodedata

from kit.words.sign_off import sign_off_ends

CELL = 315  # twips: one character of 3号 at 28 characters to the line


def cells(text: str) -> float:
    """Return the width of a text in characters; digits, letters and half-width marks take half of one.

    >>> cells("2009年4月20日")
    6.5
    """
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.5 for sign in text)


def sign_off(organ: str, day: str, *, sealed: bool) -> dict[str, int]:
    """Return the right indents in twips under the names that templates use.

    >>> sign_off("市财政局", "2009年4月20日", sealed=True)
    {'署名缩进': 1654, '日期缩进': 1260}
    >>> sign_off("某某市人民政府办公厅机关", "2009年4月2日", sealed=False)
    {'署名缩进': 630, '日期缩进': 1890}
    """
    organ_end, date_end = sign_off_ends(cells(organ), cells(day), sealed=sealed)
    return {"署名缩进": _twips(organ_end), "日期缩进": _twips(date_end)}


def _twips(width: float) -> int:
    return int(width * CELL + 0.5)
