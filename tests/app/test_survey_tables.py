"""Surveys in the notebook: results question by question, and cross tables that show no small cell."""

from collections import Counter
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from strangers import stranger

from kit.app import stages
from kit.app.build.notebooks import run_notebook
from kit.app.work import Work, open_campaign
from kit.model.campaign import Campaign
from kit.model.finding import ParameterError
from kit.model.table import Sheets
from kit.sheets.claiming import Claiming
from kit.sheets.grid import Grid
from kit.sheets.inbox import Reading
from kit.sheets.surveying.answer_sheets import claim_answer_sheets

ROOT = Path(__file__).parents[2]
OFFICE = {"name": "某办公室", "body": "某机关", "body_short": "机关"}


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Work:
    return open_campaign(stranger("health_bureau", tmp_path_factory.mktemp("tables") / "局"))


def test_every_option_is_listed_with_its_count_and_share(bureau: Work) -> None:
    shown = stages.survey_results(bureau)

    assert len(shown) == 4 + 4 + 5
    [row] = shown[shown["选项"] == "形式主义"][["人数", "占比"]].to_numpy().tolist()
    assert row == ["39", "45.3%"]


def test_a_cross_table_says_its_bases_and_hides_cells_of_few_people(bureau: Work) -> None:
    shown: Any = stages.survey_crosstab(bureau)
    cells = [str(cell) for row in shown.to_numpy().tolist() for cell in row[1:]]

    assert "服务对象（21人）" in shown.columns
    assert "24（80.0%）" in cells
    assert {"不足5", "隐去"} <= set(cells)
    assert all(int(cell.partition("（")[0]) >= 5 for cell in cells if cell[0].isdigit())


def work_of(*rows: list[Any]) -> Work | None:
    campaign = Campaign.model_validate({"campaign": {"title": "试", "year": 2024}, "office": OFFICE})
    found = claim_answer_sheets(Grid("某问卷.xlsx", "表", list(rows)), Claiming("0" * 64, campaign))
    return None if found is None else Work(campaign, "", Reading(Sheets((found.table,))), ())


def test_a_survey_or_a_question_of_few_answers_says_so() -> None:
    heading = ["序号", "提交时间", "所用时间", "1、您的评价", "2、您最常去哪里"]
    times = [f"2024/5/8 09:00:{at:02d}" for at in range(12)]
    small = work_of(heading, *([at, times[at], "60秒", "满意", "东馆"] for at in range(3)))
    blank = work_of(heading, *([at, times[at], "60秒", "满意", ""] for at in range(12)))

    assert small is not None
    assert blank is not None
    assert stages.survey_results(small)["题目"].tolist() == ["答卷少于5份，不分项列出"]
    assert "没有人作答" in stages.survey_results(blank)["选项"].tolist()


@given(
    st.lists(
        st.tuples(st.sampled_from("甲甲甲甲乙乙乙丙"), st.sampled_from("好好好差")), min_size=12, max_size=60
    )
)
@settings(max_examples=30)
def test_law_no_group_below_the_minimum_is_known_from_bases_and_cells(pairs: list[tuple[str, str]]) -> None:
    pairs[:4] = [("甲", "好"), ("甲", "差"), ("乙", "好"), ("乙", "差")]
    rows = [[float(at), f"{unit}组", good] for at, (unit, good) in enumerate(pairs, 1)]
    work = work_of(["序号", "1、您在哪个组", "2、您的评价"], *rows)
    assume(work is not None)
    assert work is not None

    shown: Any = stages.survey_crosstab(work, "哪个组")
    bases = [str(name).partition("（")[2].rstrip("人）") for name in shown.columns[2:]]
    sizes = Counter(unit for unit, _ in pairs)
    known = [int(base) for base in bases if base.isdigit()]

    assert all(base >= 5 for base in known)
    rest = len(pairs) - sum(known)
    assert len(known) == len(sizes) or rest >= 5 or not known
    for name, column in zip(bases, shown.columns[2:], strict=True):
        if not name.isdigit():
            assert {str(cell) for cell in shown[column]} <= {"不足5", "隐去"}


def test_another_question_may_part_the_answer_sheets_and_one_that_is_not_there_is_named(bureau: Work) -> None:
    shown = stages.survey_crosstab(bureau, "总体评价")

    assert "好（53人）" in shown.columns
    with pytest.raises(ParameterError, match="您的身份是"):
        stages.survey_crosstab(bureau, "年龄")


def test_the_page_of_the_notebook_shows_the_surveys(bureau: Work, tmp_path: Path) -> None:
    path = ROOT / "notebooks" / "3_evaluation.ipynb"

    run_notebook(path, tmp_path / path.name, {"campaign": str(bureau.campaign.folder)})

    cells = {cell.id: cell for cell in nbformat.read(tmp_path / path.name, as_version=4).cells}
    assert "形式主义" in cells["surveys"].outputs[0].data["text/html"]
    page = cells["crosstab"].outputs[0].data["text/html"]
    assert "不足5" in page
    assert "117.139" not in page
