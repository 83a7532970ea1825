"""Where campaign.toml still has the items of a new campaign, the sheets propose what ballots ask."""

from pathlib import Path
from typing import Any

import pytest
from strangers import STRANGERS, stranger

from kit.app.work import open_campaign
from kit.model.campaign import Campaign
from kit.model.evaluation import Evaluation
from kit.sheets.inbox import read_inbox
from kit.topics.kinds import kinds_of


def without_items(campaign: Campaign) -> Campaign:
    return campaign.model_copy(update={"evaluation": None})


def proposals(campaign: Campaign) -> list[Any]:
    findings = read_inbox(campaign, kinds_of(campaign)).findings
    return [found for found in findings if found.rule == "campaign.items_proposed"]


@pytest.mark.parametrize("name", STRANGERS)
def test_what_a_stranger_is_offered_says_what_its_ballots_ask(name: str, tmp_path: Path) -> None:
    campaign = open_campaign(stranger(name, tmp_path / name)).campaign

    [first, *others] = proposals(without_items(campaign))

    assert first.level == "warning"
    items, grades = (STRANGERS[name][at].split() for at in (1, 2))
    assert f"项目是{'、'.join(items)}，等次是{'、'.join(grades)}；" in first.problem
    assert first.question.proposal == "照此"
    assert [found.level for found in others] == ["info"] * len(others)


def test_a_campaign_that_names_its_items_is_offered_none(tmp_path: Path) -> None:
    campaign = open_campaign(stranger("health_bureau", tmp_path / "局")).campaign

    assert proposals(campaign) == []


def test_sheets_that_look_like_ballots_are_one_line_not_one_each(inbox: Any) -> None:
    rows = "1 好 差\n2 好 较好\n3 一般 好"
    for name in ("甲", "乙", "丙"):
        inbox.draw(f"{name}.xlsx", f"序号 学习 {name}项\n{rows}".replace(f"{name}项", "作风"), sheet=name)

    campaign = without_items(inbox.campaign)
    found = read_inbox(campaign, kinds_of(campaign)).findings

    [one] = [finding for finding in found if finding.rule.startswith(("campaign.", "reading."))]
    assert "等 3 张表像评议票，项目是学习、作风，等次是好、较好、一般、差" in one.problem


def test_a_table_of_counts_or_names_is_no_ballot(inbox: Any) -> None:
    inbox.draw("人.xlsx", "序号 姓名 部门\n1 甲 好\n2 乙 一科\n3 丙 二科")
    inbox.draw("数.xlsx", "月份 上半年 _ 下半年 _\n_ 男 女 男 女\n一 1 2 3 4\n二 1 2 3 4")

    assert proposals(without_items(inbox.campaign)) == []


def asked(inbox: Any) -> list[Any]:
    """Return the questions about what ballots ask, and about which sheets are ballots."""
    campaign = without_items(inbox.campaign)
    found = read_inbox(campaign, kinds_of(campaign)).findings
    return [
        each.question for each in found if each.rule in {"campaign.items_proposed", "reading.unrecognised"}
    ]


def test_ballots_with_words_that_no_preset_knows_are_told_by_their_unit(inbox: Any) -> None:
    inbox.draw("票.csv", "科室 德 能 勤 绩 廉\n一科 优 良 优 优 优\n一科 中 优 优 良 优\n二科 优 差 良 优 优")

    [question] = asked(inbox)
    assert "项目是德、能、勤、绩、廉，等次是优、良、中、差" in question.asked
    assert question.proposal == "照此"


def test_sheets_of_several_units_that_ask_next_to_the_same_are_one_question(inbox: Any) -> None:
    inbox.draw(
        "甲科测评.csv",
        "序号 工作能力 工作作风 工作实绩\n1 优秀 称职 优秀\n2 称职 称职 优秀\n3 优秀 优秀 优秀",
    )
    inbox.draw("乙科测评.csv", "序号 工作能力 工作作风\n1 优秀 称职\n2 基本称职 称职\n3 优秀 优秀")

    [question] = asked(inbox)
    assert "项目是工作能力、工作作风、工作实绩，等次是优秀、称职、基本称职、不称职" in question.asked


def test_what_is_asked_of_the_whole_is_no_item(inbox: Any) -> None:
    inbox.draw("测评.csv", "单位 学习 纪律 总体评价\n甲 好 好 好\n甲 较好 好 差\n乙 一般 好 好")

    [question] = asked(inbox)
    assert "项目是学习、纪律，另问总体评价，等次是好、较好、一般、差" in question.asked


@pytest.mark.parametrize(
    "drawing",
    [
        "单位 服务 _ _ 效率 _ _\n_ 认可 基本认可 不认可 认可 基本认可 不认可\n甲 3 3 3 4 4 1\n乙 3 3 3 4 4 1",
        "单位 项目 认可 基本认可 不认可\n甲 服务 3 3 3\n甲 效率 4 4 1\n乙 服务 3 3 3\n乙 效率 4 4 1",
    ],
    ids=["a unit a row", "an item a row"],
)
def test_totals_tell_their_items_and_grades_too(inbox: Any, drawing: str) -> None:
    inbox.draw("汇总.csv", drawing)

    [question] = asked(inbox)
    assert "项目是服务、效率，等次是认可、基本认可、不认可" in question.asked


def test_an_order_that_words_do_not_tell_is_asked_and_nothing_proposed(inbox: Any) -> None:
    inbox.draw("评议票.csv", "单位 环境 秩序 服务\n甲 红 黄 绿\n甲 红 红 红\n乙 绿 红 黄\n乙 黄 黄 红")

    [question] = asked(inbox)
    assert question.asked.startswith("评议票.csv「评议票」像评议票，项目是环境、秩序、服务")
    assert "由好到差怎么排" in question.asked
    assert question.proposal == ""


def test_a_matrix_that_says_of_whom_and_not_about_which_unit_is_a_survey(inbox: Any) -> None:
    inbox.draw(
        "调查.csv",
        "序号 性别 环境卫生 社会治安\n" + "1 男 满意 满意\n2 女 不满意 满意\n3 女 满意 基本满意\n" * 3,
    )

    campaign = without_items(inbox.campaign)
    reading = read_inbox(campaign, kinds_of(campaign))
    assert asked(inbox) == []
    assert [table.kind for table in reading.sheets.tables] == ["surveys"]


def test_what_may_be_both_is_asked(inbox: Any) -> None:
    rows = "1 满意 满意\n2 不满意 满意\n3 满意 基本满意\n" * 3
    inbox.draw("录入.csv", f"序号 环境卫生 社会治安\n{rows}")
    inbox.draw(
        "评议.csv", "单位 性别 服务 效率\n" + "甲 男 满意 满意\n甲 女 不满意 满意\n乙 女 满意 满意\n" * 3
    )

    questions = asked(inbox)
    assert [question.choices for question in questions] == [("评议票", "调查问卷", "忽略")] * 2
    assert {question.proposal for question in questions} == {"评议票", "调查问卷"}


def test_a_ledger_of_states_is_no_appraisal(inbox: Any) -> None:
    inbox.draw("进度.csv", "单位 一季度 二季度\n甲 完成 未完成\n乙 未完成 完成\n丙 完成 完成")

    assert proposals(without_items(inbox.campaign)) == []


def test_ballots_that_do_not_ask_for_the_whole_are_ballots_beside_some_that_do(inbox: Any) -> None:
    items = [{"id": "a", "question": "学习"}, {"id": "b", "question": "纪律"}]
    said = {"name": "评", "preset": "GOOD4", "items": items, "overall": {"question": "总体评价"}}
    inbox.campaign = inbox.campaign.model_copy(update={"evaluation": Evaluation.model_validate(said)})
    inbox.draw("甲.csv", "单位 学习 纪律 总体评价\n一科 好 好 好\n一科 较好 好 差\n二科 一般 好 好")
    grades = "好 较好 一般 差"
    heading = f"单位 学习 _ _ _ 纪律 _ _ _\n_ {grades} {grades}\n"
    inbox.draw("乙.csv", heading + "一科 √ _ _ _ √ _ _ _\n" * 5)

    tables = inbox.read().sheets.tables
    assert [(table.kind, len(table.frame)) for table in tables] == [("ballots", 5), ("ballots", 3)]
