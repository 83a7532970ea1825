"""Chinese numerals: writing them, and reading what clerks type."""

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
