"""T1-T5, T10, T12, T13 and T17 of figures.md 2.9: counts, rates and scores of one item."""

from fractions import Fraction
from typing import Any

import pytest
from appraisal_drawing import ballots, campaign_of, figures, roster

from kit.text.numbers import fixed_text, percent_text, percentage

T1 = {"满意": 86, "基本满意": 22, "不满意": 4, "弃权": 3}
T10 = {"满意": 30, "基本满意": 10, "不满意": 2, "不了解": 18}
T13 = {"非常满意": 76, "满意": 2, "基本满意": 2, "不满意": 85}
RATES: dict[str, tuple[dict[str, Any], dict[str, int], dict[str, str]]] = {
    "T1 valid": (
        {"denominator": "valid"},
        T1,
        {
            "valid": "115",
            "return_rate": "98.3%",
            "valid_rate": "97.5%",
            "valid_return_rate": "95.8%",
            "work.g1.rate": "74.8%",
            "work.g2.rate": "19.1%",
            "work.g3.rate": "3.5%",
            "work.positive_rate": "93.9%",
        },
    ),
    "T2 answered": (
        {"denominator": "answered"},
        T1,
        {
            "work.g1.rate": "76.8%",
            "work.g2.rate": "19.6%",
            "work.g3.rate": "3.6%",
            "work.positive_rate": "96.4%",
        },
    ),
    "T3 note": (
        {},
        {"满意": 3, "基本满意": 2, "不满意": 2},
        {
            "work.g1.rate": "42.9%",
            "work.g2.rate": "28.6%",
            "work.g3.rate": "28.6%",
            "rounding_note": "因四舍五入，各项合计可能不等于100%",
        },
    ),
    "T3 largest remainder": (
        {"sum100": "largest_remainder"},
        {"满意": 3, "基本满意": 2, "不满意": 2},
        {"work.g1.rate": "42.8%", "work.g2.rate": "28.6%", "work.g3.rate": "28.6%"},
    ),
    "T4": (
        {},
        {"满意": 1, "基本满意": 1, "不满意": 1},
        {"work.g1.rate": "33.3%", "work.positive_rate": "66.7%"},
    ),
    "T4 largest remainder": (
        {"sum100": "largest_remainder"},
        {"满意": 1, "基本满意": 1, "不满意": 1},
        {"work.g1.rate": "33.4%", "work.g2.rate": "33.3%", "work.g3.rate": "33.3%"},
    ),
    "T10 known": (
        {"preset": "SAT3"},
        T10,
        {"work.positive_rate": "95.2%", "work.score": "89.5"},
    ),
    "T10 不了解 in the base": (
        {"preset": "SAT3", "denominator": "valid", "unknown_points": 0},
        T10,
        {"work.positive_rate": "66.7%", "work.score": "62.7"},
    ),
    "T13": (
        {"preset": "SAT5"},
        T13,
        {"work.score": "73.8", "work.positive_rate": "48.5%"},
    ),
    "T13 all dissatisfied": (
        {"preset": "SAT5"},
        {"不满意": 9},
        {"work.score": "50.0", "work.positive_rate": "0.0%"},
    ),
    "T17": ({}, {"弃权": 0}, {"valid": "0", "suppressed": "无有效评价"}),
    "T17 nobody answered the item": (
        {"denominator": "answered"},
        {"弃权": 6},
        {"work.g1.count": "0", "work.abstained": "6"},
    ),
}


@pytest.mark.parametrize(("setting", "votes", "texts"), RATES.values(), ids=list(RATES))
def test_rates_and_scores(setting: dict[str, Any], votes: dict[str, int], texts: dict[str, str]) -> None:
    found = figures(campaign_of(**setting), ballots(votes, 3), roster(130, 120, 120))

    assert {key: found[key].text for key in texts} == texts
    assert not [fact for fact in found.values() if "nan" in fact.text.lower()]
    if "rounding_note" not in texts and "T3" in str(texts):
        assert "rounding_note" not in found


def test_t1_the_shares_of_all_answers_add_up() -> None:
    shares = [percent_text(votes, 115) for votes in T1.values()]

    assert shares == ["74.8%", "19.1%", "3.5%", "2.6%"]
    assert sum(Fraction(share[:-1]) for share in shares) == 100


def test_t3_shares_that_add_up_carry_no_note() -> None:
    even = figures(campaign_of(), ballots({"满意": 5, "基本满意": 3, "不满意": 2}))
    made_even = figures(
        campaign_of(sum100="largest_remainder"), ballots({"满意": 3, "基本满意": 2, "不满意": 2})
    )

    assert "rounding_note" not in even
    assert "rounding_note" not in made_even


def test_t5_halves_go_up() -> None:
    assert fixed_text(percentage(5, 16)) == "31.3"
    assert fixed_text(percentage(1, 8), 0) == "13"
    assert fixed_text(percentage(29, 32), 2) == "90.63"


def test_t12_four_rates_are_four_different_numbers() -> None:
    found = figures(campaign_of(), ballots({"满意": 800}, 20), roster(840, 840, 840))

    exact = {
        key: fixed_text(found[key].value, 2) for key in ("return_rate", "valid_rate", "valid_return_rate")
    }
    assert exact == {"return_rate": "97.62", "valid_rate": "97.56", "valid_return_rate": "95.24"}
