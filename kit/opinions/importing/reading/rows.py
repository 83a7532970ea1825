"""Opinions from columns: who says nothing is left out, every row keeps its cell."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from kit.opinions.importing.reading.cells import EMPTY, SKIPPED
from kit.opinions.importing.reading.export import opinion_frame
from kit.words.no_opinion import holds_no_opinion

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from kit.opinions.importing.reading.table import RawTable

SILENT = SKIPPED | EMPTY | {""}
KEY_BYTES = 9
SHORT = 24  # longer answers are not looked up again


def is_opinion(text: str) -> bool:
    """Return whether an answer says something (opinions.md 3.3, 1)."""
    if text in SILENT:
        return False
    return not (_says_nothing(text) if len(text) <= SHORT else holds_no_opinion(text))


@cache
def _says_nothing(text: str) -> bool:
    return holds_no_opinion(text)


def key_of(*parts: str) -> str:
    """Return a short hash of what identifies a source row; nothing if the last part is nothing.

    >>> len(key_of("问题", "2020-4-6 9:5:1")), key_of("问题", "")
    (18, '')
    """
    return (
        blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=KEY_BYTES).hexdigest()
        if parts[-1]
        else ""
    )


def opinions_from(
    table: RawTable,
    heading: str,
    values: Sequence[str],
    columns: Mapping[str, Sequence[object] | str],
    rows: Sequence[int],
) -> pd.DataFrame:
    """Return a frame of the values that are opinions.

    columns: what else is known, by heading: one value for all, or one a row. A column 键 identifies the
    source row; the question is added to it.
    """
    chosen = [number for number, value in enumerate(values) if is_opinion(value)]
    told: dict[str, Sequence[object]] = {
        name: [known] * len(chosen) if isinstance(known, str) else [known[number] for number in chosen]
        for name, known in columns.items()
    }
    if "键" in told:
        told["键"] = [key_of(heading, str(key)) for key in told["键"]]
    told |= {
        "原文": [values[number] for number in chosen],
        "来源行": [rows[number] for number in chosen],
        "来源列": [heading] * len(chosen),
        "来源文件": [table.grid.file] * len(chosen),
        "来源表": [table.grid.sheet] * len(chosen),
    }
    return opinion_frame(told, len(chosen))
