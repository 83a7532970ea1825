"""Kinds of documents, one a file: what its template may use, what its section of settings may say.

A file of this folder offers KIND; its compose gives the draft that its template is filled with.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kit.model.draft import DocumentKind


def document_kinds() -> tuple[DocumentKind, ...]:
    """Return the kinds of shared documents; those for all units first, then by id.

    Papers of single persons are not among them, so that nobody lays them among shared drafts by mistake.
    """
    return tuple(kind for kind in _kinds() if not kind.per_member)


def kinds_per_member() -> tuple[DocumentKind, ...]:
    """Return the kinds of which every member of the leading body gets one, for that member alone."""
    return tuple(kind for kind in _kinds() if kind.per_member)


@cache
def _kinds() -> tuple[DocumentKind, ...]:
    """Return the KIND of every file of this folder that offers one."""
    names = (module.name for module in pkgutil.iter_modules(__path__))
    modules = (importlib.import_module(f"{__name__}.{name}") for name in names)
    kinds = (module.KIND for module in modules if hasattr(module, "KIND"))
    return tuple(sorted(kinds, key=lambda kind: (kind.per_unit, kind.id)))
