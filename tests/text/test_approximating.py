from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.text.numbers import chinese_numeral, in_protocol_order, percentage, round_half_up
from kit.text.saying import double_hedges, majority, more_than, nearly, possible_percentage, says, tenths


@dataclass(frozen=True)
class Figure:
    """A value with its text, as a fact has them."""

    value: int | Fraction
    text: str = ""
    id: str = "forms.issued"


@pytest.mark.parametrize(("value", "said"), [(417, "400多"), (1203, "1000多"), (23, "20多")])
def test_a_number_above_a_round_one_may_be_said_as_more_and_stays_the_same_figure(
    value: int, said: str
) -> None:
    assert more_than(Figure(value)) == Figure(value, said)


@pytest.mark.parametrize("value", [400, 7, 20])
def test_c1_an_exact_multiple_is_not_more_than_itself(value: int) -> None:
    with pytest.raises(ValueError, match=str(value)):
        more_than(Figure(value))


def test_nearly_needs_to_be_within_a_tenth() -> None:
    assert nearly(Figure(384)).text == "近400"
    with pytest.raises(ValueError, match="不能说“近400”"):
        nearly(Figure(359))


@pytest.mark.parametrize(
    ("rate", "said"),
    [
        (Fraction(939, 10), "九成以上"),
        (Fraction(90), "九成"),
        (Fraction(88), "近九成"),
        (Fraction(65), "六成以上"),
    ],
)
def test_a_rate_is_said_in_tenths(rate: Fraction, said: str) -> None:
    assert tenths(Figure(rate), 40).text == said


def test_tenths_of_a_few_are_refused() -> None:
    with pytest.raises(ValueError, match="不宜说几成"):
        tenths(Figure(Fraction(90)), 9)


@pytest.mark.parametrize(("part", "said"), [(27, "绝大多数"), (20, "三分之二以上"), (16, "过半"), (15, "")])
def test_a_majority_of_thirty_is_named_by_its_limits(part: int, said: str) -> None:
    assert majority(part, 30) == said


@pytest.mark.parametrize(
    "text", ["约400份左右", "近50%左右", "至少三分之二以上".replace("三分之二", "60%"), "超过40多"]
)
def test_a_double_hedge_is_found(text: str) -> None:
    assert double_hedges(text)


@pytest.mark.parametrize(
    "text",
    [
        "约400份",
        "400多份",
        "60%以上",
        "近三年来，多数群众",
        "超过半数",
        "工作12年以上",
        "节约20余万元",
        "附近50多人",
    ],
)
def test_a_single_hedge_stays_silent(text: str) -> None:
    assert not double_hedges(text)


def test_t20_a_percentage_that_no_count_can_give_is_impossible() -> None:
    possible = [possible_percentage(Fraction(rate, 100), 32) for rate in (9060, 9375, 8750, 8150)]

    assert possible == [True, True, True, False]
    assert possible_percentage(Fraction(9375, 100), 32, places=2)


@given(st.integers(1, 400).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_every_percentage_that_was_counted_is_possible(counted: tuple[int, int]) -> None:
    part, whole = counted

    assert possible_percentage(round_half_up(percentage(part, whole), 1), whole)


def test_names_follow_the_protocol_and_strangers_come_last() -> None:
    assert in_protocol_order(["丙", "外", "乙"], ["甲", "乙", "丙"]) == ("乙", "丙", "外")


@given(st.integers(0, 9_999))
def test_a_figure_is_known_again_however_it_was_said_and_not_as_another(value: int) -> None:
    figure, other = Figure(value, str(value)), Figure(value + 1, str(value + 1))
    said = {figure.text, chinese_numeral(value), f"{value}以上", f"不足{value + 1}"}
    for way in (more_than, nearly):
        with suppress(ValueError):
            said.add(way(figure).text)

    assert all(says(text, value, figure.text) for text in said)
    assert not says(figure.text, other.value, other.text)
    assert not says(chinese_numeral(value), other.value, other.text)


def test_lists_and_days_are_known_again_as_passages_say_them() -> None:
    assert says("《甲》《乙》", ("甲", "乙"), "甲、乙")
    assert says("6月5日", date(2009, 6, 5), "2009年6月5日")
    assert not says("《甲》", ("甲", "乙"), "甲、乙")
    assert not says("6月6日", date(2009, 6, 5), "2009年6月5日")
