"""What earlier runs left to know: small JSON files in out/.state, lost without harm."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kit.files.writing import write_json

if TYPE_CHECKING:
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
