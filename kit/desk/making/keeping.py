"""A document that a hand has touched is never overwritten: the new one is laid beside it (新稿)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from kit.desk.running.hashing import sha256
from kit.files.writing import write_atomically
from kit.nouns.errors import WriteError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
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
