"""A key that only tells rows apart: the sheet's running number, or the row's own, stands for it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.model.table import Column, SheetKind, Table
from kit.sheets.inbox import Reading, read_inbox
from kit.sheets.numbering import with_running_numbers
from kit.topics.kinds import kinds_of

Said = Callable[..., list[str]]
TRIPS = SheetKind(
    id="trips",
    code="S99",
    name="外出台账",
    row="一次外出",
    key="外出编号",
    day="",
    personal=(),
    columns=(
        Column("外出编号", "key", required=True, numbered=True, aliases=("编号",)),
        Column("地点", required=True),
        Column("事由", required=True),
    ),
)


def read(inbox: Any) -> Reading:
    return read_inbox(inbox.campaign, (*kinds_of(inbox.campaign), TRIPS))


def keys(reading: Reading) -> list[str]:
    return [row["外出编号"] for row in reading.sheets.rows("trips")]


def test_a_running_number_stands_for_the_key_and_is_said_in_the_account(inbox: Any, said: Said) -> None:
    inbox.draw("外出.xlsx", "序号 地点 事由\n1 东街 看望\n2 上屯 调研")

    reading = read(inbox)

    assert keys(reading) == ["1", "2"]
    assert said(reading.findings) == []
    [account] = reading.account
    assert (account.columns[0].taken_for, account.columns[0].evidence) == ("外出编号", "流水号")


def test_without_any_number_the_row_is_the_number(inbox: Any, said: Said) -> None:
    inbox.draw("外出.xlsx", "地点 事由\n东街 看望\n上屯 调研")

    assert keys(read(inbox)) == ["第2行", "第3行"]
    assert said(read(inbox).findings) == []


def test_a_running_number_that_begins_anew_gives_way_to_the_rows(inbox: Any) -> None:
    inbox.draw("外出.xlsx", "序号 地点 事由\n1 东街 看望\n2 上屯 调研\n1 西街 看望")

    assert keys(read(inbox)) == ["第2行", "第3行", "第4行"]


def test_two_sheets_with_the_same_running_numbers_are_told_apart(inbox: Any, said: Said) -> None:
    inbox.draw("甲.xlsx", "序号 地点 事由\n1 东街 看望")
    inbox.draw("乙.xlsx", "序号 地点 事由\n1 上屯 调研")

    assert sorted(keys(read(inbox))) == ["乙.xlsx「表」1", "甲.xlsx「表」1"]
    assert said(read(inbox).findings, "error") == []


def test_a_key_of_the_sheets_own_stays_and_only_its_gaps_are_filled(inbox: Any) -> None:
    inbox.draw("外出.xlsx", "编号 地点 事由\nW7 东街 看望\n_ 上屯 调研")

    assert keys(read(inbox)) == ["W7", "第3行"]


def test_the_same_rows_in_two_files_are_a_copy_whatever_the_row_they_stand_in(inbox: Any, said: Said) -> None:
    inbox.draw("甲.xlsx", "地点 事由\n东街 看望")
    inbox.draw("乙.xlsx", "地点 事由\n东街 看望", top=4)

    reading = read(inbox)

    assert len(keys(reading)) == 1
    assert "没有重复算" in said(reading.findings, "error")[0]


@pytest.mark.parametrize("heading", ["序号", "编号", "_"])
def test_a_running_number_alone_makes_no_kind(inbox: Any, heading: str) -> None:
    inbox.draw("菜.xlsx", f"{heading} 地点 菜名\n1 东街 青菜")

    assert read(inbox).taken == ()


@given(st.lists(st.lists(st.sampled_from(["1", "2", None]), max_size=5), max_size=4))
def test_no_two_rows_share_a_key_that_the_sheets_did_not_give(sheets: list[list[str | None]]) -> None:
    tables = [
        Table(
            "trips",
            f"{number}.xlsx",
            "表",
            "",
            _frame(cells),
            running=True,
        )
        for number, cells in enumerate(sheets)
    ]

    found = [
        key for table in with_running_numbers(tables, {"trips": TRIPS}) for key in table.frame["外出编号"]
    ]

    assert len(set(found)) == len(found) == sum(map(len, sheets))
    assert all(found)


def test_a_kind_without_such_a_key_stays_as_it_was() -> None:
    kind = replace(TRIPS, columns=(Column("外出编号", "key", required=True),))
    table = Table("trips", "甲.xlsx", "表", "", _frame(["1", None]))

    assert with_running_numbers([table], {"trips": kind}) == (table,)


def _frame(cells: list[str | None]) -> pd.DataFrame:
    return pd.DataFrame({"外出编号": cells}, index=range(2, 2 + len(cells)), dtype=object)
