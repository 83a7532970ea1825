"""Dates as official documents write them, and as clerks type them (figures.md Appendix B)."""

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kit.text.numbers import from_chinese

_FULL = re.compile(r"(\d{4}|\d\d)\s*[年./\-]\s*(\d{1,2})\s*[月./\-]\s*(\d{1,2})\s*[日号]?(?:\s.*)?")
_MONTH_DAY = re.compile(r"(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?")
_SHORT = re.compile(r"(\d{1,2})[./\-](\d{1,2})[日号]?")
_VAGUE = re.compile(r"(?:(\d{4}|\d\d)年)?(\d{1,2})月(初|上旬|中旬|下旬|末|底|份)?")
_YEAR_MONTH = re.compile(r"(\d{4})[./\-](\d{1,2})")
_USUAL = re.compile(r"\d{4}[年./\-]\d{1,2}[月./\-]\d{1,2}[日号]?|\d{1,2}月\d{1,2}[日号]?")
_PERIOD = re.compile(
    r"(?:(\d{4}|\d\d)年?|今年|本年)?(?:(上半年|年中)|(下半年|年底|年末|年终|年内)|第?([一二三四1-4])季度)"
)
_WHOLE_YEAR = re.compile(r"(\d{4})年")
_BEFORE = re.compile(r"(?:以前|之前|前)$")
_PARTS = {"": (1, 31), "初": (1, 10), "上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31), "末": (21, 31),
          "底": (21, 31)}  # fmt: skip
_WORD = r"(?:\([^)]*\)|星期.|周.|上午|下午|中午|早上|晚上|凌晨|全天)"
_CLOCK = r"\d{1,2}[:点时](?:\d{1,2}分?|半)?(?::\d\d(?:\.\d+)?)?"
_TAIL = re.compile(rf"(?:\s*{_WORD}|(?:T|\s+|(?<=[日号午上晨天)]))\s*{_CLOCK}(?:\s*[-~—–至]+\s*{_CLOCK})?)+$")
_CHINESE = re.compile(r"[零〇一二三四五六七八九十]+(?=[年月日号])")
_OTHER_NUMERALS = str.maketrans({"○": "〇", "廿": "二十", "卅": "三十"})
_DOTS = " .。,，、;；"
_LONGEST = 60  # characters of a cell that may still be a date


@dataclass(frozen=True)
class Years:
    """Which year a day without one lies in: the one that the campaign's span allows, else the campaign's."""

    year: int
    first: date | None = None
    last: date | None = None

    def of(self, month: int, days: tuple[int, int], *, ahead: bool = False) -> int:
        """Return the year of a month and of days in it, from the first to the last.

        ahead: a day that something is due; outside the span, its next return after the span's beginning.
        """
        if self.first is None or self.last is None:
            return self.year
        years = range(self.first.year, self.last.year + 2)
        inside = [year for year in years if self._touches(year, month, days, self.last)]
        if len(inside) == 1:
            return inside[0]
        later = [year for year in years if self._touches(year, month, days, date.max)]
        return later[0] if ahead and later else self.year

    def _touches(self, year: int, month: int, days: tuple[int, int], last: date) -> bool:
        longest = calendar.monthrange(year, month)[1]
        begin, end = (date(year, month, min(day, longest)) for day in days)
        return self.first is not None and self.first <= end and begin <= last


Year = int | Years


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

    @property
    def last_day(self) -> date:
        """Return its last day.

        >>> VagueDate(2023, 10, "底").last_day, VagueDate(2024, 2, "").last_day
        (datetime.date(2023, 10, 31), datetime.date(2024, 2, 29))
        """
        longest = calendar.monthrange(self.year, self.month)[1]
        return date(self.year, self.month, min(_PARTS[self.part][1], longest))


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


def bare_date(typed: str) -> str:
    """Return what was typed in half-width digits, without the hour, the weekday, spaces and final dots.

    >>> [bare_date(typed) for typed in ("２０２３.9.8 上午9:00", "二〇二四年四月九日", "3月1日（周日）")]
    ['2023.9.8', '2024年4月9日', '3月1日']
    """
    text = unicodedata.normalize("NFKC", typed[:_LONGEST]).strip(_DOTS + "\t\r\n")
    text = "".join(_TAIL.sub("", text).split()).strip(_DOTS)
    return _CHINESE.sub(_in_digits, text.replace("元月", "一月").translate(_OTHER_NUMERALS))


def _in_digits(found: re.Match[str]) -> str:
    number = from_chinese(found[0])
    return found[0] if number is None else str(number)


def is_usual_date(typed: str) -> bool:
    """Return whether a date is written so plainly that its reading is not worth a word."""
    return bool(_USUAL.fullmatch(typed))


def read_date(typed: str, year: Year) -> date | VagueDate | None:
    """Return the date that was typed, with that year where none was, or None if it is no date.

    >>> read_date("2009.3.30", 2010), read_date("09.3.30", 2010)
    (datetime.date(2009, 3, 30), datetime.date(2009, 3, 30))
    >>> str(read_date("3月底", 2009)), read_date("3月32日", 2009)
    ('3月底', None)
    """
    try:
        return _date_of(typed, _years(year))
    except ValueError:
        return None


def read_short_date(typed: str, year: Year) -> date | VagueDate | None:
    """Return what `read_date` does, and the day of 9.22, 9/22, 9-22: only where nothing but a date can stand.

    >>> read_short_date("9.22", 2024), read_date("9.22", 2024)
    (datetime.date(2024, 9, 22), None)
    """
    found = _SHORT.fullmatch(typed)
    return read_date(f"{found[1]}月{found[2]}日" if found else typed, year)


def read_deadline(typed: str, year: Year) -> date | None:
    """Return the last day that was typed: of a month, a half or a quarter of a year, or the day itself.

    >>> [str(read_deadline(typed, 2023)) for typed in ("2024年3月", "10月底前", "上半年", "2023年底", "11.5")]
    ['2024-03-31', '2023-10-31', '2023-06-30', '2023-12-31', '2023-11-05']
    """
    text, years = _BEFORE.sub("", typed), _years(year)
    if found := _PERIOD.fullmatch(text):
        quarter = "一二三四".find(found[4]) + 1 or int(found[4]) if found[4] else 0
        month = quarter * 3 if quarter else 6 if found[2] else 12
        whole = years.of(month, (1, 31), ahead=True) if found[1] is None else _century(found[1], years)
        return VagueDate(whole, month, "").last_day
    if found := _WHOLE_YEAR.fullmatch(text):
        return date(int(found[1]), 12, 31)
    try:
        short = _SHORT.fullmatch(text)
        day = _date_of(f"{short[1]}月{short[2]}日" if short else text, years, ahead=True)
    except ValueError:
        return None
    return day.last_day if isinstance(day, VagueDate) else day


def _date_of(typed: str, years: Years, *, ahead: bool = False) -> date | VagueDate | None:
    """Return what was typed; raises ValueError for a day that no calendar has."""
    if found := _FULL.fullmatch(typed):
        return date(_century(found[1], years), int(found[2]), int(found[3]))
    if found := _MONTH_DAY.fullmatch(typed):
        month, day = int(found[1]), int(found[2])
        return date(years.of(_month(month), (day, day), ahead=ahead), month, day)
    if found := _VAGUE.fullmatch(typed) or _YEAR_MONTH.fullmatch(typed):
        month, part = _month(int(found[2])), (found[3] or "" if found.re is _VAGUE else "").replace("份", "")
        year = _century(found[1], years) if found[1] else years.of(month, _PARTS[part], ahead=ahead)
        return VagueDate(date(year, month, 1).year, month, part)
    return None


def _month(number: int) -> int:
    return date(1, number, 1).month


def _century(said: str, years: Years) -> int:
    """Return a year in four digits; two are taken to be of the campaign's century."""
    return int(said) if len(said) > 2 else years.year // 100 * 100 + int(said)  # noqa: PLR2004 - of four digits


def _years(year: Year) -> Years:
    return year if isinstance(year, Years) else Years(year)


def day_of(value: date | datetime) -> date:
    """Return the day of a date or a time."""
    return value.date() if isinstance(value, datetime) else value


def days_away(day: date | VagueDate, first: date, last: date) -> timedelta:
    """Return how far a day lies outside a span; nothing inside it."""
    begin, end = (date(day.year, day.month, 1), day.last_day) if isinstance(day, VagueDate) else (day, day)
    return max(first - end, begin - last, timedelta())
