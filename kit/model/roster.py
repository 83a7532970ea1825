"""The roster (单位目录): the units that are appraised, in their order, under every name a sheet may use.

A name is one unit's or nobody's: spaces, the width of brackets and common abbreviations do not tell two
names apart, and a name that several units have tells of none of them.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import takewhile
from typing import TYPE_CHECKING

from kit.model.draft import Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kit.model.table import Row, Sheets


_LAST = 10**9


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
    shortened: Mapping[str, frozenset[str]]  # ids by `abbreviated` name

    def get(self, name: object) -> str | None:
        """Return the id of the one unit of that name, stated or abbreviated."""
        ids = self.ids(name)
        return next(iter(ids)) if len(ids) == 1 else None

    def ids(self, name: object) -> frozenset[str]:
        """Return the ids of all units of that name; a stated name goes before an abbreviated one."""
        said = plain(str(name))
        return self.stated.get(said) or self.shortened.get(abbreviated(said), frozenset())

    def is_shared(self, name: object) -> bool:
        """Return whether several units have that name."""
        return len(self.ids(name)) > 1

    def is_abbreviated(self, name: object) -> bool:
        """Return whether the name stands in the roster in no other way than abbreviated."""
        return plain(str(name)) not in self.stated and self.get(name) is not None


def aliases(units: Iterable[Unit]) -> UnitNames:
    """Return what the names that a sheet may use mean: id, full name, short name, abbreviations."""
    listed = tuple(units)
    stated = _ids((name, unit.id) for unit in listed for name in map(plain, unit_names(unit)))
    shared = shared_place(unit.name for unit in listed)
    forms = ((form, unit.id) for unit in listed for name in unit_names(unit) for form in _forms(name, shared))
    return UnitNames(stated, _ids(forms))


def unit_names(unit: Unit) -> tuple[str, ...]:
    """Return the names that the roster gives a unit, each once."""
    return tuple(dict.fromkeys((unit.id, unit.name, unit.short)))


def _ids(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, id_ in pairs:
        found.setdefault(name, set()).add(id_)
    return {name: frozenset(ids) for name, ids in found.items()}


UNSEEN = re.compile(r"[\s\u200b-\u200f\u2060\ufeff·・•“”\"'‘’]+")
BRACKETS = str.maketrans("〔【[{〈《", "((((((") | str.maketrans("〕】]}〉》", "))))))")


@lru_cache(maxsize=65_536)
def plain(name: str) -> str:
    """Return a name as it is compared: without spaces and quotes, with brackets of one sort.

    >>> plain("青山县 第一中学（ 东区 ）")
    '青山县第一中学(东区)'
    """
    return UNSEEN.sub("", unicodedata.normalize("NFKC", name)).translate(BRACKETS).casefold()


SHORT = tuple(
    tomllib.loads(files("kit.model").joinpath("abbreviations.toml").read_text(encoding="utf-8")).items()
)
NUMBERED = re.compile(r"第([一二三四五六七八九十]+)(人民医院|中学|小学|幼儿园)")
NUMBERED_SHORT = {"人民医院": "医院", "中学": "中", "小学": "小", "幼儿园": "幼"}


@lru_cache(maxsize=65_536)
def abbreviated(name: str) -> str:
    """Return a plain name with the usual abbreviations for what it spells out.

    >>> abbreviated("青山县人力资源和社会保障局"), abbreviated("青山县第一中学")
    ('青山县人社局', '青山县一中')
    """
    for long, short in SHORT:
        name = name.replace(long, short)
    return NUMBERED.sub(lambda found: found[1] + NUMBERED_SHORT[found[2]], name)


PLACE = re.compile(r"[\u4e00-\u9fff]{1,10}?(?:自治区|自治州|自治县|省|市|州|县|区|旗|集团)")
COMPANY = "公司"
LEAST_LEFT = 2  # characters of a name without its place: one is no name


def shared_place(names: Iterable[str]) -> str:
    """Return the place or group with which every one of several names begins, nothing if there is none.

    >>> shared_place(["青山县财政局", "青山县财源办"]), shared_place(["青山县财政局"])
    ('青山县', '')
    """
    listed = sorted({plain(name) for name in names})
    first, last = (listed[0], listed[-1]) if len(listed) > 1 else ("", "")
    shared = "".join(
        one for one, _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    )
    found = list(PLACE.finditer(shared))
    return shared[: found[-1].end()] if found else ""


def _forms(name: str, place: str) -> Iterator[str]:
    """Yield what a roster's name is shortened to: without the place that all share, without 公司."""
    short, lead = abbreviated(plain(name)), abbreviated(place)
    for form in (short, short.removeprefix(lead), place[-1:] + short.removeprefix(lead)):
        for shown in (form, form.removesuffix(COMPANY)):
            if len(shown) >= LEAST_LEFT:
                yield shown
