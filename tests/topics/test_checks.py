import pytest
from drawing import Draw, without_groups

from kit.model.campaign import Campaign
from kit.model.table import Sheets
from kit.topics import (
    approval,
    check_rules,
    forms,
    general,
    media,
    meetings,
    opinions,
    phases,
    problems,
    rectification,
    research,
    run_checks,
    talks,
    watchwords,
)
from kit.topics.appraisal import checks

PHASES = "阶段序号 阶段名称 统计截止日\n1 学习 2009-06-05\n2 检查 2009-07-30"
UNITS = "单位ID 全称 简称 类别 排序\ncz 市财政局 财政局 局 1\nda 市档案局 档案局 局 2"


def test_every_check_says_in_a_sentence_what_it_yields() -> None:
    assert len(check_rules()) >= 30
    for rule in check_rules():
        assert rule.__doc__


def test_no_sheets_at_all_raise_nothing_but_the_missing_phase(draw: Draw, campaign: Campaign) -> None:
    assert [finding.rule for finding in run_checks(draw(), campaign)] == ["phases.missing"]


def test_more_forms_returned_than_issued_are_named_with_their_cell(draw: Draw, campaign: Campaign) -> None:
    sheets = draw(
        opinion_forms="""
        批次 渠道 发放份数 收回份数 无意见份数
        1 干部 120 118 2
        2 群众 40 43 0
        3 企业 40 40 40
    """
    )

    [finding] = forms.check_forms_returned(sheets, campaign)

    assert str(finding) == (
        "opinion_forms.xlsx「表」第3行“收回份数”列：填的是 43，多于发出的 40 份。请核对原表，改正这一格。"
    )


def test_more_forms_without_opinion_than_returned_are_named(draw: Draw, campaign: Campaign) -> None:
    sheets = draw(opinion_forms="渠道 发放份数 收回份数 无意见份数\n干部 9 3 4")

    assert [finding.place.column for finding in forms.check_forms_returned(sheets, campaign)] == [
        "无意见份数"
    ]


def test_a_return_rate_below_the_limit_is_a_warning_and_at_the_limit_none(
    draw: Draw, campaign: Campaign
) -> None:
    low = draw(opinion_forms="渠道 发放份数 收回份数\n干部 400 199")
    enough = draw(opinion_forms="渠道 发放份数 收回份数\n干部 400 200")

    assert [finding.level for finding in forms.check_low_return_rate(low, campaign)] == ["warning"]
    assert not list(forms.check_low_return_rate(enough, campaign))


def test_more_ballots_than_were_issued_are_named_with_unit_and_group(draw: Draw, campaign: Campaign) -> None:
    sheets = draw(
        units=UNITS,
        voters="被评单位 票种 发票数\n财政局 A 2\n档案局 A 1",
        ballots="票号 被评单位 票种\n1 市财政局 A\n2 财政局 A\n3 档案局 A\n4 da A",
    )

    [finding] = checks.check_ballots_issued(sheets, campaign)

    assert finding.place.row == 3
    assert finding.problem.startswith("“档案局”的 A 票发出 1 张，却收回 2 张")


def test_a_group_of_several_kinds_of_voters_is_counted_together(draw: Draw, campaign: Campaign) -> None:
    sheets = draw(
        units=UNITS,
        voters="类别 被评单位 票种 发票数\n班子 财政局 A 1\n中层 财政局 A 1",
        ballots="票号 被评单位 票种\n1 财政局 A\n2 财政局 A",
    )

    assert not list(checks.check_ballots_issued(sheets, campaign))


def test_a_roster_without_units_holds_for_each_of_them(draw: Draw, campaign: Campaign) -> None:
    sheets = draw(
        units=UNITS,
        voters="票种 发票数 被评单位\nA 1 -",
        ballots="票号 被评单位 票种\n1 财政局 A\n2 档案局 A\n3 档案局 A",
    )

    assert len(list(checks.check_ballots_issued(sheets, campaign))) == 1


def test_a_ballot_number_that_stands_twice_names_both_rows(draw: Draw, campaign: Campaign) -> None:
    sheets = draw(ballots="票号 被评单位\nA1 财政局\nA2 财政局\nA1 财政局")

    [finding] = general.check_duplicate_key(sheets, campaign)

    assert finding.place.row == 4
    assert "“A1”和ballots.xlsx「表」第2行重复" in finding.problem


def test_an_unknown_unit_is_named_once_with_the_nearest_name(draw: Draw, campaign: Campaign) -> None:
    sheets = draw(units=UNITS, ballots="票号 被评单位\n1 财政局\n2 市档按局\n3 市档按局")

    [finding] = general.check_unknown_unit(sheets, campaign)

    assert finding.place.row == 3
    assert finding.problem == "单位目录里没有“市档按局”（共 2 行），是不是“市档案局”"


def test_a_group_that_the_campaign_does_not_have_is_named(draw: Draw, campaign: Campaign) -> None:
    sheets = draw(ballots="票号 票种\n1 A\n2 D\n3 -")

    found = list(checks.check_unknown_group(sheets, campaign))

    assert [(finding.place.row, finding.problem.split("，")[0]) for finding in found] == [
        (3, "填的是“D”"),
        (4, "没有填"),
    ]
    assert not list(checks.check_unknown_group(sheets, without_groups(campaign)))


def test_a_weighted_group_without_valid_ballots_stops_its_unit(draw: Draw, campaign: Campaign) -> None:
    lines = [f"{n} 财政局 {'AB'[n % 2]} 有效" for n in range(6)] + ["9 财政局 C 无效"]
    sheets = draw(units=UNITS, ballots="票号 被评单位 票种 整票判定\n" + "\n".join(lines))

    [finding] = checks.check_empty_group(sheets, campaign)

    assert finding.problem == "市财政局没有 C（丙组） 的有效票，不能加权"


def test_a_suppressed_unit_needs_no_group(draw: Draw, campaign: Campaign) -> None:
    sheets = draw(units=UNITS, ballots="票号 被评单位 票种\n1 财政局 A\n2 财政局 A")

    assert not list(checks.check_empty_group(sheets, campaign))


def test_sources_that_are_absent_used_twice_or_left_over_are_each_named(
    draw: Draw, campaign: Campaign
) -> None:
    sheets = draw(
        opinions="意见ID 原文\nY1 路灯\nY2 公交\nY3 无意见\nY4 停车",
        merged_opinions="归纳ID 来源意见ID\nG1 Y1,Y2\nG2 Y2,Y9",
    )

    found = [(finding.level, finding.problem) for finding in opinions.check_opinion_sources(sheets, campaign)]

    assert found == [
        ("error", "来源意见“Y2”已经归在merged_opinions.xlsx「表」第2行"),
        ("error", "来源意见“Y9”不在意见登记表里"),
        ("warning", "意见“Y4”还没有归纳"),
    ]


def test_a_meeting_that_states_another_number_than_its_register_is_named(
    draw: Draw, campaign: Campaign
) -> None:
    sheets = draw(
        meetings="会议ID 名称 收集意见条数\nM1 座谈会 3\nM2 讨论会 5",
        opinions="意见ID 会议ID\nY1 M1\nY2 M1\nY3 M7",
    )

    found = [str(finding.place) for finding in meetings.check_meeting_opinions(sheets, campaign)]

    assert found == ["meetings.xlsx「表」第2行“收集意见条数”列", "opinions.xlsx「表」第4行“会议ID”列"]


def test_a_problem_of_an_unlisted_kind_is_named(draw: Draw, campaign: Campaign) -> None:
    sheets = draw(problems="问题ID 类别\nW1 发展\nW2 其他")

    assert [finding.place.row for finding in problems.check_problem_kind(sheets, campaign)] == [3]


def test_a_source_that_does_not_exist_is_named(draw: Draw, campaign: Campaign) -> None:
    sheets = draw(
        merged_opinions="归纳ID 归纳表述\nG1 甲",
        problems="问题ID 来源归纳ID\nW1 G1,G2",
        rectification="编号 问题ID\nZ1 W1\nZ2 W2",
    )

    found = [finding.problem for finding in problems.check_problem_sources(sheets, campaign)]

    assert found == ["“G2”不在意见归纳表里", "“W2”不在问题清单里"]


def test_a_closed_item_needs_its_day_and_an_open_one_has_none(draw: Draw, campaign: Campaign) -> None:
    sheets = draw(rectification="编号 状态 完成日期\nZ1 已销号 -\nZ2 整改中 2009-06-01\nZ3 已销号 2009-06-01")

    found = [
        (finding.level, finding.place.row)
        for finding in rectification.check_rectification_closed(sheets, campaign)
    ]

    assert found == [("warning", 2), ("warning", 3)]


def test_more_solved_than_found_is_an_error(draw: Draw, campaign: Campaign) -> None:
    items = "编号 整改类型 状态\nZ1 立行立改 已销号\nZ2 立行立改 已销号"

    assert list(problems.check_solved_problems(draw(problems="问题ID\nW1", rectification=items), campaign))
    assert not list(
        problems.check_solved_problems(draw(problems="问题ID\nW1\nW2", rectification=items), campaign)
    )


def test_a_phase_that_is_not_in_the_sheet_is_an_error(draw: Draw, campaign: Campaign) -> None:
    second = "阶段序号 阶段名称 统计截止日\n2 检查 2009-07-30"
    undated = "阶段序号 阶段名称 统计截止日\n1 学习 -"

    assert "没有第 1 阶段" in next(iter(phases.check_phase_present(draw(phases=second), campaign))).problem
    assert "统计截止日" in next(iter(phases.check_phase_present(draw(phases=undated), campaign))).problem
    assert not list(phases.check_phase_present(draw(phases=PHASES), campaign))


def test_an_empty_inbox_says_where_the_blank_sheets_are_and_which_one_is_needed(
    draw: Draw, campaign: Campaign
) -> None:
    [empty] = phases.check_phase_present(draw(), campaign)
    unfilled = draw(phases=PHASES.splitlines()[0]).tables
    [blank] = phases.check_phase_present(Sheets((), unfilled), campaign)

    assert str(empty) == (
        "inbox：还没有认得的表。空白表在活动文件夹的“空白表”里，填好放进 inbox；最少要有“活动参数”。"
    )
    assert str(blank).startswith("inbox：收到的表都只有列名，还没有内容。")


def test_a_visit_after_the_cutoff_is_a_warning(draw: Draw, campaign: Campaign) -> None:
    sheets = draw(phases=PHASES, visits="日期 对象名称\n2009-06-05 甲\n2009-06-06 乙\n2008-06-01 丙")

    assert [finding.place.row for finding in phases.check_dates_in_phase(sheets, campaign)] == [3, 4]


def test_a_record_from_before_the_first_phase_began_is_named_with_that_day(
    draw: Draw, campaign: Campaign
) -> None:
    sheets = draw(
        phases="阶段序号 开始 统计截止日\n2 2009-06-06 2009-07-30\n1 2009-03-02 2009-06-05",
        visits="日期 领导\n2009-03-02 甲\n2009-01-05 乙",
    )

    [finding] = phases.check_dates_in_phase(sheets, campaign)

    assert finding.place.row == 3
    assert finding.problem == "2009年1月5日在活动开始（2009年3月2日）以前"


@pytest.mark.parametrize(
    ("name", "found"), [("某某办公室", ["campaign.placeholder"]), ("某某镇政府", []), ("财政局", [])]
)
def test_a_name_that_is_still_the_one_of_a_new_campaign_is_a_warning(
    draw: Draw, campaign: Campaign, name: str, found: list[str]
) -> None:
    office = campaign.office.model_copy(update={"name": name})

    findings = general.check_placeholders(draw(), campaign.model_copy(update={"office": office}))

    assert [finding.rule for finding in findings] == found


@pytest.mark.parametrize(("year", "found"), [(2009, []), (2010, []), (2008, ["phases.other_year"])])
def test_a_year_in_which_the_phase_did_not_take_place_is_a_warning(
    draw: Draw, campaign: Campaign, year: int, found: list[str]
) -> None:
    sheets = draw(phases="阶段序号 开始 统计截止日\n1 2009-11-02 2010-02-05")
    about = campaign.campaign.model_copy(update={"year": year})

    findings = phases.check_year_of_phases(sheets, campaign.model_copy(update={"campaign": about}))

    assert [finding.rule for finding in findings] == found


def test_a_topic_without_a_leader_or_with_an_unknown_one_is_named(draw: Draw, campaign: Campaign) -> None:
    sheets = draw(leaders="姓名\n甲", research_topics="课题名 领题领导\n一 甲\n二 乙\n三 -")

    found = [(finding.level, finding.place.row) for finding in research.check_topic_leader(sheets, campaign)]

    assert found == [("warning", 3), ("warning", 4)]


@pytest.mark.parametrize(
    ("rule", "present", "enough"),
    [
        ("more_than_half", 30, False),
        ("more_than_half", 31, True),
        ("two_thirds", 39, False),
        ("two_thirds", 40, True),
    ],
)
def test_t8_a_quorum_of_half_must_be_exceeded_and_one_of_two_thirds_reached(
    draw: Draw, campaign: Campaign, rule: str, present: int, *, enough: bool
) -> None:
    sheets = draw(voters=f"票种 应参评 实到\nA 40 {present - 10}\nB 20 10".replace("被评单位", ""))

    found = list(checks.check_quorum(sheets, without_groups(campaign, quorum=rule)))

    assert (not found) is enough
    assert not list(checks.check_quorum(sheets, campaign))


def test_a_gap_or_a_repeat_in_the_bulletins_numbers_is_named(draw: Draw, campaign: Campaign) -> None:
    sheets = draw(bulletins="期号 标题\n1 一\n2 二\n2 又二\n4 四")

    found = [finding.problem for finding in media.check_bulletin_numbers(sheets, campaign)]

    assert found == ["第 2 期和bulletins.xlsx「表」第3行重号", "第 4 期前面缺第 3 期"]


def test_nothing_is_public_before_its_approval(draw: Draw, campaign: Campaign) -> None:
    sheets = draw(
        disclosures="""
        文件 批准人 批准日 起 止
        甲 - 2009-07-01 2009-07-01 2009-07-05
        乙 张 2009-07-02 2009-07-01 2009-07-05
        丙 张 2009-07-01 2009-07-05 2009-07-01
        丁 张 2009-07-01 2009-07-01 2009-07-01
    """
    )

    found = [
        (finding.place.row, finding.place.column)
        for finding in approval.check_disclosure_approved(sheets, campaign)
    ]

    assert found == [(2, "批准人"), (3, "起"), (4, "止")]


def test_the_numeral_of_a_watchword_is_held_against_its_items(draw: Draw, campaign: Campaign) -> None:
    sheets = draw(
        watchwords="""
        提法 展开 项数
        三个务必 甲,乙,丙 -
        四个年 甲,乙,丙 -
        五句话 甲,乙 2
        二十八字方针 甲,乙 -
    """
    )

    assert [finding.place.row for finding in watchwords.check_watchword_items(sheets, campaign)] == [3]


def test_more_adopted_than_received_is_named(draw: Draw, campaign: Campaign) -> None:
    sheets = draw(manuscripts="稿次 收到修改意见 采纳\n1 12 12\n2 8 9")

    assert [finding.place.row for finding in approval.check_adopted_suggestions(sheets, campaign)] == [3]


def test_an_opinion_that_is_declined_needs_a_reason(draw: Draw, campaign: Campaign) -> None:
    sheets = draw(merged_opinions="归纳ID 采纳 理由\nG1 未采纳 -\nG2 未采纳 不归本单位\nG3 采纳 -")

    assert [finding.place.row for finding in opinions.check_reason_given(sheets, campaign)] == [2]


def test_a_criticism_has_the_people_its_kind_needs(draw: Draw, campaign: Campaign) -> None:
    sheets = draw(
        criticisms="批评人 被批评人 类型\n甲 甲 相互批评\n甲 乙 自我批评\n甲 甲 自我批评\n甲 乙 相互批评"
    )

    found = list(talks.check_criticism_people(sheets, campaign))

    assert [finding.place.row for finding in found] == [2, 3]
    assert not any("甲" in str(finding) or "乙" in str(finding) for finding in found)
