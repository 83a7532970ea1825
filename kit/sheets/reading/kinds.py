"""Every kind of sheet: one module of kit/sheets each."""

import importlib
import pkgutil
from functools import cache

import kit.sheets
from kit.nouns.table import SheetKind


@cache
def all_kinds() -> tuple[SheetKind, ...]:
    """Return the KIND of every module directly in kit/sheets, in the order of their codes."""
    modules = sorted(found.name for found in pkgutil.iter_modules(kit.sheets.__path__) if not found.ispkg)
    kinds = (importlib.import_module(f"kit.sheets.{name}").KIND for name in modules)
    return tuple(sorted(kinds, key=lambda kind: (kind.code, kind.id)))


def kind_called(name: str) -> SheetKind | None:
    """Return the kind with that Chinese name, other name, English id or code, or None."""
    for kind in all_kinds():
        if name in (kind.name, kind.id, kind.code, *kind.aliases):
            return kind
    return None


def kind_of_sheet(id_: str) -> SheetKind:
    """Return the kind with that English id; raises KeyError."""
    return _by_id()[id_]


@cache
def _by_id() -> dict[str, SheetKind]:
    return {kind.id: kind for kind in all_kinds()}
