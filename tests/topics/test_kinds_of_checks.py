"""A check that holds for several kinds of sheets, or several columns, holds for each of them."""

import pytest
from drawing import Draw

from kit.model.campaign import Campaign
from kit.topics.appraisal.checks import check_roster_gaps as check_roster
from kit.topics.appraisal.checks import check_tallied_sums as check_sums
from kit.topics.general import check_attendance
from kit.topics.general import check_unknown_unit as check_units
from kit.topics.opinions import check_reason_given as check_reasons
from kit.topics.phases import check_dates_in_phase as check_dates

PHASES = "阶段序号 阶段名称 开始 统计截止日\n1 学习 2009-03-01 2009-06-05"
UNITS = "单位ID 全称 简称 类别 排序\ncz 市财政局 财政局 局 1"


@pytest.mark.parametrize("kind", ["visits", "study_sessions", "study_trips"])
def test_a_record_after_the_cut_off_or_before_the_start_is_named_and_one_on_either_day_is_not(
    draw: Draw, campaign: Campaign, kind: str
) -> None:
    sheets = draw(phases=PHASES, **{kind: "日期\n2009-02-28\n2009-03-01\n2009-06-05\n2009-06-06"})

    assert [(finding.place.file, finding.place.row) for finding in check_dates(sheets, campaign)] == [
        (f"{kind}.xlsx", 2),
        (f"{kind}.xlsx", 5),
    ]


@pytest.mark.parametrize(
    ("kind", "column", "limit", "level"),
    [
        ("meetings", "实到", "应到", "warning"),
        ("study_sessions", "实到", "应到", "warning"),
        ("voters", "实到", "应参评", "error"),
        ("voters", "发票数", "实到", "error"),
    ],
)
def test_one_more_than_there_can_be_is_named_and_as_many_are_none(
    draw: Draw, campaign: Campaign, kind: str, column: str, limit: str, level: str
) -> None:
    sheets = draw(**{kind: f"{column} {limit}\n41 40\n40 40\n0 0\n- 40\n41 -"})

    [finding] = check_attendance(sheets, campaign)

    assert (finding.level, finding.place.row, finding.place.column) == (level, 2, column)


@pytest.mark.parametrize("kind", ["merged_opinions", "appraisal_opinions"])
def test_an_opinion_that_was_not_adopted_owes_its_reason_in_either_sheet(
    draw: Draw, campaign: Campaign, kind: str
) -> None:
    sheets = draw(**{kind: "采纳 理由\n未采纳 -\n未采纳 超出职权\n采纳 -\n部分采纳 -"})

    assert [finding.place.row for finding in check_reasons(sheets, campaign)] == [2]


@pytest.mark.parametrize(
    ("kind", "column", "level"),
    [
        ("ballots", "被评单位", "error"),
        ("tallied_ballots", "被评单位", "error"),
        ("voters", "被评单位", "error"),
    ],
)
def test_a_unit_that_the_roster_lacks_is_named_in_every_sheet_that_names_units(
    draw: Draw, campaign: Campaign, kind: str, column: str, level: str
) -> None:
    sheets = draw(units=UNITS, **{kind: f"{column} 备注\n财政局 -\n市财政局 -\ncz -\n档案局 -"})

    [finding] = check_units(sheets, campaign)

    assert (finding.level, finding.place.row, finding.place.column) == (level, 5, column)


@pytest.mark.parametrize("more", ["第1等", "第2等", "第3等", "第4等", "弃权", "该项无效"])
def test_every_column_of_a_count_is_part_of_its_sum(draw: Draw, campaign: Campaign, more: str) -> None:
    columns = ("第1等", "第2等", "第3等", "第4等", "弃权", "该项无效")
    counts = " ".join("5" if column == more else "1" for column in columns)
    sheets = draw(tallied_ballots=f"收回票 无效票 有效票 {' '.join(columns)}\n9 0 9 {counts}")

    [finding] = check_sums(sheets, campaign)

    assert finding.level == "error"
    assert "合计 10 票，多于有效票 9 张" in finding.problem


@pytest.mark.parametrize(("abstained", "levels"), [("0", ["warning"]), ("-", [])])
def test_fewer_answers_than_ballots_are_named_only_where_abstentions_were_counted(
    draw: Draw, campaign: Campaign, abstained: str, levels: list[str]
) -> None:
    sheets = draw(tallied_ballots=f"收回票 无效票 有效票 第1等 弃权 该项无效\n9 0 9 8 {abstained} 0")

    assert [finding.level for finding in check_sums(sheets, campaign)] == levels


@pytest.mark.parametrize("lacking", ["应参评", "实到", "发票数"])
def test_a_count_that_one_row_of_the_roster_lacks_is_named(
    draw: Draw, campaign: Campaign, lacking: str
) -> None:
    counts = " ".join("-" if column == lacking else "9" for column in ("应参评", "实到", "发票数"))
    sheets = draw(units=UNITS, voters=f"被评单位 票种 应参评 实到 发票数\n财政局 A 9 9 9\n财政局 B {counts}")

    assert [(finding.place.row, finding.place.column) for finding in check_roster(sheets, campaign)] == [
        (3, lacking)
    ]


@pytest.mark.parametrize("kind", ["ballots", "tallied_ballots"])
def test_a_group_without_roster_row_is_named_however_its_ballots_came(
    draw: Draw, campaign: Campaign, kind: str
) -> None:
    sheets = draw(units=UNITS, voters="被评单位 票种 应参评\n财政局 A 9", **{kind: "被评单位 票种\n财政局 B"})

    [finding] = check_roster(sheets, campaign)

    assert "没有“财政局”B票的那一行" in finding.problem
