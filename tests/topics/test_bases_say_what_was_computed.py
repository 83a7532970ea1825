"""The basis of a rate says what was divided by, whatever the settings are called: recomputed here by hand."""

from fractions import Fraction

import pytest
from appraisal_drawing import ballots, campaign_of, figures, roster
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from kit.model.evaluation import idle_settings

FEW = st.integers(0, 9)
GRADES = ("满意", "基本满意", "不满意", "不了解")
POLICIES = ("valid", "answered", "known", "members", "returned")


@given(votes=st.tuples(FEW, FEW, FEW, FEW), silent=FEW, void=FEW, policy=st.sampled_from(POLICIES))
def test_the_words_of_the_basis_are_the_number_that_was_divided_by(
    votes: tuple[int, int, int, int], silent: int, void: int, policy: str
) -> None:
    campaign = campaign_of(preset="SAT3", denominator=policy, all_blank="valid")
    said = {**dict(zip(GRADES, votes, strict=True)), "弃权": silent}

    facts = figures(campaign, ballots(said, void), roster(60, 60, 60))

    by_words = {
        "除以有效票": sum(votes) + silent,
        "除以作答票（不含弃权、未填和该项无效）": sum(votes),
        "除以作答票（不含弃权、未填、该项无效和“不了解”）": sum(votes[:3]),
        "除以应参评人数": 60,
        "除以收回票": sum(votes) + silent + void,
    }
    for place in range(1, 5):
        if (rate := facts.get(f"work.g{place}.rate")) is not None:
            [whole] = [number for words, number in by_words.items() if rate.basis.endswith(words)]
            assert rate.value == Fraction(100 * votes[place - 1], whole)
    if (approval := facts.get("work.positive_rate")) is not None:
        [whole] = [number for words, number in by_words.items() if approval.basis.endswith(words)]
        assert approval.value == Fraction(100 * (votes[0] + votes[1]), whole)


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ({"unknown": "不了解"}, "unknown"),
        ({"unknown_points": 60}, "unknown_points"),
        ({"trim_above": 5}, "trim_above"),
        ({"full_mark": 10}, "full_mark"),
        ({"renormalise": True}, "renormalise"),
        ({"small_groups": "leave_out", "groups": [{"id": "A", "name": "干部"}]}, "small_groups"),
        ({"half_is_enough": True}, "half_is_enough"),
        ({"aliases": {"很好": "优"}}, "aliases"),
    ],
)
def test_a_setting_that_does_nothing_is_named(said: dict[str, object], named: str) -> None:
    evaluation = campaign_of(**said).evaluation

    assert evaluation is not None
    assert [fault for fault in idle_settings(evaluation) if named in fault]


def test_a_base_that_would_leave_nothing_out_is_refused() -> None:
    with pytest.raises(ValidationError, match="unknown = "):
        campaign_of(denominator="known")
