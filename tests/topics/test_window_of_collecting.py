"""Answers outside the window of collecting, and rows that tried the form, are named and left out."""

from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd
import pytest
from appraisal_drawing import campaign_of
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from kit.model.table import Table
from kit.topics.appraisal.window import LAST_ONLY, within_window

FIRST = datetime(2009, 6, 1)  # noqa: DTZ001 - a clock on the wall
COLUMNS = ["被评单位", "工作", "提交时间", "填票人", "联系方式", "文字意见"]


def export(*rows: tuple[Any, ...]) -> Table:
    frame = pd.DataFrame([["财政局", "满意", *row] for row in rows], columns=COLUMNS, dtype=object)
    return Table("ballots", "导出.xlsx", "表", "0" * 64, frame.set_index(pd.RangeIndex(2, len(rows) + 2)))


def kept(table: Table, answers: dict[str, str] | None = None, **said: Any) -> tuple[list[int], list[str]]:
    """Return which rows count, and the rules of what was said."""
    campaign = campaign_of(**said).model_copy(update={"answers": answers or {}})
    collected = within_window([table], campaign)
    [made], findings = collected.tables, collected.findings
    lost = collected.left_out[table.file, table.sheet]
    assert sorted([*made.frame.index, *lost]) == sorted(table.frame.index)  # counts, or has a reason
    assert all(lost.values())
    assert not {"提交时间", "填票人", "联系方式"} & set(made.frame)
    return made.frame.index.tolist(), [finding.rule for finding in findings]


@given(st.lists(st.integers(-72, 400), min_size=1, max_size=20))
def test_exactly_the_answers_between_opening_and_close_count(hours: list[int]) -> None:
    moments = [FIRST + timedelta(hours=number) for number in hours]
    table = export(*((f"{at:%Y/%m/%d %H:%M:%S}", None, None, None) for at in moments))

    rows, said = kept(table, opens=date(2009, 6, 2), closes=date(2009, 6, 10))
    whole, nothing = kept(table)

    inside = [row for row, at in enumerate(moments, 2) if date(2009, 6, 2) <= at.date() <= date(2009, 6, 10)]
    assert rows == inside
    assert bool(said) == (len(inside) < len(moments))
    assert (whole, nothing) == (list(range(2, len(moments) + 2)), [])


def test_a_moment_closes_to_the_minute_and_a_row_without_a_time_is_told_and_counts() -> None:
    table = export(
        ("2009-06-10 12:00:00", None, None, None),
        ("2009年6月10日 12:01", None, None, None),
        (None, None, None, None),
    )

    rows, said = kept(table, closes=datetime(2009, 6, 10, 12))  # noqa: DTZ001 - a clock on the wall

    assert (rows, said) == ([2, 4], ["ballots.outside_window"] * 2)


def test_rows_that_tried_the_form_are_left_out_and_no_opinion_on_tests_is() -> None:
    table = export(
        (None, "测试", None, None),
        (None, None, None, "test1"),
        (None, "李测", None, "测试设备太旧，希望更新"),
    )

    assert kept(table) == ([4], ["ballots.tried"])


def test_the_same_person_twice_is_asked_about_and_counts_as_answered() -> None:
    table = export(
        (None, "甲", "13000000001", None),
        (None, "乙", "13000000002", None),
        (None, "甲", "13000000001", None),
    )

    rows, said = kept(table)
    answered = kept(table, {"导出.xlsx「表」·同一人几张": LAST_ONLY})

    assert (rows, said) == ([2, 3, 4], ["ballots.same_person"])
    assert answered == ([3, 4], [])


def test_a_window_that_closes_before_it_opens_is_refused() -> None:
    with pytest.raises(ValidationError, match="一张票也收不到"):
        campaign_of(opens=date(2009, 6, 2), closes=date(2009, 6, 1))


TRIALS = ["测试", "测试测试", "测试数据", "test", "Testing", "试填一下", "测试。", "test1"]


@pytest.mark.parametrize("words", TRIALS)
def test_trials_are_told_in_whatever_words(words: str) -> None:
    rows, said = kept(export((None, None, None, words), (None, None, None, "测试结果公布太慢")))

    assert (rows, said) == ([3], ["ballots.tried"])


def test_an_answer_copied_to_the_second_is_asked_and_alike_answers_are_not() -> None:
    """Law: rows are the same answer on positive evidence only."""
    alike = [(f"2009-06-03 10:00:0{second}", None, None, None) for second in (1, 1, 2)]
    minutes = [("2009-06-03 10:07", None, None, None)] * 2
    table = export(*alike, *minutes)
    question = {"导出.xlsx「表」·同一人几张": LAST_ONLY}

    assert kept(table) == ([2, 3, 4, 5, 6], ["ballots.same_person"])
    assert kept(table, question)[0] == [3, 4, 5, 6]
    assert kept(export(*minutes)) == ([2, 3], [])
