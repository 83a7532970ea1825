import random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.model.finding import FigureError
from kit.opinions.proposing.duplicates import compare_opinions, near_duplicates
from kit.opinions.proposing.normalising import comparable

TEXTS = st.lists(
    st.sampled_from(
        ["路灯", "不亮", "东街", "西街", "希望", "修", "3号", "，", "。", "建议", "增加", "减少", " "]
    ),
    min_size=1,
    max_size=9,
).map("".join)


def register(*texts: str, **columns: list[str]) -> pd.DataFrame:
    return pd.DataFrame(
        {"意见ID": [f"Y{number}" for number in range(1, len(texts) + 1)], "原文": texts, **columns}
    )


def proposed(by_opinion: pd.DataFrame) -> list[tuple[str, str, str]]:
    found = near_duplicates(by_opinion)
    return list(zip(found["代表ID"], found["意见ID"], found["种类"], strict=True))


def test_the_same_text_with_other_punctuation_and_width_is_proposed_as_identical() -> None:
    by_opinion = register("建议开放ＡＢ区停车场。", " 建议开放ab区停车场！", "食堂菜价太高")

    assert proposed(by_opinion) == [("Y1", "Y2", "完全相同")]


def test_a_proposal_says_why() -> None:
    [found] = near_duplicates(register("建议增加路灯", "希望尽快增设路灯。")).to_dict("records")

    assert found["依据"] == "只有语气词、客套话或同义词不同"
    assert (found["代表原文"], found["原文"], found["条数"]) == ("建议增加路灯", "希望尽快增设路灯。", 2)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("3号楼漏水", "5号楼漏水", "数字不同：3 / 5"),
        ("三号楼漏水", "五号楼漏水", "数字不同：三号 / 五号"),
        ("占了3.5%的收入", "占了35%的收入", "数字不同：3.5% / 35%"),
        ("同意增加编制", "不同意增加编制", "一正一反，否定词不同：不 / 无"),
        ("会议太长了", "会议太短了", "态度相反：太短 / 长"),
        ("青石巷路灯不亮", "柳荫巷路灯不亮", "地点或单位不同：柳荫 / 青石"),
    ],
)
def test_a_trap_is_not_the_same_and_is_named(one: str, other: str, reason: str) -> None:
    verdict = compare_opinions(one, other)

    assert not verdict.same
    assert verdict.reason == reason


def test_a_long_text_that_ends_with_it_is_solved_now_is_not_the_same() -> None:
    text = "小区门口的路灯坏了，报修后一直没有人来，晚上出行很不安全，希望物业公司管一管"

    assert compare_opinions(text, text + "，请领导重视").same
    assert not compare_opinions(text, text + "，现在已解决").same


def test_opposite_opinions_are_never_in_one_group_even_through_a_third() -> None:
    by_opinion = register(
        "支持在门口设快递柜", "支持在门口设快递柜。", "反对在门口设快递柜", "反对在门口设快递柜！"
    )
    found = near_duplicates(by_opinion)

    assert {frozenset(pair) for pair in zip(found["代表ID"], found["意见ID"], strict=True)} == {
        frozenset({"Y1", "Y2"}),
        frozenset({"Y3", "Y4"}),
    }


def test_twice_on_one_form_is_said() -> None:
    by_opinion = register("路灯太暗", "路灯太暗。", "路灯太暗", 份号=["F1", "F1", "F2"])
    found = near_duplicates(by_opinion)

    assert list(zip(found["意见ID"], found["种类"], strict=True)) == [("Y2", "同份重复"), ("Y3", "完全相同")]


def test_answers_that_say_nothing_and_empty_cells_are_no_duplicates() -> None:
    by_opinion = pd.DataFrame(
        {"意见ID": ["Y1", "Y2", "Y3", "Y4"], "原文": ["无意见", "无意见。", None, "？？"]}
    )

    assert near_duplicates(by_opinion).empty


def test_an_id_that_stands_twice_is_refused() -> None:
    with pytest.raises(FigureError, match="意见ID出现了两次"):
        near_duplicates(pd.DataFrame({"意见ID": ["Y1", "Y1"], "原文": ["甲", "乙"]}))


def test_groups_with_most_opinions_come_first() -> None:
    by_opinion = register("食堂菜太贵", "食堂菜太贵。", "路灯太暗", "路灯太暗。", "路灯太暗！")

    assert [row[0] for row in proposed(by_opinion)] == ["Y3", "Y3", "Y1"]


@settings(max_examples=40, deadline=None)
@given(st.lists(TEXTS, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_rows_makes_no_difference(texts: list[str], luck: random.Random) -> None:
    by_opinion = register(*texts)
    shuffled = by_opinion.sample(frac=1, random_state=luck.randint(0, 999))

    pd.testing.assert_frame_equal(near_duplicates(by_opinion), near_duplicates(shuffled))


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS)
def test_duplicates_are_symmetric(one: str, other: str) -> None:
    assert compare_opinions(one, other) == compare_opinions(other, one)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    assert comparable(comparable(text)) == comparable(text)


def test_every_member_was_compared_with_its_representative() -> None:
    said = "小区的围墙倒了一直没有人修，希望管一管"
    found = near_duplicates(register(said, said + "，谢谢", said + "，请领导重视", "会议太多，文件太长"))

    assert len(found) == 2
    assert all(compare_opinions(a, b).same for a, b in zip(found["代表原文"], found["原文"], strict=True))
