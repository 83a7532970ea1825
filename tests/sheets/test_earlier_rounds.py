"""An earlier round as an office keeps it: a unit a row, an item a column, the year in the title."""

from typing import Any

import pytest

from kit.app.work import open_campaign

SETTINGS = """
[campaign]
title = "试验"
year = 2025
[office]
name = "办公室"
body = "机关"
body_short = "机关"
[evaluation]
name = "测评"
preset = "GOOD4"
items = [{ id = "item1", question = "学习" }, { id = "item2", question = "作风" }]
"""
RATES = "单位,学习,作风\n甲公司,95.2%,90.1%\n乙公司,88.4%,91.3%\n"


def read(folder: Any, name: str, text: str) -> Any:
    (folder / "inbox").mkdir(parents=True)
    (folder / "campaign.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "inbox" / f"{name}.csv").write_text(text, encoding="utf-8")
    return open_campaign(folder)


@pytest.mark.parametrize(
    ("name", "title", "said"),
    [
        ("结果", "2024年测评结果", "2024年"),
        ("2023年度结果", "", "2023年度"),
        ("上次结果", "", "上次"),
    ],
)
def test_the_round_is_taken_from_the_title_or_the_name(
    tmp_path: Any, name: str, title: str, said: str
) -> None:
    work = read(tmp_path / "活动", name, f"{title},,\n{RATES}" if title else RATES)

    rows = list(work.reading.sheets.rows("previous_results"))
    assert {(row["单位"], row["项"], str(row["好评率"].percent)) for row in rows} == {
        ("甲公司", "学习", "476/5"),
        ("甲公司", "作风", "901/10"),
        ("乙公司", "学习", "442/5"),
        ("乙公司", "作风", "913/10"),
    }
    assert {row["轮次"] for row in rows} == {said}


@pytest.mark.parametrize(("name", "used"), [("结果", 0), ("2025年结果", 4)])
def test_a_result_of_no_year_or_of_this_one_is_no_earlier_round_and_said(
    tmp_path: Any, name: str, used: int
) -> None:
    work = read(tmp_path / "活动", name, RATES)

    [account] = work.reading.account
    assert len(list(work.reading.sheets.rows("previous_results"))) == used
    assert account.used + sum(run.number for run in account.named) == account.rows
    assert bool(account.used) == bool(used)
    assert [found.rule for found in work.findings if found.rule.startswith("previous")] == [
        "previous_results.round"
    ]
