import ast
import re
import shutil
import time
from pathlib import Path
from typing import Any

import nbformat
import papermill
import pytest

from kit.app.build.notebooks import run_notebook
from kit.app.build.steps import STAGES

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
CHINESE = re.compile(r"[\u4e00-\u9fff]")
MOST_LINES = 40


def named(path: Path) -> str:
    return path.stem


def cells(path: Path, kind: str = "code") -> list[Any]:
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == kind]


def source(path: Path) -> str:
    return "\n".join(cell.source for cell in cells(path))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the demo campaign, so that the tests leave the committed one alone."""
    folder = tmp_path_factory.mktemp("data") / "demo"
    shutil.copytree(ROOT / "data/demo/inbox", folder / "inbox")
    shutil.copy(ROOT / "data/demo/campaign.toml", folder)
    shutil.copytree(ROOT / "data/demo/opinions", folder / "opinions")
    return folder


def test_there_is_a_notebook_for_every_stage() -> None:
    assert [path.stem for path in NOTEBOOKS] == [stage.id for stage in STAGES]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=named)
def test_a_committed_notebook_has_no_outputs(path: Path) -> None:
    assert [cell.outputs for cell in cells(path)] == [[] for _ in cells(path)]
    assert {cell.execution_count for cell in cells(path)} == {None}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=named)
def test_every_cell_has_a_name_for_an_id_and_every_step_says_what_it_does(path: Path) -> None:
    ids = [cell.id for cell in nbformat.read(path, as_version=4).cells]

    assert ids[:3] == ["purpose", "parameters", "open"]
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in ids)
    assert len(set(ids)) == len(ids)
    for step in cells(path)[1:]:
        assert re.match(r"# .*[\u4e00-\u9fff]", step.source)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=named)
def test_it_says_in_chinese_what_it_is_for(path: Path) -> None:
    assert CHINESE.search(cells(path, "markdown")[0].source)
    assert nbformat.read(path, as_version=4).metadata.kernelspec.name == "python3"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=named)
def test_its_one_parameters_cell_gives_each_parameter_a_type_a_default_and_a_chinese_comment(
    path: Path,
) -> None:
    tagged = [cell for cell in cells(path) if "parameters" in cell.metadata.get("tags", [])]
    parameters = papermill.inspect_notebook(str(path))

    assert len(tagged) == 1
    assert len(tagged[0].source.splitlines()) == len(parameters)
    for parameter in parameters.values():
        assert parameter["inferred_type_name"] != "None"
        assert CHINESE.search(parameter["help"])
    assert parameters["campaign"]["default"] == '"data/demo"'


@pytest.mark.parametrize("path", NOTEBOOKS, ids=named)
def test_everything_with_an_if_or_a_loop_lives_in_the_kit(path: Path) -> None:
    tree = ast.parse(source(path))
    kinds = (
        ast.FunctionDef,
        ast.ClassDef,
        ast.If,
        ast.IfExp,
        ast.For,
        ast.While,
        ast.comprehension,
        ast.Lambda,
        ast.Try,
    )

    assert not [node for node in ast.walk(tree) if isinstance(node, kinds)]
    assert len([line for line in source(path).splitlines() if line.strip()]) <= MOST_LINES


@pytest.mark.parametrize("path", NOTEBOOKS, ids=named)
def test_it_imports_the_stages_and_nothing_else(path: Path) -> None:
    imported = [
        node for node in ast.walk(ast.parse(source(path))) if isinstance(node, (ast.Import, ast.ImportFrom))
    ]

    assert [ast.unparse(node) for node in imported] == ["from kit.app import stages"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=named)
def test_it_runs_on_the_demo_from_top_to_bottom(path: Path, demo: Path, tmp_path: Path) -> None:
    run_notebook(path, tmp_path / path.name, {"campaign": str(demo)})

    executed = cells(tmp_path / path.name)
    assert all(cell.execution_count for cell in executed)
    assert not [
        output for cell in executed for output in cell.outputs if output.output_type in ("error", "stream")
    ]
    assert "text/html" in executed[-1].outputs[0].data or "image/svg+xml" in executed[-1].outputs[0].data


def test_together_they_show_at_least_three_charts_with_their_basis(demo: Path, tmp_path: Path) -> None:
    charts = []
    for path in NOTEBOOKS[:3]:
        run_notebook(path, tmp_path / path.name, {"campaign": str(demo)})
        shown = [output.data for cell in cells(tmp_path / path.name) for output in cell.outputs]
        charts += [data["image/svg+xml"] for data in shown if "image/svg+xml" in data]

    assert len(charts) >= 3
    assert all("口径：" in chart for chart in charts)


def test_another_denominator_shows_both_results_side_by_side(demo: Path, tmp_path: Path) -> None:
    path = ROOT / "notebooks" / "3_evaluation.ipynb"

    run_notebook(path, tmp_path / path.name, {"campaign": str(demo), "denominator": "members"})

    [items] = [cell for cell in cells(tmp_path / path.name) if cell.id == "items"]
    shown = items.outputs[0].data["text/html"]
    assert "分母：有效票" in shown
    assert "分母：应参评人数" in shown


def test_no_notebook_shows_a_person_or_an_opinion_s_text(demo: Path, tmp_path: Path) -> None:
    from kit.app.opinions.steps import persons, texts_by_aspect  # noqa: PLC0415 - used here only
    from kit.app.work import open_campaign  # noqa: PLC0415 - used here only

    sheets = open_campaign(demo).reading.sheets
    path = ROOT / "notebooks" / "2_opinions.ipynb"
    run_notebook(path, tmp_path / path.name, {"campaign": str(demo), "most": 40})
    said = (tmp_path / path.name).read_text(encoding="utf-8")

    assert persons(sheets)
    assert [name for name in persons(sheets) if name in said] == []
    assert [text for texts in texts_by_aspect(sheets).values() for text in texts if text in said] == []


def test_one_runs_in_a_real_kernel_too(demo: Path, tmp_path: Path) -> None:
    path = ROOT / "notebooks" / "1_collect.ipynb"

    run_notebook(path, tmp_path / path.name, {"campaign": str(demo)}, engine=None)

    shown = [cell.outputs[0].data for cell in cells(tmp_path / path.name)[-4:]]
    assert [("text/html" in data, "image/svg+xml" in data) for data in shown] == [(True, False)] * 3 + [
        (False, True)
    ]


def test_running_all_six_in_this_process_takes_seconds(demo: Path, tmp_path: Path) -> None:
    started = time.perf_counter()
    for path in NOTEBOOKS:
        run_notebook(path, tmp_path / path.name, {"campaign": str(demo)})

    assert time.perf_counter() - started < 60  # a hanging kernel, not a slow machine
