"""Chinese numerals: writing them, and reading what clerks type.

Rounding half up, once, from exact values (figures.md 2.6).

Names in the order that protocol gives them (班子名单 or 单位目录), not in the order of a sheet.
"""

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction

DIGITS = "零一二三四五六七八九"
UNITS = ("", "十", "百", "千")
_VALUES = {character: value for value, character in enumerate(DIGITS)} | {"〇": 0, "两": 2}
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10000}


def chinese_numeral(number: int) -> str:
    """Return a whole number below ten thousand in Chinese, as headings and idioms want it.

    >>> [chinese_numeral(n) for n in (2, 10, 13, 20, 105, 110)]
    ['二', '十', '十三', '二十', '一百零五', '一百一十']
    """
    if not 0 <= number < 10000:
        raise ValueError(f"{number} 超出一到九千九百九十九的范围")
    if number < 10:
        return DIGITS[number]
    text, gap = "", False
    for power in range(3, -1, -1):
        digit = number // 10**power % 10
        if digit:
            text += ("零" if gap and text else "") + DIGITS[digit] + UNITS[power]
        gap = not digit
    return text.removeprefix("一") if 10 <= number < 20 else text


def from_chinese(text: str) -> int | None:
    """Return the value of a Chinese numeral below one hundred million, or None.

    >>> [from_chinese(t) for t in ("十二", "二十", "一百零五", "两万三千", "二〇〇九", "很多")]
    [12, 20, 105, 23000, 2009, None]
    """
    if not text or any(c not in _VALUES and c not in _SCALES for c in text):
        return None
    if not any(c in _SCALES for c in text):
        return int("".join(str(_VALUES[c]) for c in text))
    total = section = digit = 0
    for character in text:
        if character in _VALUES:
            digit = _VALUES[character]
        elif character == "万":
            total, section, digit = (total + section + digit) * 10000, 0, 0
        else:
            section, digit = section + (digit or 1) * _SCALES[character], 0
    return total + section + digit


Exact = int | Fraction


def round_half_up(value: Exact, places: int = 0) -> Fraction:
    """Return value rounded to that many decimals, a half going away from zero (四舍五入).

    >>> round_half_up(Fraction(125, 10))
    Fraction(13, 1)
    """
    return Fraction(_units(value, places), 10**places)


def _units(value: Exact, places: int) -> int:
    """Return how many units of the last place a value is, a half going away from zero."""
    whole, parts = int(value.numerator) * int(10**places), value.denominator
    units = (2 * abs(whole) + parts) // (2 * parts)
    return units if whole >= 0 else -units


def fixed_text(value: Exact, places: int = 1) -> str:
    """Return value with exactly that many decimals.

    >>> fixed_text(Fraction(125, 4))  # 31.25, which round() would make 31.2
    '31.3'
    """
    units = _units(value, places)
    whole, rest = divmod(abs(units), 10**places)
    sign = "-" if units < 0 else ""
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
    if isinstance(part, int) and isinstance(whole, int):
        return Fraction(part * 100, whole)
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


def in_protocol_order(names: Iterable[str], order: Sequence[str]) -> tuple[str, ...]:
    """Return the names as `order` has them; those it does not have follow as they came.

    >>> in_protocol_order(["丙", "外人", "甲"], ["甲", "乙", "丙"])
    ('甲', '丙', '外人')
    """
    place = {name: number for number, name in enumerate(order)}
    found = list(names)
    return tuple(sorted(found, key=lambda name: place.get(name, len(place))))


HALVES = re.compile(
    r"半(?:天|日|小时)|([\d一二两三四五六七八九十]+)(?:天|日|小时)半|([\d一二两三四五六七八九十]+)个半(?:小时|月)"
    r"|([\d一二两三四五六七八九十]+)个半(?:天|日)"
)


def with_half(text: str) -> Fraction | None:
    """Return the number of days or hours in 半天, 一天半, 两个半天 and 3个半小时; None for what says no half.

    >>> [str(with_half(text)) for text in ("半天", "一天半", "3个半小时", "两个半天", "3天")]
    ['1/2', '3/2', '7/2', '1', 'None']
    """
    found = HALVES.fullmatch(text)
    if found is None:
        return None
    said = found[1] or found[2] or found[3]
    number = 0 if said is None else int(said) if said.isdigit() else from_chinese(said)
    if number is None:
        return None
    return Fraction(number, 2) if found[3] else number + Fraction(1, 2)
