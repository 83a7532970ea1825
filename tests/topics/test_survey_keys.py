"""A key to numbered answers (survey_keys) gives questions and options their words, however it is laid out."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.model.campaign import Campaign
from kit.model.fact import Facts
from kit.model.table import Sheets
from kit.sheets.claiming import Claiming
from kit.sheets.grid import Grid
from kit.sheets.surveying.answer_sheets import claim_answer_sheets, questions_under
from kit.sheets.surveying.codebooks import claim_codebook
from kit.topics.ledger import count_all
from kit.topics.surveys import check_coded

OFFICE = {"name": "某办公室", "body": "某机关", "body_short": "机关"}
CAMPAIGN = Campaign.model_validate({"campaign": {"title": "试", "year": 2024}, "office": OFFICE})
WARDS, NEEDS, GRADES = ("内科", "外科", "妇产科"), ("饭菜", "停车"), ("非常满意", "满意", "不满意")
LONG: list[list[Any]] = [
    ["题号", "题目", "编码", "选项"],
    *([["Q1", "您的科室", 1.0, "内科"], ["", "", 2.0, "外科"], ["", "", 3.0, "妇产科"]]),
    *([["Q2", "您希望改进什么（多选）", 1.0, "饭菜"], ["", "", 2.0, "停车"]]),
    *([["Q3", "请评价", "", ""], ["Q3_R1", "医生", 1.0, "非常满意"], ["", "", 2.0, "满意"]]),
    *([["", "", 3.0, "不满意"], ["Q4", "推荐的可能性打几分", "", ""]]),
]
SHORT: list[list[Any]] = [
    ["变量", "变量标签", "值标签"],
    ["Q1", "您的科室", "1=内科；2=外科；3=妇产科"],
    ["Q2", "您希望改进什么（多选）", "1=饭菜 2=停车"],
    ["Q3", "请评价", ""],
    ["Q3_R1", "医生", "1：非常满意\n2：满意\n3：不满意"],
    ["Q4", "推荐的可能性打几分", ""],
]


def answers(rows: list[list[int]]) -> Grid:
    heading = ["序号", "提交时间", "Q1", "Q2_1", "Q2_2", "Q3_R1", "Q4"]
    body = [[float(at), f"2024/5/8 09:00:{at:02d}", *map(float, row)] for at, row in enumerate(rows, 1)]
    return Grid("问卷.xlsx", "数据", [heading, *body])


def sheets_of(rows: list[list[int]], key: list[list[Any]] | None) -> Sheets:
    told = Claiming("0" * 64, CAMPAIGN)
    found = [claim_answer_sheets(answers(rows), told)]
    if key is not None:
        found.append(claim_codebook(Grid("问卷.xlsx", "编码表", key), told))
    return Sheets(tuple(each.table for each in found if each is not None))


def count_of(facts: Facts, question: str, option: str) -> Any:
    fact = facts.get(f"surveys.问卷.{question}.{option}.count")
    return 0 if fact is None else fact.value


@pytest.mark.parametrize("key", [LONG, SHORT], ids=["a row an option", "a row a question"])
@settings(max_examples=20)
@given(
    st.lists(
        st.tuples(
            st.integers(1, 3), st.integers(0, 1), st.integers(0, 1), st.integers(1, 3), st.integers(0, 10)
        ).map(list),
        min_size=12,
        max_size=40,
    )
)
def test_law_numbers_are_counted_under_the_words_of_the_key(
    key: list[list[Any]], rows: list[list[int]]
) -> None:
    rows[:6] = [[1, 1, 1, 1, 0], [2, 0, 1, 2, 10], [3, 1, 0, 3, 5]] * 2

    facts = count_all(sheets_of(rows, key), CAMPAIGN)

    for number, ward in enumerate(WARDS, 1):
        assert count_of(facts, "您的科室", ward) == sum(row[0] == number for row in rows)
    for at, need in enumerate(NEEDS, 1):
        assert count_of(facts, "您希望改进什么(多选)", need) == sum(row[at] for row in rows)
    for number, grade in enumerate(GRADES, 1):
        assert count_of(facts, "请评价.医生", grade) == sum(row[3] == number for row in rows)
    assert facts["surveys.问卷.推荐的可能性打几分.mean"].value * len(rows) == sum(row[4] for row in rows)  # type: ignore[operator]


def test_numbers_without_a_key_are_counted_as_numbers_and_that_is_said() -> None:
    rows = [[at % 3 + 1, at % 2, 1, 1 + at % 2, at % 11] for at in range(24)]
    bare, keyed = sheets_of(rows, None), sheets_of(rows, LONG)

    [finding] = check_coded(bare, CAMPAIGN)

    assert "“Q1”" in finding.problem
    assert "编码表" in finding.remedy
    assert list(check_coded(keyed, CAMPAIGN)) == []


def test_a_key_is_no_survey_wherever_its_rows_are_looked_at() -> None:
    grid = Grid("问卷.xlsx", "编码表", LONG)

    assert claim_answer_sheets(grid, Claiming("0" * 64, CAMPAIGN)) is None
    assert [questions_under(grid, at) for at in range(len(LONG))] == [None] * len(LONG)


def test_a_price_list_or_a_ledger_is_no_key() -> None:
    told = Claiming("0" * 64, CAMPAIGN)
    goods = [["编码", "名称", "说明"], *([float(at), f"物品{at}", "好用"] for at in range(1, 9))]
    problems = [["问题", "编号", "说明"], *([f"路灯{at}不亮", f"W{at}", "已修"] for at in range(1, 9))]

    assert claim_codebook(Grid("目录.xlsx", "表", goods), told) is None
    assert claim_codebook(Grid("台账.xlsx", "表", problems), told) is None
