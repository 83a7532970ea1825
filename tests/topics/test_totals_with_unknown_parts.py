"""A total over rows of which one is unknown is no total: it is not there, and the cell is named."""

import pytest
from drawing import Draw

from kit.model.campaign import Campaign
from kit.topics.ledger import count_all
from kit.topics.missing_cells import check_missing_cells

LEDGERS = {
    "forms": (
        "opinion_forms",
        "渠道 发放份数 收回份数\n村民代表 40 38\n企业 25 -\n离退休干部 10 10",
        {"forms.issued": 75, "forms.channels": 3},
        {"forms.returned", "forms.return_rate"},
        "空着，不知道是多少，征求意见表收回份数没有算，也不写",
    ),
    "study": (
        "study_sessions",
        "学习内容 实到\n甲 31\n乙 -\n丙 -",
        {},
        {"study.attendance"},
        "第3、4行空着，不知道是多少，参学人次没有算，也不写",
    ),
    "visits": (
        "visits",
        "对象类型 对象名称 收集意见条数\n社区 兴安里 3\n社区 河东里 -",
        {"visits.times": 2, "visits.community": 2},
        {"visits.opinions"},
        "空着，不知道是多少，走访收集意见条数没有算，也不写",
    ),
    "talks": (
        "talks",
        "甲 乙 意见条数\n甲 乙 2\n丙 丁 -",
        {"talks.times": 2},
        {"talks.opinions"},
        "空着，不知道是多少，谈心提出意见条数没有算，也不写",
    ),
}


@pytest.mark.parametrize("case", LEDGERS)
def test_a_blank_among_numbers_takes_the_sum_away_and_leaves_what_is_known(
    draw: Draw, campaign: Campaign, case: str
) -> None:
    kind, rows, known, unknown, problem = LEDGERS[case]
    sheets = draw(**{kind: rows})

    facts = count_all(sheets, campaign)
    [finding] = check_missing_cells(sheets, campaign)

    assert {id_: facts[id_].value for id_ in known} == known
    assert not unknown & set(facts)
    assert (finding.level, finding.problem) == ("warning", problem)


def test_nothing_is_said_where_every_row_has_its_number_or_none_has(draw: Draw, campaign: Campaign) -> None:
    sheets = draw(
        talks="甲 乙 意见条数\n甲 乙 2\n丙 丁 0",
        visits="对象类型 对象名称 收集意见条数\n社区 兴安里 -",
        manuscripts="稿次 收到修改意见 采纳 是否定稿\n1 6 4 -\n2 - - 是",
    )

    assert not list(check_missing_cells(sheets, campaign))
    assert count_all(sheets, campaign)["manuscripts.received"].value == 6


@pytest.mark.parametrize(
    ("day", "level"), [("2009-06-04", "warning"), ("2009-06-08", "info"), ("-", "warning")]
)
def test_who_came_after_the_cut_off_date_is_not_asked_yet(
    draw: Draw, campaign: Campaign, day: str, level: str
) -> None:
    rows = f"会议ID 名称 日期 实到\nH1 甲会 2009-05-01 20\nH2 乙会 {day} -"
    sheets = draw(phases="阶段序号 统计截止日\n1 2009-06-05", meetings=rows)

    assert [finding.level for finding in check_missing_cells(sheets, campaign)] == [level]
    assert "meetings.attendance" not in count_all(sheets, campaign)
