"""Counts of several options in one cell, 满意12人，不满意1人: laid out as a column an option."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kit.sheets.grid import is_blank

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kit.sheets.grid import RawCell


ONE = re.compile(
    r"[“\"]?(?P<option>[^\d\s，,；;、。：:（）()“”\"%占]{1,12})[”\"]?(?:的)?\s*[：:为有]?\s*(?P<count>\d+)\s*"
    r"(?:(?:人次?|票|份|名|个|位|张)?\s*(?:[，,]?\s*占(?:比)?\s*[\d.]+\s*%|[（(]\s*(?:占(?:比)?)?[\d.]+\s*%\s*[）)])?)"
)
BETWEEN = re.compile(r"[\s，,；;、。/|]*")
LEAST = 2  # options of a cell, and cells that name an option


def counts_in(cell: RawCell) -> dict[str, int] | None:
    """Return the counts that a cell tells by option; None where it says anything else, or an option twice.

    >>> counts_in("满意12人（80%），基本满意3人；不满意：0")
    {'满意': 12, '基本满意': 3, '不满意': 0}
    >>> counts_in("满意12人，其余未交")
    """
    text = str(cell).strip() if isinstance(cell, str) else ""
    found: dict[str, int] = {}
    at = 0
    while at < len(text):
        match = ONE.match(text, at)
        if match is None or match["option"] in found:
            return None
        found[match["option"]] = int(match["count"])
        after = BETWEEN.match(text, match.end())
        at = after.end() if after is not None else match.end()
        if at < len(text) and text[at - 1].isdigit():
            return None  # 第3科室
    return found if len(found) >= LEAST else None


def options_in(column: Sequence[RawCell]) -> tuple[str, ...]:
    """Return the options that the cells of a column count, those of the fullest first; none for others."""
    filled = [cell for cell in column if not is_blank(cell)]
    counted = [counts_in(cell) for cell in filled]
    told = [each for each in counted if each is not None]
    if len(filled) < LEAST or len(told) < len(filled):
        return ()
    fullest = max(told, key=len)
    others = [option for each in told for option in each if option not in fullest]
    return (*fullest, *dict.fromkeys(others))


def laid_out_counts(cell: RawCell, options: Sequence[str], *, is_whole: bool) -> list[RawCell]:
    """Return the counts of a cell, one an option; is_whole: what it does not name got none."""
    said: Mapping[str, int] = counts_in(cell) or {}
    nothing = 0.0 if is_whole and said else None
    return [float(said[option]) if option in said else nothing for option in options]
