"""Watchwords (提法) and what they stand for: S34."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.fact import Fact, list_fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets


def count(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:  # noqa: ARG001 - every family is called alike
    """Yield each watchword's expansion, so that a first mention can spell it out."""
    for number, row in enumerate(sheets.rows("watchwords"), 1):
        sources = sheets.sources_of([row], "展开")
        yield list_fact(f"watchwords.{number}", f"提法“{row['提法']}”", row["展开"] or (), sources=sources)


FACTS = (count,)
