"""What voters wrote on their ballots (文字意见), by unit, in an order that tells nothing of the ballots."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kit.nouns.draft import Unit
    from kit.nouns.table import Sheets


@lru_cache(maxsize=2)  # one walk over the ballots serves every notice of a run
def _by_unit(sheets: Sheets) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in sheets.rows("ballots"):
        if row["文字意见"]:
            found.setdefault(str(row["被评单位"]), []).append(str(row["文字意见"]).strip())
    return {unit: tuple(texts) for unit, texts in found.items()}


def comments(sheets: Sheets, unit: Unit) -> list[str]:
    """Return a unit's comments word for word, shuffled alike on every run (figures.md 2.7)."""
    said = _by_unit(sheets)
    texts = [text for name in dict.fromkeys((unit.id, unit.name, unit.short)) for text in said.get(name, ())]
    return sorted(texts, key=lambda text: sha256(f"{unit.id}\n{text}".encode()).digest())
