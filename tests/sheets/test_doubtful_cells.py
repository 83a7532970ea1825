"""A doubtful cell is named and unknown; a cell that decides its row withholds the row; nothing stops."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.model.campaign import Campaign
from kit.model.counting import counted
from kit.model.fact import Facts
from kit.model.table import Column
from kit.sheets.cells import CellLocation, read_column
from kit.sheets.values import Read, read_count, read_day, read_number
from kit.text.dates import Years
from kit.topics import visits

Said = Callable[..., list[str]]
DAY, DUE = Column("日期", "date"), Column("完成时限", "date", choices=("长期",), deadline=True)
VISITS = "日期 领导 对象类型 对象名称 收集意见条数"


def day(cell: Any) -> Read:
    return read_day(cell, DAY, 2024)


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        (9.22, date(2024, 9, 22)),
        (3.12, date(2024, 3, 12)),
        (4.4, date(2024, 4, 4)),  # no month has a 40th
        (2.3, date(2024, 2, 3)),  # nor February a 30th
        ("3.1", date(2024, 3, 1)),  # a text keeps its last 0
        ("11.20", date(2024, 11, 20)),
        ("2025/3/12", date(2025, 3, 12)),
        ("24.4.10", date(2024, 4, 10)),
        ("二〇二四年四月九日", date(2024, 4, 9)),
        ("2023.9.8 上午9:00", date(2023, 9, 8)),
        ("2023-9-8 9:00", date(2023, 9, 8)),
        (45393.4795486111, date(2024, 4, 11)),
    ],
)
def test_a_date_is_read_and_an_unusual_writing_said_as_converted(cell: Any, meant: date) -> None:
    assert day(cell).value == meant


@pytest.mark.parametrize(
    ("cell", "first", "second"), [(3.1, "3月1日", "3月10日"), (11.2, "11月2日", "11月20日")]
)
def test_a_number_whose_last_zero_may_be_lost_is_asked(cell: float, first: str, second: str) -> None:
    read = day(cell)

    assert read.value is None
    assert read.fault == f"“{cell}”可能是2024年{first}，也可能是2024年{second}"


def test_a_month_is_its_last_day_as_a_deadline_and_stays_vague_as_the_day_of_an_event() -> None:
    assert read_day("2023年10月底", DUE, 2023) == Read(date(2023, 10, 31), note="2023年10月31日")
    assert str(day("10月底").value) == "10月底"
    assert read_day("长期", DUE, 2023).value == "长期"


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("9月8日至10日", date(2024, 9, 8), date(2024, 9, 10)),
        ("2023.9.8—9.12", date(2023, 9, 8), date(2023, 9, 12)),
        ("2023-9-8至2023-10-10", date(2023, 9, 8), date(2023, 10, 10)),
    ],
)
def test_of_several_days_an_event_has_the_first_and_a_deadline_the_last_and_both_are_said(
    typed: str, first: date, last: date
) -> None:
    due = read_day(typed, DUE, 2024)

    assert day(typed).value == first
    assert due.value == last
    assert None not in (day(typed).note, due.note)


@pytest.mark.parametrize("typed", ["9月10日至8日", "2023-2024", "第3-5期", "约9月8日-10日", "9.8-9.12.3"])
def test_what_is_no_span_of_days_is_named(typed: str) -> None:
    assert (day(typed).value, bool(day(typed).fault)) == (None, True)


def test_a_deadline_that_is_also_to_be_kept_up_is_the_deadline() -> None:
    assert read_day("2025年底前，并长期坚持", DUE, 2024).value == date(2025, 12, 31)
    assert read_day("45393.4795486111", DAY, 2024).value == date(2024, 4, 11)


def test_a_month_that_is_not_said_is_named_as_that() -> None:
    assert day("月底").fault == "“月底”没有写是哪个月"


def test_a_year_that_the_span_of_the_campaign_gives_is_said() -> None:
    winter = Years(2023, date(2023, 9, 8), date(2024, 1, 12))

    assert read_day("1月5日", DAY, winter) == Read(date(2024, 1, 5), note="2024年1月5日")
    assert read_day("9月9日", DAY, winter) == Read(date(2023, 9, 9))


@pytest.mark.parametrize(
    ("typed", "number"), [("2条", 2), ("12份", 12), ("3件", 3), ("1,234", 1234), ("４１", 41)]
)
def test_a_count_is_read_with_its_unit(typed: str, number: int) -> None:
    assert read_count(typed, Column("条数", "count"), 2024).value == number


def test_a_percentage_is_a_number_and_no_count() -> None:
    assert read_number("90.0%", Column("完成率", "number"), 2024).value == 90
    assert read_count("90.0%", Column("条数", "count"), 2024).value is None


@pytest.mark.parametrize("typed", ["无", "-", "/", "—", "没有"])
def test_none_is_said_where_a_cell_may_be_empty_and_asked_where_it_may_not(typed: str) -> None:
    where = CellLocation("a.xlsx", "表", [2])

    optional = read_column([typed], Column("条数", "count"), where, 2024)
    required = read_column([typed], Column("条数", "count", required=True), where, 2024)

    assert (optional.cells, [f.level for f in optional.findings], set(optional.unread)) == (
        [None],
        ["info"],
        set(),
    )
    assert (required.cells, [f.level for f in required.findings], set(required.unread)) == (
        [None],
        ["warning"],
        {2},
    )


def test_a_doubtful_optional_cell_is_unknown_and_its_row_counts(
    inbox: Any, said: Said, campaign: Campaign
) -> None:
    inbox.draw(
        "走访.xlsx",
        f"{VISITS}\n4月1日 张某 社区 东街 2条\n4月2日 张某 社区 西街 约41\n4月3日 张某 企业 东厂 1",
    )

    reading = inbox.read()
    facts = Facts(counted(visits.FACTS, reading.sheets, campaign))

    assert said(reading.findings, "error", "warning") == [
        "走访.xlsx「表」第3行“收集意见条数”列：“约41”不是确切的数。请核实后填准确的数字。"
    ]
    assert (facts["visits.times"].value, facts["visits.community"].value) == (3, 2)
    assert "visits.opinions" not in facts  # neither 3 nor 44: it is not known


def test_half_a_day_among_the_hours_is_a_warning_and_the_session_counts(inbox: Any) -> None:
    inbox.draw("学习.xlsx", "日期 学习内容 形式 学时\n3月1日 甲 自学 半天\n3月2日 乙 自学 2")

    reading = inbox.read()

    assert [(f.level, f.place.row) for f in reading.findings if f.rule == "reading.count"] == [("warning", 2)]
    assert inbox.column("study_sessions", "学时") == [None, 2]


def test_a_doubtful_cell_that_decides_its_row_withholds_the_row(inbox: Any, said: Said) -> None:
    inbox.draw("走访.xlsx", f"{VISITS}\n3.1 张某 社区 东街 2\n4月2日 张某 社区 西街 1")

    reading = inbox.read()
    [table] = reading.sheets.of("visits")

    assert said(reading.findings) == [
        (
            "走访.xlsx「表」第2行“日期”列：“3.1”可能是2009年3月1日，也可能是2009年3月10日，这一行先不算。"
            "请写成 2009-3-30 或 3月30日 这样。"
        )
    ]
    assert (table.frame.index.tolist(), table.withheld.index.tolist()) == ([3], [2])
    assert reading.sheets.withheld("visits", "对象名称") == {"东街"}


def test_an_answer_off_the_scale_makes_its_item_void_and_the_ballot_counts(inbox: Any, said: Said) -> None:
    inbox.draw("票.xlsx", "票号 被评单位 工作好不好 作风好不好\n1 财政局 满意 好\n2 财政局 好 好")

    assert inbox.column("ballots", "工作好不好") == ["认不清", "好"]
    assert said(inbox.read().findings) == [
        "票.xlsx「表」第2行“工作好不好”列：“满意”不在可填的内容里（好、较好、一般、差、弃权），这一项按无效计。请对照原件改正。"
    ]


SHORT = """
票号 被评单位 工作好不好 作风好不好
1 财政局 较 较
2 财政局 较 差
3 财政局 好 较
4 财政局 好 好
5 财政局 差 好
"""


def test_a_word_off_the_scale_in_several_cells_is_one_question_and_its_answer_holds_for_all(
    inbox: Any,
) -> None:
    inbox.draw("票.xlsx", SHORT)
    asked = {f.question.key: f.question for f in inbox.read().findings if f.question}
    [question] = asked.values()

    inbox.campaign = inbox.campaign.model_copy(update={"answers": {question.key: question.proposal}})

    assert (question.key, question.proposal) == ("评议票：“较”（好、较好、一般、差、弃权）", "较好")
    assert inbox.column("ballots", "作风好不好") == ["较好", "差", "较好", "好", "好"]
    assert inbox.read().findings == ()


def test_the_answer_for_one_cell_goes_before_that_for_its_word(inbox: Any) -> None:
    inbox.draw("票.xlsx", SHORT)
    [key] = {finding.question.key for finding in inbox.read().findings if finding.question}
    answers = {key: "较好", "票.xlsx「表」第2行“工作好不好”列": "按无效计"}

    inbox.campaign = inbox.campaign.model_copy(update={"answers": answers})

    assert inbox.column("ballots", "工作好不好") == ["认不清", "较好", "好", "好", "差"]


def test_a_verdict_that_cannot_be_read_is_not_taken_for_valid(inbox: Any) -> None:
    inbox.draw(
        "票.xlsx", "票号 被评单位 工作好不好 作风好不好 整票判定\n1 财政局 好 好 待定\n2 财政局 好 好 _"
    )

    assert [row["票号"] for row in inbox.rows("ballots")] == ["2"]


def test_a_total_over_a_doubtful_cell_is_not_verified(inbox: Any, said: Said) -> None:
    inbox.draw("走访.xlsx", f"{VISITS}\n4月1日 张某 社区 东街 2\n4月2日 张某 社区 西街 约3\n合计 _ _ _ 5")

    assert not said(inbox.read().findings, "error")


def test_what_the_sheet_of_phases_does_not_say_readably_stops_everything(inbox: Any) -> None:
    inbox.draw("活动.xlsx", "活动名称 阶段序号 阶段名称 统计截止日\n试验 1 第一阶段 月底")

    assert [(f.level, f.rule) for f in inbox.read().findings] == [("error", "reading.date")]


def test_a_campaign_over_new_year_reads_days_without_a_year_in_its_span(inbox: Any) -> None:
    inbox.draw("走访.xlsx", f"{VISITS}\n1月5日 张某 社区 东街 2\n10月8日 张某 社区 西街 1")
    inbox.draw(
        "活动.xlsx",
        "活动名称 阶段序号 阶段名称 开始 结束 统计截止日\n试验 1 一 2009-9-8 2010-1-12 2010-1-12",
    )

    assert inbox.column("visits", "日期") == [date(2010, 1, 5), date(2009, 10, 8)]


COLUMNS = st.builds(
    Column,
    st.just("列"),
    st.sampled_from(["count", "number", "date", "choice", "yes_no"]),
    required=st.booleans(),
    choices=st.just(("社区", "村屯")),
    open=st.booleans(),
    deadline=st.booleans(),
)
CELLS = st.one_of(
    st.text(max_size=8),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(["约41", "半天", "3.1", 3.1, 9.22, "90.0%", "无", "/", "#REF!", "养老院", "月底", "41"]),
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(CELLS, min_size=1, max_size=5), COLUMNS)
def test_law_every_cell_is_a_value_or_said_none_or_named_and_none_stops(
    cells: list[Any], column: Column
) -> None:
    where = CellLocation("a.xlsx", "表", range(2, 2 + len(cells)))

    reading = read_column(cells, column, where, 2024)

    assert {finding.level for finding in reading.findings} <= {"warning", "info"}
    named = {finding.place.row for finding in reading.findings if finding.level == "warning"}
    assert reading.unread <= named
    for row, cell, value in zip(where.rows, cells, reading.cells, strict=True):
        is_blank = not str(cell).strip(" \t\r\n\u3000\xa0\u200b\ufeff")
        assert value is not None or row in named or is_blank or column_says_none(cell)


def column_says_none(cell: Any) -> bool:
    return str(cell).strip() in {"无", "/", "-", "–", "—", "\\", "－", "／"}
