"""The report on surveys (survey_report, survey_opinions): what was answered, and nobody by name."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from document_drawing import filled
from hypothesis import given
from hypothesis import strategies as st
from strangers import stranger

from kit.app.make.drafting import chosen_kinds, draft_documents, orders
from kit.app.work import Work, open_campaign
from kit.documents import document_kinds
from kit.docx.outline import outline
from kit.form.judge import lint
from kit.model.campaign import Campaign
from kit.model.draft import Material
from kit.model.suppression import hidden_cells
from kit.model.survey import SurveySettings
from kit.model.table import Sheets, Table
from kit.sheets.claiming import Claiming
from kit.sheets.grid import Grid
from kit.sheets.surveying.answer_sheets import claim_answer_sheets
from kit.sheets.surveying.totals import claim_survey_totals
from kit.topics.ledger import count_all
from kit.topics.surveys import count_surveys

NAME = "问卷调查情况报告"


def material(campaign: Campaign, *grids: Grid) -> Material:
    tables: list[Table] = []
    for grid in grids:
        told = Claiming("0" * 64, campaign)
        found = claim_answer_sheets(grid, told) or claim_survey_totals(grid, told)
        assert found is not None
        tables.append(found.table)
    sheets = Sheets(tuple(tables))
    return Material(campaign, sheets, count_all(sheets, campaign))


def report(campaign: Campaign, *grids: Grid) -> str:
    return outline(filled("survey_report", material(campaign, *grids)).data)


def survey(name: str, number: int) -> Grid:
    rows = [
        [
            float(at),
            f"2023/9/{at % 20 + 1} 8:00:{at % 60:02d}",
            f"117.1.1.{at}",
            "满意" if at % 3 else "不满意",
            ["交通┋住房", "住房", "交通"][at % 3],
            ["某某某的电话是13800000000，路灯坏了", "无", "很好", ""][at % 4],
        ]
        for at in range(1, number + 1)
    ]
    heading = [
        "序号",
        "提交答卷时间",
        "来自IP",
        "1、您的评价是",
        "2、您关心什么（多选）",
        "3、您有什么意见？",
    ]
    return Grid(f"{name}.xlsx", "Sheet1", [heading, *rows])


def test_each_question_is_a_sentence_and_a_table_with_its_base(campaign: Campaign) -> None:
    said = report(campaign, survey("某某问卷", 12))

    assert "共收回答卷12份，填写时间为2023年9月2日至2023年9月13日。" in said
    assert "这一题12人作答，选“满意”的8人，占66.7%；选“不满意”的4人，占33.3%。" in said
    assert "各项相加可能超过100%" in said
    assert "写了意见建议的3份，没有意见的6份（其中空白3份），只写“很好”之类的3份。" in said


def registered(aspects: Sequence[str], column: str = "3、您有什么意见？") -> tuple[Table, ...]:
    """Return the register with an opinion an aspect, "" for one that nobody sorted yet."""
    numbers = [f"Y{at:03d}" for at in range(1, len(aspects) + 1)]
    raw = {
        "意见ID": numbers,
        "原文": ["某处的路灯坏了"] * len(numbers),
        "来源文件": "某某问卷.xlsx",
        "来源列": column,
    }
    sorted_ = [(number, aspect) for number, aspect in zip(numbers, aspects, strict=True) if aspect]
    merged = {
        "归纳ID": [f"G{number}" for number, _ in sorted_],
        "一级方面": [aspect for _, aspect in sorted_],
        "来源意见ID": [(number,) for number, _ in sorted_],
    }
    return tuple(
        Table(
            kind,
            "register",
            "登记簿",
            "0" * 64,
            pd.DataFrame(cells, index=range(2, 2 + len(cells[key])), dtype=object),
        )
        for kind, key, cells in (("opinions", "意见ID", raw), ("merged_opinions", "归纳ID", merged))
    )


def test_what_was_written_is_told_by_aspect_once_all_of_it_was_sorted(campaign: Campaign) -> None:
    drawn = material(campaign, survey("某某问卷", 12))

    def told(*tables: Table) -> str:
        sheets = Sheets((*drawn.sheets.tables, *tables))
        facts = {fact.id: fact for fact in count_surveys(sheets, campaign)}
        return outline(filled("survey_report", Material(campaign, sheets, facts)).data)

    assert "登记的意见建议按方面分，城市管理方面2条、交通方面1条。" in told(
        *registered(["交通", "城市管理", "城市管理"])
    )
    assert "按方面分" not in told(*registered(["交通", "城市管理", ""]))
    assert "按方面分" not in told(*registered(["交通", "城市管理"], column="别的表的一列"))
    assert "按方面分" not in told()


def test_how_many_went_out_is_told_where_somebody_knows_it(campaign: Campaign) -> None:
    issued = campaign.model_copy(update={"surveys": (SurveySettings(issued=16),)})

    assert "“某某问卷”发放16份，收回答卷12份，回收率75.0%，填写时间为" in report(
        issued, survey("某某问卷", 12)
    )
    assert "“某某问卷”共收回答卷12份，填写时间为" in report(campaign, survey("某某问卷", 12))


def test_nobodys_words_addresses_or_numbers_stand_in_the_report(campaign: Campaign) -> None:
    said = report(campaign, survey("某某问卷", 12))

    assert [word for word in ("117.1", "13800000000", "某某某", "路灯") if word in said] == []


def test_too_few_answer_sheets_are_not_broken_down(campaign: Campaign) -> None:
    said = report(campaign, survey("某某问卷", 4))

    assert "共收回答卷4份" in said
    assert "答卷少于5份，分项列出会看出个人怎样作答，各题结果不列。" in said
    assert "不足" not in said
    assert "满意”的" not in said


def test_the_most_chosen_answer_of_a_line_names_all_that_have_as_many(campaign: Campaign) -> None:
    grades = ["满意", "一般", "不满意"] * 4
    rows = [[float(at), grade, "满意" if at < 9 else "一般"] for at, grade in enumerate(grades, 1)]
    sheet = Grid("某问卷.xlsx", "Sheet1", [["序号", "1、请评价—环境", "1、请评价—服务"], *rows])

    said = report(campaign, sheet)

    assert "“环境”选“满意”“一般”“不满意”的最多，各占33.3%；“服务”选“满意”的最多，占66.7%。" in said


def test_a_question_that_nobody_answered_says_so_and_has_no_table(campaign: Campaign) -> None:
    rows = [[float(at), "满意" if at % 2 else "一般", "", "", f"{20 + at}岁", "男"] for at in range(1, 13)]
    heading = ["序号", "1、您的评价", "2、您最常去哪个分馆", "3、您有什么建议？", "4、您的年龄", "5、性别"]

    said = report(campaign, Grid("某问卷.xlsx", "Sheet1", [heading, *rows]))

    assert said.count("没有人作答。") == 2
    assert "您最常去哪个分馆”作答情况" not in said
    assert "没有意见的12份" not in said
    assert "平均26.50岁" in said


def test_several_surveys_have_a_chapter_each(campaign: Campaign) -> None:
    said = report(campaign, survey("甲问卷", 12), survey("乙问卷", 9))

    assert "一、甲问卷" in said
    assert "二、乙问卷" in said


def totals(*counts: Sequence[int]) -> Grid:
    rows = [[f"单位{at}", sum(each), *each] for at, each in enumerate(counts, 1)]
    return Grid(
        "汇总.xlsx", "表", [["某测评", "", "", "", ""], ["单位", "人数", "满意", "基本满意", "不满意"], *rows]
    )


def test_a_unit_of_few_is_not_shown_and_cannot_be_told_from_the_sum(campaign: Campaign) -> None:
    said = report(campaign, totals((2, 1, 0), (8, 2, 0), (20, 3, 1), (30, 5, 2)))

    assert "满意20、基本满意3、不满意1" in said
    assert "满意2、" not in said
    assert "满意8、" not in said
    assert "倒推" in said


@given(
    st.lists(st.lists(st.integers(0, 30), min_size=3, max_size=3), min_size=1, max_size=6), st.integers(2, 8)
)
def test_law_what_is_hidden_cannot_be_worked_out_from_the_sums(counts: list[list[int]], least: int) -> None:
    hidden = hidden_cells(counts, least)

    for line in [
        *([(row, at) for at in range(3)] for row in range(len(counts))),
        *([(row, at) for row in range(len(counts))] for at in range(3) if len(counts) > 1),
    ]:
        gone = [counts[row][at] for row, at in line if (row, at) in hidden]
        assert all(counts[row][at] >= least for row, at in line if (row, at) not in hidden)
        assert not gone or len(gone) == len(line) or (len(gone) > 1 and sum(gone) >= least)


@pytest.mark.parametrize("name", ["health_bureau", "water_group"])
def test_a_strangers_report_needs_no_phase_and_has_no_fault_of_form(name: str, tmp_path: Path) -> None:
    folder = stranger(name, tmp_path / name)
    settings = folder / "campaign.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("phase = 1\n", ""), encoding="utf-8")

    [outcome] = draft_documents(open_campaign(folder), chosen_kinds(NAME))

    assert outcome.path is not None
    assert [str(finding) for finding in lint(outcome.path)] == []


def test_where_no_survey_came_nothing_is_said_of_its_report(tmp_path: Path) -> None:
    folder = stranger("water_group", tmp_path / "集团")
    for path in (folder / "inbox").glob("*.xlsx"):
        path.unlink()
    work: Work = open_campaign(folder)

    assert NAME not in {order.kind.name for order in orders(work)}
    assert NAME not in {outcome.kind.name for outcome in draft_documents(work)}
    assert [outcome.ending for outcome in draft_documents(work, chosen_kinds(NAME))] == ["缺表"]


def test_the_report_has_a_kind_of_its_own_and_figures_that_are_exact(campaign: Campaign) -> None:
    facts: Any = material(campaign, survey("某某问卷", 12)).facts

    assert "survey_report" in {kind.id for kind in document_kinds()}
    assert facts["surveys.某某问卷.您的评价是.满意.rate"].value == Fraction(200, 3)
