"""The words that decide whether two opinions say the same: read once from lexicon.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Lexicon:
    """Word lists; `synonyms` leads from a word to the first word of its line."""

    fillers: frozenset[str]
    courtesies: frozenset[str]
    synonyms: Mapping[str, str]
    antonyms: frozenset[frozenset[str]]
    negations: frozenset[str]
    turns: frozenset[str]
    place_endings: tuple[str, ...]
    titles: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """Return the word lists of the kit."""
    text = files("kit.opinions.likeness").joinpath("lexicon.toml").read_text(encoding="utf-8")
    said = tomllib.loads(text)
    lines = [line.split() for line in said["synonyms"]]
    return Lexicon(
        fillers=frozenset(said["fillers"].split()),
        courtesies=frozenset(said["courtesies"].split()),
        synonyms={word: line[0] for line in lines for word in line},
        antonyms=frozenset(frozenset(pair.split()) for pair in said["antonyms"]),
        negations=frozenset(said["negations"].split()),
        turns=frozenset(said["turns"].split()),
        place_endings=tuple(sorted(said["place_endings"].split(), key=lambda word: (-len(word), word))),
        titles=frozenset(said["titles"].split()),
    )
