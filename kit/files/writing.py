"""Putting bytes on disk: the whole file, or none."""

from __future__ import annotations

import errno
import json
import os
import stat
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from kit.model.finding import WriteError

if TYPE_CHECKING:
    from pathlib import Path


DISK_FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
FULL, FULL_REMEDY = "磁盘满了", "请清出空间再做一次，已经写好的文件不受影响"
_OWNERS_FOLDER, _OWNERS_FILE = 0o700, 0o600


def write_atomically(path: Path, data: bytes, *, durable: bool = False, private: bool = False) -> None:
    """Write a file under a temporary name beside it and rename it.

    durable: wait until the disk has it. private: nobody but its owner may ever read it.
    Raises WriteError: disk full, no permission, open in another program.
    """
    temporary = _beside(path)
    try:
        if _is_kept_private(path) or private:
            _open_privately(temporary)
        _write(temporary, data, durable=durable)
        os.replace(temporary, path)  # noqa: PTH105 - Path.replace is the same call with more steps; this is per document
    except OSError as error:
        with suppress(OSError):
            temporary.unlink()
        raise unwritable(path, error) from None


def write_new(path: Path, data: bytes) -> None:
    """Write a file that must not be there yet, and wait until the disk has it.

    Raises FileExistsError where another was faster, WriteError.
    """
    temporary = _beside(path)
    try:
        if _is_kept_private(path):
            _open_privately(temporary)
        _write(temporary, data, durable=True)
        try:
            os.link(temporary, path)
        except FileExistsError:
            raise
        except OSError:  # a disk without links
            if path.exists():
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
            temporary.rename(path)
    except FileExistsError:
        raise
    except OSError as error:
        raise unwritable(path, error) from None
    finally:
        with suppress(OSError):
            temporary.unlink()


RESTRICTED, HOLDERS = "restricted", ("out", "opinions")  # folders whose restricted/ nobody else may open


def restricted_folders(path: Path) -> tuple[Path, ...]:
    """Return the folders that a file's owner alone may open: restricted/ of a campaign, those inside it.

    >>> from pathlib import PurePosixPath
    >>> [str(folder) for folder in restricted_folders(PurePosixPath("a/out/restricted/checked/b.xlsx"))]
    ['a/out/restricted', 'a/out/restricted/checked']
    """
    above = [folder for folder in path.parents if folder.name == RESTRICTED and folder.parent.name in HOLDERS]
    if not above:
        return ()
    return (above[0], *(one for one in reversed(path.parents) if above[0] in one.parents))


def make_private_folder(folder: Path) -> None:
    """Make a folder that only its owner may open (0700), and those above it; raises WriteError.

    What lay in one that others could open is theirs no more. On Windows a folder has the rights of the one it
    lies in: the user's own.
    """
    make_folder(folder)
    with suppress(OSError):  # a disk without rights
        if stat.S_IMODE(folder.stat().st_mode) != _OWNERS_FOLDER:
            folder.chmod(_OWNERS_FOLDER)
            for path in folder.iterdir():
                if path.is_file() and not path.is_symlink():
                    path.chmod(_OWNERS_FILE)


def _is_kept_private(path: Path) -> bool:
    """Return whether a file lies in a restricted folder; all of those are closed to others first."""
    folders = restricted_folders(path)
    for folder in folders:
        make_private_folder(folder)
    return bool(folders)


def write_privately(path: Path, data: bytes) -> None:
    """Write a file that only its owner may read (0600), into a folder that only its owner may open.

    Raises WriteError.
    """
    make_private_folder(path.parent)
    write_atomically(path, data, private=True)


def write_json(path: Path, content: Any) -> None:  # noqa: ANN401 - whatever JSON holds
    """Write a JSON file; raises WriteError."""
    write_atomically(path, (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode())


def make_folder(folder: Path) -> None:
    """Make a folder and those above it; raises WriteError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        if error.errno in DISK_FULL:
            raise unwritable(folder, error) from None
        raise WriteError(
            str(folder), f"建不了这个文件夹（{error.strerror}）", "请检查磁盘空间和权限"
        ) from None


def _open_privately(path: Path) -> None:
    """Make an empty file that only its owner may read, before anything is in it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=_OWNERS_FILE)
    with suppress(OSError):
        path.chmod(_OWNERS_FILE)


def _beside(path: Path) -> Path:
    return path.with_name(f".~{os.getpid()}-{threading.get_ident()}.part")


def _write(path: Path, data: bytes, *, durable: bool) -> None:
    try:
        _put(path, data, durable=durable)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        _put(path, data, durable=durable)


def _put(path: Path, data: bytes, *, durable: bool) -> None:
    if not durable:
        path.write_bytes(data)
        return
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def unwritable(path: Path, error: OSError) -> WriteError:
    """Return what to say of a file that could not be written."""
    why = error.strerror or error
    if error.errno in DISK_FULL:
        return WriteError(str(path), f"{FULL}，写不进去（{why}）", FULL_REMEDY)
    if isinstance(error, PermissionError):
        return WriteError(
            str(path),
            "这个文件写不进去：可能正在 Word、WPS 里开着，也可能没有写入的权限",
            "请关掉打开它的程序再做一次",
        )
    return WriteError(str(path), f"这个文件写不进去（{why}）", "请核对文件夹是否可用，再做一次")
