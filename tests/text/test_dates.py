"""Dates however they were typed: read as the day that is meant, or not at all."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.text.dates import VagueDate, Years, bare_date, days_away, read_date, read_deadline, read_short_date
from kit.text.numbers import chinese_numeral

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
WINTER = Years(2023, date(2023, 9, 8), date(2024, 1, 12))


def years_in_chinese(year: int) -> str:
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(year))


def full_width(text: str) -> str:
    return text.translate(str.maketrans("0123456789./", "０１２３４５６７８９．／"))


def ways(day: date) -> list[str]:
    """Return how clerks write one day with its year."""
    year, month, number = day.year, day.month, day.day
    chinese = f"{years_in_chinese(year)}年{chinese_numeral(month)}月{chinese_numeral(number)}日"
    plain = [f"{year}{mark}{month}{mark}{number}" for mark in ".-/"]
    short = [f"{year % 100:02}.{month}.{number}", f"{year % 100:02}年{month}月{number}日"]
    said = [*plain, *short, f"{year}年{month}月{number}日", f"{year}-{month:02}-{number:02}", chinese]
    tails = ("", "。", "．", " 上午9:00", "（星期一）", " 9:30", " 09:30:15")
    return [f"{one}{tail}" for one in (*said, *map(full_width, plain)) for tail in tails]


@given(DAYS)
def test_law_one_day_is_one_day_however_it_was_typed(day: date) -> None:
    assert {read_date(bare_date(typed), 2024) for typed in ways(day)} == {day}


@given(DAYS)
def test_law_a_day_without_a_year_takes_the_campaigns(day: date) -> None:
    chinese = f"{chinese_numeral(day.month)}月{chinese_numeral(day.day)}日"
    typed = [f"{day.month}月{day.day}日上午", f"{day.month}月{day.day}号", chinese]
    typed += [f"{day.month}{mark}{day.day}" for mark in "./-"]

    assert {read_short_date(bare_date(one), day.year) for one in typed} == {day}


@given(st.text(max_size=12))
def test_any_text_is_a_date_or_none_and_never_a_crash(text: str) -> None:
    for read in (read_date, read_short_date, read_deadline):
        assert isinstance(read(bare_date(text), 2024), date | VagueDate | None)


@pytest.mark.parametrize(
    "typed", ["9.22.1.3", "13月1日", "2.30", "3月1日—3日", "月底", "下周一", "第三次", "1/2/3/4"]
)
def test_what_is_no_day_is_none(typed: str) -> None:
    assert read_short_date(bare_date(typed), 2024) is None


@pytest.mark.parametrize(
    ("typed", "last"),
    [
        ("2023年10月底", date(2023, 10, 31)),
        ("10月底前", date(2023, 10, 31)),
        ("2024年3月", date(2024, 3, 31)),
        ("2024年2月", date(2024, 2, 29)),
        ("十月中旬", date(2023, 10, 20)),
        ("2024.3", date(2024, 3, 31)),
        ("2023年上半年", date(2023, 6, 30)),
        ("2023年底", date(2023, 12, 31)),
        ("2023年年底前", date(2023, 12, 31)),
        ("年底", date(2023, 12, 31)),
        ("2024年一季度", date(2024, 3, 31)),
        ("2024年", date(2024, 12, 31)),
        ("10月20日之前", date(2023, 10, 20)),
    ],
)
def test_a_deadline_is_the_last_day_of_what_was_typed(typed: str, last: date) -> None:
    assert read_deadline(bare_date(typed), 2023) == last


@given(DAYS)
def test_law_a_month_as_a_deadline_ends_on_the_day_before_the_next(day: date) -> None:
    last = read_deadline(f"{day.year}年{day.month}月", 2023)

    assert last is not None
    assert (last + timedelta(days=1)).day == 1
    assert (last.year, last.month) == (day.year, day.month)


@given(st.dates(WINTER.first or date.min, WINTER.last or date.max))
def test_law_a_day_without_a_year_lies_in_a_campaign_over_new_year(day: date) -> None:
    assert read_date(f"{day.month}月{day.day}日", WINTER) == day


@pytest.mark.parametrize(("typed", "due"), [("3月底", date(2024, 3, 31)), ("10月底", date(2023, 10, 31))])
def test_a_deadline_without_a_year_is_the_next_one_after_the_campaign_began(typed: str, due: date) -> None:
    assert read_deadline(typed, WINTER) == due


def test_how_far_a_day_lies_outside_a_span() -> None:
    first, last = date(2023, 9, 8), date(2024, 1, 12)

    assert days_away(date(2024, 1, 14), first, last) == timedelta(days=2)
    assert days_away(VagueDate(2023, 9, ""), first, last) == timedelta()
