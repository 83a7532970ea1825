"""Surveys in the notebook: results question by question, and cross tables that show no small cell."""

from pathlib import Path
from typing import Any

import nbformat
import pytest
from strangers import stranger

from kit.app import stages
from kit.app.build.notebooks import run_notebook
from kit.app.work import Work, open_campaign
from kit.model.finding import ParameterError

ROOT = Path(__file__).parents[2]


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
