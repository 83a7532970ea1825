import random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.model.finding import FigureError
from kit.opinions.proposing.duplicates import compare_opinions, compared, near_duplicates
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


SUBJECTS = ("反对在西山路设摊", "支持在西山路设摊", "柳荫街晚上太吵", "三号楼电梯困人", "")
BODIES = (
    "见标题，谢谢领导",
    "情况如题，请领导尽快安排解决！",
    "门口的路灯坏了半年，一直没有人来修，请管一管",
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(SUBJECTS), st.sampled_from(BODIES)), min_size=2, max_size=6))
def test_opinions_with_another_subject_are_never_the_same_whatever_their_text(
    said: list[tuple[str, str]],
) -> None:
    subjects = [subject for subject, _ in said]
    by_opinion = register(*(body for _, body in said), 主题=subjects)
    subject = dict(zip(by_opinion["意见ID"], subjects, strict=True))

    for frame in compared(by_opinion):
        assert all(
            subject[one] == subject[other]
            for one, other in zip(frame["代表ID"], frame["意见ID"], strict=True)
        )


def test_the_subject_stands_beside_the_text_in_a_proposal() -> None:
    by_opinion = register("见标题", "如题，谢谢", 主题=["反对在西山路设摊", "反对在西山路设摊！"])
    [found] = near_duplicates(by_opinion).to_dict("records")

    assert (found["代表主题"], found["代表原文"]) == ("反对在西山路设摊", "见标题")
    assert (found["主题"], found["原文"]) == ("反对在西山路设摊！", "如题，谢谢")


def test_a_subject_that_the_text_repeats_adds_nothing() -> None:
    by_opinion = register("请修路灯，太暗了", "请修路灯，太暗了", 主题=["请修路灯", ""])

    assert proposed(by_opinion) == [("Y1", "Y2", "完全相同")]


NUMBERS = st.integers(1, 999).map(str) | st.dates().map(lambda day: f"{day.month}月{day.day}日")
LONG = "我{}到便民大厅办落户，工作人员说系统坏了让改天再来，请核实情况，给一个准信"


@settings(max_examples=60, deadline=None)
@given(NUMBERS, NUMBERS)
def test_a_long_text_with_one_other_number_or_day_is_suspected_and_says_which(one: str, other: str) -> None:
    same, suspected = compared(register(LONG.format(one), LONG.format(other)))

    assert list(same["意见ID"]) == (["Y2"] if one == other else [])
    if one != other:
        [found] = suspected.to_dict("records")
        assert found["种类"] == "疑似"
        assert set(found["依据"].removeprefix("只差一处数字或日期：").split(" / ")) == {one, other}


def test_a_short_text_with_another_number_is_not_suspected() -> None:
    assert compared(register("补贴每月50元太少", "补贴每月80元太少"))[1].empty


def test_opinions_that_say_the_same_are_suspected_once() -> None:
    said = [
        LONG.format("3月5日"),
        LONG.format("3月5日") + "！",
        LONG.format("3月8日"),
        LONG.format("3月8日") + "。",
    ]

    assert len(compared(register(*said))[1]) == 1


PARTICLES = ("我", "你", "吗", "和", "中", "了", "吧", "也", "的", "已经", "应该", "为了", "又")


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from(("路灯修好", "水费降价", "门口停车", "会议室开放", "村里通车")),
    st.sampled_from(PARTICLES),
    st.integers(0, 5),
)
def test_in_a_text_under_twelve_characters_a_particle_is_a_difference(
    said: str, particle: str, at: int
) -> None:
    more = said[:at] + particle + said[at:]

    assert near_duplicates(register(said, more)).empty


POLES = [
    pair.split("/")
    for line in (
        "支持/反对 同意/不同意 增设/取消 增加/减少 允许/禁止 开放/关闭 保留/拆除 赞成/抵制 感谢/投诉",
        "应当有/不应当有 有/没有 能用/不能用 看得见/看不见 公开/不公开 表扬/批评 要/不要 加装/拆除",
    )
    for pair in line.split()
]


@settings(max_examples=120, deadline=None)
@given(
    st.sampled_from(POLES),
    st.sampled_from(("", "住户说", "门口的早市大家一直在议论，", "我在这里住了二十年，")),
    st.sampled_from(("路灯", "门口的快递柜", "每周一次的接待日", "小区里的早餐摊")),
    st.sampled_from(("", "，请研究", "，老人和孩子天天从那里经过，希望有关部门听一听大家的想法")),
)
def test_opposite_opinions_are_neither_the_same_nor_suspected(
    pole: list[str], before: str, thing: str, after: str
) -> None:
    one, other = (f"{before}{said}{thing}{after}" for said in pole)
    verdict = compare_opinions(one, other)

    assert not verdict.same
    assert not verdict.doubtful
