"""Rates that a sheet states beside its counts (回收率 beside 发放 and 收回): verified, totals too.

A stated rate is no figure of its own: what is printed is computed from the counts. A rate that they do not
give says that one of the three was mistyped.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from kit.model.finding import Finding
from kit.sheets.grid import RawCell, is_blank
from kit.sheets.values import displayed_cell, error_value, narrow, read_number
from kit.text.numbers import fixed_text, percentage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kit.model.table import Column
    from kit.sheets.body import Body
    from kit.sheets.cells import CellLocation


RATE_RULE = "reading.rate"
STATED = re.compile(r"(\d+)(?:\.(\d+))?(%?)")
MOST_PLACES = 4  # a share with more is a computed value, not a typed one


def rate_findings(body: Body, columns: Sequence[Column], where: CellLocation) -> Iterator[Finding]:
    """Yield each stated rate that the counts of its row do not give; a row that lacks one says nothing."""
    places = body.match.columns
    for column in columns:
        if column.rate_of is None or not {column.name, *column.rate_of} <= set(places):
            continue
        part, whole = column.rate_of
        totals = {total.offset: total.word for total in body.totals}
        for offset in sorted({*body.kept, *totals}):
            cells = [body.columns[places[name]][offset] for name in (column.name, part, whole)]
            exact = _rate(cells[1], cells[2], column)
            if exact is None or is_said(cells[0], exact):
                continue
            row = f"{totals[offset]}的" if offset in totals else ""
            yield Finding(
                RATE_RULE,
                "warning",
                where.place(body.number(offset), column.name),
                f"{row}{column.name}填的是 {displayed_cell(cells[0]).strip()}，"
                f"按{part}和{whole}算是 {fixed_text(exact)}%",
                "材料里用算出来的；请核对这一行的几个数",
            )


def _rate(part: RawCell, whole: RawCell, column: Column) -> Fraction | None:
    """Return the exact rate in per cent, None where a count cannot be read or the whole is 0."""
    if is_blank(part) or is_blank(whole):
        return None
    numbers = [read_number(cell, column, 0).value for cell in (part, whole)]
    if not all(isinstance(number, Fraction) for number in numbers) or not numbers[1]:
        return None
    return percentage(*numbers)


def is_said(cell: RawCell, exact: Fraction) -> bool:
    """Return whether a cell states a rate (in per cent), rounded or cut off; what states none is no fault.

    >>> [is_said(cell, Fraction(8912, 100)) for cell in ("89.1%", 0.8912, "89", "89.9%", "—")]
    [True, True, True, False, True]
    """
    if is_blank(cell) or isinstance(cell, bool) or error_value(cell) is not None:
        return True
    found = STATED.fullmatch(narrow(cell) if isinstance(cell, str) else repr(cell))
    if found is None:
        return True
    digits = len(found[2] or "")
    stated = Fraction(found[0].rstrip("%"))
    meant = [(stated, digits)]
    if not found[3] and stated <= 1:
        meant.append((stated * 100, max(digits - 2, 0)))
    return any(abs(value - exact) < Fraction(1, 10 ** min(places, MOST_PLACES)) for value, places in meant)


def percent_in(cell: RawCell) -> Fraction | None:
    """Return what a cell says in per cent: 90.68%, or 0.9068 as a number; None for what is above 1."""
    text = narrow(cell)
    try:
        value = Fraction(text.removesuffix("%"))
    except (ValueError, ZeroDivisionError):
        return None
    if text.endswith("%"):
        return value
    return value * 100 if value <= 1 else None


def last_place_in(cell: RawCell) -> Fraction:
    """Return what one unit in the last place of a printed percentage is worth; 0.01 at the least."""
    text = narrow(cell)
    places = len(text.removesuffix("%").partition(".")[2]) - (0 if text.endswith("%") else 2)
    return Fraction(1, 10 ** min(max(places, 0), 2))
