"""Which units' notices are done: one line each, appended as they are; a torn last line is no harm."""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from kit.app.state import is_plain_name
from kit.files.writing import DISK_FULL, make_folder, unwritable
from kit.model.finding import WriteError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import BinaryIO


@dataclass(frozen=True)
class JournalEntry:
    """One notice: for which unit, made of what, laid where."""

    kind: str  # id of the document kind
    unit: str  # its id
    key: str  # hash of everything that went into it
    file: str  # as the unit's notice is called
    newest: str  # where the newest text lies: the same, or a 新稿 beside it
    sha256: str

    @property
    def is_sound(self) -> bool:
        """Return whether all of it is text, and its files lie in the folder of notices."""
        said = (self.kind, self.unit, self.key, self.file, self.newest, self.sha256)
        texts = all(isinstance(each, str) for each in said)
        return texts and is_plain_name(self.file) and is_plain_name(self.newest)


def read_journal(path: Path) -> dict[tuple[str, str], list[JournalEntry]]:
    """Return the entries of each (kind, unit), the latest last; lines that cannot be read are left out."""
    entries: dict[tuple[str, str], list[JournalEntry]] = {}
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines() if path.is_file() else []
    except OSError:
        return {}
    for line in lines:
        try:
            entry = JournalEntry(**json.loads(line))
        except (ValueError, TypeError, RecursionError):
            continue
        if not entry.is_sound:
            continue
        entries.setdefault((entry.kind, entry.unit), []).append(entry)
    return entries


@contextmanager
def appending(path: Path) -> Iterator[Callable[[JournalEntry], None]]:
    """Yield a function that appends an entry at once; raises WriteError."""
    make_folder(path.parent)
    try:
        with path.open("a+b") as journal:
            _end_torn_line(journal)

            def append(entry: JournalEntry) -> None:
                journal.write(json.dumps(asdict(entry), ensure_ascii=False).encode() + b"\n")
                journal.flush()

            yield append
    except OSError as error:
        if error.errno in DISK_FULL:
            raise unwritable(path, error) from None
        raise WriteError(
            str(path), f"记不下进度（{error.strerror}）", "请检查磁盘空间和权限，再运行一次"
        ) from None


def written_names(entries: list[JournalEntry]) -> dict[str, str]:
    """Return file name → SHA-256 of what the kit last wrote under it."""
    return {entry.newest: entry.sha256 for entry in entries}


def _end_torn_line(journal: BinaryIO) -> None:
    """Close the line that a power cut left open, so that the next entry stands on its own."""
    if journal.seek(0, os.SEEK_END):
        journal.seek(-1, os.SEEK_END)
        if journal.read(1) != b"\n":
            journal.write(b"\n")
