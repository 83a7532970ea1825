"""Folders and JSON files, written whole or not at all."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kit.nouns.errors import WriteError
from kit.word.package import write_atomically

if TYPE_CHECKING:
    from pathlib import Path


def write_json(path: Path, said: Any) -> None:  # noqa: ANN401 - whatever JSON holds
    """Write a JSON file; raises WriteError."""
    write_atomically(path, (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode())


def make_folder(folder: Path) -> None:
    """Make a folder and those above it; raises WriteError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(
            str(folder), f"建不了这个文件夹（{error.strerror}）", "请检查磁盘空间和权限"
        ) from None
