"""Putting bytes on disk whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from kit.nouns.errors import WriteError


def write_whole(path: Path, data: bytes) -> None:
    """Write a file under a temporary name, then give it its own; raises WriteError."""
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(number, "wb") as part:
            part.write(data)
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        raise WriteError(
            str(path),
            f"写不进去（{error.strerror or error}）",
            "请关掉正在打开它的程序，看看磁盘满没满、有没有权限，再试一次",
        ) from None
