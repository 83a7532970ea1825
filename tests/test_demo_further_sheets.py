"""The demo's further sheets agree with the sheets beside them, and nothing raises a false alarm."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from kit.model.campaign import Campaign, read_campaign
from kit.model.table import Sheets
from kit.sheets.inbox import Reading, read_inbox
from kit.topics import run_checks
from kit.topics.kinds import kinds_of
from kit.topics.ledger import count_all, ledger_remarks

DEMO = Path(__file__).parent.parent / "data" / "demo"
STAGE = (date(2009, 3, 30), date(2009, 6, 5))
SUPPRESSED = "U07"


@pytest.fixture(scope="module")
def campaign() -> Campaign:
    return read_campaign(DEMO)


@pytest.fixture(scope="module")
def reading(campaign: Campaign) -> Reading:
    return read_inbox(campaign, kinds_of(campaign))


@pytest.fixture(scope="module")
def sheets(reading: Reading) -> Sheets:
    return reading.sheets


def test_three_books_were_set_two_of_them_for_every_member(sheets: Sheets) -> None:
    books, members = sheets.frame("set_books"), sheets.frame("study_sessions")["应到"].mode()[0]

    assert Counter(books["必读选读"]) == {"必读": 2, "选读": 1}
    assert (books["完成人数"] <= books["发放册数"]).all()
    assert members == 54
    assert max(books["完成人数"]) == members


def test_the_web_board_holds_spam_and_every_message_that_was_registered_keeps_its_words(
    sheets: Sheets,
) -> None:
    board, opinions = sheets.frame("web_messages"), sheets.frame("opinions")
    texts = dict(zip(opinions["意见ID"], opinions["原文"], strict=True))
    registered = dict(zip(board["转登记ID"], board["内容"], strict=True))
    registered.pop(None)

    assert registered == {id_: texts[id_] for id_ in registered}
    assert set(registered) == set(opinions[opinions["来源渠道"] == "留言板"]["意见ID"])
    assert board["内容"].duplicated().sum() == 1
    assert 0 < board["是否有效"].eq(other=False).sum() < len(board) // 2


def test_activities_agree_with_the_meeting_that_was_one_of_them(sheets: Sheets) -> None:
    activities, meetings = sheets.frame("themed_activities"), sheets.frame("meetings")
    shared = activities.merge(meetings, left_on=["活动名", "日期"], right_on=["名称", "日期"])

    assert list(shared["人数"]) == list(shared["实到"]) == [37]
    assert activities["日期"].between(*STAGE).all()
    assert sheets.frame("innovations")["状态"].nunique() == 3


def test_every_two_leaders_talked_before_the_meeting_and_may_brought_what_is_registered(
    sheets: Sheets,
) -> None:
    talks, leaders = sheets.frame("talks"), set(sheets.frame("leaders")["姓名"])
    opinions = sheets.frame("opinions")
    pairs = {frozenset(pair) for pair in zip(talks["甲"], talks["乙"], strict=True)}
    in_may = talks[talks["日期"] <= STAGE[1]]

    assert sum(pair <= leaders for pair in pairs) == len(leaders) * (len(leaders) - 1) // 2
    assert in_may["意见条数"].sum() == (opinions["来源渠道"] == "谈心").sum() == 4
    assert talks["日期"].max() < date(2009, 6, 26)


def test_every_leader_criticised_himself_and_heard_three_others(sheets: Sheets) -> None:
    said, leaders = sheets.frame("criticisms"), set(sheets.frame("leaders")["姓名"])
    own, mutual = said[said["类型"] == "自我批评"], said[said["类型"] == "相互批评"]

    assert set(own["批评人"]) == set(own["被批评人"]) == leaders
    assert Counter(mutual["被批评人"]) == Counter(mutual["批评人"]) == dict.fromkeys(leaders, 3)
    assert own["整改承诺"].notna().all()
    assert said["意见"].is_unique


def test_the_report_was_written_between_the_two_meetings_and_finished_after_the_appraisal(
    sheets: Sheets,
) -> None:
    drafts, papers = sheets.frame("manuscripts"), sheets.frame("submissions")

    assert drafts["日期"].is_monotonic_increasing
    assert list(drafts[drafts["是否定稿"].eq(other=True)]["日期"]) == [date(2009, 7, 20)]
    assert (drafts["采纳"].dropna() <= drafts["收到修改意见"].dropna()).all()
    assert papers["通过日"].isna().sum() == 1


def test_replies_to_the_appraisal_repeat_remarks_of_that_units_ballots_to_the_letter(sheets: Sheets) -> None:
    replies, units, ballots = (sheets.frame(kind) for kind in ("appraisal_opinions", "units", "ballots"))
    ids = {name: row["单位ID"] for _, row in units.iterrows() for name in row[["全称", "简称"]]}
    said = {(ids[unit], text) for unit, text in zip(ballots["被评单位"], ballots["文字意见"], strict=True)}
    answered = {(ids[unit], text) for unit, text in zip(replies["被评单位"], replies["原文"], strict=True)}

    assert answered <= said
    assert set(replies["采纳"]) == {"采纳", "部分采纳", "未采纳", "转送"}
    assert replies[replies["采纳"] != "采纳"]["理由"].notna().all()
    assert SUPPRESSED not in {unit for unit, _ in answered}


def test_nothing_is_public_before_it_was_approved_and_bulletins_follow_each_other(sheets: Sheets) -> None:
    public, issues = sheets.frame("disclosures"), sheets.frame("bulletins")

    assert (public["起"] >= public["批准日"]).all()
    assert public["文件"].notna().all()
    assert list(issues["期号"]) == list(range(1, 10))
    assert issues["总期号"].diff().dropna().eq(1).all()
    assert issues["日期"].is_monotonic_increasing


def test_regulations_are_repealed_revised_and_made_and_watchwords_have_the_items_they_say(
    sheets: Sheets,
) -> None:
    rules, words = sheets.frame("regulations"), sheets.frame("watchwords")
    measures = "".join("；".join(one) for one in sheets.frame("rectification")["整改措施"])

    assert Counter(rules["动作"]) == {"废止": 2, "修订": 5, "新建": 6}
    assert all(name in measures for name in ("政治协商工作规程", "界别活动办法", "调研工作规范"))
    assert [len(items) for items in words["展开"]] == [3, 3, 3, 4]
    assert list(words["项数"].dropna()) == [3, 3, 3]


def test_the_demo_raises_no_false_alarm(reading: Reading, campaign: Campaign) -> None:
    """Every warning of the demo is about something that is really there, and there are no others."""
    facts = count_all(reading.sheets, campaign)
    checks = [*run_checks(reading.sheets, campaign), *ledger_remarks(facts, reading.sheets, campaign)]
    told = Counter(finding.rule for finding in (*reading.findings, *checks) if finding.level != "info")

    assert told.pop("reading.hidden_rows") == 1
    assert told.pop("forms.low_return_rate") == 1  # 150 of 400
    assert told.pop("ledger.same_number") == 2  # 150 and 49
    assert told.pop("evaluation.suppressed") == 1  # the office with three ballots
    assert sum(told.pop(rule) for rule in list(told) if rule.startswith("reading.several")) == 12
    assert told == {}
