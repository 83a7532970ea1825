from datetime import date
from fractions import Fraction

import pytest
from drawing import Draw

from kit.model.campaign import Campaign
from kit.model.counting import counted
from kit.model.fact import Facts
from kit.model.finding import FigureError
from kit.sheets.cells import read_choice
from kit.topics import (
    forms,
    media,
    meetings,
    opinions,
    organisation,
    plans,
    problems,
    research,
    study,
    topics,
    visits,
)
from kit.topics import rectification as rectification_topic
from kit.topics.appraisal import poll
from kit.topics.ledger import count_all

PHASES = """
    阶段序号 阶段名称 开始 结束 统计截止日 活动名称
    1 学习 2009-03-30 2009-06-05 2009-06-05 作风建设活动
    2 检查 2009-06-08 - 2009-07-30 作风建设活动
"""


def test_every_topic_says_what_it_is_about_and_offers_something() -> None:
    assert len(topics()) >= 12
    assert all(topic.__doc__ for topic in topics())
    assert sum(hasattr(topic, "FACTS") for topic in topics()) >= 12


def test_visits_are_counted_by_distinct_object_and_times_by_row(draw: Draw, campaign: Campaign) -> None:
    sheets = draw(
        visits="""
        日期 对象类型 对象名称 收集意见条数
        2009-04-02 社区 桥头社区 3
        2009-04-03 社区 桥头社区 0
        2009-04-03 企业 桥头社区 1
        2009-04-05 企业 恒达公司 2
    """
    )

    facts = Facts(counted(visits.FACTS, sheets, campaign))

    assert {key: fact.value for key, fact in facts.items()} == {
        "visits.community": 1,
        "visits.enterprise": 2,
        "visits.total": 3,
        "visits.times": 4,
        "visits.opinions": 6,
    }
    assert facts["visits.community"].sources[0].rows == (2, 3)
    assert facts["visits.enterprise"].unit == "家"


def test_forms_are_added_up_and_the_rate_is_exact(draw: Draw, campaign: Campaign) -> None:
    sheets = draw(
        opinion_forms="""
        批次 渠道 发放份数 收回份数 无意见份数
        1 机关干部 100 40 5
        2 社区群众 300 110 0
        3 机关干部 0 0 0
    """
    )

    facts = Facts(counted(forms.FACTS, sheets, campaign))

    assert facts["forms.issued"] == 400
    assert facts["forms.returned"] == 150
    assert facts["forms.no_opinion"] == 5
    assert facts["forms.return_rate"].value == Fraction(75, 2)
    assert facts["forms.return_rate"].text == "37.5%"
    assert facts["forms.channel_list"].text == "机关干部、社区群众"


def test_no_forms_issued_gives_no_rate(draw: Draw, campaign: Campaign) -> None:
    sheets = draw(opinion_forms="渠道 发放份数 收回份数\n网络 0 0")

    assert "forms.return_rate" not in Facts(counted(forms.FACTS, sheets, campaign))


def test_raw_and_merged_opinions_are_two_figures_and_no_opinion_is_none(
    draw: Draw, campaign: Campaign
) -> None:
    sheets = draw(
        opinions="""
            意见ID 来源渠道 原文
            Y1 走访 路灯不亮
            Y2 走访 没有意见
            Y3 座谈会 公交太少
        """,
        merged_opinions="""
            归纳ID 一级方面 归纳表述 来源意见ID
            G1 市政 改善出行和照明 Y1,Y3
        """,
    )

    facts = Facts(counted(opinions.FACTS, sheets, campaign))

    assert facts["opinions.raw"] == 2
    assert facts["opinions.raw"].stage == "原始"
    assert facts["opinions.merged"] == 1
    assert facts["opinions.aspect.市政.raw"] == 2
    assert facts["opinions.channel.走访"].name == "走访原始意见条数"


def test_a_meeting_counts_its_own_opinions_and_their_aspects(draw: Draw, campaign: Campaign) -> None:
    sheets = draw(
        meetings="""
            会议ID 名称 类型 日期 应到 实到 收集意见条数
            M1 座谈会 座谈会 2009-05-12 30 28 3
            M2 讨论会 讨论会 2009-05-20 - - 4
        """,
        opinions="""
            意见ID 来源渠道 原文 会议ID 方面
            Y1 座谈会 路灯不亮 M1 市政
            Y2 座谈会 公交太少 M1 交通
            Y3 座谈会 站牌太旧 M1 交通
        """,
    )

    facts = Facts(counted(meetings.FACTS, sheets, campaign))

    assert facts["meetings.M1.opinions"] == 3
    assert facts["meetings.M1.aspects"] == 2
    assert facts["meetings.M2.opinions"] == 4
    assert facts["meetings.M1.date"].text == "2009年5月12日"


def test_solved_problems_are_those_closed_at_once_by_the_cutoff(draw: Draw, campaign: Campaign) -> None:
    sheets = draw(
        phases=PHASES,
        problems="""
            问题ID 表述 类别
            W1 甲 发展
            W2 乙 民生
            W3 丙 发展
        """,
        rectification="""
            编号 问题ID 整改类型 状态 完成时限 完成日期
            Z1 W1 立行立改 已销号 2009-06-01 2009-05-30
            Z2 W2 立行立改 已销号 2009-06-01 2009-06-06
            Z3 W3 限期整改 已销号 2009-06-01 2009-05-01
        """,
    )

    facts = Facts(counted(problems.FACTS, sheets, campaign))

    assert [facts[f"problems.{key}"].value for key in ("growth", "living", "total", "solved")] == [2, 1, 3, 1]


def test_the_rectification_rate_stands_on_what_was_due(draw: Draw, campaign: Campaign) -> None:
    sheets = draw(
        phases=PHASES,
        rectification="""
            编号 整改类型 状态 完成时限
            Z1 立行立改 已销号 2009-06-01
            Z2 限期整改 整改中 2009-06-01
            Z3 限期整改 已销号 2009-12-31
            Z4 长期坚持 已销号 2009-06-01
            Z5 限期整改 已销号 2009-06-05
        """,
    )

    facts = Facts(counted(rectification_topic.FACTS, sheets, campaign))

    assert facts["rectification.total"] == 5
    assert facts["rectification.closed"] == 4
    assert facts["rectification.due"] == 3
    assert facts["rectification.rate"].value == Fraction(200, 3)


def test_a_register_kept_longer_than_the_phase_counts_what_is_due_by_its_own_day(
    draw: Draw, campaign: Campaign
) -> None:
    sheets = draw(
        phases=PHASES,
        problems="问题ID 表述 类别\nW1 甲 发展",
        rectification="""
            编号 问题ID 整改类型 状态 完成时限 完成日期
            Z1 W1 立行立改 已销号 2009-06-01 2009-05-30
            Z2 W1 立行立改 已销号 2009-06-20 2009-06-18
            Z3 W1 限期整改 整改中 2009-08-10 -
            Z4 W1 限期整改 整改中 2009-08-11 -
        """,
    )
    about = campaign.campaign.model_copy(update={"register_date": date(2009, 8, 10)})

    facts = count_all(sheets, campaign.model_copy(update={"campaign": about}))

    assert [facts[f"rectification.{key}"].value for key in ("due", "due_closed")] == [3, 2]
    assert facts["rectification.as_of"].text == "2009年8月10日"
    assert facts["rectification.closed"].cutoff == date(2009, 8, 10)
    assert (facts["problems.solved"].value, facts["problems.solved"].cutoff) == (1, date(2009, 6, 5))


def test_study_counts_forms_places_in_order_and_selected_papers(draw: Draw, campaign: Campaign) -> None:
    sheets = draw(
        study_sessions="""
            日期 形式 实到
            2009-04-02 集中学习 40
            2009-04-01 辅导报告 50
            2009-04-09 集中学习 0
        """,
        study_trips="""
            日期 类别 专家/地点
            2009-05-02 走出去 乙县
            2009-04-02 走出去 甲县
            2009-06-02 走出去 乙县
            2009-04-09 请进来 林教授
        """,
        essays="作者 体裁 是否精选\n甲 心得体会 是\n乙 心得体会 否\n甲 交流发言 否",
    )

    facts = Facts(counted(study.FACTS, sheets, campaign))

    assert facts["study.forms"].value == ("辅导报告", "集中学习")
    assert facts["study.attendance"] == 90
    assert facts["study.trip_places"].text == "甲县、乙县"
    assert facts["study.expert_lectures"] == 1
    assert facts["study.essays"] == 2
    assert facts["study.essays_selected"] == 1


def test_a_report_counts_when_it_is_final(draw: Draw, campaign: Campaign) -> None:
    sheets = draw(research_topics="课题名 报告状态\n甲 定稿\n乙 初稿\n丙 已转化")

    facts = Facts(counted(research.FACTS, sheets, campaign))

    assert (facts["research.topics"].value, facts["research.reports"].value) == (3, 2)


def test_media_items_are_counted_by_carrier(draw: Draw, campaign: Campaign) -> None:
    sheets = draw(media_items="媒体 媒体级别 载体\n晚报 市级 报\n市简报 市级 简报\n市简报 市级 简报")

    facts = Facts(counted(media.FACTS, sheets, campaign))

    assert (facts["media.items"].value, facts["media.bulletin"].value) == (3, 2)
    assert facts["media.list"].value == ("晚报", "市简报")


def test_working_groups_are_not_the_leading_group(draw: Draw, campaign: Campaign) -> None:
    sheets = draw(
        organisation="机构 姓名 抽调自\n活动领导小组 甲 -\n秘书组 乙 委办\n综合组 丙 -\n秘书组 乙 委办",
        plans="标题 状态\n实施方案 已印发\n学习计划 草稿",
    )

    facts = Facts(counted((*organisation.FACTS, *plans.FACTS), sheets, campaign))

    assert facts["organisation.group_list"].value == ("秘书组", "综合组")
    assert facts["organisation.lent"] == 1
    assert facts["plans.list"].value == ("《实施方案》",)


def test_a_poll_of_few_ballots_prints_no_breakdown(draw: Draw, campaign: Campaign) -> None:
    few = draw(poll_ballots="票号 总体\n1 满意\n2 满意\n3 不满意\n4 满意")
    more = draw(
        poll_ballots="票号 总体 整票判定\n1 满意 -\n2 满意 -\n3 不满意 -\n4 满意 -\n5 未填 -\n6 满意 无效"
    )

    assert set(Facts(counted(poll.FACTS, few, campaign))) == {"poll.returned", "poll.void", "poll.valid"}
    assert Facts(counted(poll.FACTS, more, campaign))["poll.positive_rate"].text == "60.0%"


def test_every_fact_carries_the_cutoff_and_a_sheet_that_is_absent_gives_none(
    draw: Draw, campaign: Campaign
) -> None:
    facts = count_all(draw(phases=PHASES), campaign)

    assert {fact.cutoff.isoformat() for fact in facts.values() if fact.cutoff} == {"2009-06-05"}
    assert facts["phase.next"].text == "检查"
    assert not [id_ for id_ in facts if not id_.startswith(("phase.", "campaign."))]


def test_a_rate_stands_on_the_cells_of_the_counts_it_came_from(draw: Draw, campaign: Campaign) -> None:
    sheets = draw(phases=PHASES, opinion_forms="渠道 发放份数 收回份数\n干部 100 40\n群众 300 110")

    facts = count_all(sheets, campaign)

    columns = {source.column for source in facts["forms.return_rate"].sources}
    assert columns == {"收回份数", "发放份数"}
    assert facts["forms.return_rate"].sources[0].rows == (2, 3)


def test_two_facts_of_one_name_are_refused(draw: Draw, campaign: Campaign) -> None:
    sheets = draw(
        opinions="意见ID 来源渠道 原文\nY1 走访 甲\nY2 走访 乙", units="单位ID 全称 类别 排序\nU1 甲 a 1"
    )
    twice = draw(meetings="会议ID 名称 类型 日期\nM1 会 座谈会 2009-05-12\nM1 会 座谈会 2009-05-12")

    assert count_all(sheets, campaign)["opinions.raw"] == 2
    with pytest.raises(FigureError, match="同一个编号或名称"):
        count_all(twice, campaign)


def test_media_of_a_county_or_district_are_one_level_however_it_is_written() -> None:
    column = media.MEDIA_ITEMS.column("媒体级别")

    said = {word: read_choice(word, column, 2009).value for word in ("县", "县级", "区级", "镇级")}

    assert said == {"县": "县级", "县级": "县级", "区级": "县级", "镇级": "镇级"}
