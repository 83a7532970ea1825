"""Chinese marks in what sheets say: a cell that is read as a list comes with half-width ones."""

from __future__ import annotations

import re

_WIDE = str.maketrans(",;:!?()", "，；：！？（）")
_NARROW = re.compile(r"(?<!\d)[,;:!?()]|[,;:!?()](?!\d)")


def chinese_marks(text: str) -> str:
    """Return a text with full-width marks; those between two digits (1,000 and 8:30) are part of a number.

    >>> chinese_marks("9:30前报送,满1,000份的(含)分批办"), chinese_marks("前言...")
    ('9:30前报送，满1,000份的（含）分批办', '前言……')
    """
    return _NARROW.sub(lambda mark: mark[0].translate(_WIDE), text).replace("...", "……")
