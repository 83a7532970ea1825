"""Words that judge tell their order; words that do not are left to people."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kit.sheets.grading import in_order, known_scales, scale_of_answers, worth

SCALES = sorted(set(known_scales()))
WRITTEN = """
优 良 中 差
优 良 中 及格 不及格
优秀 称职 基本称职 不称职
优秀 良好 合格 不合格
非常满意 满意 一般 不太满意 不满意
好 较好 一般 较差 差
很好 好 一般 差 很差
深刻 较深刻 一般 不深刻
认可 基本认可 不认可 不了解
A B C D
"""


@pytest.mark.parametrize("scale", [tuple(line.split()) for line in WRITTEN.split("\n") if line])
@given(data=some.data())
def test_grades_are_put_in_order_from_whatever_order_they_came_in(
    scale: tuple[str, ...], data: some.DataObject
) -> None:
    assert in_order(data.draw(some.permutations(scale))) == scale


@given(some.sampled_from(SCALES), some.data())
def test_every_scale_that_the_kit_knows_has_the_order_it_is_written_in(
    scale: tuple[str, ...], data: some.DataObject
) -> None:
    assert in_order(data.draw(some.permutations(scale))) == scale


def test_words_of_no_judgement_have_no_order() -> None:
    assert in_order(["红", "黄", "绿"]) is None
    assert in_order(["好", "满意"]) is None
    assert [worth(word) for word in ("已完成", "未完成", "基本完成", "一科", "无")] == [None] * 5


def test_a_grade_that_nobody_gave_is_in_the_scale_all_the_same() -> None:
    assert scale_of_answers({"优秀": 40, "称职": 12, "基本称职": 1}) == ("优秀", "称职", "基本称职", "不称职")


def test_a_slip_is_no_grade_and_a_rare_grade_is_one() -> None:
    assert scale_of_answers({"优": 90, "良": 50, "中": 9, "较好": 1}) == ("优", "良", "中", "差")
    assert scale_of_answers({"满意": 90, "基本满意": 1, "不满意": 1}) == ("满意", "基本满意", "不满意")


@given(some.sampled_from(SCALES), some.data())
def test_answers_that_use_a_whole_scale_give_that_scale(
    scale: tuple[str, ...], data: some.DataObject
) -> None:
    counts = Counter({grade: data.draw(some.integers(1, 99)) for grade in scale})

    assert scale_of_answers(counts) == scale
