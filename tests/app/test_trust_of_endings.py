"""A run that ends badly says so in one line: disk full, Ctrl-C, a fault of the kit; nothing lies about."""

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest

from kit.app.build.notebooks import NotebookError, run_notebook
from kit.app.cli.faults import HALTED, LOG, STOPPED, told
from kit.files.writing import make_folder
from kit.model.fact import Fact
from kit.model.finding import WriteError
from kit.text.saying import change_text

FULL = OSError(errno.ENOSPC, "No space left on device")


def raising(error: BaseException) -> Any:
    def run() -> int:
        raise error

    return run


def notebook(folder: Path, cell: str) -> Path:
    book = nbformat.v4.new_notebook()
    first = nbformat.v4.new_code_cell("most: int = 8  # 最多", metadata={"tags": ["parameters"]})
    book.cells = [first, nbformat.v4.new_code_cell(cell)]
    book.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(book, folder / "本子.ipynb")
    return folder / "本子.ipynb"


def test_a_disk_that_is_full_in_a_notebook_is_called_so(tmp_path: Path) -> None:
    source = notebook(tmp_path, "import errno\nraise OSError(errno.ENOSPC, 'No space left on device')")

    with pytest.raises(NotebookError, match="磁盘满了"):
        run_notebook(source, tmp_path / "run.ipynb", {})


def test_a_disk_that_is_full_for_the_record_is_called_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any, **__: Any) -> None:
        (tmp_path / ".run.part.ipynb").write_text('{"cells": [')  # as far as it came
        raise FULL

    monkeypatch.setattr("kit.app.build.notebooks.papermill.execute_notebook", full)

    with pytest.raises(WriteError, match="磁盘满了"):
        run_notebook(notebook(tmp_path, "1"), tmp_path / "run.ipynb", {})
    assert not (tmp_path / ".run.part.ipynb").exists()


def test_a_full_disk_anywhere_else_is_no_fault_of_the_kit(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(raising(FULL)) == 2

    said = capsys.readouterr().err
    assert "磁盘满了" in said
    assert "工具自己出错了" not in said


def test_a_folder_that_cannot_be_made_on_a_full_disk_is_called_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "mkdir", lambda *_, **__: raising(FULL)())

    with pytest.raises(WriteError, match="磁盘满了"):
        make_folder(tmp_path / "新")


@pytest.mark.parametrize("run", [raising(KeyboardInterrupt()), lambda: STOPPED])
def test_ctrl_c_ends_with_its_line_and_130(run: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(run) == 130
    assert capsys.readouterr().err.strip() == HALTED


def test_ctrl_c_in_a_cell_stops_the_run_and_not_only_the_cell(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        run_notebook(notebook(tmp_path, "raise KeyboardInterrupt"), tmp_path / "run.ipynb", {})


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
def test_ctrl_c_while_the_commands_are_loaded_leaves_no_traceback() -> None:
    code = """
import builtins, os, signal
from kit.__main__ import main
signal.signal(signal.SIGINT, signal.default_int_handler)  # jobs in the background inherit that it is ignored
real = builtins.__import__
def interrupted(name, *rest):
    if name.startswith("kit.app.cli"):
        os.kill(os.getpid(), signal.SIGINT)
    return real(name, *rest)
builtins.__import__ = interrupted
main()
"""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert (ended.returncode, ended.stderr.strip()) == (130, HALTED)


def test_a_fault_of_the_kit_is_noted_for_the_user_and_never_in_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "state"))
    monkeypatch.setattr("kit.app.campaigns._found", [])

    assert told(raising(RuntimeError("x"))) == 2

    noted = tmp_path / "state" / "writing-office-kit" / LOG
    assert "RuntimeError" in noted.read_text(encoding="utf-8")
    assert str(noted) in capsys.readouterr().err
    assert not list((tmp_path / "here").iterdir())


def test_the_unit_of_a_change_is_said_once() -> None:
    change = Fact("a.change", "好评率比上次", 5, change_text(5, 0), "个百分点")
    count = Fact("a", "份数", 5, "5", "份")
    rate = Fact("b", "率", 5, "5.0%", "%")

    said = [f"{fact.text}{fact.unit_after}" for fact in (change, count, rate)]
    assert said == ["提高5.0个百分点", "5份", "5.0%"]


@pytest.mark.skipif(sys.platform == "win32", reason="file names are always Unicode there")
def test_the_kit_runs_where_the_locale_is_posix_and_python_is_told_not_to_use_utf8(tmp_path: Path) -> None:
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "PYTHON"))}
    posix = clean | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = [sys.executable, "-m", "kit", "new", "我的活动"]

    ended = subprocess.run(command, cwd=tmp_path, env=posix, capture_output=True, check=False)

    assert ended.returncode == 0, ended.stderr.decode("utf-8", "replace")
    assert (tmp_path / "我的活动" / "campaign.toml").is_file()
    assert "已建好活动文件夹 我的活动" in ended.stdout.decode("utf-8")
