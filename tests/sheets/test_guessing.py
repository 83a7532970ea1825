"""What a sheet nobody has described is taken for, from all of its values."""

from datetime import date
from typing import Any

import pytest

from kit.sheets.grid import Grid
from kit.sheets.guessing import guessed


def grid(*rows: list[Any]) -> Grid:
    width = max(map(len, rows))
    return Grid("表.xlsx", "表", [[*row, *[None] * (width - len(row))] for row in rows])


COLUMNS: dict[str, tuple[str, list[Any], str]] = {
    "days": ("日期", [date(2009, 4, 2), "2009-4-9", "4月12日", "5月底"], "日期"),
    "whole numbers": ("人数", [12, "8", 5.0, "十"], "整数"),
    "one with decimals": ("时长", [12, 2.5, "3", 1], "数"),
    "yes and no": ("首次", ["是", "否", "是", "否"], "是否"),
    "ones and noughts are numbers": ("次数", [1, 0, 1, 1], "整数"),
    "a few words, repeated": ("对象", ["社区", "学校", "社区", "学校"], "选项"),
    "words that hardly repeat": ("地点", ["东街", "西街", "南街", "东街"], "文字"),
    "one long cell": ("内容", ["讲课", "讲课", "讲课", "给学生讲防火知识" * 3], "长文字"),
    "numbers of which none repeats": ("单据编号", ["F1", "F2", "F3", "F4"], "编号"),
    "numbers that repeat": ("车号", ["F1", "F1", "F2", "F2"], "选项"),
    "names are no list to choose from": ("联系人姓名", ["张某", "李某", "张某", "李某"], "文字"),
    "one rough number is enough to make it text": ("人数", [12, 8, 5, "约10"], "文字"),
    "nothing at all": ("备注", [None, None, "", None], "文字"),
}


@pytest.mark.parametrize("case", COLUMNS)
def test_a_column_has_the_first_type_that_all_its_values_have(case: str) -> None:
    name, cells, type_ = COLUMNS[case]

    found = {
        guess.name: guess
        for guess in guessed(grid(["名目", name], *([f"甲{at}", cell] for at, cell in enumerate(cells))))
    }

    assert found[name].type == type_


def test_titles_numbering_blank_rows_and_totals_are_no_data() -> None:
    sheet = grid(
        ["志愿服务登记表", None, None],
        ["序号", "对象", "人数"],
        [1, "社区", 3],
        [None, None, None],
        [2, "学校", 4],
        ["合计", None, 7.5],
    )

    [where, people] = guessed(sheet)

    assert (where.name, where.filled) == ("对象", True)
    assert (people.type, people.filled) == ("整数", True)


def test_choices_are_those_that_came_in_their_order_and_a_gap_makes_a_column_optional() -> None:
    [where, _] = guessed(grid(["对象", "数"], ["学校", 1], ["社区", 2], ["学校", 3], [None, 4], ["社区", 5]))

    assert where.choices == ("学校", "社区")
    assert not where.filled


def test_columns_that_name_a_person_are_personal() -> None:
    found = guessed(grid(["姓名", "手机号", "地点"], ["张某", "0", "东街"]))

    assert [guess.name for guess in found if guess.personal] == ["姓名", "手机号"]


def test_a_sheet_without_a_heading_is_nothing() -> None:
    assert guessed(grid([1, 2], [3, 4])) == ()
    assert guessed(grid(["只有列名", "没有数据"])) == ()
