"""Numbering what is there: headings and 一是…二是… follow the passages that the data allow.

Chinese marks in what sheets say: a cell that is read as a list comes with half-width ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from kit.text.numbers import chinese_numeral

NumberingStyle = Callable[[int], str]
NumberMark = dict[str, str]


def chapter(number: int) -> str:
    """Return the number of a first-level heading.

    >>> chapter(2)
    '二、'
    """
    return f"{chinese_numeral(number)}、"


def heading(number: int) -> str:
    """Return the number of a second-level heading.

    >>> heading(3)
    '（三）'
    """
    return f"（{chinese_numeral(number)}）"


def point(number: int) -> str:
    """Return the number of a third-level heading."""
    return f"{number}."


def inner_point(number: int) -> str:
    """Return the number of a fourth-level heading.

    >>> inner_point(2)
    '（2）'
    """
    return f"（{number}）"


def is_point(number: int) -> str:
    """Return 一是, 二是 …."""
    return f"{chinese_numeral(number)}是"


def must_point(number: int) -> str:
    """Return 一要, 二要 …."""
    return f"{chinese_numeral(number)}要"


def ordinal_number(number: int) -> str:
    """Return 第一，第二， …."""
    return f"第{chinese_numeral(number)}，"


def ordered(present: Mapping[str, object], style: NumberingStyle) -> dict[str, NumberMark | None]:
    """Return the number of every passage that is there under 序, None for those that are not.

    A passage that stands alone gets no number.

    >>> ordered({"学习": True, "走访": False, "讨论": True}, heading)
    {'学习': {'序': '（一）'}, '走访': None, '讨论': {'序': '（二）'}}
    >>> ordered({"学习": True, "走访": None}, heading)
    {'学习': {'序': ''}, '走访': None}
    """
    there = [key for key, is_there in present.items() if is_there]
    numbers = {key: style(at) if len(there) > 1 else "" for at, key in enumerate(there, 1)}
    return {key: {"序": numbers[key]} if key in numbers else None for key in present}


def passage_numbers(count: int, style: NumberingStyle) -> list[str]:
    """Return the numbers of that many passages in a row; one alone gets none.

    >>> passage_numbers(2, is_point), passage_numbers(1, is_point)
    (['一是', '二是'], [''])
    """
    return [style(number) for number in range(1, count + 1)] if count > 1 else [""] * count


def how_many(number: int) -> str:
    """Return a small number as it stands before a measure word; structural, not a figure.

    >>> how_many(2), how_many(3)
    ('两', '三')
    """
    return "两" if number == 2 else chinese_numeral(number)  # noqa: PLR2004 - two is said 两 before a measure word


_WIDE = str.maketrans(",;:!?()", "，；：！？（）")
_NARROW = re.compile(r"(?<!\d)[,;:!?()]|[,;:!?()](?!\d)")


def chinese_marks(text: str) -> str:
    """Return a text with full-width marks; those between two digits (1,000 and 8:30) are part of a number.

    >>> chinese_marks("9:30前报送,满1,000份的(含)分批办"), chinese_marks("前言...")
    ('9:30前报送，满1,000份的（含）分批办', '前言……')
    """
    return _NARROW.sub(lambda mark: mark[0].translate(_WIDE), text).replace("...", "……")
