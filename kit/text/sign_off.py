"""Where the organ's name (署名) and the date (成文日期) end, in characters (GB/T 9704 7.3.5)."""

SEALED_DATE, EDGE = 4.0, 2.0  # characters from the right edge
STEP = 2.0  # the date's first character stands so far right of the organ's first
LINE = 28.0  # characters to a line


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
