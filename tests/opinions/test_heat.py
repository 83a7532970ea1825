from datetime import date

import pandas as pd

from kit.opinions.proposing.hot_issues import (
    HeatWeights,
    common_place,
    counts_over_time,
    hot_issues,
    places_in,
)

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
    assert any(first["标题"] in text for text in LAMPS)
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
    texts = ["我叫王小明，电话13800138000，云岭小区路灯坏了", "云岭小区路灯坏了，我叫王小明，电话13800138000"]
    found = hot_issues(pd.DataFrame({"意见ID": ["Y1", "Y2"], "原文": texts}), TODAY)

    assert found["标题"].tolist() == ["云岭小区路灯坏了"]


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
