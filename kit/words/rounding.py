"""Rounding half up, once, from exact values (figures.md 2.6)."""

from collections.abc import Sequence
from fractions import Fraction

Exact = int | Fraction


def round_half_up(value: Exact, places: int = 0) -> Fraction:
    """Return value rounded to that many decimals, a half going away from zero (四舍五入).

    >>> round_half_up(Fraction(125, 10))
    Fraction(13, 1)
    """
    scale = 10**places
    doubled = abs(Fraction(value)) * scale * 2
    units = (doubled.numerator // doubled.denominator + 1) // 2
    return Fraction(units if value >= 0 else -units, scale)


def fixed_text(value: Exact, places: int = 1) -> str:
    """Return value with exactly that many decimals.

    >>> fixed_text(Fraction(125, 4))  # 31.25, which round() would make 31.2
    '31.3'
    """
    rounded = round_half_up(value, places)
    units = abs(rounded.numerator * 10**places // rounded.denominator)
    whole, rest = divmod(units, 10**places)
    sign = "-" if rounded < 0 else ""
    return f"{sign}{whole}.{rest:0{places}d}" if places else f"{sign}{whole}"


def plain_text(value: Exact) -> str:
    """Return a number with the decimals it has, at most six.

    >>> plain_text(12), plain_text(Fraction(5, 2)), plain_text(Fraction(1, 3))
    ('12', '2.5', '0.333333')
    """
    text = fixed_text(value, 6).rstrip("0")
    return text.removesuffix(".")


def percentage(part: Exact, whole: Exact) -> Fraction:
    """Return part ÷ whole in per cent, exact; both count the same thing and whole > 0.

    >>> percentage(69, 80)
    Fraction(345, 4)
    """
    return Fraction(part) * 100 / Fraction(whole)


def percent_text(part: Exact, whole: Exact, places: int = 1) -> str:
    """Return part ÷ whole as a printed percentage.

    >>> percent_text(69, 80)
    '86.3%'
    """
    return f"{fixed_text(percentage(part, whole), places)}%"


def largest_remainder(counts: Sequence[int], places: int = 1) -> tuple[Fraction, ...]:
    """Return shares in per cent that add up to exactly 100 (figures.md 2.6, T3).

    Units of the last digit go to the largest remainders; ties go to the larger count, then to the
    earlier option.

    >>> [fixed_text(share) for share in largest_remainder([3, 2, 2])]
    ['42.8', '28.6', '28.6']
    """
    whole, scale = sum(counts), 10**places
    exact = [percentage(count, whole) * scale for count in counts]
    floors = [share.numerator // share.denominator for share in exact]
    by_claim = sorted(range(len(counts)), key=lambda i: (floors[i] - exact[i], -counts[i], i))
    lucky = set(by_claim[: 100 * scale - sum(floors)])
    return tuple(Fraction(floor + (i in lucky), scale) for i, floor in enumerate(floors))


def mean(values: Sequence[Exact]) -> Fraction:
    """Return the exact mean of one or more values."""
    return Fraction(sum(values, Fraction(0))) / len(values)
