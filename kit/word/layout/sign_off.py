"""Where the organ's name (署名) and the date stand at the end of a document (GB/T 9704 7.3.5)."""

from __future__ import annotations

from dataclasses import dataclass

from kit.word.layout.paragraphs import cells


@dataclass(frozen=True)
class SignOff:
    """Right indents of the organ's name and of the date, in twips."""

    organ: int
    date: int


def sign_off(organ: str, date: str, cell: int, *, sealed: bool) -> SignOff:
    """Return where both lines end; cell: width of one character in twips.

    Sealed (7.3.5.1): the date ends 4 characters from the right and the name is centred over it; a name so
    long that it would leave the text area moves both to the left. Unsealed (7.3.5.2): the name ends 2
    characters from the right and the date starts 2 characters behind the start of the name; a date that is
    longer ends 2 characters from the right instead, and the name moves left.

    >>> sign_off("市财政局", "2009年4月20日", 315, sealed=True)
    SignOff(organ=1654, date=1260)
    >>> sign_off("市人民政府办公厅机关党委", "2009年4月2日", 315, sealed=False)
    SignOff(organ=630, date=1890)
    """
    organ_width, date_width = cells(organ), cells(date)
    if sealed:
        name_end = 4 + (date_width - organ_width) / 2
        shift = max(0.0, -name_end)
        return _twips(name_end + shift, 4 + shift, cell)
    date_end = organ_width - date_width
    if date_end >= 0:
        return _twips(2, date_end, cell)
    return _twips(4 + date_width - organ_width, 2, cell)


def _twips(organ: float, date: float, cell: int) -> SignOff:
    return SignOff(round(organ * cell), round(date * cell))
