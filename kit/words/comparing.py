"""Comparing two displayed values in words (documents.md 4.1, figures.md 2.6)."""

from fractions import Fraction

from kit.words.rounding import Exact, fixed_text, round_half_up


def change_text(now: Exact, before: Exact, unit: str = "个百分点", places: int = 1) -> str:
    """Return how the displayed values differ, so that a reader can do the sum again.

    unit: 个百分点 for rates in per cent, 分 for scores.

    >>> change_text(Fraction(939, 10), Fraction(885, 10))
    '提高5.4个百分点'
    >>> change_text(90, 90)
    '持平'
    """
    difference = displayed_difference(now, before, places)
    if difference == 0:
        return "持平" if now == before else "基本持平"
    verb = "提高" if difference > 0 else "下降"
    return f"{verb}{fixed_text(abs(difference), places)}{unit}"


def displayed_difference(now: Exact, before: Exact, places: int = 1) -> Fraction:
    """Return the difference of the two values as they are printed."""
    return round_half_up(now, places) - round_half_up(before, places)
