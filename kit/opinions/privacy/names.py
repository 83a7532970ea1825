"""Names of people: which are known, and what could be one."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kit.opinions.privacy.numbers import Span

NAME = "姓名"
LONGEST_NAME = 12
_NOTE, SURE, OTHERS, _COMPOUND, *_ORDINARY = (
    files("kit.opinions.privacy").joinpath("words.txt").read_text(encoding="utf-8").splitlines()
)
ORDINARY = frozenset(word for line in _ORDINARY for word in line.split())  # words that look like names
COMPOUND = "|".join(_COMPOUND.split())
HAN = "\u3400-\u9fff"
ANY = f"(?:{COMPOUND}|[{SURE}{OTHERS}])"  # a surname, where the words around it ask for one
STRONG = f"(?:{COMPOUND}|[{SURE}])"  # a surname that seldom begins another word
ETHNIC = f"[{HAN}]{{1,8}}(?:[·•・][{HAN}]{{1,8}})+"
FULL = f"(?:{ETHNIC}|{ANY}[{HAN}]{{1,2}})"


@dataclass(frozen=True)
class Names:
    """Names that are known: `people` must not appear, `functions` (班子成员) are whom opinions are about."""

    people: frozenset[str] = frozenset()
    functions: frozenset[str] = frozenset()

    @cached_property
    def lengths(self) -> dict[str, tuple[int, ...]]:
        """Return for each first character the lengths of the names that begin with it, the longest first."""
        found: dict[str, set[int]] = defaultdict(set)
        for name in self.people - self.functions - ORDINARY:
            if 1 < len(name) <= LONGEST_NAME:
                found[name[0]].add(len(name))
        return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}

    @cached_property
    def starts(self) -> re.Pattern[str]:
        """Return a pattern for the first characters of all names."""
        firsts = "".join(map(re.escape, sorted(self.lengths)))
        return re.compile(f"[{firsts}]" if firsts else "(?!)")

    def may_stay(self, name: str) -> bool:
        """Return whether what looks like a name is a leader's, or an ordinary word."""
        return name in self.functions or name in ORDINARY


def looks_like_name(text: str) -> bool:
    """Return whether a text could be a Chinese person's name; a user's alias usually could not.

    >>> [looks_like_name(text) for text in ("朱琦梦", "A00074011", "阳光", "阿卜杜拉·买买提", "匿名")]
    [True, False, False, True, False]
    """
    return bool(re.fullmatch(FULL, text)) and text not in ORDINARY


def people_named(texts: Iterable[str]) -> frozenset[str]:
    """Return the texts of a column of givers that look like names; aliases of a web board do not."""
    return frozenset(name for name in {text.strip() for text in set(texts)} if looks_like_name(name))


def known_spans(text: str, names: Names) -> Iterator[Span]:
    """Yield where known names stand; what is an ordinary word too is left to the words around it."""
    for start in names.starts.finditer(text):
        at = start.start()
        for length in names.lengths[text[at]]:
            name = text[at : at + length]
            if name in names.people and not names.may_stay(name):
                yield at, at + length, NAME
                break
