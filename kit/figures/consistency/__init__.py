"""Rules over the ledger itself: facts in, findings out; each file offers `check`."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.fact import Facts
    from kit.nouns.finding import Finding


def check_ledger(facts: Facts) -> Iterator[Finding]:
    """Yield what every rule finds, rule after rule by name."""
    for name in sorted(module.name for module in pkgutil.iter_modules(__path__)):
        yield from importlib.import_module(f"{__name__}.{name}").check(facts)
