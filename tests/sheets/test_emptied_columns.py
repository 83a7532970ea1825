"""Columns that are there and say nothing, and columns that were never there."""

from collections.abc import Callable
from typing import Any

from kit.model.campaign import Campaign
from kit.model.counting import counted
from kit.model.fact import Facts
from kit.topics import visits

Said = Callable[..., list[str]]
ROWS = "2009-4-1 张某 社区 东街 {}\n2009-4-2 张某 社区 西街 {}\n2009-4-3 张某 社区 南街 {}"
HEADING = "日期 领导 对象类型 对象名称 收集意见条数"


def test_a_column_that_decides_a_figure_and_was_emptied_is_a_warning(
    inbox: Any, said: Said, campaign: Campaign
) -> None:
    inbox.draw("走访.xlsx", f"{HEADING}\n{ROWS.format('_', '_', '_')}")

    reading = inbox.read()

    assert said(reading.findings) == [
        (
            "走访.xlsx「表」“收集意见条数”列：“收集意见条数”列有列名，3 行却都空着，要用到的数就不知道，"
            "不写。漏填的请补上，填在别的列里的请改列名；确实没有可填的不用管。"
        )
    ]
    assert "visits.opinions" not in Facts(counted(visits.FACTS, reading.sheets, campaign))


def test_a_column_with_one_cell_is_not_emptied(inbox: Any, said: Said) -> None:
    inbox.draw("走访.xlsx", f"{HEADING}\n{ROWS.format('_', 2, '_')}")

    assert said(inbox.read().findings) == []


def test_a_sheet_without_rows_has_no_emptied_columns(inbox: Any, said: Said) -> None:
    inbox.draw("走访.xlsx", f"{HEADING}\n_ _ _ _ _")

    assert said(inbox.read().findings, "warning") == []


def test_words_may_be_missing_and_a_blank_that_means_something_is_an_answer(inbox: Any, said: Said) -> None:
    inbox.draw("票.xlsx", "单位 工作好不好 作风好不好 整票判定 文字意见\n财政局 好 好 _ _\n档案局 差 好 _ _")

    assert [line for line in said(inbox.read().findings) if "却都空着" in line] == []


def test_a_column_that_was_never_there_is_a_line_of_the_account_and_no_finding(
    inbox: Any, said: Said
) -> None:
    rows = "2009-4-1 张某 社区 东街\n2009-4-2 张某 社区 西街"
    inbox.draw("走访.xlsx", f"日期 领导 对象类型 对象名称\n{rows}")

    [account] = inbox.read().account

    assert "收集意见条数" in account.absent
    assert "日期" not in account.absent
    assert account.as_json()["absent"] == list(account.absent)
    assert said(inbox.read().findings) == []
