"""What clerks type into a cell and what is made of it (figures.md Appendix B)."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.model.table import Column
from kit.sheets.values import Read, read_count, read_day, read_key, read_list, read_number, read_text
from kit.text.numbers import chinese_numeral

Said = Callable[..., list[str]]
COUNT, DAY = Column("份数", "count"), Column("日期", "date")
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def count(cell: Any) -> Read:
    return read_count(cell, COUNT, 2009)


def day(cell: Any) -> Read:
    return read_day(cell, DAY, 2009)


@pytest.mark.parametrize("typed", ["１２", "12份", "十二", "12 ", "12", "十二份", "12.0", "　12　", "12件"])
def test_a_count_is_read_however_it_was_typed(typed: str) -> None:
    assert count(typed).value == 12


def test_a_thousands_comma_is_no_decimal_point() -> None:
    assert count("1,234").value == 1234


@pytest.mark.parametrize(
    "typed", ["约150", "150多", "150-160", "150～160", "近百", "一百多", "150左右", "数十"]
)
def test_a_rough_number_is_refused_as_such(typed: str) -> None:
    read = count(typed)

    assert read.value is None
    assert read.fault == f"“{typed}”不是确切的数"


@pytest.mark.parametrize("typed", ["很好", "1/2", "12e3", "见附件", "1.5"])
def test_what_is_no_count_is_never_guessed(typed: str) -> None:
    assert count(typed).value is None
    assert count(typed).fault


def test_a_percentage_is_not_taken_for_a_count() -> None:
    assert "是百分比" in (count("93.9%").fault or "")


@pytest.mark.parametrize(("cell", "fault"), [(-3.0, "不能是负数"), (2.5, "应当是整数")])
def test_a_negative_or_broken_count_is_refused(cell: float, fault: str) -> None:
    assert fault in (count(cell).fault or "")


@given(st.integers(0, 9999), st.sampled_from(["", "份", "件", "条"]), st.sampled_from(["", " ", "　"]))
def test_the_same_number_is_read_in_digits_full_width_and_chinese(number: int, unit: str, space: str) -> None:
    ways = [str(number), str(number).translate(FULL_WIDTH), chinese_numeral(number), f"{number}.0"]

    assert {count(f"{space}{way}{unit}{space}").value for way in ways} == {number}


@given(st.integers(0, 9999), st.sampled_from(["约{}", "{}多", "{}余", "近{}", "{}左右", "{}-{}", "{}以上"]))
def test_no_rough_number_is_ever_counted(number: int, way: str) -> None:
    assert count(way.format(number, number + 5)).value is None


@given(st.text(max_size=8))
def test_any_text_is_a_count_or_a_fault_and_never_a_crash(text: str) -> None:
    read = count(text)

    assert (read.value is None) == (read.fault is not None)
    assert read.value is None or read.value >= 0


def test_a_clean_count_is_not_worth_a_word_and_a_converted_one_is() -> None:
    assert count(12.0) == Read(12)
    assert count("12") == Read(12)
    assert count("12份").note == "12"


def test_a_number_of_hours_is_exact() -> None:
    assert read_number(0.1, COUNT, 2009).value == Fraction(1, 10)
    assert read_number("1.5学时", COUNT, 2009).value == Fraction(3, 2)
    assert read_number("两", COUNT, 2009).value == 2


@pytest.mark.parametrize(
    "typed",
    [
        "2009.3.30",
        "2009-3-30",
        "2009/03/30",
        "2009年3月30日",
        "3月30日",
        "3月30日（星期一）",
        "３月３０日",
        "20090330",
        "3月30日上午",
        39902.0,
        date(2009, 3, 30),
        datetime(2009, 3, 30, 15, 0),  # noqa: DTZ001 - as calamine gives it
    ],
)
def test_a_date_is_read_however_it_was_typed(typed: Any) -> None:
    assert day(typed).value == date(2009, 3, 30)


def test_a_vague_date_stays_vague_and_is_logged() -> None:
    read = day("3月底")

    assert (str(read.value), read.note) == ("3月底", "3月底")


@pytest.mark.parametrize("typed", ["3月32日", "20091340", "下周一", "3月3日—1日", 12.0])
def test_what_is_no_date_is_refused(typed: Any) -> None:
    assert day(typed).value is None
    assert "不是日期" in (day(typed).fault or "")


def test_a_deadline_may_be_a_word_the_column_allows() -> None:
    deadline = Column("完成时限", "date", choices=("长期",), choice_aliases={"长期坚持": "长期"})

    assert read_day("长期坚持", deadline, 2009).value == "长期"
    assert read_day("6月底", deadline, 2009).fault is None


def test_a_text_loses_the_spaces_around_it_and_the_breaks_of_a_narrow_cell() -> None:
    assert read_text("　市财\n政局 ", COUNT, 2009).value == "市财政局"
    assert read_text(3.0, COUNT, 2009).value == "3"


def test_a_key_is_the_same_typed_as_number_text_or_full_width() -> None:
    assert {read_key(cell, COUNT, 2009).value for cell in (7.0, "7", "７", " 7 ")} == {"7"}


@pytest.mark.parametrize("typed", ["Y1、Y2，Y3", "Y1,Y2;Y3", "Y1；Y2、Y3", "Y1\nY2\nY3", "Ｙ1、Y2、Y3"])
def test_a_list_is_split_at_every_usual_mark(typed: str) -> None:
    assert read_list(typed, COUNT, 2009).value == ("Y1", "Y2", "Y3")


def test_a_list_of_sentences_is_split_between_the_sentences_only() -> None:
    assert read_list("精简会议、文件；限定时长", COUNT, 2009).value == ("精简会议、文件", "限定时长")


@pytest.mark.parametrize(
    "typed", ["在东乡、西乡设急救点", "会议压减三成，实行无会周", "修路、架桥、通水（年内）"]
)
def test_a_sentence_of_a_list_is_never_cut_and_stays_word_for_word(typed: str) -> None:
    measures = Column("整改措施", "list", clauses=True)

    assert read_list(typed, measures, 2009).value == (typed,)
    assert read_list(f"{typed}；第二项\n第三项", measures, 2009).value == (typed, "第二项", "第三项")


def test_every_refused_cell_is_named_and_every_conversion_logged_once_a_column(
    inbox: Any, said: Said
) -> None:
    inbox.draw(
        "发放.xlsx",
        """
        批次  渠道    发放份数  收回份数
        1     机关    12份      十
        2     企业    ２０      约15
        3     社区    30        25
        """,
    )

    reading = inbox.read()

    assert said(reading.findings) == [
        (
            "发放.xlsx「表」第2行“发放份数”列：第2、3行的写法已换算："
            "“12份”读作 12、“２０”读作 20。不对的话请改正原表。"
        ),
        "发放.xlsx「表」第3行“收回份数”列：“约15”不是确切的数，要用它的合计先不算。请核实后填准确的数字。",
        "发放.xlsx「表」第2行“收回份数”列：第2行的写法已换算：“十”读作 10。不对的话请改正原表。",
    ]
    assert inbox.column("opinion_forms", "收回份数") == [10, None, 25]


def test_a_formula_error_is_named_and_not_taken_for_an_empty_cell(inbox: Any, said: Said) -> None:
    inbox.draw(
        "发放.xlsx",
        """
        批次  渠道  发放份数  收回份数  无意见份数
        1     机关  12        10        =ERR
        """,
    )

    assert said(inbox.read().findings) == [
        "发放.xlsx「表」第2行“无意见份数”列：公式算不出来，显示的是 #DIV/0!。请改正公式，或直接填数。"
    ]


def test_a_percentage_of_one_hundred_is_not_taken_for_one(inbox: Any, said: Said) -> None:
    inbox.draw(
        "发放.xlsx",
        """
        批次  渠道  发放份数  收回份数
        1     机关  12        =PCT1
        """,
    )

    assert said(inbox.read().findings) == [
        "发放.xlsx「表」第2行“收回份数”列：“100%”是百分比，这里要填个数，要用它的合计先不算。请填实际的数，百分比由程序计算。"
    ]


def test_a_required_cell_that_is_empty_is_named(inbox: Any, said: Said) -> None:
    inbox.draw(
        "发放.xlsx",
        """
        批次  渠道  发放份数  收回份数
        1     _     12        10
        """,
    )

    assert said(inbox.read().findings) == [
        "发放.xlsx「表」第2行“渠道”列：没有填，这一行先不算。这一列必须填。"
    ]


def test_thirty_faults_of_a_column_are_named_and_the_rest_counted(inbox: Any) -> None:
    lines = "\n".join(f"{number} 机关 约{number} 0" for number in range(1, 101))
    inbox.draw("发放.xlsx", f"批次 渠道 发放份数 收回份数\n{lines}")

    findings = inbox.read().findings

    assert [finding.rule for finding in findings] == ["reading.count"] * 30 + ["reading.more"]
    assert "还有 70 格" in findings[-1].problem
    assert findings[-1].level == "warning"


def test_a_cell_with_a_time_or_a_truth_value_is_text_where_text_is_asked(inbox: Any) -> None:
    inbox.draw(
        "学习.csv",
        """
        日期      起止时段     学习内容  形式      学时
        3月1日    9:00—11:00  '1        集体学习  0.5
        """,
    )

    [row] = inbox.rows("study_sessions")

    assert (row["起止时段"], row["学习内容"], row["形式"], row["学时"]) == (
        "9:00—11:00",
        "1",
        "集中学习",
        Fraction(1, 2),
    )


@pytest.mark.parametrize(
    ("typed", "days"), [("半天", "1/2"), ("一天半", "3/2"), ("2天半", "5/2"), ("两个半天", "1"), ("3天", "3")]
)
def test_half_a_day_is_a_number_and_no_count(typed: str, days: str) -> None:
    assert read_number(typed, Column("天数", "number"), 2009).value == Fraction(days)
    read = count(typed)
    assert read.value == (3 if days == "3" else None)
    assert "填 0" not in (read.remedy or "")


@given(st.dates(date(2008, 11, 5), date(2008, 12, 31)), st.integers(1, 55))
def test_a_span_over_new_year_begins_in_the_old_year_and_ends_in_the_new(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    if last.year == first.year:
        return
    for typed in (
        f"{first.month}.{first.day}—{last.month}.{last.day}",
        f"{first.month}月{first.day}日至{last.month}月{last.day}日",
    ):
        assert read_day(typed, DAY, 2008).value == first
        assert read_day(typed, Column("时限", "date", deadline=True), 2008).value == last


@pytest.mark.parametrize("typed", ["9.22-3.1", "3.2—2.1", "12.28—2.30"])
def test_two_days_that_are_no_span_are_no_date(typed: str) -> None:
    assert read_day(typed, DAY, 2009).value is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("陆 远", "陆远"),
        ("丁　一", "丁一"),
        ("银  杏", "银杏"),
        ("陆 远、沈 浩，欧阳明", "陆远、沈浩，欧阳明"),
        ("陆 远主持", "陆 远主持"),
        ("财政局 二楼", "财政局 二楼"),
        ("A 组", "A 组"),
    ],
)
def test_a_blank_inside_a_name_of_two_letters_is_for_the_eye(typed: str, meant: str) -> None:
    assert read_text(typed, Column("姓名"), 2009).value == meant


@given(st.text("甲乙丙丁", min_size=2, max_size=2), st.sampled_from(["", " ", "　", "  ", "\xa0"]))
def test_law_names_are_one_however_they_are_spaced(name: str, blank: str) -> None:
    spaced = blank.join(name)

    assert read_text(spaced, Column("姓名"), 2009).value == name
    assert read_list(f"{spaced}、某某某", Column("领导", "list"), 2009).value == (name, "某某某")
