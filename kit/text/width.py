"""How many characters wide a text is, and where the lines end that are set by counting them.

Where the organ's name (署名) and the date (成文日期) end at the foot of a document (GB/T 9704 7.3.5).
"""

import unicodedata
from dataclasses import dataclass

SEALED_DATE, EDGE = 4.0, 2.0  # characters from the right edge
STEP = 2.0  # the date's first character stands so far right of the organ's first
LINE = 28.0  # characters to a line


def display_width(text: str) -> float:
    """Return how many characters wide a text is; digits, letters and half-width marks take half of one.

    >>> display_width("2009年4月20日"), display_width("阿·某")
    (6.5, 3.0)
    """
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.5 for sign in text)


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
    ends = sign_off_ends(display_width(organ), display_width(date), sealed=sealed)
    return SignOff(*(round(end * cell) for end in ends))


def sign_off_ends(organ: float, date: float, *, sealed: bool, line: float = LINE) -> tuple[float, float]:
    """Return where the organ's name and the date end; organ, date: their widths in characters.

    Sealed (7.3.5.1): the date ends 4 characters from the right and the name is centred over it; a name
    so long that it would leave the text area moves both to the left. Unsealed (7.3.5.2): the name ends 2
    characters from the right and the date starts 2 characters behind the start of the name; a date that
    is longer ends 2 characters from the right instead, and the name moves left. A name that needs more than
    one line counts as wide as the line, so that the date keeps room for itself.

    >>> sign_off_ends(4, 6.5, sealed=True), sign_off_ends(12, 6, sealed=False)
    ((5.25, 4.0), (2.0, 6))
    >>> sign_off_ends(60, 6, sealed=True), sign_off_ends(60, 6, sealed=False)
    ((0.0, 11.0), (2.0, 20.0))
    """
    if sealed:
        centred = SEALED_DATE + (date - min(organ, line)) / 2
        shift = max(0.0, -centred)
        return centred + shift, SEALED_DATE + shift
    organ = min(organ, line - EDGE)
    if organ >= date:
        return EDGE, organ - date
    return EDGE + STEP + date - organ, EDGE
