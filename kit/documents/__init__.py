"""One kind of document per file: what its template may use, its composed paragraphs."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kit.nouns.draft import DocumentKind


@cache
def all_kinds() -> tuple[DocumentKind, ...]:
    """Return the KIND of every file of this folder that offers one; those for all units first, then by id."""
    names = (module.name for module in pkgutil.iter_modules(__path__))
    modules = (importlib.import_module(f"{__name__}.{name}") for name in names)
    kinds = (module.KIND for module in modules if hasattr(module, "KIND"))
    return tuple(sorted(kinds, key=lambda kind: (kind.per_unit, kind.id)))
