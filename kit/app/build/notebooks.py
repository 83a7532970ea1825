"""Running a notebook: parameters checked, cells executed by papermill, the executed copy kept.

A notebook's parameters, checked against the ones it declares; asks papermill what those are.

The page of an executed notebook: plain HTML with nothing to fetch; the only user of nbconvert.
"""
# mypy: allow-untyped-calls
# nbformat carry no types

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
import papermill
from nbconvert.exporters.html import HTMLExporter
from papermill.engines import Engine, papermill_engines
from papermill.exceptions import PapermillExecutionError
from papermill.execute import ERROR_MARKER_TAG
from traitlets.config import Config

from kit.app.build.shell import CellFailed, fresh_shell
from kit.app.paths import without_paths
from kit.files.writing import DISK_FULL, FULL, FULL_REMEDY, make_folder, unwritable, write_atomically
from kit.model.finding import KitError, ParameterError, WriteError

if TYPE_CHECKING:
    from collections.abc import Mapping


_TYPES: dict[str, tuple[tuple[type, ...], str]] = {
    "str": ((str,), "文字"),
    "int": ((int,), "整数"),
    "float": ((int, float), "数"),
    "bool": ((bool,), "True 或 False"),
    "list": ((list, tuple), "一列，写在方括号里"),
    "dict": ((dict,), "名称和值，写在花括号里"),
}


def check_parameters(notebook: Path, parameters: Mapping[str, Any]) -> None:
    """Raise ParameterError, with every fault at once, unless the notebook can take these parameters."""
    declared = papermill.inspect_notebook(literal(notebook))
    faults = [
        fault
        for name, value in parameters.items()
        if (fault := _unknown(name, declared) if name not in declared else _ill_typed(declared[name], value))
    ]
    if faults:
        known = "、".join(
            f"{name}（{said['help'].strip() or said['inferred_type_name']}）"
            for name, said in declared.items()
        )
        raise ParameterError(f"笔记本 {notebook.name}", "；".join(faults), f"可用的参数：{known or '没有'}")


def literal(path: Path) -> str:
    """Return a path as papermill takes it: it would read braces as blanks to fill."""
    return str(path).replace("{", "{{").replace("}", "}}")


def _unknown(name: str, declared: Mapping[str, Any]) -> str:
    near = difflib.get_close_matches(name, declared, n=1, cutoff=0.5)
    return f"没有“{name}”这个参数" + (f"，是不是“{near[0]}”" if near else "")


def _ill_typed(declared: Mapping[str, str], value: Any) -> str | None:  # noqa: ANN401 - that is the question
    wanted = declared["inferred_type_name"].split("[")[0]
    if wanted not in _TYPES:
        return None
    types, said = _TYPES[wanted]
    fits = isinstance(value, types) and (isinstance(value, bool) <= (bool in types))
    return None if fits else f"参数“{declared['name']}”要写成{said}，给的是 {value!r}"


IN_PROCESS = "kit"


class NotebookError(KitError):
    """A notebook's cell failed; `cause` is the fault itself where it is known."""

    def __init__(self, place: str, problem: str, remedy: str, cause: BaseException | None = None) -> None:
        super().__init__(place, problem, remedy)
        self.cause = cause
        if isinstance(cause, KitError):
            self.exit_status = cause.exit_status


@dataclass
class Failure:
    """Why a notebook stopped; nothing while it has not."""

    cause: BaseException | None = None


class InProcess(Engine):  # type: ignore[misc] # papermill is untyped
    """A papermill engine that executes cells in this process: no kernel is started."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: Any,  # noqa: ANN401 - papermill is untyped
        kernel_name: str,  # noqa: ARG003 - papermill names it; there is no kernel
        failure: Failure | None = None,
        **_: object,
    ) -> None:
        """Execute the cells until one fails, and tell papermill of each."""
        with fresh_shell() as runner:
            code = [cell for cell in nb_man.nb.cells if cell.cell_type == "code"]
            for count, cell in enumerate(code, 1):
                nb_man.cell_start(cell)
                cell.execution_count = count
                try:
                    cell.outputs = runner.run(cell.source, count)
                except CellFailed as failed:
                    cell.outputs = failed.args[0]
                    nb_man.cell_exception(cell)
                    if failure is not None:
                        failure.cause = failed.__cause__
                    break
                finally:
                    nb_man.cell_complete(cell)


papermill_engines.register(IN_PROCESS, InProcess)


def run_notebook(
    source: Path,
    target: Path,
    parameters: Mapping[str, Any],
    engine: str | None = IN_PROCESS,
    campaign: Path | None = None,
) -> None:
    """Execute a notebook with these parameters and keep the executed copy at `target`.

    engine: papermill's name of it; None starts a real kernel. campaign: its folder; where it is said, the
    copy speaks of it by its name alone and of no other folder of this machine.
    Raises ParameterError before anything runs, and NotebookError if a cell fails; the executed
    copy, as far as it came, is kept then too.
    """
    check_parameters(source, parameters)
    failure = Failure()
    unfinished = target.with_name(f".{target.stem}.part.ipynb")
    try:
        make_folder(target.parent)
        papermill.execute_notebook(
            literal(source),
            literal(unfinished),
            parameters=dict(parameters),
            engine_name=engine,
            request_save_on_cell_execute=False,
            autosave_cell_every=0,
            progress_bar=False,
            **({"failure": failure} if engine == IN_PROCESS else {}),
        )
    except PapermillExecutionError as error:
        if isinstance(failure.cause, KeyboardInterrupt):  # to the cells' shell an error like others
            raise KeyboardInterrupt from None
        raise _explained(source.name, unfinished, failure, error) from None
    except OSError as error:
        if error.errno in DISK_FULL:
            raise unwritable(target, error) from None
        raise WriteError(
            str(target), f"运行记录写不下来（{error.strerror}）", "请检查磁盘空间和权限"
        ) from None
    finally:
        _keep(unfinished, target, source.name, campaign)


def _keep(unfinished: Path, target: Path, name: str, campaign: Path | None) -> None:
    """Put the executed copy in its place, without the English notes papermill adds to a failed one."""
    if unfinished.is_file():
        notebook = _read_whole(unfinished)
        unfinished.unlink()
        if notebook is None:
            return
        notebook.cells = [
            cell for cell in notebook.cells if ERROR_MARKER_TAG not in cell.metadata.get("tags", [])
        ]
        if "papermill" in notebook.metadata:
            notebook.metadata.papermill |= {"input_path": name, "output_path": target.name}
        text = nbformat.writes(notebook)
        write_atomically(target, (without_paths(text, campaign) if campaign else text).encode())


def _read_whole(unfinished: Path) -> Any | None:  # noqa: ANN401 - nbformat carries no types
    """Return the executed copy; None for one that a full disk has cut short."""
    try:
        return nbformat.read(unfinished, as_version=4)
    except (OSError, ValueError, nbformat.ValidationError):
        return None


def _explained(
    name: str, unfinished: Path, failure: Failure, error: PapermillExecutionError
) -> NotebookError:
    place = f"笔记本 {name} 的“{_failed_step(unfinished)}”一步"
    cause = failure.cause
    if isinstance(cause, KitError):
        return NotebookError(place, f"没有做完：{cause.place}：{cause.problem}", cause.remedy, cause)
    if isinstance(cause, OSError) and cause.errno in DISK_FULL:
        return NotebookError(place, f"没有做完：{FULL}", FULL_REMEDY, cause)
    said = f"{error.ename}：{error.evalue}".rstrip("：")
    return NotebookError(place, f"没有做完（{said}）", "详情见 out/runs 里同名的网页", cause)


def _failed_step(executed: Path) -> str:
    """Return the id of the cell that failed, with what its first line says it does."""
    notebook = _read_whole(executed) if executed.is_file() else None
    for cell in notebook.cells if notebook else ():
        if cell.metadata.get("papermill", {}).get("exception"):
            first = cell.source.split("\n", 1)[0]
            return f"{cell.id}：{first.lstrip('# ')}" if first.startswith("#") else str(cell.id)
    return "开始"


_TEMPLATES = Path(__file__).parents[1] / "resources"


def write_page(executed: Path, target: Path, title: str, trouble: str = "") -> None:
    """Write the page of an executed notebook, its code hidden.

    trouble: what went wrong, in plain language; shown above everything else. Raises WriteError.
    """
    notebook = nbformat.read(executed, as_version=4)
    html, _ = _exporter().from_notebook_node(notebook, {"title": title, "trouble": trouble})
    write_atomically(target, html.encode())


@cache
def _exporter() -> HTMLExporter:
    config = Config()
    config.TemplateExporter.exclude_input = True
    config.TemplateExporter.exclude_input_prompt = True
    config.TemplateExporter.exclude_output_prompt = True
    config.TemplateExporter.extra_template_basedirs = [str(_TEMPLATES)]
    return HTMLExporter(config=config, template_name="page")
