"""What earlier runs left to know: small JSON files in out/.state, lost without harm.

One run at a time on one campaign; the only user of filelock.
"""

from __future__ import annotations

import json
import re
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Literal

from filelock import FileLock, Timeout
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter

from kit.app.paths import without_paths
from kit.files.writing import DISK_FULL, unwritable, write_atomically
from kit.model.finding import BusyError, WriteError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


FOLDER = ".state"


MOST_BYTES = 2**28  # of one file of state
_PLAIN = re.compile(r"(?!\.{1,2}$)[^/\\\x00-\x1f]{1,255}")  # the name of a file, and no way out of its folder
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?)?")


def _checked(pattern: re.Pattern[str]) -> AfterValidator:
    def check(text: str) -> str:
        if not pattern.fullmatch(text):
            raise ValueError(text)
        return text

    return AfterValidator(check)


def _three(said: list[str]) -> list[str]:
    """Return what is kept of a notice that lies beside an edited one: its name, its file, the moment."""
    if len(said) != len(("name", "newest", "edited")) or not _MOMENT.fullmatch(said[-1]):
        raise ValueError(said)
    return said


Name = Annotated[str, _checked(_PLAIN)]
File = Annotated[
    str, _checked(re.compile(rf"(?:{_PLAIN.pattern}/)*{_PLAIN.pattern}|"))
]  # below out/, or nothing
Moment = Annotated[str, _checked(_MOMENT)]
Hashes = dict[Name, str]  # of what was last written under a name


class _Kept(BaseModel):
    model_config = ConfigDict(strict=True, extra="allow")


class _Draft(_Kept):
    key: str
    newest: Name
    written: Hashes


class _Ended(_Kept):
    name: str
    ending: Literal["写好", "没有变", "新稿", "缺表", "缺内容"]
    file: File
    edited: Moment
    why: str = ""


class _Drafted(_Kept):
    ended: list[_Ended]


class _Noticed(_Kept):
    done: int
    written: int
    failed: list[str]
    beside: list[Annotated[list[str], AfterValidator(_three)]]
    left_over: list[Name]
    laid_register: Name = Field(alias="register")
    nothing: str = ""


class _FindingPlace(_Kept):
    file: str


class _Found(_Kept):
    rule: str
    level: Literal["error", "warning", "info"]
    place: _FindingPlace
    problem: str
    remedy: str


class _Verified(_Kept):
    findings: list[_Found]


class _Names(_Kept):
    kit: str = ""
    names: dict[str, list[str]] = {}


class _Record(_Kept):
    kit: str = ""
    rows: dict[str, list[str]] = {}
    facts: dict[str, Annotated[list[str], Field(min_length=3, max_length=3)]] = {}
    stages: dict[str, str] = {}  # by its id, the hash of all a stage depends on
    made: dict[str, dict[str, str]] = {}  # by its id, what a stage made: file in out/ and hash


class _Proposed(_Kept):
    key: str
    sha256: str
    made: dict[str, Any]


class _Hash(_Kept):
    sha256: str


# what is kept under a name; the names of files in it are names, never ways to other folders
_SHAPES: dict[str, Any] = {
    "drafts": dict[str, _Draft],
    "drafted": _Drafted,
    "noticed": _Noticed,
    "verified": _Verified,
    "names": _Names,
    "record": _Record,
    "ledger": _Hash,
    "review": _Hash,
    "proposals": _Proposed,
    "register": Hashes,
    "checked": Hashes,
    "lab": Hashes,
    "blanks": Hashes,
    "preview": dict[File, str],
    "packs": dict[Name, Hashes],
    "opinions": dict[Name, Hashes],
}


def is_plain_name(name: str) -> bool:
    """Return whether a text is the name of a file, and no way into another folder."""
    return _PLAIN.fullmatch(name) is not None


@cache
def _shape(name: str) -> TypeAdapter[Any]:
    return TypeAdapter(_SHAPES.get(name, dict[str, Any]))


def read_state(out: Path, name: str) -> dict[str, Any]:
    """Return what was saved under a name; nothing if it is missing, damaged or of an unknown shape."""
    path = out / FOLDER / f"{name}.json"
    try:
        if not path.is_file() or path.stat().st_size > MOST_BYTES:
            return {}
        said = json.loads(path.read_text(encoding="utf-8"))
        if said:
            _shape(name).validate_python(said, strict=True)
    except (OSError, ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def write_state(out: Path, name: str, said: dict[str, Any]) -> None:
    """Save under a name, without the folders of this machine; raises WriteError."""
    text = json.dumps(said, ensure_ascii=False, indent=1) + "\n"
    write_atomically(out / FOLDER / f"{name}.json", without_paths(text, out.parent).encode())


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
        if error.errno in DISK_FULL:
            raise unwritable(out, error) from None
        raise WriteError(str(out), f"不能写入（{error.strerror}）", "请检查磁盘空间和文件夹权限") from None
    try:
        yield
    finally:
        lock.release()
