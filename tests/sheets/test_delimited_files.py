"""Text tables: encodings, delimiters, line breaks inside cells, Excel row numbers."""

from typing import Any

import pytest

FORMS = "批次 渠道 发放份数 收回份数\n1 机关 50 40\n2 㙍屯 30 20"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_usual_encoding_is_read(inbox: Any, encoding: str) -> None:
    inbox.draw("表.csv", FORMS, encoding=encoding)

    assert inbox.column("opinion_forms", "渠道") == ["机关", "㙍屯"]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_every_usual_delimiter_is_found(inbox: Any, delimiter: str) -> None:
    inbox.draw("表.csv", FORMS, delimiter=delimiter)

    assert inbox.column("opinion_forms", "发放份数") == [50, 30]


def test_a_line_break_inside_a_cell_does_not_shift_the_row_numbers(inbox: Any) -> None:
    inbox.draw("意见.csv", "意见ID 来源渠道 原文 指向\nY1 走访 一条⏎两行 机关\nY2 走访 另一条 机关")

    rows = inbox.rows("opinions")

    assert [row.number for row in rows] == [2, 3]
    assert rows[0]["原文"] == "一条\n两行"


def test_blank_lines_count_as_rows(inbox: Any) -> None:
    inbox.put("表.csv", "批次,渠道,发放份数,收回份数\n\n1,机关,50,40\n".encode())

    assert [row.number for row in inbox.rows("opinion_forms")] == [3]


def test_short_lines_are_rows_with_empty_cells(inbox: Any) -> None:
    inbox.put("表.csv", "批次,渠道,发放份数,收回份数,方式\n1,机关,50,40\n".encode())

    assert inbox.column("opinion_forms", "方式") == [None]
