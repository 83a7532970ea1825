"""A column that holds other things than its heading promised is not taken for it, and costs no row."""

from collections.abc import Callable
from typing import Any

from kit.model.campaign import Campaign
from kit.topics.ledger import count_all

Said = Callable[..., list[str]]
HEAD = "序号 存在问题 整改措施 整改情况"


def test_long_words_under_a_heading_of_states_are_no_states_and_every_row_counts(
    inbox: Any, campaign: Campaign
) -> None:
    inbox.draw(
        "清单.xlsx",
        f"{HEAD}\n1 甲 子 增开窗口4个\n2 乙 丑 目录扩大到412种\n3 丙 寅 选址基本定了\n4 丁 卯 已完成",
    )

    reading = inbox.read()
    facts = count_all(reading.sheets, campaign)
    [finding] = [finding for finding in reading.findings if finding.level != "info"]

    assert (finding.rule, finding.level) == ("reading.other_content", "warning")
    assert "“整改情况”列有 3 格写的不是“状态”该填的" in finding.problem
    assert facts["rectification.total"].value == 4
    assert "rectification.closed" not in facts


def test_a_few_of_them_withhold_their_rows_as_before(inbox: Any, said: Said) -> None:
    inbox.draw("清单.xlsx", f"{HEAD}\n1 甲 子 已完成\n2 乙 丑 已完成\n3 丙 寅 选址基本定了")

    assert len(inbox.rows("rectification")) == 2
    assert "这一行先不算" in said(inbox.read().findings, "warning")[0]


def test_a_state_may_be_followed_by_what_was_done(inbox: Any) -> None:
    inbox.draw(
        "清单.xlsx", f"{HEAD}\n1 甲 子 已完成，增开窗口4个\n2 乙 丑 正在整改：选址\n3 丙 寅 未启动（缺经费）"
    )

    assert inbox.column("rectification", "状态") == ["已销号", "整改中", "未启动"]
