from drawing import Draw, without_groups

from kit.model.campaign import Campaign
from kit.topics.appraisal import checks

UNITS = "单位ID 全称 简称 类别 排序\ncz 市财政局 财政局 局 1\nda 市档案局 档案局 局 2"


def test_a_group_that_handed_in_ballots_and_has_no_row_is_named_once_for_each_unit(
    draw: Draw, campaign: Campaign
) -> None:
    sheets = draw(
        units=UNITS,
        voters="被评单位 类别 票种 应参评 实到 发票数\n财政局 中层 A 5 5 5\n档案局 中层 A 4 4 4",
        ballots="票号 被评单位 票种\n1 财政局 A\n2 cz B\n3 市财政局 B\n4 财政局 C\n5 档案局 A",
    )

    [finding] = checks.check_roster_gaps(sheets, campaign)

    assert (finding.level, str(finding.place)) == ("warning", "voters.xlsx「表」")
    assert "“财政局”B票、C票的那一行" in finding.problem


def test_a_row_for_all_units_holds_for_each_and_no_roster_is_no_gap(draw: Draw, campaign: Campaign) -> None:
    ballots = "票号 被评单位 票种\n1 财政局 A\n2 档案局 A"
    whole = draw(units=UNITS, voters="类别 票种 应参评 实到 发票数\n全体 A 5 5 5", ballots=ballots)

    assert not list(checks.check_roster_gaps(whole, campaign))
    assert not list(checks.check_roster_gaps(draw(units=UNITS, ballots=ballots), campaign))


def test_a_count_that_only_some_rows_have_is_named_with_its_cell(draw: Draw, campaign: Campaign) -> None:
    sheets = draw(
        units=UNITS, voters="被评单位 类别 应参评 实到 发票数\n财政局 中层 5 5 -\n档案局 中层 - 4 -"
    )

    [finding] = checks.check_roster_gaps(sheets, without_groups(campaign))

    assert str(finding).startswith("voters.xlsx「表」第3行“应参评”列：没有填应参评，")
