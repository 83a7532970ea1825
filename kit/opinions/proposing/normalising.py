"""Opinions made comparable; the verbatim text itself is never changed (opinions.md 3.2).

The words that decide whether two opinions say the same: read once from lexicon.toml.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
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
    urgings: frozenset[str]  # the only fillers that say nothing in a short text too
    courtesies: frozenset[str]
    synonyms: Mapping[str, str]
    antonyms: frozenset[frozenset[str]]
    negations: frozenset[str]
    turns: frozenset[str]
    place_endings: tuple[str, ...]
    titles: frozenset[str]
    untelling: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """Return the word lists of the kit."""
    text = files("kit.opinions.proposing").joinpath("lexicon.toml").read_text(encoding="utf-8")
    said = tomllib.loads(text)
    lines = [line.split() for line in said["synonyms"]]
    return Lexicon(
        fillers=frozenset(said["fillers"].split()),
        urgings=frozenset(said["urgings"].split()),
        courtesies=frozenset(said["courtesies"].split()),
        synonyms={word: line[0] for line in lines for word in line},
        antonyms=frozenset(frozenset(pair.split()) for pair in said["antonyms"]),
        negations=frozenset(said["negations"].split()),
        turns=frozenset(said["turns"].split()),
        place_endings=tuple(sorted(said["place_endings"].split(), key=lambda word: (-len(word), word))),
        titles=frozenset(said["titles"].split()),
        untelling=frozenset(said["untelling"].split()),
    )


# What stands between two digits is kept: 3.5 is not 35, and 3-5 is neither.
_NOISE = re.compile(r"(?<![\W\d])[^\w%‰√×✓✗👍👎]+|[^\w%‰√×✓✗👍👎]++(?!\d)|_")
_NUMBER = re.compile(r"\d+(?:\.\d+)?%?")


def unified(text: str) -> str:
    """Return a text with one form for full and half width and for capitals.

    >>> unified("ＡＢ路１２号")
    'ab路12号'
    """
    return unicodedata.normalize("NFKC", text).lower()


def comparable(text: str) -> str:
    """Return what is left of a text without width, punctuation, spaces and capitals.

    >>> comparable(" 路灯 不亮，请修！"), comparable("占３．５％。")
    ('路灯不亮请修', '占3.5%')
    """
    return _NOISE.sub("", unified(text))


def comparable_core(said: str) -> str:
    """Return a comparable text without courtesies and fillers, one word for its synonyms.

    For finding candidates only: words are replaced wherever their characters stand.

    >>> comparable_core("希望尽快增设路灯谢谢")
    '增加路灯'
    """
    return _light().sub(_canonical, said) or said


def sorted_numbers(said: str) -> tuple[str, ...]:
    """Return the numbers of a comparable text, sorted.

    >>> sorted_numbers("3号楼12月停水2天")
    ('12', '2', '3')
    """
    return tuple(sorted(_NUMBER.findall(said)))


def _canonical(found: re.Match[str]) -> str:
    first = lexicon().synonyms.get(found[0], "")
    return "" if first == "建议" else first


@cache
def _light() -> re.Pattern[str]:
    known = {word for word in (*lexicon().synonyms, *lexicon().fillers) if len(word) > 1}
    words = sorted(known, key=lambda word: (-len(word), word))
    return re.compile("|".join([*map(re.escape, words), "[的了呢吧啊呀嘛吗请也]"]))
