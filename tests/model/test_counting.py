"""Laws of counting, over generated sheets: what every record of every family may be relied on for."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pandas as pd
import pytest
from drawing import Draw
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.model.campaign import Campaign
from kit.model.counting import By, Distinct, Keep, Names, Rate, Rows, Sums, counted, filled, is_one_of, over
from kit.model.fact import Facts
from kit.model.table import Sheets, Table

CELLS = st.sampled_from(["甲", "乙", "丙", None])
NUMBERS = st.none() | st.integers(0, 99)
SHEET = st.lists(st.tuples(CELLS, NUMBERS, st.sampled_from([True, False, None])), min_size=1, max_size=12)
FIRST = 4
[SUM_OR_0] = over("talks", Sums("sum", "人数或零", "人", "“人数”之和", "人数", zero=True))
QUIET = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
COUNTS = over(
    "talks",
    Rows("rows", "行数", "条", "行数", "类"),
    Rows("kept", "甲乙数", "条", "类为甲、乙", "类", is_one_of("类", "甲", "乙")),
    Rows("dropped", "其余数", "条", "类不是甲、乙", "类", (Keep("类", ("甲", "乙"), but=True),)),
    Rows("typed", "有类数", "条", "“类”有填写的", "类", filled("类")),
    Distinct("kinds", "类数", "个", "不同的类", "类"),
    Names("names", "各类", "类"),
    Sums("people", "人数", "人", "“人数”之和", "人数"),
    By("类", (Rows("by.{word}", "{word}数", "条", "类为“{word}”", "类"),)),
    Rate("rate", "甲乙占比", "kept", "rows", "甲乙数除以行数"),
)


def sheets_of(rows: list[tuple[str | None, int | None, bool | None]]) -> Sheets:
    index = range(FIRST, FIRST + len(rows))
    frame = pd.DataFrame(rows, index=index, columns=["类", "人数", "成"], dtype=object)
    return Sheets((Table("talks", "表.xlsx", "表", "0" * 64, frame.where(frame.notna(), None)),))


def campaign_of() -> Campaign:
    said = {"title": "活动", "year": 2009, "phase": 1}
    return Campaign.model_validate(
        {"campaign": said, "office": {"name": "办", "body": "委", "body_short": "委"}}
    )


@QUIET
@given(SHEET)
def test_rows_counted_are_rows_kept_and_every_row_is_kept_or_dropped(rows: list) -> None:
    facts = Facts(counted(COUNTS, sheets_of(rows), campaign_of()))

    kept = tuple(number for number, row in enumerate(rows, FIRST) if row[0] in {"甲", "乙"})
    assert facts["rows"].value == len(rows)
    if not any(row[0] for row in rows):
        assert not {"kept", "dropped"} & set(facts)  # nobody said what they are
        return
    assert facts["kept"].value == len(kept)
    assert [source.rows for source in facts["kept"].sources] == ([kept] if kept else [])
    assert facts["kept"].value + facts["dropped"].value == facts["rows"].value  # type: ignore[operator]


@QUIET
@given(SHEET)
def test_the_counts_by_value_add_up_to_the_filled_rows_and_distinct_is_at_most_rows(rows: list) -> None:
    facts = Facts(counted(COUNTS, sheets_of(rows), campaign_of()))

    by = {id_: fact for id_, fact in facts.items() if id_.startswith("by.")}
    if not any(row[0] for row in rows):
        assert not by
        assert "kinds" not in facts
        assert "names" not in facts
        return
    assert sum(fact.value for fact in by.values()) == facts["typed"].value  # type: ignore[misc]
    assert len(by) == len(facts["names"]) <= len(rows)
    assert ("kinds" in facts) == all(row[0] for row in rows)
    assert facts.get("kinds", len(by)) == len(by)
    assert list(by) == [f"by.{name}" for name in dict.fromkeys(row[0] for row in rows if row[0])]


@QUIET
@given(SHEET)
def test_a_sum_is_that_of_all_rows_or_there_is_none(rows: list) -> None:
    facts = Facts(counted(COUNTS, sheets_of(rows), campaign_of()))

    if any(row[1] is None for row in rows):
        assert "people" not in facts
    else:
        assert facts["people"].value == sum(row[1] for row in rows)
        assert facts["people"].sources[0].rows == tuple(range(FIRST, FIRST + len(rows)))


TOTALS = ("rows", "kinds", "people", "rate", "sum of a kind", "kinds of a sort")
ALL = (
    *COUNTS,
    *over(
        "talks",
        Sums("sum of a kind", "甲乙人数", "人", "类为甲、乙", "人数", is_one_of("类", "甲", "乙")),
        Distinct("kinds of a sort", "成的类数", "个", "成为是", "类", (Keep("成", (True,)),)),
    ),
)


@QUIET
@given(SHEET, st.data())
def test_law_blanking_a_cell_or_withholding_a_row_never_gives_another_total(rows: list, data: Any) -> None:
    before = Facts(counted(ALL, sheets_of(rows), campaign_of()))
    at, cell = data.draw(st.integers(0, len(rows) - 1)), data.draw(st.sampled_from([0, 1, None]))
    [table] = sheets_of(rows).tables
    if cell is None:
        lost, kept = table.frame.iloc[[at]], table.frame.drop(index=FIRST + at)
        sheets = Sheets((replace(table, frame=kept, withheld=lost),))
    else:
        blanked = [value if place != cell else None for place, value in enumerate(rows[at])]
        sheets = sheets_of([*rows[:at], tuple(blanked), *rows[at + 1 :]])

    after = Facts(counted(ALL, sheets, campaign_of()))

    for id_ in TOTALS:
        assert id_ not in after or after[id_].value == before[id_].value


def test_a_blank_is_nothing_to_count_where_the_record_says_so(campaign: Campaign) -> None:
    spare = Keep("成", (True,))
    counts = over("talks", Sums("sum", "人数", "人", "之和", "人数", spare=spare))

    [known] = counted(counts, sheets_of([("甲", 5, None), ("乙", 7, False), ("丙", None, True)]), campaign)

    assert known.value == 12
    assert not list(counted(counts, sheets_of([("甲", 5, None), ("乙", None, False)]), campaign))


@QUIET
@given(SHEET)
def test_a_rate_is_exact_and_stands_on_its_two_counts(rows: list) -> None:
    facts = Facts(counted(COUNTS, sheets_of(rows), campaign_of()))

    if not all(row[0] for row in rows):
        assert "rate" not in facts  # some may belong to the part
        return
    assert facts["rate"].value == Fraction(100 * facts["kept"].value, facts["rows"].value)  # type: ignore[operator, arg-type]
    assert facts["rate"].parents == ("kept", "rows")


def test_a_sheet_without_rows_or_that_never_came_gives_no_fact(draw: Draw, campaign: Campaign) -> None:
    assert not list(counted(COUNTS, sheets_of([]), campaign))
    assert not list(counted(COUNTS, draw(), campaign))


def test_a_column_that_was_never_there_gives_no_fact_and_never_0(draw: Draw, campaign: Campaign) -> None:
    facts = Facts(counted(COUNTS, draw(talks="别的\n甲\n乙"), campaign))

    assert set(facts) == {"rows"}


@QUIET
@given(SHEET)
def test_law_a_column_with_nothing_in_it_says_as_little_as_one_that_is_missing(rows: list) -> None:
    blank = [(None, None, row[2]) for row in rows]
    sheets = sheets_of(blank)
    [table] = sheets.tables
    without = Sheets((replace(table, frame=table.frame.drop(columns=["类", "人数"])),))
    counts = (*COUNTS, SUM_OR_0)

    emptied, missing = (Facts(counted(counts, each, campaign_of())) for each in (sheets, without))

    assert set(emptied) == set(missing) == {"rows"}


def test_a_lenient_condition_keeps_the_rows_of_a_sheet_without_its_column(
    draw: Draw, campaign: Campaign
) -> None:
    valid = (Keep("有效", (False,), but=True, lenient=True),)
    counts = over("talks", Rows("valid", "有效数", "条", "不含否", "类", valid))

    [without] = counted(counts, draw(talks="类\n甲\n乙"), campaign)
    [beside] = counted(counts, draw(talks="类 有效\n甲 是\n乙 否\n丙 -"), campaign)

    assert (without.value, beside.value) == (2, 2)


@pytest.mark.parametrize(
    ("zero", "said"),
    [(True, {"none": 0}), (False, {})],
)
def test_nothing_kept_is_0_or_no_fact_as_the_record_says(
    *, zero: bool, said: dict[str, int], draw: Draw, campaign: Campaign
) -> None:
    counts = over("talks", Rows("none", "丁数", "条", "类为丁", "类", is_one_of("类", "丁"), zero=zero))

    assert {fact.id: fact.value for fact in counted(counts, draw(talks="类\n甲"), campaign)} == said


def test_no_rate_is_made_of_nought(draw: Draw, campaign: Campaign) -> None:
    nothing = Rows("nothing", "丁数", "条", "类为丁", "类", is_one_of("类", "丁"))
    rows = Rows("rows", "行数", "条", "行数", "类")
    counts = over("talks", nothing, rows, Rate("rate", "占比", "rows", "nothing", "相除"))

    assert "rate" not in Facts(counted(counts, draw(talks="类\n甲"), campaign))


def test_true_is_no_1(draw: Draw, campaign: Campaign) -> None:
    counts = over("talks", Rows("ones", "一", "条", "为1", "数", is_one_of("数", 1)))

    [ones] = counted(counts, draw(talks="数\n是\n1\n否"), campaign)

    assert ones.value == 1


def test_names_come_in_the_order_of_their_dates_and_titles_in_one_pair_of_marks(
    draw: Draw, campaign: Campaign
) -> None:
    sheets = draw(talks="日期 文\n2009-05-02 《甲》\n- 乙\n2009-04-01 丙\n2009-05-03 甲")
    counts = over(
        "talks",
        Names("once", "文件", "文", title=True, by="日期"),
        Names("every", "各次文件", "文", once=False),
    )

    once, every = counted(counts, sheets, campaign)

    assert once.value == ("《丙》", "《甲》", "《乙》")
    assert every.value == ("《甲》", "乙", "丙", "甲")
    assert [source.rows for source in once.sources] == [(2, 3, 4, 5)]


def test_a_function_stands_between_records_and_its_facts_serve_a_rate(draw: Draw, campaign: Campaign) -> None:
    counts = over(
        "talks",
        Rows("rows", "行数", "条", "行数"),
        lambda sheets, campaign: counted(
            over("leaders", Rows("all", "人数", "人", "行数")), sheets, campaign
        ),
        Rate("rate", "占比", "rows", "all", "相除"),
    )

    facts = Facts(counted(counts, draw(talks="甲\n一\n二", leaders="姓名\n甲\n乙\n丙\n丁"), campaign))

    assert list(facts) == ["rows", "all", "rate"]
    assert facts["rate"].value == 50
