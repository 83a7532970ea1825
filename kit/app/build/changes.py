"""What has changed since the last build: which sheets, which figures from → to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kit.app.hashing import sha256
from kit.app.show.tables import kind_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.app.work import Work


Record = dict[str, Any]
_DIGITS = 12  # of a row's hash: enough to tell a campaign's rows apart


@dataclass(frozen=True)
class Changes:
    """Differences between two runs, in words."""

    is_first: bool
    sheets: tuple[str, ...] = ()  # 意见登记 +31 行
    figures: tuple[str, ...] = ()  # 征求意见表收回份数 150 → 173 份


def record_of(work: Work) -> Record:
    """Return what the next run will compare itself with; rows are kept as hashes only."""
    rows: dict[str, list[str]] = {}
    for table in work.reading.sheets.tables:
        rows.setdefault(table.kind, []).extend(_row_hashes(table.frame))
    facts = {fact.id: [fact.name, fact.text, fact.unit_after] for fact in work.facts.values()}
    return {"rows": {kind: sorted(hashes) for kind, hashes in sorted(rows.items())}, "facts": facts}


def changes_between(before: Record, now: Record) -> Changes:
    """Return what changed from one record to another; an empty one is of no run."""
    if not before.get("facts"):
        return Changes(is_first=True)
    return Changes(
        is_first=False,
        sheets=tuple(_sheet_changes(before.get("rows", {}), now["rows"])),
        figures=tuple(_figure_changes(before["facts"], now["facts"])),
    )


def _row_hashes(frame: Any) -> list[str]:  # noqa: ANN401 - a data frame
    cells = frame.itertuples(index=False, name=None)
    return [sha256("\x1f".join(map(str, row)).encode("utf-8", "replace"))[:_DIGITS] for row in cells]


def _sheet_changes(before: dict[str, list[str]], now: dict[str, list[str]]) -> Iterator[str]:
    for kind in sorted({*before, *now}):
        old, new = Counter(before.get(kind, ())), Counter(now.get(kind, ()))
        added, removed = (new - old).total(), (old - new).total()
        changed = min(added, removed)
        parts = [f"+{added - changed} 行"] * (added > changed)
        parts += [f"-{removed - changed} 行"] * (removed > changed)
        parts += [f"改了 {changed} 行"] * bool(changed)
        if parts:
            yield f"{kind_name(kind)} {'、'.join(parts)}"


def _figure_changes(before: dict[str, list[str]], now: dict[str, list[str]]) -> Iterator[str]:
    for id_ in sorted({*before, *now}, key=lambda id_: (id_.count("."), id_)):
        old, new = before.get(id_), now.get(id_)
        if old is None and new is not None:
            yield f"{new[0]} 新有 {new[1]}{new[2]}"
        elif new is None and old is not None:
            yield f"{old[0]} {old[1]}{old[2]} → 没有了"
        elif old and new and old[1] != new[1]:
            yield f"{new[0]} {old[1]} → {new[1]}{new[2]}"
