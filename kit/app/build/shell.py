"""A notebook's cells executed in this process, as a kernel would; the only user of IPython.

A lighter start: what the notebook libraries would load and nobody here uses.
"""
# mypy: allow-untyped-calls
# IPython and nbformat carry no types

from __future__ import annotations

import atexit
import sys
import tempfile
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import TextIOBase
from types import ModuleType
from typing import TYPE_CHECKING, Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from nbformat import NotebookNode
from nbformat.v4 import new_output
from traitlets.config import Config

from kit.model.finding import KitError

if TYPE_CHECKING:
    from collections.abc import Iterator


class CellFailed(Exception):  # noqa: N818 - it names what happened; the fault itself is its cause
    """A cell ended with an error; `__cause__` is the error itself."""


class _Collected(list[NotebookNode]):
    """The outputs of the cell that runs, in the order they came."""

    number = 0  # of the cell, as In [n] shows it

    def add_text(self, stream: str, text: str) -> None:
        if self and self[-1].output_type == "stream" and self[-1].name == stream:
            self[-1].text += text
        else:
            self.append(new_output("stream", name=stream, text=text))


class _Stream(TextIOBase):
    """A standard stream whose text becomes an output of the cell."""

    def __init__(self, name: str, outputs: _Collected) -> None:
        self._name, self._outputs = name, outputs

    def write(self, text: str) -> int:
        if text:
            self._outputs.add_text(self._name, text)
        return len(text)


class _Hook(DisplayHook):
    """Takes the value of a cell's last line."""

    def __call__(self, result: Any = None) -> None:  # noqa: ANN401 - any value at all
        if result is None or self.quiet():
            return
        data, metadata = self.compute_format_data(result)
        self.update_user_ns(result)
        outputs = _collected_by(self.shell)
        if data:
            shown = new_output("execute_result", data=data, metadata=metadata, execution_count=outputs.number)
            outputs.append(shown)


class _Publisher(DisplayPublisher):
    """Takes what display() shows."""

    def publish(self, data: Any, metadata: Any = None, *_: Any, **__: Any) -> None:  # noqa: ANN401 - as IPython has it
        _collected_by(self.shell).append(new_output("display_data", data=data, metadata=metadata or {}))


class _Shell(InteractiveShell):
    """A shell that keeps its outputs instead of printing them."""

    displayhook_class = _Hook
    display_pub_class = _Publisher
    collected: _Collected

    def _showtraceback(self, etype: type, evalue: object, stb: list[str]) -> None:
        lines = [str(evalue)] if isinstance(evalue, KitError) else stb
        self.collected.append(new_output("error", ename=etype.__name__, evalue=str(evalue), traceback=lines))


def _collected_by(shell: Any) -> _Collected:  # noqa: ANN401 - IPython says it may be None
    found: _Collected = shell.collected
    return found


class CellRunner:
    """Runs cells one after the other in one namespace."""

    def __init__(self, shell: _Shell) -> None:
        self._shell = shell

    def run(self, source: str, count: int) -> list[NotebookNode]:
        """Return the outputs of a cell; raises CellFailed, with them as its argument."""
        outputs = self._shell.collected = _Collected()
        outputs.number = self._shell.execution_count = count
        with redirect_stdout(_Stream("stdout", outputs)), redirect_stderr(_Stream("stderr", outputs)):
            ended = self._shell.run_cell(source, store_history=False)
        if ended.error_before_exec or ended.error_in_exec:
            raise CellFailed(list(outputs)) from (ended.error_before_exec or ended.error_in_exec)
        return list(outputs)


@contextmanager
def fresh_shell() -> Iterator[CellRunner]:
    """Yield a runner with an empty namespace; afterwards everything global is as it was."""
    main = sys.modules["__main__"]
    outer = InteractiveShell.instance() if InteractiveShell.initialized() else None
    if outer is not None:
        type(outer).clear_instance()
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    try:
        with tempfile.TemporaryDirectory() as folder:
            module = ModuleType("__main__")
            shell = _Shell.instance(config=config, ipython_dir=folder, user_module=module)
            atexit.unregister(shell.atexit_operations)  # it would only empty a namespace that is gone by then
            yield CellRunner(shell)
    finally:
        _Shell.clear_instance()
        sys.modules["__main__"] = main
        if outer is not None:
            for owner in type(outer)._walk_mro():  # noqa: SLF001 - the only way to give the place back
                owner._instance = outer  # type: ignore[assignment] # noqa: SLF001 - see above


_UNUSED = "rfc3987_syntax"  # jsonschema's optional check of IRIs: a second to build its grammars


@contextmanager
def without_unused() -> Iterator[None]:
    """Let imports inside do without an optional library that takes longer than all the others."""
    absent = _UNUSED not in sys.modules
    if absent:
        sys.modules[_UNUSED] = None  # type: ignore[assignment] # Python's own sign for "cannot be imported"
    try:
        yield
    finally:
        if absent:
            del sys.modules[_UNUSED]
