"""Running a notebook: parameters checked, cells executed by papermill, the executed copy kept."""
# mypy: allow-untyped-calls
# nbformat carry no types

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import nbformat
import papermill
from papermill.engines import Engine, papermill_engines
from papermill.exceptions import PapermillExecutionError
from papermill.execute import ERROR_MARKER_TAG

from kit.desk.running.parameters import check_parameters, literal
from kit.desk.running.shell import CellFailed, fresh_shell
from kit.files.writing import make_folder, write_atomically
from kit.nouns.errors import KitError, WriteError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

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
    source: Path, target: Path, parameters: Mapping[str, Any], engine: str | None = IN_PROCESS
) -> None:
    """Execute a notebook with these parameters and keep the executed copy at `target`.

    engine: papermill's name of it; None starts a real kernel.
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
        raise _explained(source.name, unfinished, failure, error) from None
    except OSError as error:
        raise WriteError(
            str(target), f"运行记录写不下来（{error.strerror}）", "请检查磁盘空间和权限"
        ) from None
    finally:
        _keep(unfinished, target)


def _keep(unfinished: Path, target: Path) -> None:
    """Put the executed copy in its place, without the English notes papermill adds to a failed one."""
    if unfinished.is_file():
        notebook = nbformat.read(unfinished, as_version=4)
        unfinished.unlink()
        notebook.cells = [
            cell for cell in notebook.cells if ERROR_MARKER_TAG not in cell.metadata.get("tags", [])
        ]
        write_atomically(target, nbformat.writes(notebook).encode())


def _explained(
    name: str, unfinished: Path, failure: Failure, error: PapermillExecutionError
) -> NotebookError:
    place = f"笔记本 {name} 的“{_failed_step(unfinished)}”一步"
    cause = failure.cause
    if isinstance(cause, KitError):
        return NotebookError(place, f"没有做完：{cause.place}：{cause.problem}", cause.remedy, cause)
    said = f"{error.ename}：{error.evalue}".rstrip("：")
    return NotebookError(place, f"没有做完（{said}）", "详情见 out/runs 里同名的网页", cause)


def _failed_step(executed: Path) -> str:
    """Return the id of the cell that failed, with what its first line says it does."""
    for cell in nbformat.read(executed, as_version=4).cells:
        if cell.metadata.get("papermill", {}).get("exception"):
            first = cell.source.split("\n", 1)[0]
            return f"{cell.id}：{first.lstrip('# ')}" if first.startswith("#") else str(cell.id)
    return "开始"
