"""The only door to rjieba: the cut of kit.opinions.segment, some fifteen times as fast.

rjieba 0.2.2 (Rust, jieba's own dictionary) cuts exactly as jieba without guessing at unknown words;
with guessing it does not. A test compares the two doors, with words of the campaign added.

Key words of each aspect (方面): what its opinions speak of more than the others'.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from rjieba import Jieba


def cut(texts: Iterable[str], words: Iterable[str] = ()) -> list[tuple[str, ...]]:
    """Return the words of each text, in order, punctuation among them.

    words: kept whole wherever they stand, e.g. the campaign's own terms.
    """
    cutter = _cutter(tuple(sorted(set(words))))
    return [tuple(cutter.cut(text, hmm=False)) for text in texts]


@cache
def _cutter(words: tuple[str, ...]) -> Jieba:
    from rjieba import Jieba  # noqa: PLC0415 - its dictionary takes time; opinions and long titles need it

    cutter = Jieba()
    for word in words:
        cutter.add_word(word, cutter.suggest_freq(word), None)
    return cutter


_HAN = r"[\u3400-\u9fff\U00020000-\U0003ffff]"
_WORD = re.compile(rf"(?![一二两三四五六七八九十百千万几半每某第]){_HAN}{{2,}}")  # no counts, such as 一个月
LEAST = 3  # opinions; a word of fewer could show who wrote it


@dataclass(frozen=True)
class KeyWord:
    """A word and in how many opinions (条) of the aspect it stands."""

    word: str
    opinions: int


def key_words(
    by_aspect: Mapping[str, Sequence[Sequence[str]]], without: Collection[str] = (), most: int = 8
) -> dict[str, tuple[KeyWord, ...]]:
    """Return each aspect's words, the most telling first.

    by_aspect: the opinions of each aspect, each as its words. without: words that never appear,
    such as persons' names; a word that holds one of them, or is part of one, does not either.
    A word tells the more, the more opinions of the aspect it stands in and the fewer of the others.
    """
    counted = {aspect: _counted(opinions, without) for aspect, opinions in by_aspect.items()}
    everywhere: Counter[str] = sum(counted.values(), Counter())
    whole = sum(len(opinions) for opinions in by_aspect.values())
    return {aspect: _most_telling(words, everywhere, whole, most) for aspect, words in counted.items()}


@cache
def stop_words() -> frozenset[str]:
    """Return the words that say nothing about any aspect: one per line of stop_words.txt."""
    text = files("kit.opinions.proposing").joinpath("stop_words.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def _counted(opinions: Iterable[Sequence[str]], without: Collection[str]) -> Counter[str]:
    kept = ({word for word in words if _is_telling(word, without)} for words in opinions)
    return Counter(word for words in kept for word in words)


def _is_telling(word: str, without: Collection[str]) -> bool:
    if not _WORD.fullmatch(word) or word in stop_words():
        return False
    return not any(word in name or name in word for name in without if name)


def _most_telling(
    words: Counter[str], everywhere: Counter[str], whole: int, most: int
) -> tuple[KeyWord, ...]:
    frequent = [word for word, count in words.items() if count >= LEAST]
    weight = {
        word: words[word] ** 2 / everywhere[word] * math.log(1 + whole / everywhere[word])
        for word in frequent
    }
    ordered = sorted(frequent, key=lambda word: (-weight[word], -words[word], word))
    return tuple(KeyWord(word, words[word]) for word in ordered[:most])
