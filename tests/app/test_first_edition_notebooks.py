"""A campaign's own notebooks of the first edition still run: they import kit.desk.stages (DESIGN 9)."""

import json
import shutil
from pathlib import Path

import nbformat
import pytest

from kit.app import stages as now
from kit.app.build.notebooks import run_notebook
from kit.desk import stages

ROOT = Path(__file__).parents[2]
FIRST_EDITION = """
from kit.desk import stages
work = stages.open_campaign(campaign)
stages.sheets_read(work)
stages.findings(work)
stages.ledger(work)
stages.chart_of_returns(work)
stages.forms_by_channel(work)
stages.opinions_by_origin(work)
stages.chart_of_origins(work)
by_period = stages.opinions_over_time(work)
stages.chart_over_time(by_period)
stages.opinions_by_aspect(work)
stages.chart_of_aspects(work)
stages.words_by_aspect(work, 8)
suggested = stages.suggestions(work)
stages.proposals(work, suggested)
stages.accuracy(suggested)
by_issue = stages.hot_issues(work)
stages.chart_of_hot_issues(by_issue)
stages.results_by_unit(work)
stages.chart_of_units(work)
stages.approval_by_unit_item(work, "")
stages.chart_of_grades(work, "")
stages.chart_of_changes(work)
drafts = stages.draft(work, [], fresh=False)
stages.table_of_drafts(drafts)
batch = stages.notices(work, [], 1, fresh=False)
stages.table_of_notices(batch)
verified = stages.verify(work, 20)
stages.table_of_verified(verified)
stages.table_of_findings(verified)
stages.table_of_open_places(work, verified)
"""


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "data/demo", tmp_path / "demo", ignore=shutil.ignore_patterns("out", "opinions"))
    return tmp_path / "demo"


def notebook(folder: Path) -> Path:
    """Write a notebook of one parameters cell and a cell for each line of the first edition."""
    path = folder / "first.ipynb"
    parameters = nbformat.v4.new_code_cell('campaign: str = ""', metadata={"tags": ["parameters"]})
    lines = [nbformat.v4.new_code_cell(line) for line in FIRST_EDITION.strip().splitlines()]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=[parameters, *lines], metadata=kernel), path)
    return path


def test_every_step_that_the_first_edition_had_still_runs(demo: Path, tmp_path: Path) -> None:
    run_notebook(notebook(tmp_path), tmp_path / "run.ipynb", {"campaign": str(demo)})

    cells = json.loads((tmp_path / "run.ipynb").read_text(encoding="utf-8"))["cells"]
    shown = [cell for cell in cells if cell["cell_type"] == "code" and cell["outputs"]]
    assert len(shown) == FIRST_EDITION.count("\nstages.")
    assert list((demo / "out/drafts").glob("*.docx"))
    assert (demo / "out/facts.json").is_file()


def test_both_doors_lead_to_the_same_steps() -> None:
    assert [name for name in now.__all__ if getattr(stages, name) is not getattr(now, name)] == []
