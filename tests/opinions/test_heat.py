import re
from datetime import date
from itertools import combinations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.opinions.proposing.clusters import clusters
from kit.opinions.proposing.hot_issues import HeatWeights, counts_over_time, hot_issues
from kit.opinions.proposing.normalising import comparable
from kit.opinions.proposing.places import common_place, places_in

TODAY = date(2020, 6, 30)
LAMPS = ["云岭小区的路灯全坏了，晚上漆黑一片", "云岭小区路灯坏了没有人修", "云岭小区里路灯坏了很久，晚上漆黑"]
BUSES = ["十路公交车班次太少，等车时间太长", "公交车班次太少，早上等车要很久"]


def register(lamp_days: list[str], bus_days: list[str], agreed: list[int] | None = None) -> pd.DataFrame:
    texts = [*LAMPS, *BUSES, "食堂的馒头太硬"]
    days = [*lamp_days, *bus_days, "2020-06-29"]
    return pd.DataFrame(
        {"意见ID": [f"Y{n}" for n in range(1, 7)], "原文": texts, "登记日": days, "赞成": agreed or [0] * 6}
    )


def test_an_issue_has_title_place_time_span_and_its_raw_ids() -> None:
    found = hot_issues(
        register(["2020-05-01", "2020-06-20", "2020-06-28"], ["2020-06-01", "2020-06-02"]), TODAY
    )
    first = found.iloc[0]

    assert list(found["条数"]) == [3, 2]
    assert (first["地点"], first["起"], first["止"], first["跨度天数"]) == (
        "云岭小区",
        date(2020, 5, 1),
        date(2020, 6, 28),
        59,
    )
    assert first["近期条数"] == 2
    assert sorted(first["意见ID"]) == ["Y1", "Y2", "Y3"]
    assert first["标题"] == "云岭小区路灯"
    assert "路灯" in first["关键词"]


def test_heat_is_the_sum_of_its_shown_shares() -> None:
    found = hot_issues(
        register(["2020-05-01", "2020-06-20", "2020-06-28"], ["2020-06-01", "2020-06-02"]), TODAY
    )

    assert list(found["热度"]) == [
        round(x, 1) for x in found[["条数分", "近期分", "持续分", "认同分"]].sum(axis=1)
    ]
    assert found.loc[0, "热度"] == 80.0


def test_agreement_can_make_a_smaller_issue_the_hottest() -> None:
    days = ["2020-06-20", "2020-06-20", "2020-06-20"], ["2020-06-20", "2020-06-20"]
    agreed = register(*days, agreed=[0, 0, 0, 300, 200, 0])

    assert hot_issues(agreed, TODAY, HeatWeights(40, 10, 10, 40))["条数"].iloc[0] == 2
    assert hot_issues(agreed, TODAY, HeatWeights(100, 0, 0, 0))["条数"].iloc[0] == 3


def test_a_title_never_shows_who_wrote() -> None:
    who = "我叫王小明，电话13800138000"
    texts = [f"{who}，云岭小区路灯坏了", f"云岭小区路灯坏了，{who}", f"云岭小区的路灯太暗，{who}"]
    found = hot_issues(pd.DataFrame({"意见ID": ["Y1", "Y2", "Y3"], "原文": texts}), TODAY)

    assert found["标题"].tolist() == ["云岭小区路灯"]
    assert "王小明" not in "".join(found["关键词"])


def test_the_order_of_rows_makes_no_difference() -> None:
    by_opinion = register(["2020-05-01", "2020-06-20", "2020-06-28"], ["2020-06-01", "2020-06-02"])

    pd.testing.assert_frame_equal(hot_issues(by_opinion, TODAY), hot_issues(by_opinion[::-1], TODAY))


def test_without_opinions_there_is_no_issue() -> None:
    assert hot_issues(pd.DataFrame({"意见ID": [], "原文": []}), TODAY).empty
    assert hot_issues(pd.DataFrame({"意见ID": ["Y1", "Y2"], "原文": ["，。", "啊"]}), TODAY).empty


def test_months_without_opinions_are_counted_as_none() -> None:
    by_opinion = pd.DataFrame(
        {
            "登记日": [date(2020, 1, 5), "2020-03-01", "2020-03-09", None, "3月底"],
            "方面": ["甲", "乙", "甲", "甲", "乙"],
        }
    )
    counted = counts_over_time(by_opinion, "方面")

    assert counted.index.astype(str).tolist() == ["2020-01", "2020-02", "2020-03"]
    assert counted["甲"].tolist() == [1, 0, 1]
    assert counted["乙"].tolist() == [0, 0, 1]


def test_places_are_found_by_their_endings() -> None:
    assert places_in("云岭路的路灯不亮，东湖公园也没有灯") == ("云岭路", "东湖公园")
    assert places_in("学校门口拥堵，希望修路") == ()
    assert common_place(["云岭路堵车", "云岭路太窄", "青石巷太窄"]) == "云岭路"
    assert common_place(["云岭路堵车", "青石巷太窄"]) == ""


def test_what_was_taken_out_is_no_word_of_an_issue() -> None:
    texts = [
        "我叫〔姓名〕，电话〔电话〕，路灯不亮",
        "〔姓名〕，〔电话〕，公交太少",
        "〔姓名〕〔电话〕，会议太多",
    ]
    rows = pd.DataFrame({"意见ID": ["Y1", "Y2", "Y3"], "原文": texts})

    assert hot_issues(rows, date(2009, 4, 1)).empty


THINGS = ("路灯", "下水道", "公交车", "幼儿园", "垃圾站", "停车场", "健身器材")
FAULTS = ("坏了没有人修", "太少不够用", "收费不透明", "夜里噪音扰民", "卫生很差")
PLACES = ("云岭小区", "青石巷", "柳荫街", "松林村", "")
ENDS = ("希望管一管", "老人孩子都不方便", "已经半年了", "请派人来看看")
SAID = st.builds(
    lambda place, thing, fault, end: f"{place}的{thing}{fault}，{end}".removeprefix("的"),
    *map(st.sampled_from, (PLACES, THINGS, FAULTS, ENDS)),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(SAID, min_size=3, max_size=14), st.lists(SAID, min_size=0, max_size=14))
def test_a_title_and_its_key_words_are_said_by_three_opinions_and_no_sentence_of_one(
    texts: list[str], subjects: list[str]
) -> None:
    subjects = [*subjects, *[""] * len(texts)][: len(texts)]
    ids = [f"Y{number}" for number in range(len(texts))]
    register_ = pd.DataFrame({"意见ID": ids, "主题": subjects, "原文": texts})
    wholes = [subject + text for subject, text in zip(subjects, texts, strict=True)]
    sentences = {comparable(part) for whole in (*texts, *subjects) for part in re.split("[，。]", whole)}

    for issue in hot_issues(register_, TODAY).to_dict("records"):
        title = str(issue["标题"])
        place = str(issue["地点"]) if title.startswith(str(issue["地点"])) else ""
        rest = title.removeprefix(place).removesuffix("（没有共同的说法）")
        for phrase in [place, *rest.split("、"), *str(issue["关键词"]).split("、")]:
            assert sum(phrase in whole for whole in wholes) >= 3 or not phrase
        assert comparable(title) not in sentences


def test_an_issue_holds_together_and_a_chain_falls_apart() -> None:
    chain = [
        "公交车班次太少 早高峰挤不上去",
        "早高峰挤不上去 校门口停满汽车",
        "校门口停满汽车 家长没有地方等",
        "家长没有地方等 下雨淋得湿透",
    ]
    for group in clusters(chain * 2 + ["食堂馒头太硬"], 0.17):
        for one, other in combinations(group, 2):
            assert abs(one % 4 - other % 4) <= 1


def test_opinions_that_name_different_places_are_half_as_alike() -> None:
    texts = [f"{place}的路灯坏了没有人修，晚上漆黑一片" for place in ("云岭小区", "青石巷", "柳荫街")]
    rows = pd.DataFrame(
        {"意见ID": ["Y1", "Y2", "Y3"], "原文": [f"{text}，{n}" for n, text in enumerate(texts)]}
    )
    found = hot_issues(rows, TODAY)

    assert all(not place for place in found["地点"])


@pytest.mark.parametrize(("at_the_place", "named"), [(3, "云岭小区"), (2, "云岭小区"), (1, "")])
def test_a_title_names_a_place_only_if_most_opinions_do(at_the_place: int, named: str) -> None:
    said = ["路灯坏了没有人修，晚上漆黑一片", "路灯坏了，晚上漆黑，没有人修", "晚上漆黑一片，路灯坏了没人修"]
    texts = [f"云岭小区{text}" if at < at_the_place else text for at, text in enumerate(said)]
    found = hot_issues(pd.DataFrame({"意见ID": ["Y1", "Y2", "Y3"], "原文": texts}), TODAY).iloc[0]

    assert found["地点"] == named
    assert ("云岭小区" in found["标题"]) == (at_the_place == 3)  # two opinions are too few for a title


def test_what_people_support_most_is_an_issue_though_nobody_else_raised_it() -> None:
    days = ["2020-06-20", "2020-06-20", "2020-06-20"], ["2020-06-20", "2020-06-20"]
    found = hot_issues(register(*days, agreed=[5, 5, 0, 3, 0, 2097]), TODAY)

    [alone] = found[found["赞成"] == 2097].to_dict("records")
    assert (alone["条数"], alone["意见ID"]) == (1, ("Y6",))
    assert "馒头" not in alone["标题"] + alone["关键词"]  # one opinion's word


def test_how_far_back_recent_reaches_is_the_office_s() -> None:
    by_opinion = register(["2020-05-01", "2020-06-20", "2020-06-28"], ["2020-06-01", "2020-06-02"])

    assert hot_issues(by_opinion, TODAY, HeatWeights(days=7))["近期条数"].iloc[0] == 1
