"""A sheet of one earlier round needs no column 轮次: its title, its name or its file says which it is."""

import pandas as pd
import pytest
from appraisal_drawing import ballots, campaign_of, figures

from kit.model.table import Table
from kit.topics.appraisal.earlier_rounds import settled_round

ROWS = [["财政局", "工作", 20, 10, 5, 5]]
COLUMNS = ["单位", "项", "有效票", "第1等", "第2等", "第3等"]


def earlier(file: str, sheet: str = "Sheet1", notes: tuple[str, ...] = ()) -> Table:
    frame = pd.DataFrame(ROWS, columns=COLUMNS, dtype=object, index=range(2, 3))
    return settled_round(Table("previous_results", file, sheet, "3" * 64, frame, notes=notes))[0]


@pytest.mark.parametrize(
    ("file", "sheet", "notes", "named"),
    [
        ("结果.xlsx", "Sheet1", ("某局2023年度测评结果", "计票人：甲"), "2023年度"),
        ("结果.xlsx", "上次", ("各单位测评结果",), "上次"),
        ("2022年/第二次评议.xlsx", "Sheet1", (), "第二次"),
    ],
)
def test_the_round_is_named_by_what_says_which_it_is(
    file: str, sheet: str, notes: tuple[str, ...], named: str
) -> None:
    assert earlier(file, sheet, notes).frame["轮次"].tolist() == [named]


def test_a_sheet_that_says_nowhere_which_round_it_is_of_counts_for_nothing() -> None:
    assert earlier("结果.xlsx").frame.empty


def test_a_sheet_of_one_round_is_compared_like_any_other() -> None:
    facts = figures(campaign_of(), ballots({"满意": 8, "基本满意": 1, "不满意": 1}), earlier("上次.xlsx"))

    assert facts["work.change"].text == "提高15.0个百分点"


def test_the_later_of_two_sheets_is_the_last_round() -> None:
    later = earlier("2023年.xlsx")
    before = Table(
        "previous_results", "2022年.xlsx", "表", "4" * 64, later.frame.assign(轮次="2022年", 第1等=1)
    )

    facts = figures(campaign_of(), ballots({"满意": 8, "不满意": 2}), before, later)

    assert facts["work.previous"].text == "75.0%"
