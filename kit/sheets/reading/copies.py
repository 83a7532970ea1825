"""The same file, or the same rows, twice in the inbox: said once, and counted once."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

from kit.nouns.finding import Finding
from kit.nouns.place import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from kit.nouns.table import Table

RULE = "reading.copy"
KEEP_ONE = "请只留一份，另一份移出 inbox"
Rows = Counter[tuple[object, ...]]


def copies_among(files: Iterable[tuple[Path, str]]) -> dict[str, str]:
    """Return for each file that repeats another byte for byte, by their names, which one it repeats.

    The one that counts is the one nearest to the top of the inbox, then the first by name.
    """
    ordered = sorted(files, key=lambda found: (found[1].count("/"), found[1]))
    sizes = {name: path.stat().st_size for path, name in ordered}
    shared = Counter(sizes.values())
    first: dict[tuple[str, str], str] = {}
    copies: dict[str, str] = {}
    for path, name in ordered:
        if not sizes[name] or shared[sizes[name]] == 1:
            continue
        original = first.setdefault((_digest(path) or name, path.suffix.lower()), name)
        if original != name:
            copies[name] = original
    return copies


def _digest(path: Path) -> str:
    """Return the hash of a file's bytes; nothing for one that cannot be opened, which its reader says."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def copied_files(copies: Mapping[str, str], tables: Sequence[Table]) -> tuple[Finding, ...]:
    """Return a finding on each copy, unless what it repeats is a form that nobody has filled in."""
    filled = {table.file for table in tables if not table.frame.empty}
    blank = {table.file for table in tables} - filled
    return tuple(
        Finding(RULE, "error", Place(name), f"和 {original} 内容一样，没有重复读", KEEP_ONE)
        for name, original in copies.items()
        if original not in blank
    )


def without_copies(tables: Sequence[Table]) -> tuple[tuple[Table, ...], tuple[Finding, ...]]:
    """Return the tables without those whose rows all stand in another of their kind, each with a finding."""
    findings: dict[int, Finding] = {}
    for alike in _comparable(tables):
        holders: dict[object, list[tuple[Table, Rows]]] = {}
        for number in sorted(alike, key=lambda number: (-len(tables[number].frame), number)):
            table, rows = tables[number], _rows(tables[number])
            first = next(iter(rows))  # whoever holds all rows holds this one
            original = next((one for one, held in holders.get(first, ()) if _holds(held, rows)), None)
            if original is not None:
                findings[number] = _rows_copied(table, original)
                continue
            for row in rows:
                holders.setdefault(row, []).append((table, rows))
    left = tuple(table for number, table in enumerate(tables) if number not in findings)
    return left, tuple(findings[number] for number in sorted(findings))


def _comparable(tables: Sequence[Table]) -> list[list[int]]:
    """Return where tables stand that have rows, a kind and headings in common, two of them or more."""
    found: dict[object, list[int]] = {}
    for number, table in enumerate(tables):
        if not table.frame.empty:
            found.setdefault((table.kind, *sorted(map(str, table.frame.columns))), []).append(number)
    return [numbers for numbers in found.values() if len(numbers) > 1]


def _rows(table: Table) -> Rows:
    columns = [table.frame[name].tolist() for name in sorted(table.frame.columns)]
    return Counter(zip(*columns, strict=True))


def _holds(held: Rows, rows: Rows) -> bool:
    return all(held[row] >= times for row, times in rows.items())


def _rows_copied(table: Table, original: Table) -> Finding:
    whole = len(table.frame) == len(original.frame)
    said = f"各行和 {original.place()}一样" if whole else f"各行在 {original.place()}里都有"
    return Finding(RULE, "error", table.place(), f"{said}，没有重复算", KEEP_ONE)
