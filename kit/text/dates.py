"""Dates as official documents write them, and as clerks type them (figures.md Appendix B)."""

import re
from dataclasses import dataclass
from datetime import date, datetime

_FULL = re.compile(r"(\d{4})\s*[年./\-]\s*(\d{1,2})\s*[月./\-]\s*(\d{1,2})\s*[日号]?(?:\s.*)?")
_MONTH_DAY = re.compile(r"(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?")
_VAGUE = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(初|上旬|中旬|下旬|末|底|份)?")
_PARTS = {"": (1, 31), "初": (1, 10), "上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31), "末": (21, 31),
          "底": (21, 31)}  # fmt: skip


@dataclass(frozen=True)
class VagueDate:
    """A month, or a part of one, such as 3月底: printable, not comparable to the day."""

    year: int
    month: int
    part: str  # 初 上旬 中旬 下旬 末 底, or nothing

    def __str__(self) -> str:
        """Return the words a sentence would use."""
        return f"{self.month}月{self.part}"

    def covers(self, day: date) -> bool:
        """Return whether a day lies in it: 3月底 and 3月30日 agree.

        >>> [VagueDate(2009, 3, part).covers(date(2009, 3, 30)) for part in ("底", "中旬")]
        [True, False]
        """
        first, last = _PARTS[self.part]
        return (day.year, day.month) == (self.year, self.month) and first <= day.day <= last


def full_date_text(day: date) -> str:
    """Return year, month and day without leading zeros (GB/T 9704 7.3.5.4).

    >>> full_date_text(date(2009, 3, 30))
    '2009年3月30日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


def month_day_text(day: date | VagueDate) -> str:
    """Return month and day, for a year the reader knows.

    >>> month_day_text(date(2009, 3, 30))
    '3月30日'
    """
    return str(day) if isinstance(day, VagueDate) else f"{day.month}月{day.day}日"


def read_date(typed: str, year: int) -> date | VagueDate | None:
    """Return the date that was typed, with that year where none was, or None if it is no date.

    >>> read_date("2009.3.30", 2010)
    datetime.date(2009, 3, 30)
    >>> str(read_date("3月底", 2009)), read_date("3月32日", 2009)
    ('3月底', None)
    """
    try:
        if found := _FULL.fullmatch(typed):
            return date(*(int(part) for part in found.groups()))
        if found := _MONTH_DAY.fullmatch(typed):
            return date(year, int(found[1]), int(found[2]))
        if found := _VAGUE.fullmatch(typed):
            month = date(int(found[1] or year), int(found[2]), 1)
            return VagueDate(month.year, month.month, (found[3] or "").replace("份", ""))
    except ValueError:
        return None
    return None


def day_of(value: date | datetime) -> date:
    """Return the day of a date or a time."""
    return value.date() if isinstance(value, datetime) else value
