"""A document that a hand has touched is never overwritten: the new one is laid beside it (新稿).

File names that Windows, macOS and Linux all accept, one per unit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from kit.app.hashing import sha256
from kit.files.writing import write_atomically
from kit.model.finding import WriteError
from kit.text.unseen import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path


@dataclass(frozen=True)
class Laid:
    """Where a document was laid, and the one it was laid beside."""

    path: Path
    sha256: str
    written: bool = True  # False: those very bytes lay there already
    kept: Path | None = None  # the hand-edited document that stays as it is
    edited: datetime | None = None  # when it was last saved, by the clock of this machine


def lay_down(path: Path, data: bytes, written: Mapping[str, str]) -> Laid:
    """Write a document at its path, or beside it if the one there is not what the kit last wrote.

    written: file name → SHA-256 of what the kit last wrote under that name. Where nothing is known
    (the state was lost), a file with other bytes counts as hand-edited.
    Raises WriteError; then whatever lay there is whole and unchanged.
    """
    digest = sha256(data)
    if set(written) == {path.name} and written[path.name] == digest and is_edited(path, written):
        return Laid(path, digest, written=False, kept=path, edited=saved_at(path))  # nothing new to offer
    places = _places(path)
    target = next(place for place in places if not is_edited(place, written, digest))
    kept = None if target == path else path
    fresh = content_hash(target) != digest
    if fresh:
        write_atomically(target, data)
    return Laid(target, digest, fresh, kept, saved_at(kept) if kept else None)


def is_edited(path: Path, written: Mapping[str, str], digest: str | None = None) -> bool:
    """Return whether a file holds bytes that the kit neither last wrote nor would write now."""
    now = content_hash(path)
    return now is not None and now != digest and now not in _last_written(path, written)


def content_hash(path: Path) -> str | None:
    """Return the SHA-256 of a file, None if there is none; raises WriteError if it cannot be read."""
    if path.exists() and not path.is_file():
        raise WriteError(path.name, "这里有个同名的文件夹或管道，不是文件", "请把它移走再来")
    try:
        return sha256(path.read_bytes())
    except FileNotFoundError:
        return None
    except OSError as error:
        raise WriteError(
            path.name, f"读不了原来的文件（{error.strerror}）", "请关掉正在打开它的程序再来"
        ) from None


def saved_at(path: Path) -> datetime:
    """Return when a file was last saved."""
    return datetime.fromtimestamp(path.stat().st_mtime)  # noqa: DTZ006 - a clerk reads the clock on the wall


def _places(path: Path) -> Iterator[Path]:
    yield path
    yield path.with_name(f"{path.stem}.新稿{path.suffix}")
    number = 2
    while True:
        yield path.with_name(f"{path.stem}.新稿{number}{path.suffix}")
        number += 1


def _last_written(path: Path, written: Mapping[str, str]) -> set[str]:
    """Return the hashes the kit last wrote for one document: a 新稿 put in its place is no edit."""
    root = path.stem.split(".新稿")[0]
    return {
        digest for name, digest in written.items() if name.split(".新稿")[0].removesuffix(path.suffix) == root
    }


_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_LONGEST = 80  # characters; 240 bytes of Chinese, where a name may have 255


def safe_name(name: str) -> str:
    r"""Return a name without anything a file system refuses; what no eye sees is shown, the rest is kept.

    >>> safe_name('城关/镇政府:二.'), safe_name('CON'), safe_name('  '), safe_name('甲\u202e乙')
    ('城关_镇政府_二', '_CON', '未命名', '甲⟨U+202E⟩乙')
    """
    kept = visible(_FORBIDDEN.sub("_", name))[:_LONGEST].strip(" .")
    if not kept:
        return "未命名"
    return f"_{kept}" if _RESERVED.fullmatch(kept) else kept


def distinct_names(names: Iterable[str]) -> list[str]:
    """Return safe names in the same order; those that differ in case only, or not at all, are numbered.

    >>> distinct_names(["A局", "a局", "B局"])
    ['A局', 'a局（2）', 'B局']
    """
    taken: set[str] = set()
    distinct = []
    for name in map(safe_name, names):
        candidate, number = name, 1
        while candidate.casefold() in taken:
            number += 1
            candidate = f"{name}（{number}）"
        taken.add(candidate.casefold())
        distinct.append(candidate)
    return distinct
