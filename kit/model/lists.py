"""Clauses about what was read, said on the web, done in themed activities and tried: S08 S16 S17 S27 S30.

Clauses about talks, criticism, versions, approval, disclosure, regulations: S20 S21 S23 S26 S29 S36.

Clauses about going to the people: topics, visits, forms, opinions, problems, what was put right.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kit.model.draft import Prose, prose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kit.model.draft import Material
    from kit.model.fact import Fact


SHOWN = 3  # more names than this would make the sentence unreadable


def _items(names: Fact) -> tuple[str, ...]:
    return names.value if isinstance(names.value, tuple) else ()


def _counted(material: Material, wanted: tuple[tuple[str, str], ...]) -> list[Prose]:
    found = [(word, fact) for id_, word in wanted if (fact := material.facts.get(id_))]
    return [prose("，", word, fact, fact.unit) for word, fact in found]


def _parts(material: Material, kinds: Sequence[tuple[str, str]], unit: str = "条") -> list[Prose]:
    return [prose(word, fact, unit) for id_, word in kinds if (fact := material.facts.get(id_))]


def names_in_quotes(names: Fact) -> Fact:
    """Return a list fact printed in quotation marks (no 、 between them: GB/T 15834)."""
    items = names.value if isinstance(names.value, tuple) else ()
    return replace(names, text="".join(f"“{item}”" for item in items))
