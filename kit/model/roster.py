"""The roster (单位目录): the units that are appraised, in their order, under every name a sheet may use.

A name is one unit's or nobody's: spaces, the width of brackets and common abbreviations do not tell two
names apart, and a name that several units have tells of none of them.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from kit.model.draft import Unit
from kit.model.naming import (
    Places,
    places_among,
    plain,
    possible_short_forms,
    short_forms,
    spelled,
    without_outer_place,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kit.model.table import Row, Sheets


_LAST = 10**9
NOT_COUNTED = "不算"  # answered of a name that is no unit of the campaign


def name_key(said: str) -> str:
    """Return the key under which [answers] says which unit a name means, or that it is none."""
    return f"单位名称：{said}"


def units_of(sheets: Sheets) -> tuple[Unit, ...]:
    """Return the units by 排序; equal orders keep the order of the sheet."""
    rows = sorted(sheets.rows("units"), key=lambda row: _LAST if row["排序"] is None else row["排序"])
    shorts = Counter(_short(row) for row in rows)
    return tuple(_unit(row, is_shared=shorts[_short(row)] > 1) for row in rows)


def _short(row: Row) -> str:
    return str(row["简称"] or row["全称"])


def _unit(row: Row, *, is_shared: bool) -> Unit:
    """Return the unit of a row; without an ID it goes by its short name, by its full if that is shared."""
    name, short = str(row["全称"]), _short(row)
    called = unicodedata.normalize("NFKC", name if is_shared else short)
    return Unit(
        id=str(row["单位ID"] or called.replace(".", "")),  # a fact's id is cut at dots
        name=name,
        short=short,
        category=str(row["类别"] or ""),
        order=int(row["排序"] or 0),
        addressee=str(row["主送名"] or ""),
    )


@dataclass(frozen=True)
class UnitNames:
    """Which unit a name means; none where several have it."""

    stated: Mapping[str, frozenset[str]]  # ids by `plain` name: id, full and short name
    spelled: Mapping[str, frozenset[str]]  # ids by the spelling of these names
    shortened: Mapping[str, frozenset[str]]  # ids by what these names are shortened to
    perhaps: Mapping[str, frozenset[str]]  # ids by what they might be shortened to
    places: Places  # with which names of the roster begin

    @cached_property
    def halves(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """Return the names by their first and by their last letters, as many as half of a name has."""
        found: dict[tuple[str, str], dict[str, None]] = {}
        for form in dict.fromkeys((*self.stated, *self.spelled, *self.shortened)):
            for half in {(len(form) + more) // 2 for more in (-1, 0, 1)}:
                found.setdefault((form[:half], ""), {})[form] = None
                found.setdefault(("", form[len(form) - half :]), {})[form] = None
        return {key: tuple(forms) for key, forms in found.items()}

    @cached_property
    def by_first(self) -> Mapping[str, tuple[tuple[str, frozenset[str]], ...]]:
        """Return the names, as stated, spelled and shortened, with their ids, by their first letter."""
        found: dict[str, list[tuple[str, frozenset[str]]]] = {}
        for form, ids in (*self.stated.items(), *self.spelled.items(), *self.shortened.items()):
            found.setdefault(form[0], []).append((form, ids))
        return {first: tuple(forms) for first, forms in found.items()}

    def get(self, name: object) -> str | None:
        """Return the id of the one unit of that name, stated or abbreviated."""
        ids = self.ids(name)
        return next(iter(ids)) if len(ids) == 1 else None

    def ids(self, name: object) -> frozenset[str]:
        """Return the ids of all units of that name: as stated, else as spelled, else as shortened."""
        said = str(name)
        if found := self.stated.get(plain(said)):
            return found
        for form in dict.fromkeys((spelled(said), spelled(without_outer_place(said, self.places)))):
            if found := self.spelled.get(form):
                return found
            if found := self.shortened.get(form):
                return found | self.perhaps.get(form, found)
        return frozenset()

    def is_shared(self, name: object) -> bool:
        """Return whether several units have that name."""
        return len(self.ids(name)) > 1

    def is_abbreviated(self, name: object) -> bool:
        """Return whether the name stands in the roster in no other way than abbreviated."""
        return plain(str(name)) not in self.stated and self.get(name) is not None


def aliases(units: Iterable[Unit]) -> UnitNames:
    """Return what the names that a sheet may use mean: id, full name, short name, abbreviations."""
    return _aliases(tuple(units))


@lru_cache(maxsize=8)
def _aliases(units: tuple[Unit, ...]) -> UnitNames:
    places = places_among(unit.name for unit in units)
    named = [(name, unit.id) for unit in units for name in unit_names(unit)]
    return UnitNames(
        _ids((plain(name), id_) for name, id_ in named),
        _ids((spelled(name), id_) for name, id_ in named),
        _ids((form, id_) for name, id_ in named for form in short_forms(name, places)),
        _ids((form, id_) for name, id_ in named for form in possible_short_forms(name)),
        places,
    )


def unit_names(unit: Unit) -> tuple[str, ...]:
    """Return the names that the roster gives a unit, each once."""
    return tuple(dict.fromkeys((unit.id, unit.name, unit.short)))


def _ids(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, id_ in pairs:
        found.setdefault(name, set()).add(id_)
    return {name: frozenset(ids) for name, ids in found.items()}
