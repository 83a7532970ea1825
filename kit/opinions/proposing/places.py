"""Places (地点) that opinions name: found by what they end in, so that hot issues can say where."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from kit.opinions.proposing.normalising import lexicon, unified
from kit.opinions.proposing.words import cut, stop_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    import numpy.typing as npt


_NAME = re.compile(r"[\u3400-\u9fffa-z0-9#]+")
_ENDING_WORDS = """
路 街 巷 大道 桥 村 镇 乡 县 市 区 屯 弄 路口 社区 小区 街道 公园 广场 市场
菜市场 农贸市场 学校 小学 中学 大学 学院 幼儿园 医院 卫生院 车站 公交站 码头 大厦 花园 家园
新村 胡同 立交桥 工业园 开发区 新区 水库 河 之城
"""
_ENDINGS = frozenset(_ENDING_WORDS.split())
_ENDS = tuple(sorted(_ENDINGS))
_SIDES = "东西南北中"
_LONGEST, _BEFORE = 10, 3  # characters of a name; words that may belong to it before its ending


def places_in(text: str, words: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the names of places in a text, in order, each once; words: names to be kept whole.

    >>> places_in("云岭路的路灯不亮，青石巷也不亮")
    ('云岭路', '青石巷')
    """
    said = cut([unified(text)], words)[0]
    found = (_name(said, at) for at, word in enumerate(said) if word.endswith(_ENDS))
    return tuple(dict.fromkeys(name for name in found if name))


def common_place(texts: Iterable[str], words: Sequence[str] = ()) -> str:
    """Return the place that more than half of the texts name, if two do; of two equals the longer name."""
    return most_named([places_in(text, words) for text in texts])


def most_named(places: Sequence[Collection[str]]) -> str:
    """Return the place that more than half of some opinions name, if two do; "" if none is.

    places: the names that each opinion has, each once.
    """
    named = Counter(place for names in places for place in names)
    common = [place for place in named if named[place] > 1 and 2 * named[place] > len(places)]
    return min(common, key=lambda place: (-named[place], -len(place), place), default="").upper()


def apart(ones: Sequence[frozenset[str]], others: Sequence[frozenset[str]]) -> npt.NDArray[np.bool_]:
    """Return for each of `ones` (rows) and `others` (columns) whether they speak of different places.

    They do where both name some, and no name of the one is part of a name of the other.

    >>> apart([frozenset({"云岭路"})], [frozenset({"青石巷"}), frozenset({"云岭路口"}), frozenset()]).tolist()
    [[True, False, False]]
    """
    shared = np.zeros((len(ones), len(others)), dtype=bool)
    (mine, my_parts), (theirs, their_parts) = _rows_by_name(ones), _rows_by_name(others)
    for left, right in ((my_parts, theirs), (mine, their_parts)):
        for name in left.keys() & right.keys():
            rows, columns = left[name], right[name]
            if len(rows) == len(columns) == 1:  # as most names are: one cell is set at once
                shared[rows[0], columns[0]] = True
            else:
                shared[np.ix_(rows, columns)] = True
    named, other_named = (
        np.array([bool(found) for found in places], dtype=bool) for places in (ones, others)
    )
    return np.asarray(np.logical_and.outer(named, other_named) & ~shared)


def _rows_by_name(places: Sequence[frozenset[str]]) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """Return at which positions each name stands, and each name or part of one."""
    names: dict[str, list[int]] = {}
    parts: dict[str, list[int]] = {}
    for at, found in enumerate(places):
        for name in found:
            names.setdefault(name, []).append(at)
        for part in _parts(found):
            parts.setdefault(part, []).append(at)
    return names, parts


@lru_cache(maxsize=100_000)
def _parts(names: frozenset[str]) -> frozenset[str]:
    """Return the names with all their parts of two and more characters."""
    parts = (
        name[start:end]
        for name in names
        for start in range(len(name))
        for end in range(start + 2, len(name) + 1)
    )
    return names.union(parts)


def _name(said: Sequence[str], at: int) -> str:
    """Return the name that ends with a word: what stands before belongs to it until something cannot."""
    word = said[at]
    bare = word in _ENDINGS or (word[0] in _SIDES and word[1:] in _ENDINGS)
    name, tail = ("", word) if bare else (word, "")
    if name and not _belongs(_stem(word)):
        return ""
    for word in reversed(said[max(0, at - _BEFORE) : at]):
        whole = len(word) > 1 and len(name) > 1 and not name.startswith("之")
        if whole or not _belongs(word) or len(word + name + tail) > _LONGEST:
            break
        name = word + name
    return name + tail if name else ""


def _stem(word: str) -> str:
    return word.removesuffix(max((end for end in _ENDINGS if word.endswith(end)), key=len))


@lru_cache(maxsize=100_000)
def _belongs(word: str) -> bool:
    known = lexicon()
    if (
        (word in known.fillers and word != "之")
        or word in known.synonyms
        or word in known.negations
        or word in known.turns
        or word in stop_words()
    ):
        return False
    return _NAME.fullmatch(word) is not None and word not in {"在", "到", "从", "由", "每", "各", "一"}
