"""One rule per file: tables in, findings out; each file offers `check`."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

    from kit.nouns.campaign import Campaign
    from kit.nouns.finding import Finding
    from kit.nouns.table import Sheets


def rules() -> tuple[ModuleType, ...]:
    """Return every file of this folder, by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(importlib.import_module(f"{__name__}.{name}") for name in names)


def run_checks(sheets: Sheets, campaign: Campaign) -> tuple[Finding, ...]:
    """Return what every rule finds, all rules before anything is drafted."""
    return tuple(finding for rule in rules() for finding in rule.check(sheets, campaign))
