"""Meetings without types: their names propose them, a person agrees, and until then no type is counted."""

import pytest
from drawing import Draw

from kit.model.campaign import Campaign, MeetingType
from kit.model.counting import counted
from kit.model.fact import Facts
from kit.model.table import Sheets
from kit.topics import completed, meetings
from kit.topics.meetings import takes_place

HELD = """
    会议ID 名称 应到 实到
    1 主题教育动员部署会 46 44
    2 理论学习中心组第一次集中学习研讨 9 9
    3 服务对象座谈会 20 18
    4 民主生活会征求意见座谈会 18 18
    5 春季运动会 30 28
"""


def answered(campaign: Campaign, answer: str) -> Campaign:
    return campaign.model_copy(update={"answers": {"会议台账·类型": answer}})


def facts_of(sheets: Sheets, campaign: Campaign) -> Facts:
    return Facts(counted(meetings.FACTS, completed(sheets, campaign), campaign))


def types_in(facts: Facts) -> dict[str, object]:
    start = "meetings.type."
    return {id_.removeprefix(start): fact.value for id_, fact in facts.items() if id_.startswith(start)}


def test_one_question_proposes_the_types_that_the_names_tell(draw: Draw, campaign: Campaign) -> None:
    [finding] = meetings.check_meeting_types(draw(meetings=HELD), campaign)

    assert finding.level == "warning"
    assert finding.question is not None
    assert finding.question.key == "会议台账·类型"
    assert finding.question.asked == (
        "会议台账没有“类型”列，按会议名称分成动员会 1、中心组学习 1、座谈会 2、分不出的 1，对吗？"
    )
    assert (finding.question.proposal, finding.question.choices) == ("照此", ("照此", "不分类型"))


def test_until_it_is_answered_meetings_are_counted_and_no_type_is(draw: Draw, campaign: Campaign) -> None:
    facts = facts_of(draw(meetings=HELD), campaign)

    assert types_in(facts) == {}
    assert [facts[f"meetings.{key}"].value for key in ("count", "expected", "attendance")] == [5, 123, 117]


@pytest.mark.parametrize("answer", ["照此", "对", " 是 "])
def test_once_agreed_the_types_count_by_their_words(draw: Draw, campaign: Campaign, answer: str) -> None:
    agreed = answered(campaign, answer)
    sheets = draw(meetings=HELD)

    facts = facts_of(sheets, agreed)
    assert types_in(facts) == {"动员会": 1, "中心组学习": 1, "座谈会": 2}
    assert facts["meetings.type.座谈会"].basis == "按会议名称分为“座谈会”"
    assert [source.column for source in facts["meetings.type.座谈会"].sources] == ["名称"]
    assert not list(meetings.check_meeting_types(completed(sheets, agreed), agreed))


def test_who_does_not_agree_is_not_asked_again_and_has_no_types(draw: Draw, campaign: Campaign) -> None:
    refused = answered(campaign, "不分类型")
    sheets = draw(meetings=HELD)

    assert types_in(facts_of(sheets, refused)) == {}
    assert not list(meetings.check_meeting_types(sheets, refused))


def test_the_words_of_a_campaign_come_first(draw: Draw, campaign: Campaign) -> None:
    own = MeetingType(name="文体活动", words=("运动会",))
    agreed = answered(campaign.model_copy(update={"meeting_types": (own,)}), "照此")

    assert types_in(facts_of(draw(meetings=HELD), agreed))["文体活动"] == 1


def test_types_that_a_sheet_says_are_its_own_and_nothing_is_asked(draw: Draw, campaign: Campaign) -> None:
    sheets = draw(meetings="会议ID 名称 类型\nH1 动员部署会 启动仪式\nH2 座谈会 -")

    assert types_in(facts_of(sheets, answered(campaign, "照此"))) == {"启动仪式": 1}
    assert not list(meetings.check_meeting_types(sheets, campaign))


@pytest.mark.parametrize(
    ("name", "type_"),
    [
        ("学习调研阶段总结暨分析检查阶段动员大会", "动员会"),
        ("领导班子专题民主生活会", "民主生活会"),
        ("民主生活会情况通报会", "通报会"),
        ("2025年度党建述职暨民主测评大会", "评议会"),
        ("局党组（扩大）会议", "党委（党组）会"),
        ("趣味运动会", None),
    ],
)
def test_the_end_of_a_name_tells_its_type_before_a_word_in_it(
    campaign: Campaign, name: str, type_: str | None
) -> None:
    assert meetings.meeting_type_of(name, campaign) == type_


def test_a_rate_of_attendance_is_of_meetings_that_say_both_numbers(draw: Draw, campaign: Campaign) -> None:
    both = facts_of(draw(meetings="会议ID 名称 应到 实到\nH1 甲会 50 45\nH2 乙会 50 50"), campaign)
    one = facts_of(draw(meetings="会议ID 名称 应到 实到\nH1 甲会 50 45\nH2 乙会 50 -"), campaign)

    assert both["meetings.attendance_rate"].text == "95.0%"
    assert "meetings.attendance_rate" not in one


@pytest.mark.parametrize("name", ["五月工作例会", "项目调度会", "教育督导反馈会"])
def test_a_name_that_says_no_type_gets_none(name: str, campaign: Campaign) -> None:
    assert meetings.meeting_type_of(name, campaign) is None


def test_a_meeting_of_no_type_is_of_none_among_others_that_have_one(draw: Draw, campaign: Campaign) -> None:
    rows = completed(draw(meetings=HELD), answered(campaign, "照此")).rows("meetings")

    assert [row["类型"] for row in rows][-1] is None


@pytest.mark.parametrize(
    ("day", "came", "held"), [("-", "-", False), ("2009-05-02", "-", True), ("-", "9", True)]
)
def test_a_meeting_without_day_and_attendance_has_not_taken_place(
    draw: Draw, day: str, came: str, *, held: bool
) -> None:
    rows = f"会议ID 名称 类型 日期 实到\nH1 甲会 座谈会 2009-04-01 20\nH2 乙会 民主生活会 {day} {came}"

    assert takes_place(draw(meetings=rows)) is held
