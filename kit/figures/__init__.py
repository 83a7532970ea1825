"""One family of facts per file: tables in, facts out; each file offers FACTS, what it counts."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import replace
from typing import TYPE_CHECKING

from kit.figures.consistency import check_ledger
from kit.figures.phase import cutoff_of
from kit.nouns.counting import counted
from kit.nouns.errors import FigureError
from kit.nouns.fact import Fact, Facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import ModuleType

    from kit.nouns.campaign import Campaign
    from kit.nouns.finding import Finding
    from kit.nouns.table import Sheets


def families() -> tuple[ModuleType, ...]:
    """Return every file of this folder, by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.ispkg)
    modules = (importlib.import_module(f"{__name__}.{name}") for name in names)
    return tuple(modules)


def count_all(sheets: Sheets, campaign: Campaign) -> Facts:
    """Return every fact the sheets allow, each with its cells and the cut-off date (统计截止日) of its phase.

    A fact that was worked out from others stands on the cells of those.
    Raises FigureError if two families give the same id or name.
    """
    cutoff = cutoff_of(sheets, campaign)
    facts = (fact for family in families() for fact in counted(family.FACTS, sheets, campaign))
    return _sourced(_unique(replace(fact, cutoff=fact.cutoff or cutoff) for fact in facts))


def _sourced(facts: Iterable[Fact]) -> Facts:
    found = Facts(facts)
    for id_, fact in found.items():
        if fact.parents and not fact.sources:
            known = (source for parent in fact.parents if parent in found for source in found[parent].sources)
            found[id_] = replace(fact, sources=tuple(dict.fromkeys(known)))
    return found


def remarks(facts: Facts, sheets: Sheets, campaign: Campaign) -> tuple[Finding, ...]:
    """Return what the families say of their own figures: suppressed, not compared, near a limit."""
    said = (family.remarks for family in families() if hasattr(family, "remarks"))
    own = (finding for remark in said for finding in remark(facts, sheets, campaign))
    return (*check_ledger(facts), *own)


def _unique(facts: Iterable[Fact]) -> Iterator[Fact]:
    ids: dict[str, str] = {}
    names: dict[str, str] = {}
    for fact in facts:
        if fact.id in ids or fact.name in names:
            twin = ids.get(fact.id) or names[fact.name]
            problem = f"“{fact.name}”和“{twin}”用了同一个编号或名称"
            raise FigureError(
                f"底稿 {fact.id}",
                problem,
                "请检查表里是否有同名的单位、会议或方面，topics 里是否有叫法相同的数",
            )
        ids[fact.id] = names[fact.name] = fact.name
        yield fact
