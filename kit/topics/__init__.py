"""What the sheets are about: a topic (主题) a file, each with its sheets, figures, rules and passages.

A file of this folder, or of a folder in it, offers what it has of these, in this order:
KIND          the kind of sheet it is about (SheetKind); where there are several, each under its own name;
COMPLETES     what settings and answers add to the sheets: functions of (sheets, campaign) that return sheets;
FACTS         what is counted: records of counting, and functions of (sheets, campaign) that yield facts;
RULES         what must hold of the sheets: functions of (sheets, campaign) that yield findings;
REMARKS       what is said of its own figures: functions of (facts, sheets, campaign) that yield findings;
LEDGER_RULES  what must hold of the whole ledger: functions of (facts) that yield findings;
KEY_FIGURES   rows of the table of key figures: KeyFigure, and functions of (facts) that yield them;
@passage      what is said of a sheet, by a function of (material).
No other file names a topic unless it needs it by name.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import ModuleType

    from kit.model.campaign import Campaign
    from kit.model.finding import Finding
    from kit.model.table import Sheets

    Check = Callable[[Sheets, Campaign], Iterable[Finding]]


@cache
def topics() -> tuple[ModuleType, ...]:
    """Return every file of this folder and of the folders in it, by name."""
    found = pkgutil.walk_packages(__path__, f"{__name__}.")
    return tuple(importlib.import_module(name) for name in sorted(each.name for each in found))


def offered(name: str) -> tuple[Any, ...]:
    """Return what the topics offer under a name of the list above, topic after topic."""
    return tuple(each for topic in topics() for each in getattr(topic, name, ()))


def completed(sheets: Sheets, campaign: Campaign) -> Sheets:
    """Return the sheets with all that settings, answers and other sheets say of them."""
    for complete in offered("COMPLETES"):
        sheets = complete(sheets, campaign)
    return sheets


def check_rules() -> tuple[Check, ...]:
    """Return everything that checks the sheets, topic after topic."""
    return offered("RULES")


def run_checks(sheets: Sheets, campaign: Campaign) -> tuple[Finding, ...]:
    """Return what every rule finds, all rules before anything is drafted."""
    return tuple(finding for rule in check_rules() for finding in rule(sheets, campaign))
