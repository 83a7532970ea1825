"""What a column of answers is for, at the very bounds of what can be told."""

import pytest

from kit.sheets.surveying.purposes import LEAVE_OUT, MULTIPLE, SINGLE, answers_of, purpose_of


@pytest.mark.parametrize(("times", "sure"), [(1, False), (2, True)])
def test_two_answers_are_a_choice_only_once_four_people_gave_them(times: int, sure: bool) -> None:  # noqa: FBT001
    purpose = purpose_of("出行方式", answers_of(["公交", "步行"] * times), (), ())

    assert (purpose.kind == SINGLE and purpose.sure) is sure


@pytest.mark.parametrize(
    ("answers", "sure"),
    [(["公交", "步行", "骑车"] * 2, True), (["公交", "步行", "骑车", "公交", "步行"], False)],
)
def test_answers_are_a_choice_where_half_of_them_at_the_most_are_different(
    answers: list[str],
    sure: bool,  # noqa: FBT001
) -> None:
    assert purpose_of("出行方式", answers_of(answers), (), ()).sure is sure


@pytest.mark.parametrize(("length", "kind"), [(40, SINGLE), (41, LEAVE_OUT)])
def test_an_option_has_forty_characters_at_the_most(length: int, kind: str) -> None:
    answers = answers_of(["公" * length, "交" * length] * 3)

    assert purpose_of("出行方式", answers, (), ()).kind == kind


def test_one_and_the_same_piece_again_and_again_is_no_choice_of_several() -> None:
    assert purpose_of("出行方式", answers_of(["公交；", "公交；", "公交；"]), (), ("；",)).kind != MULTIPLE
    assert purpose_of("出行方式", answers_of(["公交；步行", "步行；公交"]), (), ("；",)).kind == MULTIPLE
