from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.text.dates import VagueDate, read_date
from kit.text.no_opinion import aspect_named, holds_no_opinion
from kit.text.numbers import chinese_numeral, from_chinese
from kit.text.saying import change_text, one_is, without_closing_mark


@given(st.integers(0, 9999))
def test_every_numeral_that_is_written_is_read_back(number: int) -> None:
    assert from_chinese(chinese_numeral(number)) == number


def test_a_number_beyond_the_numerals_is_refused() -> None:
    with pytest.raises(ValueError, match="10000"):
        chinese_numeral(10000)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2009.3.30", date(2009, 3, 30)),
        ("2009-03-30", date(2009, 3, 30)),
        ("2009年3月30日", date(2009, 3, 30)),
        ("3月30日", date(2009, 3, 30)),
        ("3月底", VagueDate(2009, 3, "底")),
        ("3月32日", None),
        ("2009.2.30", None),
        ("月底", None),
        ("约3月", None),
    ],
)
def test_a_date_is_read_as_clerks_type_it_and_never_guessed(typed: str, day: date | VagueDate | None) -> None:
    assert read_date(typed, 2009) == day


@pytest.mark.parametrize(
    ("items", "said"),
    [([], ""), (["甲"], "甲。"), (["甲", "乙", "丙"], "一是甲；二是乙；三是丙。")],
)
def test_the_number_of_items_decides_how_they_are_enumerated(items: list[str], said: str) -> None:
    assert "".join(one_is(items)) == said


def test_a_clause_loses_its_closing_mark_before_it_is_enumerated() -> None:
    assert without_closing_mark("加强协商。") == "加强协商"


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (Fraction(10800, 115), Fraction(8500, 96), "提高5.4个百分点"),
        (Fraction(1879, 20), Fraction(4427, 50), "提高5.5个百分点"),  # T9: displayed 94.0 and 88.5
        (Fraction(80), Fraction(85), "下降5.0个百分点"),
        (Fraction(90), Fraction(90), "持平"),
        (Fraction(9001, 100), Fraction(90), "基本持平"),
    ],
)
def test_t9_a_change_is_the_difference_of_the_displayed_values(
    now: Fraction, before: Fraction, said: str
) -> None:
    assert change_text(now, before) == said


@pytest.mark.parametrize(
    ("text", "silent"), [("无", True), ("没有意见！", True), ("没有路灯", False), ("", True)]
)
def test_an_answer_that_says_nothing_is_no_opinion(text: str, silent: bool) -> None:  # noqa: FBT001 - the expectation
    assert holds_no_opinion(text) is silent


def test_the_word_for_aspects_stands_once_behind_a_name() -> None:
    assert [aspect_named(name) for name in ("作风", "作风方面")] == ["作风方面", "作风方面"]
