"""Where chunks of notices are made: here, in more processes of this machine, or on a Dask cluster."""
# mypy: allow-untyped-calls
# distributed carry no types

from __future__ import annotations

import multiprocessing
import signal
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kit.app.make.noticing import Made, Task, make_chunk
from kit.model.finding import KitError, ParameterError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kit.model.draft import Material


CHUNK = 40  # notices; large enough that sending them costs nothing, small enough to show progress

_material: list[Material] = []  # of this worker process: sent once, when it starts


def made_in(
    material: Material, tasks: Sequence[Task], jobs: int = 1, scheduler: str | None = None
) -> Iterator[list[Made]]:
    """Yield what became of each chunk of tasks, as they end.

    jobs: processes; scheduler: address of a Dask scheduler that sees the same folders.
    Raises ParameterError if there is no such cluster, KitError if a worker process was killed.
    """
    chunks = [tasks[start : start + CHUNK] for start in range(0, len(tasks), CHUNK)]
    if scheduler is None and (jobs == 1 or len(chunks) == 1):
        yield from (make_chunk(material, chunk) for chunk in chunks)
        return
    with _cluster(scheduler, material) if scheduler else _processes(jobs, material) as submit:
        yield from _as_they_end([submit(chunk) for chunk in chunks])


def _as_they_end(futures: list[Future[list[Made]]]) -> Iterator[list[Made]]:
    try:
        for future in as_completed(futures):
            yield future.result()
    except BrokenProcessPool:
        raise KitError(
            "通知书",
            "有一个工作进程被系统中止了（多半是内存不够）",
            "做好的都在，请用 --jobs 1 再运行一次，接着做",
        ) from None
    finally:
        for future in futures:
            future.cancel()


@contextmanager
def _processes(jobs: int, material: Material) -> Iterator[Callable[[Sequence[Task]], Future[list[Made]]]]:
    spawn = multiprocessing.get_context("spawn")  # the same on every system
    executor: Executor
    with ProcessPoolExecutor(jobs, spawn, _receive, (material,)) as executor:
        yield lambda chunk: executor.submit(_make_here, chunk)


def _receive(material: Material) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, who says so once
    _material[:] = [material]


def _make_here(tasks: Sequence[Task]) -> list[Made]:
    return make_chunk(_material[0], tasks)


@contextmanager
def _cluster(address: str, material: Material) -> Iterator[Callable[[Sequence[Task]], Future[list[Made]]]]:
    try:
        from distributed import Client  # noqa: PLC0415 - optional, and slow to import
    except ImportError:
        raise ParameterError(
            f"--scheduler {address}",
            "这台机器没有装 distributed",
            "请运行 pip install 'writing-office-kit[cluster]'，或改用 --jobs",
        ) from None
    try:
        client = Client(address, timeout=10)
    except (OSError, ValueError, TimeoutError) as error:
        raise ParameterError(
            f"--scheduler {address}", f"连不上（{error}）", "请核对地址，形如 tcp://主机:8786"
        ) from None
    with client:
        there = client.scatter(material, broadcast=True)
        executor = client.get_executor()
        yield lambda chunk: executor.submit(make_chunk, there, chunk)
