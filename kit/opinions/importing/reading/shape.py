"""A shape (导出格式): how an export is recognised, and how it is read."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import kit.opinions.importing

if TYPE_CHECKING:
    from collections.abc import Callable

    from kit.model.campaign import Campaign
    from kit.opinions.importing.reading.export import SheetReading
    from kit.opinions.importing.reading.inquiry import Inquiry
    from kit.opinions.importing.reading.table import RawTable


FORMS = 45  # shapes from this rank on are any office's tables; below, their sites' own headings tell them
GENERAL = 60  # shapes from this rank on are tried only when no other shape knows any row for its heading


@dataclass(frozen=True)
class Shape:
    """One shape; the files of kit/opinions/importing offer them as SHAPES.

    claim returns, in Chinese, why a sheet is of this shape, or None. Shapes of a lower rank are asked first:
    the sites' own headings before the general forms.
    """

    id: str
    name: str  # Chinese
    rank: int
    claim: Callable[[RawTable], str | None]
    read: Callable[[RawTable, Campaign, Inquiry], SheetReading]


@cache
def all_shapes() -> tuple[Shape, ...]:
    """Return the SHAPES of every module directly in kit/opinions/importing, the surest first."""
    found = pkgutil.iter_modules(kit.opinions.importing.__path__)
    names = sorted(module.name for module in found if not module.ispkg)
    modules = (importlib.import_module(f"kit.opinions.importing.{name}") for name in names)
    shapes = (shape for module in modules for shape in module.SHAPES)
    return tuple(sorted(shapes, key=lambda shape: (shape.rank, shape.id)))
