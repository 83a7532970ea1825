"""What earlier runs left to know: small JSON files in out/.state, lost without harm.

One run at a time on one campaign; the only user of filelock.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout

from kit.files.writing import write_json
from kit.model.finding import BusyError, WriteError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


FOLDER = ".state"


def read_state(out: Path, name: str) -> dict[str, Any]:
    """Return what was saved under a name; nothing if it is missing or damaged."""
    try:
        said = json.loads((out / FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def write_state(out: Path, name: str, said: dict[str, Any]) -> None:
    """Save under a name; raises WriteError."""
    write_json(out / FOLDER / f"{name}.json", said)


@contextmanager
def only_run(out: Path) -> Iterator[None]:
    """Hold the lock of a campaign's results; the same process may take it again inside.

    Raises BusyError if another process holds it, WriteError if the folder cannot be written.
    """
    path = out / ".state" / "lock"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path, is_singleton=True)
        lock.acquire(timeout=0)
    except Timeout:
        raise BusyError(
            out.parent.name,
            "另一个 kit 正在这个活动上运行",
            "请等它结束再来；确认没有在运行的，关掉它的窗口即可",
        ) from None
    except OSError as error:
        raise WriteError(str(out), f"不能写入（{error.strerror}）", "请检查磁盘空间和文件夹权限") from None
    try:
        yield
    finally:
        lock.release()
