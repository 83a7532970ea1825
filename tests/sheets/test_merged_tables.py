"""A table of merged opinions with stated counts (条数) comes in as typed: believed and checked."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.model.fact import Facts
from kit.topics import run_checks
from kit.topics.ledger import check_ledger, count_all

Said = Callable[..., list[str]]
LAYOUTS = {
    "汇总.xls": """
        民主测评征求意见汇总 _ _ _
        序号 意见建议 条数 责任部门
        1 会议多、报表多 6 办公室
        2 食堂饭菜差 9 后勤科
        合计 _ 15 _
    """,
    "梳理.xlsx": """
        意见归纳情况 _ _ _ _
        填报单位：某局 _ _ _ 2009年5月6日
        类别 主要意见 提及次数 承办单位 备注
        作风 会议多、报表多 6条 办公室 _
        生活 食堂饭菜差 9条 后勤科 _
        总计 _ 15 _ _
        填表人：某甲 _ _ _ _
    """,
    "归集.csv": """
        反映的问题 次数
        会议多、报表多 6
        食堂饭菜差 9
    """,
    "职工意见.ods": """
        编号 征求到的意见建议 反映次数 牵头部门
        1 会议多、报表多 6 办公室
        2 食堂饭菜差 9 后勤科
        小计 _ 15 _
    """,
}


def facts(inbox: Any) -> Facts:
    return count_all(inbox.read().sheets, inbox.campaign)


def checked(inbox: Any) -> list[str]:
    sheets = inbox.read().sheets
    found = [finding.rule for finding in (*run_checks(sheets, inbox.campaign), *check_ledger(facts(inbox)))]
    return [rule for rule in found if rule != "phases.missing"]


@pytest.mark.parametrize("name", LAYOUTS)
def test_stated_counts_are_the_raw_opinions_whatever_the_layout(inbox: Any, name: str) -> None:
    inbox.draw(name, LAYOUTS[name])

    found = facts(inbox)

    assert [(row["归纳表述"], row["频次"]) for row in inbox.rows("merged_opinions")] == [
        ("会议多、报表多", 6),
        ("食堂饭菜差", 9),
    ]
    assert (found["opinions.merged"].value, found["opinions.raw"].value) == (2, 15)
    assert "归纳表写明的条数之和" in found["opinions.raw"].basis
    assert {source.column for source in found["opinions.raw"].sources} == {"频次"}
    assert [finding.problem for finding in inbox.read().findings if finding.level == "error"] == []
    assert checked(inbox) == []


def test_a_frequency_is_a_figure_known_by_the_words_of_its_row(inbox: Any) -> None:
    inbox.draw("汇总.xls", LAYOUTS["汇总.xls"])

    assert facts(inbox)["opinions.item.食堂饭菜差.frequency"].value == 9


@given(counts=st.lists(st.integers(1, 400), min_size=1, max_size=8), wrong=st.integers(-5, 5))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
def test_law_a_total_that_is_not_the_sum_is_a_warning_and_the_rows_are_believed(
    inbox: Any, counts: list[int], wrong: int
) -> None:
    rows = "\n".join(f"{number} 第{number}件事 {count}" for number, count in enumerate(counts, 1))
    inbox.draw("汇总.csv", f"序号 意见内容 频次\n{rows}\n合计 _ {sum(counts) + wrong}")

    found = [finding for finding in inbox.read().findings if finding.rule == "reading.total"]

    assert [finding.level for finding in found] == (["warning"] if wrong else [])
    assert facts(inbox)["opinions.raw"].value == sum(counts)


def test_one_count_that_nobody_can_read_leaves_the_sum_unknown(inbox: Any) -> None:
    inbox.draw("汇总.csv", "意见内容 条数\n会议多 约6\n食堂差 9")

    found = facts(inbox)

    assert "opinions.raw" not in found
    assert found["opinions.merged"].value == 2


@pytest.mark.parametrize(
    "text",
    [
        "序号 意见内容 类别\n1 会议多 作风\n2 食堂差 生活",
        "单位 意见建议 提出人\n财政局 会议多 某甲\n档案局 食堂差 某乙",
        "问题 责任部门\n会议多 办公室\n食堂差 后勤科",
    ],
)
def test_a_list_of_opinions_without_counts_is_no_merged_table(inbox: Any, text: str) -> None:
    inbox.draw("意见.csv", text)

    assert inbox.rows("merged_opinions") == []


def test_aspects_that_only_some_rows_have_make_no_distribution(inbox: Any) -> None:
    inbox.draw("归纳.csv", "意见内容 条数 方面\n会议多 6 作风\n食堂差 9 _")

    found = facts(inbox)

    assert [id_ for id_ in found if "aspect" in id_] == []
    assert checked(inbox) == ["opinions.aspect"]


def test_a_stated_number_that_is_not_that_of_the_named_sources_is_a_warning(inbox: Any) -> None:
    inbox.draw(
        "归纳.csv",
        "归纳ID 归纳表述 来源意见ID 频次\nG1 会议多 Y1、Y2 3\nG2 食堂差 Y3 1",
    )

    [finding] = [f for f in run_checks(inbox.read().sheets, inbox.campaign) if f.rule == "opinions.frequency"]

    assert (finding.level, finding.place.row, finding.place.column) == ("warning", 2, "频次")
    assert "填的是 3，“来源意见ID”里写了 2 条" in finding.problem


def test_registered_opinions_and_stated_counts_that_differ_leave_the_number_unsaid(inbox: Any) -> None:
    inbox.draw("汇总.csv", "意见内容 条数\n会议多 6\n食堂差 9")
    inbox.draw("登记.csv", "意见ID 来源渠道 原文 指向\nY1 座谈会 会太多 机关\nY2 座谈会 菜太咸 机关")

    assert "opinions.raw" not in facts(inbox)
    assert checked(inbox) == ["opinions.stated"]
