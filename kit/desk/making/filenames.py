"""File names that Windows, macOS and Linux all accept, one per unit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_LONGEST = 80  # characters; 240 bytes of Chinese, where a name may have 255


def safe_name(name: str) -> str:
    """Return a name without anything a file system refuses; the rest of it is kept.

    >>> safe_name('城关/镇政府:二.'), safe_name('CON'), safe_name('  ')
    ('城关_镇政府_二', '_CON', '未命名')
    """
    kept = _FORBIDDEN.sub("_", name)[:_LONGEST].strip(" .")
    if not kept:
        return "未命名"
    return f"_{kept}" if _RESERVED.fullmatch(kept) else kept


def distinct_names(names: Iterable[str]) -> list[str]:
    """Return safe names in the same order; those that differ in case only, or not at all, are numbered.

    >>> distinct_names(["A局", "a局", "B局"])
    ['A局', 'a局（2）', 'B局']
    """
    taken: set[str] = set()
    distinct = []
    for name in map(safe_name, names):
        candidate, number = name, 1
        while candidate.casefold() in taken:
            number += 1
            candidate = f"{name}（{number}）"
        taken.add(candidate.casefold())
        distinct.append(candidate)
    return distinct
