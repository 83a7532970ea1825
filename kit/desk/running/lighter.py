"""A lighter start: what the notebook libraries would load and nobody here uses."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNUSED = "rfc3987_syntax"  # jsonschema's optional check of IRIs: a second to build its grammars


@contextmanager
def without_unused() -> Iterator[None]:
    """Let imports inside do without an optional library that takes longer than all the others."""
    absent = _UNUSED not in sys.modules
    if absent:
        sys.modules[_UNUSED] = None  # type: ignore[assignment] # Python's own sign for "cannot be imported"
    try:
        yield
    finally:
        if absent:
            del sys.modules[_UNUSED]
