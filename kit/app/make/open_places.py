"""What only people can fill in (【待补】): one record for each thing, its documents, where it is said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kit.app.make.notices import FOLDER as NOTICES
from kit.app.make.verifying import OPEN, OPEN_PLACE, kinds_by_file
from kit.app.work import documents
from kit.documents.style.blanks import ELSEWHERE, settings_key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from kit.model.draft import DocumentKind


BY_HAND = "只能在 Word 里填"
MOST = 3  # tables named in one line


@dataclass(frozen=True)
class Open:
    """One thing that is to be filled in."""

    what: str  # 发文字号
    places: tuple[tuple[DocumentKind, int], ...]  # how many of each kind of document lack it

    @property
    def number(self) -> int:
        """Return how many places there are."""
        return sum(number for _, number in self.places)

    @property
    def documents(self) -> str:
        """Return which documents lack it: 12 份评议结果通知书、评议结果通报."""
        return "、".join(f"{n} 份{kind.name}" if kind.per_unit else kind.name for kind, n in self.places)

    def where(self, most: int = 0) -> str:
        """Return where it is said once for all, at most so many tables by name; 0: all of them."""
        if said := ELSEWHERE.get(self.what):
            return said
        keys: dict[str, list[str]] = {}
        for kind, _ in self.places:
            keys.setdefault(settings_key_of(kind.id, self.what), []).append(f"[documents.{kind.id}]")
        said = "；".join(f"{_listed(tables, most)} {key}" for key, tables in keys.items() if key)
        return f"campaign.toml {said}" if said else BY_HAND


def _listed(tables: list[str], most: int) -> str:
    if not most or len(tables) <= most:
        return "、".join(tables)
    return f"{'、'.join(tables[:most])} 等 {len(tables)} 段的"


def open_things(out: Path, findings: Iterable[tuple[str, str, str]]) -> tuple[Open, ...]:
    """Return what is to be filled in, the most frequent first; findings: rule, file in out, problem."""
    by_file = {path.relative_to(out).as_posix(): id_ for path, id_ in kinds_by_file(out).items()}
    kinds = {kind.id: kind for kind in (*documents(per_unit=True), *documents(per_unit=False))}
    [notice, *_] = [kind.id for kind in kinds.values() if kind.per_unit] or [""]
    found: dict[str, dict[str, int]] = {}
    for what, file in _places(findings):
        id_ = notice if file.startswith(f"{NOTICES}/") else by_file.get(file, "")
        if id_ in kinds:
            counts = found.setdefault(what, {})
            counts[id_] = counts.get(id_, 0) + 1
    things = [Open(what, tuple((kinds[id_], n) for id_, n in ids.items())) for what, ids in found.items()]
    return tuple(sorted(things, key=lambda thing: -thing.number))


def _places(findings: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, str]]:
    for rule, file, problem in findings:
        if rule == OPEN and (place := OPEN_PLACE.search(problem)):
            yield place[1], file
