"""Words on ballots: none reaches its unit before somebody has passed it, and what was decided holds."""

from pathlib import Path

import pytest
from drawing import Draw
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from kit.model.campaign import Campaign
from kit.model.roster import units_of
from kit.model.table import Sheets
from kit.opinions.deciding.decisions import Decision, add_decisions, verbatim_code
from kit.opinions.deciding.remarks import (
    SHEET,
    apply_remarks_review,
    ballot_remarks,
    remarks_path,
    with_remarks,
    write_remarks_review,
)
from kit.text.no_opinion import says_nothing
from kit.text.privacy.names import PersonNames
from kit.topics.appraisal.comments import HELD, PASSED, check_remarks, waiting_remarks
from kit.topics.appraisal.passages import comments_unit_comments

UNITS = """
    单位ID  全称    简称  主送名
    U1      财政局  财政  财政局
    U2      档案局  档案  档案局
"""


def drawn(draw: Draw, *remarks: str) -> Sheets:
    """Return ballots with these remarks, each as unit:words."""
    rows = [
        f"{number} {said.partition(':')[0]} {said.partition(':')[2]}" for number, said in enumerate(remarks)
    ]
    return draw(units=UNITS, ballots="\n".join(["票号 被评单位 文字意见", *rows]))


def decide(campaign: Campaign, unit: str, text: str, answer: str = PASSED, replaces: str = "") -> None:
    about = (f"{unit}-{verbatim_code(text)}",)
    said = Decision("文字意见", about, answer, "甲", "2009-07-12", verbatim_code(text), replaces=replaces)
    add_decisions(remarks_path(campaign), [said])


def printed(sheets: Sheets, campaign: Campaign, at: int = 0) -> list[str]:
    """Return what of a unit's remarks its notice would print."""
    made, _ = with_remarks(sheets, campaign)
    return comments_unit_comments(made, units_of(made)[at])


def test_what_nobody_has_passed_is_not_printed(draw: Draw, campaign: Campaign) -> None:
    sheets = drawn(draw, "U1:会太多", "U1:文件太长", "U2:会太多")

    assert printed(sheets, campaign) == []
    assert waiting_remarks(with_remarks(sheets, campaign)[0]) == 3


def test_a_passed_remark_is_printed_for_its_unit_alone(draw: Draw, campaign: Campaign) -> None:
    sheets = drawn(draw, "U1:会太多", "U1:文件太长", "U2:会太多")
    decide(campaign, "U1", "会太多")
    decide(campaign, "U1", "文件太长", HELD)

    assert printed(sheets, campaign) == ["会太多"]
    assert printed(sheets, campaign, 1) == []
    assert waiting_remarks(with_remarks(sheets, campaign)[0]) == 1


def test_a_remark_that_was_changed_is_asked_again(draw: Draw, campaign: Campaign) -> None:
    decide(campaign, "U1", "会太多")

    changed = drawn(draw, "U1:会太多了")

    assert printed(changed, campaign) == []
    assert [one.decision for one in ballot_remarks(changed, campaign)] == [""]


def test_the_decision_holds_wherever_the_ballot_stands(draw: Draw, campaign: Campaign) -> None:
    decide(campaign, "U1", "会太多")

    assert printed(drawn(draw, "U2:好", "U2:快些", "U1:会太多"), campaign) == ["会太多"]


@pytest.mark.parametrize(
    "text", ["无", "没有", "暂无", "测试", "1", "…", "……", "无。", "测试一下", "test", "/"]
)
def test_a_word_that_says_nothing_is_no_remark_on_any_path(text: str, draw: Draw, campaign: Campaign) -> None:
    decide(campaign, "U1", text)
    made, findings = with_remarks(drawn(draw, f"U1:{text}", "U1:会太多"), campaign)

    assert says_nothing(text)
    assert comments_unit_comments(made, units_of(made)[0]) == []
    assert [finding.problem for finding in findings] == ["有 1 张票只写了“无”一类的话，不算文字意见"]
    assert waiting_remarks(made) == 1


@pytest.mark.parametrize("text", ["好。", "会太多", "没有路灯", "1号楼漏水", "测试设备太旧", "没有1条落实"])
def test_praise_and_opinions_are_remarks(text: str) -> None:
    assert not says_nothing(text)


def test_that_remarks_wait_is_said_once(draw: Draw, campaign: Campaign) -> None:
    made, _ = with_remarks(drawn(draw, "U1:会太多", "U2:文件太长"), campaign)

    assert [finding.problem for finding in check_remarks(made, campaign)] == [
        "还有 2 条文字意见没有人看过，先不印进通知书"
    ]


def test_what_people_fill_in_is_kept_and_a_wrong_word_is_said(
    draw: Draw, campaign: Campaign, tmp_path: Path
) -> None:
    sheets, path = drawn(draw, "U1:我叫朱琦梦，会太多", "U1:文件太长", "U2:不好"), tmp_path / "审核表.xlsx"
    write_remarks_review(path, ballot_remarks(sheets, campaign), PersonNames())
    book = load_workbook(path)
    page = book[SHEET]
    at = {cell.value: cell.column for cell in page[1]}
    shown = {page.cell(row, at["原话"]).value: page.cell(row, at["印出来是"]).value for row in (2, 3, 4)}
    for row in (2, 3, 4):
        answer = {"文件太长": HELD, "不好": "随便"}.get(page.cell(row, at["原话"]).value, PASSED)
        page.cell(row, at["决定"]).value = answer
    book.save(path)

    applied = apply_remarks_review(path, campaign, who="甲", when="2009-07-12")

    assert shown["我叫朱琦梦，会太多"] == "我叫〔姓名〕，会太多"
    assert sorted(one.answer for one in applied.added) == [HELD, PASSED]
    assert [finding.problem for finding in applied.findings] == ["“随便”不是能选的决定，没有采用"]
    assert {one.text: one.decision for one in ballot_remarks(sheets, campaign)} == {
        "我叫朱琦梦，会太多": PASSED,
        "文件太长": HELD,
        "不好": "",
    }


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture]
)  # each example writes its own decisions
@given(st.lists(st.tuples(st.sampled_from(["U1", "U2"]), st.sampled_from("甲乙丙丁")), max_size=8), st.data())
def test_law_only_what_somebody_passed_is_printed(
    draw: Draw, campaign: Campaign, ballots: list[tuple[str, str]], data: st.DataObject
) -> None:
    passed = data.draw(st.sets(st.sampled_from(ballots))) if ballots else set()
    remarks_path(campaign).unlink(missing_ok=True)
    for unit, word in sorted(passed):
        decide(campaign, unit, f"{word}事太多")

    made, _ = with_remarks(drawn(draw, *(f"{unit}:{word}事太多" for unit, word in ballots)), campaign)

    for unit in units_of(made):
        wanted = sorted(f"{word}事太多" for of, word in ballots if of == unit.id and (of, word) in passed)
        assert sorted(comments_unit_comments(made, unit)) == wanted
