"""Cells that hold a number of ballots or a share of them (占比), in any notation that offices use."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from kit.model.share import WHOLE, Share
from kit.sheets.values import Read, displayed_cell, narrow, read_count
from kit.text.numbers import from_chinese

if TYPE_CHECKING:
    from kit.model.table import Column
    from kit.sheets.grid import RawCell
    from kit.text.dates import Year

SIGNED = re.compile(r"(?:(\d+(?:\.(\d+))?)[%‰]|百分之(\d+(?:\.(\d+))?|[零〇一二两三四五六七八九十百点]+))")
TENTHS = re.compile(r"([\d.]+|[一二两三四五六七八九十])成(半|[一二三四五六七八九])?")
PLAIN = re.compile(r"\d+\.(\d+)")
LARGEST = 100


def read_share(cell: RawCell, column: Column, year: Year) -> Read:
    """Return a whole number as it stands, or a Share; a rough number is refused.

    >>> from kit.model.table import Column
    >>> [read_share(cell, Column("票数", "count"), 2009).value for cell in ("41", "９０.６８％")]
    [41, Share(percent=Fraction(2267, 25), places=2, is_settled=True)]
    """
    text = narrow(cell)
    share = _signed(text) or _tenths(text) or _plain(cell, text)
    if share is None:
        return read_count(cell, column, year)
    if share.percent > LARGEST:
        said = displayed_cell(cell).strip()
        return Read(
            fault=f"“{said}”超过了百分之百", remedy="请核对后填正确的占比或票数", rule="reading.share"
        )
    return Read(share)


def _signed(text: str) -> Share | None:
    found = SIGNED.fullmatch(text)
    if found is None or text.endswith("‰"):
        return None
    said, decimals = (found[1], found[2]) if found[1] else (found[3], found[4])
    if said[0].isdigit():
        return Share(Fraction(said), len(decimals or ""))
    whole, _, rest = said.partition("点")
    digits = [from_chinese(digit) for digit in rest]
    value = from_chinese(whole)
    if value is None or None in digits:
        return None
    return Share(value + Fraction(int("".join(map(str, digits)) or 0), 10 ** len(digits)), len(digits))


def _tenths(text: str) -> Share | None:
    """Return the share of 九成, 9.5成, 八成五 and 七成半."""
    found = TENTHS.fullmatch(text)
    if found is None:
        return None
    try:
        tenths = Fraction(found[1]) if found[1][0].isdigit() else Fraction(from_chinese(found[1]) or 0)
    except ValueError:
        return None
    half = 5 if found[2] == "半" else from_chinese(found[2] or "") or 0
    return Share(tenths * WHOLE / 10 + half, 0 if half or tenths.denominator > 1 else -1)


def _plain(cell: RawCell, text: str) -> Share | None:
    if isinstance(cell, bool):
        return None
    if isinstance(cell, float):
        if cell < 0 or cell.is_integer():
            return None
        typed = repr(cell)
        return (
            Share(Fraction(typed), len(typed.partition(".")[2]), is_settled=False)
            if "e" not in typed
            else None
        )
    found = PLAIN.fullmatch(text)
    if found is None or not found[1].strip("0"):
        return None  # 41.0 is a count
    return Share(Fraction(text), len(found[1]), is_settled=False)
