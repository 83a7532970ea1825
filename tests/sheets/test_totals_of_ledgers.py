"""What a ledger's last row says of the others is counted again: sums, numbers of rows, words with numbers."""

from typing import Any

import pytest

REGISTER = """
    序号 存在问题 整改措施 整改时限 完成情况
    1 排队 分时段 2009年5月 已完成
    2 药少 扩目录 2009年6月 正在整改
    3 排队久 加窗口 长期 长期坚持
"""


def wrong_totals(inbox: Any, rows: str) -> list[tuple[str, str, str]]:
    inbox.draw("清单.xlsx", rows)
    found = [finding for finding in inbox.read().findings if finding.rule == "reading.total"]
    return [(finding.level, finding.place.column or "", finding.problem) for finding in found]


def test_a_total_that_counts_rows_and_words_as_they_are_is_not_worth_a_word(inbox: Any) -> None:
    assert wrong_totals(inbox, f"{REGISTER.rstrip()}\n    合计 3项 _ _ 已完成1项、正在整改1项") == []


@pytest.mark.parametrize(
    ("total", "column", "problem"),
    [
        ("合计 4项 _ _ _", "问题表述", "合计填的是“4项”，这一列有 3 行"),
        ("合计 3项 _ _ 已完成2项", "状态", "合计填的是“已完成2”，各行里“已销号”有 1 个"),
    ],
)
def test_a_wrong_one_is_named_and_stops_nothing(inbox: Any, total: str, column: str, problem: str) -> None:
    assert wrong_totals(inbox, f"{REGISTER.rstrip()}\n    {total}") == [("warning", column, problem)]
    assert len(inbox.rows("rectification")) == 3


def test_how_many_different_ones_there_are_is_a_right_total_too(inbox: Any) -> None:
    rows = "走访日期 走访对象 收集意见（条）\n3月2日 东街社区 2\n3月3日 东街社区 1\n合计 1个 3"

    assert wrong_totals(inbox, rows) == []


def test_a_wrong_sum_of_a_ledger_is_a_warning_and_the_rows_are_believed(inbox: Any) -> None:
    rows = "走访日期 走访对象 收集意见（条）\n3月2日 东街社区 2\n3月3日 西街社区 2条\n合计 _ 5"

    assert wrong_totals(inbox, rows) == [("warning", "收集意见条数", "合计填的是 5，各行加起来是 4")]
    assert inbox.column("visits", "收集意见条数") == [2, 2]
