from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.text.numbers import fixed_text, largest_remainder, mean, percent_text, percentage, round_half_up


@pytest.mark.parametrize(
    ("part", "whole", "places", "printed"),
    [(5, 16, 1, "31.3%"), (1, 8, 0, "13%"), (29, 32, 2, "90.63%"), (2, 3, 1, "66.7%"), (0, 7, 1, "0.0%")],
)
def test_t5_a_half_is_rounded_up_where_floats_round_it_down(
    part: int, whole: int, places: int, printed: str
) -> None:
    assert percent_text(part, whole, places) == printed


def test_t3_largest_remainder_makes_three_sevenths_add_up_to_a_hundred() -> None:
    shares = largest_remainder([3, 2, 2])

    assert [fixed_text(share) for share in shares] == ["42.8", "28.6", "28.6"]
    assert sum(shares) == 100


def test_a_negative_half_goes_away_from_zero() -> None:
    assert fixed_text(Fraction(-1, 20)) == "-0.1"


@given(st.fractions(min_value=-1000, max_value=1000), st.integers(0, 3))
def test_a_rounded_value_is_never_further_than_half_a_unit_away(value: Fraction, places: int) -> None:
    assert abs(round_half_up(value, places) - value) <= Fraction(1, 2 * 10**places)


@given(st.lists(st.integers(0, 500), min_size=1, max_size=8).filter(any))
def test_largest_remainder_always_adds_up_and_stays_within_one_unit(counts: list[int]) -> None:
    shares = largest_remainder(counts)

    assert sum(shares) == 100
    exact = [percentage(count, sum(counts)) for count in counts]
    assert all(abs(share - value) < Fraction(1, 10) for share, value in zip(shares, exact, strict=True))


def test_t19_the_mean_is_taken_of_exact_values() -> None:
    assert mean([Fraction(total, 3) for total in (7, 4, 10, 15, 10)]) == Fraction(46, 15)
