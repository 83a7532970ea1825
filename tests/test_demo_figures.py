"""The demo's workbooks, counted by hand so to say: with plain pandas, without kit.topics.ledger."""

import shutil
import subprocess
import sys
from collections import Counter
from datetime import date
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest

from kit.model.campaign import Campaign, read_campaign
from kit.model.table import Sheets
from kit.sheets.inbox import Reading, read_inbox
from kit.topics.kinds import kinds_of, sheet_kinds

DEMO = Path(__file__).parent.parent / "data" / "demo"
STAGE = (date(2009, 3, 30), date(2009, 6, 5))
SUPPRESSED, TIED, EQUAL = "U07", "U04", "U05"
FORMS = ["机关干部", "委员", "企业", "社区群众", "县区政协", "民主党派", "离退休", "网络"]


@pytest.fixture(scope="module")
def campaign() -> Campaign:
    return read_campaign(DEMO)


@pytest.fixture(scope="module")
def reading(campaign: Campaign) -> Reading:
    return read_inbox(campaign, kinds_of(campaign))


@pytest.fixture(scope="module")
def sheets(reading: Reading) -> Sheets:
    return reading.sheets


@pytest.fixture(scope="module")
def ballots(sheets: Sheets) -> pd.DataFrame:
    """One row is one ballot; 被评单位 is the unit's id, whatever name the clerk wrote."""
    units = sheets.frame("units")
    ids = {name: row["单位ID"] for _, row in units.iterrows() for name in row[["单位ID", "全称", "简称"]]}
    frame = sheets.frame("ballots").copy()
    frame["被评单位"] = frame["被评单位"].map(ids)
    return frame


@pytest.fixture(scope="module")
def valid(ballots: pd.DataFrame) -> pd.DataFrame:
    return ballots[ballots["整票判定"] != "无效"]


def items(campaign: Campaign) -> list[str]:
    assert campaign.evaluation
    return [item.question for item in campaign.evaluation.items]


def good_grades(campaign: Campaign) -> set[str]:
    assert campaign.evaluation
    return {grade for item in campaign.evaluation.items for grade in item.grades[:2]}


def approval(shares: dict[str, Fraction]) -> Fraction:
    """Return the weighted share of approving votes: A 30, B 30, C 40."""
    return shares["A"] * Fraction(3, 10) + shares["B"] * Fraction(3, 10) + shares["C"] * Fraction(4, 10)


def approval_now(valid: pd.DataFrame, unit: str, campaign: Campaign, names: list[str]) -> Fraction:
    good, shares = good_grades(campaign), {}
    for group, own in valid[valid["被评单位"] == unit].groupby("票种"):
        shares[str(group)] = Fraction(int(own[names].isin(good).to_numpy().sum()), len(own) * len(names))
    return approval(shares)


def approval_before(previous: pd.DataFrame, name: str) -> Fraction:
    shares = {}
    for group, own in previous[previous["单位"] == name].groupby("票种"):
        shares[str(group)] = Fraction(int((own["第1等"] + own["第2等"]).sum()), int(own["有效票"].sum()))
    return approval(shares)


def test_every_sheet_is_recognised_and_nothing_that_was_read_is_an_error(reading: Reading) -> None:
    errors = [str(finding) for finding in reading.findings if finding.level == "error"]

    assert errors == []
    assert {taken.file for taken in reading.taken} == {
        path.name for path in (DEMO / "inbox").iterdir() if not path.name.startswith(".")
    }
    assert len({table.kind for table in reading.sheets.tables}) == 34


def test_the_stage_of_study_began_on_30_march_with_a_mobilisation_meeting(sheets: Sheets) -> None:
    phases, meetings = sheets.frame("phases"), sheets.frame("meetings")

    assert list(phases["阶段名称"]) == ["学习调研", "分析检查", "整改落实"]
    assert (phases.iloc[0]["开始"], phases.iloc[0]["结束"]) == STAGE
    assert list(meetings[meetings["类型"] == "动员会"]["日期"]) == [date(2009, 3, 30)]


def test_there_is_a_leading_group_an_office_and_four_working_groups(sheets: Sheets) -> None:
    bodies = list(dict.fromkeys(sheets.frame("organisation")["机构"]))

    assert bodies == [
        "市政协机关学习实践活动领导小组",
        "领导小组办公室",
        "秘书组",
        "综合组",
        "宣传组",
        "民意收集组",
    ]


def test_three_places_were_visited_and_study_took_six_forms(sheets: Sheets) -> None:
    trips, sessions = sheets.frame("study_trips"), sheets.frame("study_sessions")
    out = trips[trips["类别"] == "走出去"]

    assert out["专家/地点"].nunique() == 3
    assert len(out) > 3
    assert sessions["形式"].nunique() == 6


def test_every_member_wrote_at_least_one_essay_and_14_were_selected(sheets: Sheets) -> None:
    essays = sheets.frame("essays")
    members = int(sheets.frame("study_sessions").query("对象 == '全体党员干部'")["应到"].max())

    assert essays[essays["体裁"] == "心得体会"]["作者"].nunique() == members == 54
    assert int(essays["是否精选"].eq(other=True).sum()) == 14


def test_five_topics_are_each_led_by_another_leader_and_gave_five_reports(sheets: Sheets) -> None:
    topics, leaders = sheets.frame("research_topics"), set(sheets.frame("leaders")["姓名"])

    assert topics["课题名"].nunique() == topics["领题领导"].nunique() == topics["报告题目"].nunique() == 5
    assert set(topics["领题领导"]) <= leaders
    assert set(topics["报告状态"]) <= {"定稿", "已转化"}


def test_seven_communities_nine_villages_and_14_enterprises_were_visited_some_of_them_twice(
    sheets: Sheets,
) -> None:
    visits = sheets.frame("visits")

    assert visits.groupby("对象类型")["对象名称"].nunique().to_dict() == {"社区": 7, "村屯": 9, "企业": 14}
    assert len(visits) > 30
    assert visits["日期"].between(*STAGE).all()


def test_400_forms_went_out_and_150_came_back_over_several_channels(sheets: Sheets) -> None:
    forms = sheets.frame("opinion_forms")

    assert (forms["发放份数"].sum(), forms["收回份数"].sum()) == (400, 150)
    assert forms["渠道"].nunique() >= 4
    assert (forms["收回份数"] <= forms["发放份数"]).all()
    assert 0 < forms["无意见份数"].sum() < 150


def test_the_forms_that_hold_opinions_are_those_that_came_back_without_saying_none(sheets: Sheets) -> None:
    forms, opinions = sheets.frame("opinion_forms").set_index("渠道"), sheets.frame("opinions")
    held = opinions[opinions["来源渠道"].isin(FORMS)].groupby("来源渠道")["份号"].nunique()

    assert held.to_dict() == (forms["收回份数"] - forms["无意见份数"]).to_dict()


def test_150_raw_opinions_became_49_in_three_aspects_each_used_once(
    sheets: Sheets, campaign: Campaign
) -> None:
    raw, merged = sheets.frame("opinions"), sheets.frame("merged_opinions")
    used = Counter(one for ids in merged["来源意见ID"] for one in ids)

    assert len(raw) == raw["意见ID"].nunique() == raw["原文"].nunique() == 150
    assert len(merged) == 49
    assert set(merged["一级方面"]) == {aspect.name for aspect in campaign.aspects}
    assert used == Counter(raw["意见ID"])
    assert list(merged["频次"]) == [len(ids) for ids in merged["来源意见ID"]]


def test_the_first_public_opinion_meeting_gave_18_opinions_in_ten_aspects(sheets: Sheets) -> None:
    meetings, opinions = sheets.frame("meetings"), sheets.frame("opinions")
    first = meetings[meetings["是否首次"].eq(other=True)]
    said = opinions[opinions["会议ID"] == first.iloc[0]["会议ID"]]

    assert list(first["名称"]) == ["社情民意座谈会"]
    assert len(said) == first.iloc[0]["收集意见条数"] == 18
    assert said["方面"].nunique() == 10
    assert len(meetings[meetings["类型"] == "讨论会"]) == 2


def test_visits_account_for_the_opinions_they_say_they_brought(sheets: Sheets) -> None:
    visits, opinions = sheets.frame("visits"), sheets.frame("opinions")
    brought = visits.groupby("对象名称")["收集意见条数"].sum()
    heard = opinions[opinions["来源渠道"] == "走访"]["来源记录ID"].value_counts()

    assert heard.to_dict() == brought[brought > 0].to_dict()


def test_the_city_bulletin_printed_two_items_and_paper_and_television_some(sheets: Sheets) -> None:
    media = sheets.frame("media_items")

    assert len(media[(media["载体"] == "简报") & (media["媒体级别"] == "市级")]) == 2
    assert {"报", "台", "版报", "内网"} <= set(media["载体"])
    assert "省级" in set(media["媒体级别"])


def test_46_problems_hamper_development_and_three_touch_livelihood(sheets: Sheets) -> None:
    problems = sheets.frame("problems")
    merged = set(sheets.frame("merged_opinions")["归纳ID"])

    assert Counter(problems["类别"]) == {"影响和制约科学发展": 46, "群众利益和民生": 3}
    assert problems["表述"].nunique() == problems["原因主观"].nunique() == 49
    assert all(ids and set(ids) <= merged for ids in problems["来源归纳ID"])
    assert problems["原因主观"].notna().sum() > problems["原因客观"].notna().sum() > 0


def test_seven_problems_were_solved_within_the_stage_each_on_a_known_day(sheets: Sheets) -> None:
    items = sheets.frame("rectification")
    closed = items[items["状态"] == "已销号"]
    solved = closed[closed["完成日期"].between(*STAGE)]

    assert len(solved) == len(solved[solved["整改类型"] == "立行立改"]) == 7
    assert items[items["状态"] != "已销号"]["完成日期"].isna().all()
    assert set(items["问题ID"]) <= set(sheets.frame("problems")["问题ID"])
    assert set(items["责任领导"]) <= set(sheets.frame("leaders")["姓名"])


def test_the_register_was_kept_until_the_last_stage_began_and_nothing_is_closed_later(
    sheets: Sheets, campaign: Campaign
) -> None:
    items = sheets.frame("rectification")
    last, begins = campaign.campaign.register_date, sheets.frame("phases").iloc[2]["开始"]
    due = items[[isinstance(day, date) and day <= begins for day in items["完成时限"]]]

    assert last == begins
    assert items["完成日期"].dropna().max() <= begins
    assert set(due["状态"]) == {"已销号", "待验收"}


def test_opinions_keep_their_odd_signs_to_the_letter(sheets: Sheets) -> None:
    texts = "\n".join(sheets.frame("opinions")["原文"])

    for sign in ("<w:p>", "{{ 7*7 }}", "=cmd(", "𠮷", "㙍", " & ", '"'):
        assert sign in texts


def test_twelve_units_of_two_categories_were_appraised_by_at_least_40_ballots_but_one(
    sheets: Sheets, ballots: pd.DataFrame
) -> None:
    units = sheets.frame("units")
    counts = ballots["被评单位"].value_counts().to_dict()

    assert len(units) == 12
    assert units["类别"].nunique() == 2
    assert ballots["票号"].is_unique
    assert counts.pop(SUPPRESSED) == 3
    assert len(counts) == 11
    assert min(counts.values()) >= 40


def test_each_of_three_groups_has_at_least_five_valid_ballots_wherever_figures_are_printed(
    valid: pd.DataFrame,
) -> None:
    sizes = valid[valid["被评单位"] != SUPPRESSED].groupby(["被评单位", "票种"]).size()

    assert len(sizes) == 33
    assert sizes.min() >= 5


def test_there_are_void_ballots_with_reasons_blanks_double_ticks_and_remarks(
    ballots: pd.DataFrame, valid: pd.DataFrame, campaign: Campaign
) -> None:
    void, cells = ballots[ballots["整票判定"] == "无效"], valid[items(campaign)].to_numpy().ravel().tolist()

    assert len(void) > 5
    assert void["无效原因"].nunique() >= 3
    assert cells.count("未填") > 5
    assert cells.count("多选") > 5
    assert ballots["文字意见"].notna().sum() > 40


def test_no_group_of_a_unit_returned_more_ballots_than_it_was_given(
    sheets: Sheets, ballots: pd.DataFrame
) -> None:
    ids = sheets.frame("units").set_index("简称")["单位ID"]
    roster = sheets.frame("voters").assign(单位=lambda frame: frame["被评单位"].map(ids))
    issued = roster.groupby(["单位", "票种"])["发票数"].sum()
    returned = ballots.groupby(["被评单位", "票种"]).size()
    present, expected = roster.groupby("单位")["实到"].sum(), roster.groupby("单位")["应参评"].sum()

    assert (issued - returned).min() >= 0
    assert (issued - returned).max() > 0
    assert (present * 2 > expected).all()
    assert (roster["发票数"] <= roster["实到"]).all()


def test_approval_lies_between_85_and_96_per_cent(
    valid: pd.DataFrame, sheets: Sheets, campaign: Campaign
) -> None:
    for unit in set(sheets.frame("units")["单位ID"]) - {SUPPRESSED}:
        assert Fraction(85, 100) < approval_now(valid, unit, campaign, items(campaign)) < Fraction(96, 100)


def test_last_round_is_known_for_ten_units_of_which_some_rose_some_fell_and_one_stayed(
    sheets: Sheets, valid: pd.DataFrame, campaign: Campaign
) -> None:
    previous, ids = sheets.frame("previous_results"), sheets.frame("units").set_index("全称")["单位ID"]
    change = {
        ids[name]: approval_now(valid, ids[name], campaign, items(campaign)) - approval_before(previous, name)
        for name in previous["单位"].unique()
    }

    assert len(change) == 10
    assert set(previous["项"]) == set(items(campaign))
    assert change.pop(EQUAL) == 0
    assert sum(points > 0 for points in change.values()) >= 3
    assert sum(points < 0 for points in change.values()) >= 3


def test_two_items_of_one_unit_tie_for_best_and_two_for_weakest(
    valid: pd.DataFrame, campaign: Campaign
) -> None:
    shares = sorted(approval_now(valid, TIED, campaign, [name]) for name in items(campaign))

    assert shares[0] == shares[1] < shares[2] < shares[3] == shares[4]


def test_the_poll_after_the_meeting_has_about_sixty_ballots_and_two_are_void(sheets: Sheets) -> None:
    poll = sheets.frame("poll_ballots")

    assert 55 <= len(poll) <= 65
    assert Counter(poll["整票判定"])["无效"] == 2
    assert {"满意", "基本满意", "不满意", "未填"} <= set(poll["总体评价"])


def test_the_inbox_holds_an_old_workbook_a_gb18030_file_and_an_open_document() -> None:
    endings = Counter(path.suffix for path in (DEMO / "inbox").iterdir())
    [csv] = (DEMO / "inbox").glob("*.csv")

    assert (endings[".xls"], endings[".csv"], endings[".ods"]) == (1, 1, 1)
    assert "被评单位" in csv.read_bytes().decode("gb18030")
    with pytest.raises(UnicodeDecodeError):
        csv.read_bytes().decode("utf-8")


def test_the_script_makes_the_workbooks_that_are_committed(tmp_path: Path, sheets: Sheets) -> None:
    shutil.copy(DEMO / "campaign.toml", tmp_path)
    subprocess.run([sys.executable, DEMO / "make_inbox", tmp_path / "inbox"], check=True, capture_output=True)
    again = read_inbox(read_campaign(tmp_path), sheet_kinds()).sheets

    assert [(t.file, t.sheet) for t in again.tables] == [(t.file, t.sheet) for t in sheets.tables]
    for made, committed in zip(again.tables, sheets.tables, strict=True):
        pd.testing.assert_frame_equal(made.frame, committed.frame)
