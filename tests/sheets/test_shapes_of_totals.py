"""Totals of ballots where a unit is one row, and what tells them from ballots with ticks."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.sheets.headings import normalised_heading
from kit.topics.appraisal.checks import check_abstentions_in_base

Said = Callable[..., list[str]]

HEAD = (
    "序号 单位 收回票 无效票 有效票 工作好不好 _ _ _ _ 作风好不好 _ _ _ _\n"
    "_ _ _ _ _ 好 较好 一般 差 弃权 好 较好 一般 差 弃权"
)
ROWS = "1 财政局 10 0 10 5 3 1 1 0 6 2 1 0 1\n2 档案局 8 1 7 3 2 1 1 0 4 1 1 1 0"
NOTE = "注：弃权票计入有效票。" + " _" * 14


def totals(inbox: Any) -> list[tuple[Any, ...]]:
    wanted = ("被评单位", "收回票", "有效票", "项目", "第1等", "第4等", "弃权")
    return [tuple(row[name] for name in wanted) for row in inbox.rows("tallied_ballots")]


def test_a_row_for_a_unit_becomes_a_row_for_each_of_its_items(inbox: Any, said: Said) -> None:
    inbox.draw("汇总.xlsx", f"{HEAD}\n{ROWS}\n{NOTE}")

    assert totals(inbox) == [
        ("财政局", 10, 10, "工作好不好", 5, 1, 0),
        ("财政局", 10, 10, "作风好不好", 6, 0, 1),
        ("档案局", 8, 7, "工作好不好", 3, 1, 0),
        ("档案局", 8, 7, "作风好不好", 4, 1, 0),
    ]
    assert [row.number for row in inbox.rows("tallied_ballots")] == [3, 3, 4, 4]
    assert said(inbox.read().findings, "error", "warning") == []


def test_a_word_over_the_items_is_a_third_level_of_the_heading(inbox: Any) -> None:
    first, grades = HEAD.split("\n")
    over = "序号 单位 收回票 无效票 有效票 测评项目" + " _" * 9
    middle = first.replace("序号 单位 收回票 无效票 有效票", "_ _ _ _ _")
    inbox.draw("汇总.xlsx", f"{over}\n{middle}\n{grades}\n{ROWS}\n{NOTE}")

    assert [row.number for row in inbox.rows("tallied_ballots")] == [4, 4, 5, 5]


def test_counts_under_the_headings_of_ticks_are_no_ballots(inbox: Any) -> None:
    head = "序号 单位 工作好不好 _ _ _ 作风好不好 _ _ _\n_ _ 好 较好 一般 差 好 较好 一般 差"
    inbox.draw("票.xlsx", f"{head}\n1 财政局 12 3 4 2 11 5 3 2\n2 档案局 9 8 2 4 8 7 3 5")

    assert [table.kind for table in inbox.read().sheets.tables] == ["tallied_ballots"]
    assert inbox.column("tallied_ballots", "第1等") == [12, 11, 9, 8]


def test_ticks_under_the_same_headings_are_single_ballots(inbox: Any) -> None:
    head = "票号 单位 工作好不好 _ _ _ 作风好不好 _ _ _\n_ _ 好 较好 一般 差 好 较好 一般 差"
    inbox.draw("票.xlsx", f"{head}\n1 财政局 √ _ _ _ _ √ _ _\n2 财政局 _ _ √ _ √ _ _ _")

    reading = inbox.read()

    assert (reading.sheets.has("ballots"), reading.sheets.has("tallied_ballots")) == (True, False)
    assert inbox.column("ballots", "作风好不好") == ["较好", "好"]


@pytest.mark.parametrize(
    ("total", "problem"),
    [
        ("合计 _ 18 1 17 8 5 2 2 0 10 3 2 1 1", None),
        ("合计 _ 18 1 17 9 5 2 2 0 10 3 2 1 1", "合计填的是 9，各行加起来是 8"),
        ("合计 _ 19 1 17 8 5 2 2 0 10 3 2 1 1", "合计填的是 19，各行加起来是 18"),
    ],
)
def test_a_wrong_total_of_counted_ballots_is_a_warning(inbox: Any, total: str, problem: str | None) -> None:
    inbox.draw("汇总.xlsx", f"{HEAD}\n{ROWS}\n{total}\n{NOTE}")

    found = [finding for finding in inbox.read().findings if finding.rule == "reading.total"]

    assert [(finding.level, finding.problem) for finding in found] == (
        [("warning", problem)] if problem else []
    )
    assert len(totals(inbox)) == 4


@pytest.mark.parametrize(
    ("total", "problems"),
    [
        ("合计 _ 好2 好3", []),
        ("合计 _ 好2差1 好3", []),
        ("合计 _ 好3 好3", ["合计填的是“好3”，各行里“好”有 2 个"]),
    ],
)
def test_a_total_with_its_grade_is_counted_again(inbox: Any, total: str, problems: list[str]) -> None:
    rows = "1 财政局 好 好\n2 财政局 好 好\n3 财政局 差 好"
    inbox.draw("票.xlsx", f"票号 单位 工作好不好 作风好不好\n{rows}\n{total}")

    assert [f.problem for f in inbox.read().findings if f.rule == "reading.total"] == problems


def test_a_total_of_ticks_is_counted_again(inbox: Any) -> None:
    head = "票号 单位 工作好不好 _ _ _ 作风好不好 _ _ _\n_ _ 好 较好 一般 差 好 较好 一般 差"
    rows = "1 财政局 √ _ _ _ _ √ _ _\n2 财政局 √ _ _ _ √ _ _ _"
    inbox.draw("票.xlsx", f"{head}\n{rows}\n合计 _ 2 0 0 0 1 2 0 0")

    assert [f.problem for f in inbox.read().findings if f.rule == "reading.total"] == [
        "合计填的是 2，各行加起来是 1"
    ]


def test_abstentions_outside_the_valid_ballots_are_left_out_as_the_note_says(inbox: Any, said: Said) -> None:
    rows = "1 财政局 10 0 10 5 3 1 1 2 6 2 1 1 1"
    inbox.draw("汇总.xlsx", f"{HEAD}\n{rows}\n注：弃权票不计入有效票。{' _' * 14}")

    assert inbox.column("tallied_ballots", "弃权") == [None, None]
    assert said(inbox.read().findings, "error", "warning") == []


OUT = [
    "弃权不计入该项有效票基数",
    "弃权票不计入有效票",
    "弃权的不参与计算",
    "计算占比时，有效票扣除弃权票",
    "占比的分母不含弃权",
    "弃权票除外",
]


@pytest.mark.parametrize("note", OUT)
def test_a_note_that_takes_abstentions_out_of_the_base_is_kept_or_said_not_to_be(
    inbox: Any, said: Said, note: str
) -> None:
    """Law: what a note says of a figure is done, or it is said that it is not."""
    inbox.draw("外.xlsx", f"{HEAD}\n1 财政局 10 0 10 5 3 1 1 2 6 2 1 1 1\n注：{note}。{' _' * 14}")
    assert inbox.column("tallied_ballots", "弃权") == [None, None]
    assert said(inbox.read().findings, "error", "warning") == []

    inbox.draw("外.xlsx", f"{HEAD}\n{ROWS}\n注：{note}。{' _' * 14}")
    sheets, campaign = inbox.read().sheets, inbox.campaign
    assert inbox.column("tallied_ballots", "弃权") == [0, 1, 0, 0]
    [finding] = check_abstentions_in_base(sheets, campaign)
    assert 'denominator = "answered"' in finding.remedy

    settled = campaign.evaluation.model_copy(update={"denominator": "answered"})
    campaign = campaign.model_copy(update={"evaluation": settled})
    assert list(check_abstentions_in_base(sheets, campaign)) == []


@pytest.mark.parametrize(
    "note", ["弃权票计入有效票", "弃权视为有效", "有效票含弃权", "弃权的算在分母里", "无弃权"]
)
def test_a_note_that_leaves_abstentions_in_is_not_taken_for_the_contrary(inbox: Any, note: str) -> None:
    inbox.draw("内.xlsx", f"{HEAD}\n{ROWS}\n注：{note}。{' _' * 14}")

    assert list(check_abstentions_in_base(inbox.read().sheets, inbox.campaign)) == []


def test_sums_that_agree_in_every_row_say_that_abstentions_are_inside(inbox: Any, said: Said) -> None:
    inbox.draw("汇总.xlsx", f"{HEAD}\n{ROWS}")

    assert said(inbox.read().findings, "error", "warning") == []
    assert inbox.column("tallied_ballots", "弃权") == [0, 1, 0, 0]


def test_abstentions_that_only_the_sums_leave_outside_are_left_out_and_asked_about(
    inbox: Any, said: Said
) -> None:
    inbox.draw("汇总.xlsx", f"{HEAD}\n1 财政局 10 0 10 5 3 1 1 2 6 2 1 1 0")

    assert inbox.column("tallied_ballots", "弃权") == [None, None]
    assert said(inbox.read().findings, "error", "warning") == [
        (
            "汇总.xlsx「表」“弃权”列：有弃权票，表里没有说明算不算有效票；"
            "各等次加起来正好是有效票，弃权就没有算进去。"
            "请在表下面注明“弃权票计入有效票”或“弃权票不计入有效票”。"
        )
    ]


def test_abstentions_that_nothing_settles_are_asked_about(inbox: Any, said: Said) -> None:
    inbox.draw(
        "汇总.xlsx", f"{HEAD}\n1 财政局 10 0 10 5 3 1 0 0 6 2 1 0 1\n2 档案局 9 0 9 5 3 1 0 0 6 2 0 0 1"
    )

    assert said(inbox.read().findings, "error", "warning") == [
        (
            "汇总.xlsx「表」“弃权”列：有弃权票，表里没有说明算不算有效票，先按计入有效票算。"
            "请在表下面注明“弃权票计入有效票”或“弃权票不计入有效票”。"
        )
    ]


def test_ballots_of_another_scale_are_not_taken_and_the_words_are_named(inbox: Any, said: Said) -> None:
    rows = "\n".join(f"{number} 财政局 满意 基本满意" for number in range(1, 6))
    inbox.draw("票.xlsx", f"票号 单位 工作好不好 作风好不好\n{rows}")

    [finding] = said(inbox.read().findings)

    assert not inbox.read().sheets.has("ballots")
    assert "列下写的是“满意”、“基本满意”，不是活动的等次（好、较好、一般、差、弃权），没有读" in finding


@pytest.mark.parametrize(
    "typed",
    [
        "4、工作好不好",
        "（1）工作好不好",
        "1.工作好不好",
        "工作\u200b好不好",
        "工作好不好（票）",
        "工 作 好不好",
    ],
)
def test_a_heading_is_compared_without_numbering_zero_widths_and_units(inbox: Any, typed: str) -> None:
    inbox.draw("票.xlsx", f"票号 单位 {typed.replace(' ', '␣')} 作风好不好\n1 财政局 好 差")

    assert inbox.column("ballots", "工作好不好") == ["好"]


def test_a_year_at_the_front_is_no_numbering() -> None:
    assert normalised_heading("1.5米以上") == "1.5米以上"


LINES = (
    "财政局 好 差",
    "档案局 差 好",
    "_ _ _",
    "合计 _ _",
    "注：无 _ _",
    "一、机关 _ _",
    "示例 好 好",
    "_ _ 备",
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(LINES), max_size=12), st.integers(0, 3))
def test_rows_in_are_rows_used_and_rows_named(inbox: Any, lines: list[str], above: int) -> None:
    titles = ["评议票 _ _"] * above
    name = f"票{random.random()}.xlsx"  # noqa: S311 - one file after the other
    path = inbox.draw(name, "\n".join([*titles, "单位 工作好不好 作风好不好", *lines]))

    [account] = inbox.read().account

    path.unlink()
    assert account.rows == account.used + sum(run.number for run in account.named)


def test_a_count_that_cannot_be_read_withholds_its_item_of_that_unit_only(inbox: Any, said: Said) -> None:
    inbox.draw("汇总.xlsx", f"{HEAD}\n{ROWS}\n{NOTE}".replace("10 0 10 5 3", "10 0 10 约5 3"))

    [table] = inbox.read().sheets.of("tallied_ballots")

    assert [(row[0], row[3]) for row in totals(inbox)] == [
        ("财政局", "作风好不好"),
        ("档案局", "工作好不好"),
        ("档案局", "作风好不好"),
    ]
    assert table.withheld["项目"].tolist() == ["工作好不好"]
    assert said(inbox.read().findings, "error", "warning") == [
        (
            "汇总.xlsx「表」第3行“工作好不好/好”列：“约5”不是确切的数，这一行的“工作好不好”先不算。"
            "请核实后填准确的数字。"
        )
    ]


def test_a_row_whose_ballots_cannot_be_read_is_withheld_whole_and_named(inbox: Any) -> None:
    inbox.draw("汇总.xlsx", f"{HEAD}\n{ROWS}\n{NOTE}".replace("财政局 10", "财政局 约10"))

    [account] = inbox.read().account

    assert {row[0] for row in totals(inbox)} == {"档案局"}
    assert (account.used, [run.reason for run in account.named if run.first == 3]) == (
        1,
        ["有看不清的格，没有算"],
    )


def test_a_total_over_a_count_that_cannot_be_read_is_not_verified(inbox: Any) -> None:
    total = "合计 _ 18 1 17 8 5 2 2 0 10 3 2 1 1"
    inbox.draw("汇总.xlsx", f"{HEAD}\n{ROWS}\n{total}\n{NOTE}".replace("10 0 10 5 3", "10 0 10 约5 3"))

    assert [f for f in inbox.read().findings if f.rule == "reading.total"] == []


def test_counts_whose_formula_shows_an_error_are_still_counts(inbox: Any) -> None:
    row = "1 财政局 10 0 10" + " #REF!" * 10
    inbox.draw("汇总.xlsx", f"{HEAD}\n{row}\n{NOTE}")

    assert [table.kind for table in inbox.read().sheets.tables] == ["tallied_ballots"]
    assert totals(inbox) == []
