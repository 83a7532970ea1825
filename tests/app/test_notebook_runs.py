import warnings
from pathlib import Path
from typing import Any

import nbformat
import pytest
from IPython.core.interactiveshell import InteractiveShell

from kit.app.build.notebooks import NotebookError, run_notebook
from kit.model.finding import ParameterError

PARAMETERS = """campaign: str = "data/demo"  # 活动文件夹
most: int = 8  # 最多几个
units: list = []  # 只做这些
fresh: bool = False  # 全部重做"""


def notebook(folder: Path, *cells: str, parameters: str = PARAMETERS) -> Path:
    """Write a notebook with a parameters cell and these cells, called step1, step2 …."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = nbformat.v4.new_notebook()
        first = nbformat.v4.new_code_cell(parameters, id="parameters", metadata={"tags": ["parameters"]})
        steps = [nbformat.v4.new_code_cell(cell, id=f"step{n}") for n, cell in enumerate(cells, 1)]
    book.cells = [first, *steps]
    book.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    path = folder / "本子.ipynb"
    nbformat.write(book, path)
    return path


def outputs(path: Path, cell: str) -> list[Any]:
    [found] = [each for each in nbformat.read(path, as_version=4).cells if each.id == cell]
    return list(found.outputs)


def test_a_parameter_replaces_the_default(tmp_path: Path) -> None:
    source = notebook(tmp_path, "print(campaign, most)")

    run_notebook(source, tmp_path / "run.ipynb", {"campaign": "别处"})

    assert outputs(tmp_path / "run.ipynb", "step1")[0]["text"] == "别处 8\n"


def test_printing_showing_and_the_last_value_become_outputs_in_their_order(tmp_path: Path) -> None:
    cell = "from IPython.display import display\nprint('一')\ndisplay('二')\nprint('三')\n'四'"

    run_notebook(notebook(tmp_path, cell), tmp_path / "run.ipynb", {})

    said = outputs(tmp_path / "run.ipynb", "step1")
    kinds = [each["output_type"] for each in said]
    assert kinds == ["stream", "display_data", "stream", "execute_result"]
    assert said[3]["data"]["text/plain"] == "'四'"
    assert said[3]["execution_count"] == 2


def test_a_table_and_a_chart_are_shown_as_a_kernel_would_show_them(tmp_path: Path) -> None:
    table = "import pandas as pd\npd.DataFrame({'份数': [40]})"
    chart = "class Chart:\n    def _repr_svg_(self): return '<svg></svg>'\nChart()"

    run_notebook(notebook(tmp_path, table, chart), tmp_path / "run.ipynb", {})

    assert "<table" in "".join(outputs(tmp_path / "run.ipynb", "step1")[0]["data"]["text/html"])
    assert "<svg" in "".join(outputs(tmp_path / "run.ipynb", "step2")[0]["data"]["image/svg+xml"])


def test_one_notebook_sees_nothing_of_another(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    run_notebook(notebook(tmp_path / "a", "secret = 1"), tmp_path / "run.ipynb", {})

    with pytest.raises(NotebookError, match="NameError"):
        run_notebook(notebook(tmp_path, "secret"), tmp_path / "run.ipynb", {})


def test_running_a_notebook_leaves_no_trace_in_this_process(tmp_path: Path) -> None:
    main = __import__("sys").modules["__main__"]

    run_notebook(notebook(tmp_path, "1"), tmp_path / "run.ipynb", {})

    assert __import__("sys").modules["__main__"] is main
    assert not InteractiveShell.initialized()


def test_an_unknown_parameter_is_refused_with_the_nearest_name_before_anything_runs(tmp_path: Path) -> None:
    source = notebook(tmp_path, "print('ran')")

    with pytest.raises(ParameterError, match="没有“campain”这个参数，是不是“campaign”"):
        run_notebook(source, tmp_path / "run.ipynb", {"campain": "别处"})

    assert not (tmp_path / "run.ipynb").exists()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("campaign", 3, "文字"),
        ("most", "8", "整数"),
        ("most", True, "整数"),
        ("units", "财政局", "方括号"),
        ("fresh", 1, "True 或 False"),
    ],
)
def test_a_parameter_of_the_wrong_type_is_refused(
    tmp_path: Path, name: str, value: object, said: str
) -> None:
    with pytest.raises(ParameterError, match=said):
        run_notebook(notebook(tmp_path, "1"), tmp_path / "run.ipynb", {name: value})


def test_all_faulty_parameters_are_named_together(tmp_path: Path) -> None:
    with pytest.raises(ParameterError) as caught:
        run_notebook(notebook(tmp_path, "1"), tmp_path / "run.ipynb", {"campain": "x", "most": "8"})

    assert "campain" in str(caught.value)
    assert "most" in str(caught.value)


FAULT = """# 起草各件文稿
from kit.model.finding import WorkbookError
from kit.model.fact import Place
raise WorkbookError(Place("票.xlsx", "机关", 17, "问题准不准"), "同时选了两个", "请改正这一格")"""


def test_a_failed_step_is_named_with_notebook_file_row_and_remedy(tmp_path: Path) -> None:
    with pytest.raises(NotebookError) as caught:
        run_notebook(notebook(tmp_path, "1", FAULT), tmp_path / "run.ipynb", {})

    said = str(caught.value)
    for part in (
        "本子.ipynb",
        "step2：起草各件文稿",
        "票.xlsx「机关」第17行",
        "同时选了两个",
        "请改正这一格",
    ):
        assert part in said


def test_after_a_failed_step_nothing_runs_and_the_copy_so_far_is_kept_in_chinese_only(tmp_path: Path) -> None:
    with pytest.raises(NotebookError):
        run_notebook(notebook(tmp_path, "print('先')", "1/0", "print('后')"), tmp_path / "run.ipynb", {})

    assert outputs(tmp_path / "run.ipynb", "step1")[0]["text"] == "先\n"
    assert outputs(tmp_path / "run.ipynb", "step2")[0]["ename"] == "ZeroDivisionError"
    assert outputs(tmp_path / "run.ipynb", "step3") == []
    assert "papermill encountered" not in (tmp_path / "run.ipynb").read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["run.ipynb", "本子.ipynb"]


def test_a_syntax_error_in_a_cell_is_a_failed_step_too(tmp_path: Path) -> None:
    with pytest.raises(NotebookError, match=r"step1.*SyntaxError"):
        run_notebook(notebook(tmp_path, "1 +"), tmp_path / "run.ipynb", {})


def test_a_folder_with_braces_in_its_name_is_no_blank_to_fill(tmp_path: Path) -> None:
    folder = tmp_path / "a{b}c"
    folder.mkdir()

    run_notebook(notebook(folder, "print(most)"), folder / "run.ipynb", {"most": 3})

    assert outputs(folder / "run.ipynb", "step1")[0]["text"] == "3\n"
