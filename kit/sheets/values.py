"""One typed cell to one value: counts, numbers, dates, texts (figures.md Appendix B)."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from kit.model.naming import unspaced
from kit.sheets.grid import Unstored
from kit.text.dates import (
    VagueDate,
    Year,
    Years,
    bare_date,
    day_of,
    full_date_text,
    is_usual_date,
    read_deadline,
    read_short_date,
)
from kit.text.numbers import fixed_text, from_chinese, with_half

if TYPE_CHECKING:
    from collections.abc import Callable

    from kit.model.table import Column
    from kit.sheets.grid import RawCell


UNITS = (
    "份|个|条|张|人次|人|名|位|家|篇|件|处|场|期|只|次|户|册|项|票|本|册次|点|课时|学时|小时|分|"
    "例|宗|批|起|台|套|支|遍|天"
)
WHOLE = re.compile(rf"(\d+|\d{{1,3}}(?:,\d{{3}})+)(?:\.0+)?({UNITS})?")
MEASURE = re.compile(r"(人|条|点|次|册|份|篇|件)数")  # what the name of a column says is counted
PEOPLE = ("人", "名", "位", "人次")
THINGS = ("条", "册", "份", "篇", "件")
DECIMAL = re.compile(rf"(\d+(?:\.\d+)?)({UNITS})?")
CHINESE = re.compile(rf"([零〇一二两三四五六七八九十百千万]+)({UNITS})?")
ORDINAL = re.compile(r"第?([零〇一二两三四五六七八九十百\d]+)(?:期|号|稿|次|批|轮|位|个?阶段)?")
ROUGH = re.compile(r"约|多|余|近|左右|上下|大概|几|数十|数百|若干|不足|不到|超过|以上|以下|至|[-~—–～]")
ERROR_VALUES = {
    "#DIV/0!",
    "#N/A",
    "#NAME?",
    "#NULL!",
    "#NUM!",
    "#REF!",
    "#VALUE!",
    "#GETTING_DATA",
    "#SPILL!",
}
SERIALS = range(20_000, 80_000)  # 1954 to 2119, as Excel numbers days
FIRST_DAY = date(1899, 12, 30).toordinal()
TIMED_SERIAL = re.compile(r"\d{5}\.\d+")
SPANNING = re.compile(r"[-—–~～至到]+")
LONGEST_SPAN = 62  # days, over New Year
BARE_DAY = re.compile(r"(\d{1,2})[日号]?")
LASTING = re.compile(r"[，,、;；]?并?(?:长期|持续|常态化)(?:坚持|推进|整改|抓好)?$")
EIGHT_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")
TENTHS = re.compile(r"\d{1,4}\.\d")  # of a number cell, which keeps no final 0
THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d|,)")
MONTHLESS = re.compile(r"月?(?:初|上旬|中旬|下旬|末|底)")
PERCENT = re.compile(r"(\d+(?:\.\d+)?)%")
MAY_SAY_NONE = {"count", "number", "date", "choice"}
SAID_NONE = {"-", "—", "——", "–", "/", "\\", "无", "没有", "暂无", "不涉及"}
EDGES = " \t\r\n\u3000\xa0\u200b\ufeff"
WRAPPED = re.compile(r"\s*\n\s*|[\u200b\ufeff]")
LIST_MARKS = re.compile(r"[、，,;；\n\r┋|]+")
STRONG_LIST_MARKS = re.compile(r"[;；\n\r┋|]+")
CHINESE_LETTER = re.compile(r"[\u4e00-\u9fff]")
YES = {"是", "√", "✓", "✔", "☑", "有", "对", "y", "yes", "true", "1", "能", "已", "首次"}
NO = {"否", "×", "✗", "✘", "x", "无", "n", "no", "false", "0", "不能", "不是", "没有", "未", "非"}


class Read(NamedTuple):
    """What was made of a cell; a note is logged, a fault without a value leaves the cell unknown."""

    value: Any = None
    note: str | None = None  # what it was read as, for the log
    fault: str | None = None
    remedy: str = "请改正这一格"
    rule: str = "reading.cell"


def narrow(cell: RawCell) -> str:
    """Return the text of a cell in half-width letters, without spaces.

    >>> narrow("１２ 份")
    '12份'
    """
    return "".join(unicodedata.normalize("NFKC", displayed_cell(cell)).split()).strip(EDGES)


def displayed_cell(cell: RawCell) -> str:
    """Return a cell as the clerk sees it, more or less."""
    if isinstance(cell, datetime) and cell.time() != time():
        return f"{full_date_text(cell.date())} {cell:%H:%M}"
    for kind, said in SHOWN.items():
        if isinstance(cell, kind):
            return said(cell)
    return "" if cell is None else str(cell)


def _span_text(span: timedelta) -> str:
    minutes = int(span.total_seconds()) // 60
    return f"{minutes // 60}:{minutes % 60:02}"


SHOWN: dict[type, Callable[[Any], str]] = {
    str: str,
    bool: lambda cell: "TRUE" if cell else "FALSE",
    float: lambda cell: str(int(cell)) if cell.is_integer() else repr(cell),
    date: full_date_text,
    time: lambda cell: f"{cell:%H:%M}",
    timedelta: _span_text,
}


def read_count(cell: RawCell, column: Column, _year: Year) -> Read:
    """Return a whole number that is not negative; a rough number is refused.

    >>> from kit.model.table import Column
    >>> any_count = Column("份数")
    >>> read_count("１２份", any_count, 2009).value, read_count("约150", any_count, 2009).value
    (12, None)
    """
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _whole(cell)
    text = narrow(cell)
    if column.ordinal and (number := ORDINAL.fullmatch(text)):
        text = number[1]
    value = None
    if found := WHOLE.fullmatch(text):
        value = int(found[1].replace(",", ""))
    elif found := CHINESE.fullmatch(text):
        value = from_chinese(found[1])
    if value is None:
        return _no_number(cell, text)
    if (measure := MEASURE.search(column.name)) and text.endswith(THINGS if measure[1] == "人" else PEOPLE):
        fault = f"“{displayed_cell(cell).strip()}”的单位和“{column.name}”对不上"
        return Read(fault=fault, remedy="请核对是不是填错了列；没有填错的只填数字", rule="reading.count")
    return Read(value) if cell == str(value) else Read(value, note=str(value))


def _whole(cell: float) -> Read:
    if cell < 0:
        return Read(fault=f"填的是 {displayed_cell(cell)}，不能是负数", rule="reading.count")
    if isinstance(cell, float) and not cell.is_integer():
        return Read(
            fault=f"填的是 {displayed_cell(cell)}，应当是整数", remedy="请核对后填整数", rule="reading.count"
        )
    return Read(int(cell))


def _no_number(cell: RawCell, text: str) -> Read:
    said = displayed_cell(cell).strip()
    if text.endswith("%"):
        fault, remedy = f"“{said}”是百分比，这里要填个数", "请填实际的数，百分比由程序计算"
    elif with_half(text) is not None:
        fault, remedy = f"“{said}”不是整数", "这一列只记整数，请按实际填整数；半天的事写在备注里"
    elif ROUGH.search(text) and not text.startswith("-"):
        fault, remedy = f"“{said}”不是确切的数", "请核实后填准确的数字"
    else:
        fault, remedy = f"“{said}”不是数", "请只填数字；不知道的空着，不要填 0"
    return Read(fault=fault, remedy=remedy, rule="reading.count")


def read_number(cell: RawCell, column: Column, year: Year) -> Read:
    """Return a number that is not negative, exact as typed."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        if cell < 0:
            return Read(fault=f"填的是 {displayed_cell(cell)}，不能是负数", rule="reading.number")
        return Read(Fraction(repr(cell)))
    text = THOUSANDS.sub(lambda found: found[0].replace(",", ""), narrow(cell), count=1)
    if found := DECIMAL.fullmatch(text) or PERCENT.fullmatch(text):
        return Read(Fraction(found[1]), note=None if found[1] == cell else found[1])
    measure = "天" if "天" in column.name else "时"  # 半天 is no half of an hour
    if measure in text and (half := with_half(text)) is not None:
        return Read(half, note=fixed_text(half))
    read = read_count(cell, column, year)
    return read._replace(value=Fraction(read.value)) if read.value is not None else read


def read_day(cell: RawCell, column: Column, year: Year) -> Read:
    """Return a date, or a VagueDate such as 3月底; `year` is added where none was typed.

    Of a column of deadlines a date is the last day of what was typed: of a month, of half a year.
    """
    if isinstance(cell, date):
        return Read(day_of(cell))
    said = displayed_cell(cell).strip()
    if isinstance(cell, float) and not cell.is_integer():
        return _fractional_day(cell, column, year)
    text = bare_date(said)
    for word in (narrow(cell), text):
        if word in column.choices or word in column.choice_aliases:
            return Read(column.choice_aliases.get(word, word))
    if text.isdigit():
        return _numbered_day(text, year)
    if TIMED_SERIAL.fullmatch(text) and int(float(text)) in SERIALS:
        return _numbered_day(str(int(float(text))), year)
    found = _typed_day(text, column, year)
    return _no_day(said, year) if found is None else Read(found, note=_day_note(found, text, year))


def _typed_day(text: str, column: Column, year: Year) -> date | VagueDate | None:
    """Return the day that was typed; of several days the first, as a deadline the last."""
    if column.deadline:
        text = LASTING.sub("", text) or text
    found = (read_deadline if column.deadline else read_short_date)(text, year)
    if found is not None:
        return found
    for mark in SPANNING.finditer(text):
        first = read_short_date(text[: mark.start()], year)
        last = _end_of_span(first, text[mark.end() :], year)
        if isinstance(first, date) and isinstance(last, date) and first <= last:
            return last if column.deadline else first
    return None


def _end_of_span(first: date | VagueDate | None, said: str, year: Year) -> date | VagueDate | None:
    """Return the last of several days, of which the day alone may be said: 9月8日至10日."""
    if isinstance(first, date) and (day := BARE_DAY.fullmatch(said)):
        return read_short_date(f"{first.year}年{first.month}月{day[1]}日", year)
    if isinstance(first, date) and not said[:4].isdigit():
        last = read_short_date(said, first.year)
        return _next_year(first, last) if isinstance(last, date) and last < first else last
    return read_short_date(said, year)


def _next_year(first: date, last: date) -> date | None:
    """Return the end of a span over New Year: 12.28—1.3; None where it would be no span of days."""
    try:
        over = last.replace(year=first.year + 1)
    except ValueError:  # a 29 February
        return None
    return over if (over - first).days <= LONGEST_SPAN else None


def _day_note(found: date | VagueDate, text: str, year: Year) -> str | None:
    """Return what an unusual writing was read as, and where a year was added that is not the campaign's."""
    if isinstance(found, VagueDate):
        return str(found) if found.year == _plain(year) else f"{found.year}年{found}"
    is_plain = is_usual_date(text) and (text[:4].isdigit() or found.year == _plain(year))
    return None if is_plain else full_date_text(found)


def _plain(year: Year) -> int:
    return year.year if isinstance(year, Years) else year


def _fractional_day(cell: float, column: Column, year: Year) -> Read:
    """Return the day of a serial number with its hour, or of digits such as 9.22; 3.1 may be 3.10."""
    said = displayed_cell(cell)
    if int(cell) in SERIALS:
        return _numbered_day(str(int(cell)), year)
    read = read_deadline if column.deadline else read_short_date
    meant = [day for typed in (said, f"{said}0") if (day := read(typed, year)) is not None]
    if not TENTHS.fullmatch(said):
        meant = meant[:1]
    if len(meant) > 1:
        first, second = (_day_note(day, "", year) for day in meant)
        remedy = f"请写成 {_plain(year)}-3-30 或 3月30日 这样"
        return Read(fault=f"“{said}”可能是{first}，也可能是{second}", remedy=remedy, rule="reading.date")
    return Read(meant[0], note=_day_note(meant[0], said, year)) if meant else _no_day(said, year)


def _numbered_day(text: str, year: Year) -> Read:
    day = None
    if found := EIGHT_DIGITS.fullmatch(text):
        try:
            day = date(*(int(part) for part in found.groups()))
        except ValueError:
            return _no_day(text, year)
    elif text.isdigit() and int(text) in SERIALS:
        day = date.fromordinal(FIRST_DAY + int(text))
    return Read(day, note=full_date_text(day)) if day else _no_day(text, year)


def _no_day(said: str, year: Year) -> Read:
    remedy = f"请写成 {_plain(year)}-3-30 或 3月30日 这样"
    fault = f"“{said}”没有写是哪个月" if MONTHLESS.fullmatch(said) else f"“{said}”不是日期"
    return Read(fault=fault, remedy=remedy, rule="reading.date")


def read_text(cell: RawCell, _column: Column, _year: Year) -> Read:
    """Return a text without the spaces around it and the line breaks of a narrow cell."""
    return Read(unspaced(WRAPPED.sub("", displayed_cell(cell).strip(EDGES))) or None)


def read_long(cell: RawCell, _column: Column, _year: Year) -> Read:
    """Return a text word for word."""
    return Read(displayed_cell(cell))


def read_key(cell: RawCell, _column: Column, _year: Year) -> Read:
    """Return a key: half-width, no spaces, the same however it was typed."""
    return Read(narrow(cell) or None)


def read_list(cell: RawCell, column: Column, _year: Year) -> Read:
    """Return the texts of a cell, split at 、，,; — or only at ； and line breaks where texts use both.

    Sentences are split at ； and line breaks alone: 在东乡、西乡设点 is one.

    >>> from kit.model.table import Column
    >>> read_list("Y1、Y2，Y3", Column("来源"), 2009).value
    ('Y1', 'Y2', 'Y3')
    """
    text = displayed_cell(cell) if column.clauses else unspaced(displayed_cell(cell).strip(EDGES))
    strong = [part.strip(EDGES) for part in STRONG_LIST_MARKS.split(text)]
    is_prose = column.clauses or (
        len([part for part in strong if part]) > 1 and bool(CHINESE_LETTER.search(text))
    )
    parts = strong if is_prose else [part.strip(EDGES) for part in LIST_MARKS.split(text)]
    if column.clauses:
        return Read(tuple(part for part in parts if part) or None)
    return Read(tuple(unicodedata.normalize("NFKC", part) for part in parts if part) or None)


def read_yes_no(cell: RawCell, _column: Column, _year: Year) -> Read:
    """Return whether a cell says yes."""
    text = narrow(cell).casefold()
    if text in YES or text in NO:
        return Read(text in YES)
    return Read(
        fault=f"“{displayed_cell(cell).strip()}”看不出是还是否",
        remedy="请填“是”或“否”",
        rule="reading.yes_no",
    )


def error_value(cell: RawCell) -> Read | None:
    """Return the fault of a cell with a formula that shows an error or no value, None for any other."""
    if isinstance(cell, Unstored):
        return Read(
            fault=f"公式“{cell}”没有存下算出来的数",
            remedy="请用 Excel 或 WPS 打开这个文件，存一次盘再放进来，或直接填数",
            rule="reading.formula_unstored",
        )
    if isinstance(cell, str) and cell.startswith("#") and cell.strip().upper() in ERROR_VALUES:
        return Read(
            fault=f"公式算不出来，显示的是 {cell.strip()}",
            remedy="请改正公式，或直接填数",
            rule="reading.formula_error",
        )
    return None


def said_none(cell: RawCell, column: Column) -> Read | None:
    """Return the reading of a cell that says there is none (“无”, “/”), where a column may be left empty."""
    if column.type not in MAY_SAY_NONE or column.required or column.blank is not None:
        return None
    text = narrow(cell)
    if text not in SAID_NONE or text in column.choices or text in column.choice_aliases:
        return None
    return Read(None, note="没有")


def blank_value(column: Column) -> Read:
    """Return what an empty cell of a column means."""
    if column.blank is not None:
        return Read(column.blank)
    if column.demanded:
        return Read(fault="没有填", remedy="这一列必须填", rule="reading.required")
    return Read(None)


UNANSWERED, SEVERAL, ABSTAINED = "未填", "多选", "弃权"
UNCLEAR = "认不清"  # an answer that is no grade makes the item void, as two of them do
