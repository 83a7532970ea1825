"""Columns of other words, and cells left blank among filled ones: what may be a fault is told or asked."""

from collections.abc import Callable
from typing import Any

import pytest

from kit.topics import run_checks

Said = Callable[..., list[str]]
HEADING = "日期 领导 对象类型 对象名称 收集意见条数"
ROWS = "\n".join(f"2009-4-{day} 张某 社区 东街{day} {{}}" for day in range(1, 4))


def rules(inbox: Any, *levels: str) -> list[str]:
    return [found.rule for found in inbox.read().findings if found.level in (levels or ("error", "warning"))]


def test_a_column_of_numbers_under_a_strange_word_is_asked_where_a_column_of_numbers_is_lacking(
    inbox: Any,
) -> None:
    inbox.draw("走访.xlsx", f"{HEADING.replace('收集意见条数', '丁香')}\n{ROWS.format(1, 2, 3)}")

    [found] = [found for found in inbox.read().findings if found.level == "warning"]

    assert (found.rule, found.place.column) == ("reading.unused_column", "丁香")
    assert found.question is not None
    assert found.question.choices == ("收集意见条数", "不用")
    assert "“收集意见条数”列这张表里没有" in found.problem


def test_a_column_of_telephones_is_no_number_that_could_be_lacking(inbox: Any) -> None:
    numbers = ["13900000001", "13900000002", "13900000003"]
    inbox.draw("走访.xlsx", f"{HEADING.replace('收集意见条数', '丁香')}\n{ROWS.format(*numbers)}")

    assert rules(inbox) == []


def test_words_under_a_strange_heading_are_asked_only_in_a_sheet_that_has_nearly_all_else(inbox: Any) -> None:
    head = "日期 领导 对象类型 对象名称 当场解决 丁香"
    inbox.draw("走访.xlsx", f"{head}\n2009-4-1 张某 社区 东街 是 很好\n2009-4-2 李某 社区 西街 否 很好")

    assert rules(inbox) == []


def test_a_column_of_ticks_under_a_strange_word_may_be_the_grade_that_is_lacking(inbox: Any) -> None:
    head = "票号 单位 工作好不好 _ _ _ 作风好不好 _ _ _\n_ _ 丁香 较好 一般 差 好 较好 一般 差"
    inbox.draw("票.xlsx", f"{head}\n1 财政局 √ _ _ _ _ √ _ _\n2 财政局 _ √ _ _ √ _ _ _")

    [found] = [found for found in inbox.read().findings if found.rule == "reading.unused_column"]

    assert found.question is not None
    assert "工作好不好：好" in found.question.choices


def test_a_column_of_words_under_a_near_name_is_asked(inbox: Any) -> None:
    inbox.draw(
        "组织.xlsx", "机构 姓名 组内职务 抽调单位情况\n综合组 张某 组长 档案局\n综合组 李某 成员 财政局"
    )

    assert rules(inbox) == ["reading.resembling_column"]


@pytest.mark.parametrize("rows", [2, 14])
def test_a_blank_among_numbers_that_are_summed_is_told_with_the_sums_that_lack_it(
    inbox: Any, rows: int
) -> None:
    many = "\n".join(f"2009-4-{day} 张某 社区 东街{day} {day}" for day in range(1, rows + 1))
    inbox.draw("走访.xlsx", f"{HEADING}\n{many}\n2009-4-20 张某 社区 北街 _")

    told = [f for f in run_checks(inbox.read().sheets, inbox.campaign) if f.rule == "counting.missing_cells"]

    assert [(f.level, f.place.row, f.place.column) for f in told] == [("warning", rows + 2, "收集意见条数")]


def test_blanks_that_are_usual_in_a_column_are_not_told(inbox: Any) -> None:
    inbox.draw("走访.xlsx", f"{HEADING}\n{ROWS.format('_', '_', 2)}")

    assert "reading.gap" not in rules(inbox, "info", "warning")


def test_totals_that_nearly_fit_are_asked_about_and_no_survey(inbox: Any) -> None:
    head = "被评单位 项目 收回票 有效票 丁香 第2等 第3等 第4等"
    inbox.draw("汇总.xlsx", f"{head}\n财政局 工作好不好 10 10 5 3 1 1\n财政局 作风好不好 10 10 5 3 1 1")

    reading = inbox.read()

    assert reading.sheets.tables == ()
    assert "缺“第1等”列" in next(f.problem for f in reading.findings if f.rule == "reading.unrecognised")


def test_totals_that_say_no_ballots_at_all_ask_where_abstentions_belong(inbox: Any) -> None:
    head = "被评单位 项目 第1等 第2等 第3等 第4等 弃权"
    inbox.draw("汇总.xlsx", f"{head}\n财政局 工作好不好 5 3 1 1 1\n财政局 作风好不好 5 3 1 1 0")

    assert "弃权" in "".join(found.problem for found in inbox.read().findings if found.level == "warning")


def test_a_sheet_without_a_column_that_its_kind_demands_has_it_blank(inbox: Any) -> None:
    inbox.draw("意见登记（原始）.xlsx", "意见ID 来源渠道 登记日 丁香 指向\nY1 座谈会 2009-4-1 路灯不亮 机关")

    assert inbox.column("opinions", "原文") == [None]


def test_an_item_that_no_ballot_answers_is_a_warning(inbox: Any) -> None:
    inbox.draw("票.xlsx", "票号 单位 工作好不好 作风好不好\n1 财政局 好 _\n2 财政局 好 _\n3 财政局 差 _")

    assert "reading.unanswered" in rules(inbox)


def test_a_grade_that_nobody_ticked_is_a_warning_where_many_ticked_nothing(inbox: Any) -> None:
    head = "票号 单位 工作好不好 _ _ _ 作风好不好 _ _ _\n_ _ 好 较好 一般 差 好 较好 一般 差"
    ticked = "\n".join(f"{number} 财政局 {{}} √ _ _ √ _ _ _" for number in range(1, 4))
    nothing = "\n".join(f"{number} 财政局 _ _ _ _ √ _ _ _" for number in range(4, 8))
    inbox.draw("票.xlsx", f"{head}\n{ticked.format('_', '_', '_')}\n{nothing}")
    assert "reading.unanswered" in rules(inbox)

    inbox.draw("票.xlsx", f"{head}\n{ticked.format('_', '_', '_')}\n4 财政局 _ _ _ _ √ _ _ _")
    assert "reading.unanswered" not in rules(inbox)


def test_people_in_a_column_of_things_are_no_number_of_them(inbox: Any, said: Said) -> None:
    inbox.draw("走访.xlsx", f"{HEADING}\n{ROWS.format('12人', '3条', '4')}")

    assert inbox.column("visits", "收集意见条数") == [None, 3, 4]
    assert said(inbox.read().findings, "warning")[0].startswith(
        "走访.xlsx「表」第2行“收集意见条数”列：“12人”的单位和“收集意见条数”对不上"
    )
