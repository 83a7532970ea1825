from drawing import Draw, without_groups

from kit.model.campaign import Campaign
from kit.topics import general
from kit.topics.appraisal import checks, identities

UNITS = "单位ID 全称 简称 类别 排序\ncz 财政局 - 局 1\nda 档案局 - 局 2"


def test_totals_that_do_not_add_up_are_named_with_their_cell(draw: Draw, campaign: Campaign) -> None:
    sheets = draw(
        tallied_ballots="""
        被评单位 项目 收回票 无效票 有效票 弃权 该项无效 第1等 第2等
        财政局   工作 46     1      45     0    0        40    5
        财政局   作风 46     1      46     0    0        40    5
        档案局   工作 46     1      45     0    0        40    6
        档案局   作风 46     1      45     0    0        40    4
    """
    )

    found = list(checks.check_tallied_sums(sheets, without_groups(campaign, points=(100, 0))))

    assert [(f.level, f.place.row, f.place.column) for f in found] == [
        ("error", 3, "有效票"),
        ("error", 4, "第1等"),
        ("warning", 5, "第1等"),
    ]


def test_where_nobody_counted_void_ballots_they_are_what_is_left_and_no_fault(
    draw: Draw, campaign: Campaign
) -> None:
    sheets = draw(
        tallied_ballots="""
        被评单位 项目 收回票 无效票 有效票 弃权 该项无效 第1等 第2等
        财政局   工作 31     -      30     0    0        25    5
        档案局   作风 31     -      32     0    0        27    5
        粮食局   作风 31     -      30     0    0        27    4
    """
    )

    found = list(checks.check_tallied_sums(sheets, without_groups(campaign, points=(100, 0))))

    assert [(f.level, f.place.row, f.problem) for f in found] == [
        ("error", 3, "填的是 32，收回票只有 31 张"),
        ("error", 4, "各等次、弃权和该项无效合计 31 票，多于有效票 30 张"),
    ]


def test_a_unit_that_comes_both_ways_is_named_once(draw: Draw, campaign: Campaign) -> None:
    sheets = draw(
        units=UNITS,
        ballots="票号 被评单位 票种\n1 财政局 A\n2 档案局 A",
        tallied_ballots="被评单位 项目 收回票\n财政局 工作 46\ncz 作风 46",
    )

    [finding] = general.check_counted_twice(sheets, campaign)

    assert "财政局" in finding.problem


def test_without_a_column_of_void_ballots_those_that_are_not_valid_are_void(
    draw: Draw, campaign: Campaign
) -> None:
    sheets = draw(
        tallied_ballots="""
        被评单位 项目 收回票 有效票 第1等 第2等
        财政局   工作 46     45     40    5
        档案局   工作 46     47     40    7
    """
    )

    found = list(checks.check_tallied_sums(sheets, without_groups(campaign, points=(100, 0))))

    assert [(f.level, f.place.row, f.place.column) for f in found] == [("error", 3, "有效票")]


def test_units_that_nobody_knows_are_not_one_and_one_of_them_is(draw: Draw, campaign: Campaign) -> None:
    units = "单位ID 全称 简称 类别 排序 备注\nU1 甲局 甲 机关 1 -"
    rows = "被评单位 项目 收回票 无效票\n丙公司 德 46 0\n丁公司 德 12 0\n- 德 9 0\n- 德 8 0\n丙公司 能 45 0"
    sheets = draw(units=units, tallied_ballots=rows)

    [finding] = identities.check_returned_alike(sheets, campaign)

    assert (finding.place.row, finding.problem.split("，")[0]) == (6, "“丙公司”填的是 45")
