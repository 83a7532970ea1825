"""Hashes that say whether a thing is still the same: files, the kit itself, plain data."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import kit
from kit.model.fact import Fact, json_value
from kit.model.prose import Prose


def sha256(data: bytes) -> str:
    """Return the SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file's bytes."""
    return sha256(path.read_bytes())


def sha256_of_files(paths: list[Path], root: Path) -> str:
    """Return one hash for files: their names below `root` and their bytes, in the order of the names."""
    named = sorted((path.relative_to(root).as_posix(), path) for path in paths)
    return sha256_of_data([[name, sha256_of(path)] for name, path in named])


@cache
def kit_hash() -> str:
    """Return the hash of the kit's own source: another kit makes every result stale."""
    root = Path(kit.__file__).parent
    kept = [path for path in root.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    return sha256_of_files(kept, root)


def sha256_of_data(data: Any) -> str:  # noqa: ANN401 - any plain data, facts and prose among it
    """Return the hash of plain data; a fact counts for what it prints and means, not for its rows.

    Raises TypeError for an object that is no plain data.
    """
    return sha256(json.dumps(hashable_json(data), ensure_ascii=False, sort_keys=True).encode())


def hashable_json(data: Any) -> Any:  # noqa: ANN401 - see sha256_of_data
    """Return data as JSON can hold it, every type told apart."""
    if data is None or isinstance(data, (bool, int, str)):
        return data
    if isinstance(data, Fact):
        return [
            "fact",
            data.id,
            data.name,
            json_value(data.value),
            data.text,
            data.unit,
            data.basis,
            data.stage,
        ]
    if isinstance(data, Prose):
        return ["prose", *(hashable_json(piece) for piece in data.pieces)]
    if isinstance(data, Mapping):
        return {str(key): hashable_json(value) for key, value in data.items()}
    if isinstance(data, (list, tuple)):
        return [hashable_json(item) for item in data]
    return _plain_record(data)


def _plain_record(data: Any) -> Any:  # noqa: ANN401 - see sha256_of_data
    if isinstance(data, (date, Fraction)):
        return [type(data).__name__, str(data)]
    if dataclasses.is_dataclass(data) and not isinstance(data, type):
        fields = {field.name: hashable_json(getattr(data, field.name)) for field in dataclasses.fields(data)}
        return [type(data).__name__, fields]
    raise TypeError(f"{type(data).__name__} 不是可以记录的数据")
