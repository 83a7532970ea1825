"""Pairs of texts that are worth comparing: alike by their signatures, cut into bands (MinHash, LSH).

The texts come sorted, each once: what is found depends on the texts only, not on the order of rows.

The only door to rensa: MinHash signatures of many texts at once.

Seven times as fast as datasketch 2.0, given the same shingles (benchmarks/opinion_libraries.py).
The bands are cut in candidates.py, with numpy, so that every candidate pair can be named.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from rensa import RMinHash

from kit.opinions.proposing.normalising import comparable_core, sorted_numbers
from kit.opinions.proposing.similarity import shares_in_common

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import numpy.typing as npt

    Pairs = npt.NDArray[np.int64]  # two columns: positions, the smaller first
    Mapper = Callable[..., Iterable[Any]]


SEED = 20090330  # any number; fixed, so that the same texts always give the same candidates
PERMUTATIONS = 128
SHINGLE = 2  # characters: opinions are short


def signatures(texts: Sequence[str]) -> npt.NDArray[np.uint32]:
    """Return one row of PERMUTATIONS numbers for each text; equal shares of numbers estimate likeness."""
    if not texts:
        return np.empty((0, PERMUTATIONS), dtype=np.uint32)
    matrix = RMinHash.digest_matrix_from_token_sets([shingles(text) for text in texts], PERMUTATIONS, SEED)
    return np.array(matrix.to_rows(), dtype=np.uint32)


def shingles(text: str) -> list[str]:
    """Return all pieces of SHINGLE characters.

    >>> shingles("路灯坏了")
    ['路灯', '灯坏', '坏了']
    """
    return [text[at : at + SHINGLE] for at in range(max(1, len(text) - SHINGLE + 1))]


ROWS_PER_BAND = 4  # 32 bands of 4: a pair that shares 60 % of its shingles is found in 99 of 100 cases
WINDOW = 12  # in a crowded bucket each text meets so many of its neighbours in order
ESTIMATED = 0.4  # share of equal numbers in two signatures
ALIKE = 0.72  # share in common of the skeletons, in order
SURE = 0.65  # share of equal numbers from which the order of clauses does not matter
SUSPECT = 0.65  # share from which other numbers in the texts (3月5日, 380元) are looked at
LONG = 24  # characters; a shorter text with another number says another thing
SKETCH, SKETCHY = 24, 0.2  # numbers of a signature that are looked at first, and how far they may mislead
MIXER = np.uint64(0x9E3779B97F4A7C15)  # odd: no key is lost
CHUNK = 20_000  # texts or pairs at a time


def candidate_pairs(said: Sequence[str], mapped: Mapper = map) -> Pairs:
    """Return pairs of positions in `said` (comparable texts, sorted, each once), sorted.

    mapped: the builtin, or the map of an executor, to which chunks of texts are given.
    """
    parts = list(mapped(prepared, list(chunks(said))))
    if not parts:
        return np.empty((0, 2), dtype=np.int64)
    bones = [bone for part in parts for bone in part[0]]
    digits = np.concatenate([part[1] for part in parts])
    matrix = np.concatenate([part[2] for part in parts])
    del parts
    order = np.argsort(np.array(bones, dtype=object), kind="stable").astype(np.int64)
    found = [np.empty(0, dtype=np.int64), _equal_bones(bones, order)]
    lengths = np.fromiter(map(len, said), dtype=np.int64, count=len(said))
    found += [_alike(pairs, digits, matrix, lengths >= LONG) for pairs in _banded(matrix, order)]
    codes = np.unique(np.concatenate(found))
    pairs = np.column_stack(np.divmod(codes, len(said)))
    return _really_alike(pairs, bones, matrix)


def chunks(items: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield the items, CHUNK at a time."""
    for start in range(0, len(items), CHUNK):
        yield items[start : start + CHUNK]


def prepared(said: Sequence[str]) -> tuple[list[str], npt.NDArray[np.int64], npt.NDArray[np.uint32]]:
    """Return skeletons, a code for the numbers, and signatures of some comparable texts."""
    bones = [comparable_core(text) for text in said]
    digits = np.fromiter((_code(sorted_numbers(text)) for text in said), dtype=np.int64, count=len(said))
    return bones, digits, signatures(bones)


def _code(found: tuple[str, ...]) -> int:
    """Return a whole number for some texts, the same in every process (hash() is not)."""
    code = 0
    for character in "|".join(found):
        code = (code * 1_000_003 + ord(character)) % 9_007_199_254_740_881
    return code


def _equal_bones(bones: Sequence[str], order: Pairs) -> npt.NDArray[np.int64]:
    equal = np.fromiter(
        (bones[a] == bones[b] for a, b in pairwise(order)),
        bool,
        max(len(order) - 1, 0),
    )
    return _codes(order[:-1][equal], order[1:][equal], len(bones))


def _banded(matrix: npt.NDArray[np.uint32], order: Pairs) -> Iterator[npt.NDArray[np.int64]]:
    """Yield, for each band, the codes of pairs whose numbers in the band are equal."""
    for start in range(0, PERMUTATIONS, ROWS_PER_BAND):
        keys = np.zeros(len(order), dtype=np.uint64)
        for column in range(start, start + ROWS_PER_BAND):
            keys = (
                keys ^ matrix[order, column]
            ) * MIXER  # two bands that meet by chance are told apart later
            keys ^= keys >> np.uint64(29)
        by_key = np.argsort(keys, kind="stable")
        yield np.concatenate([*_neighbours(keys[by_key], order[by_key], len(matrix))])


def _neighbours(keys: npt.NDArray[np.uint64], texts: Pairs, size: int) -> Iterator[npt.NDArray[np.int64]]:
    yield np.empty(0, dtype=np.int64)
    for step in range(1, WINDOW + 1):
        together = keys[step:] == keys[:-step]
        if not together.any():
            return
        yield _codes(texts[:-step][together], texts[step:][together], size)


def _codes(ones: Pairs, others: Pairs, size: int) -> npt.NDArray[np.int64]:
    return np.minimum(ones, others) * size + np.maximum(ones, others)


def _alike(
    codes: npt.NDArray[np.int64],
    digits: npt.NDArray[np.int64],
    matrix: npt.NDArray[np.uint32],
    is_long: npt.NDArray[np.bool_],
) -> npt.NDArray[np.int64]:
    """Return the codes of pairs with nearly the same signature; nearer still where numbers differ."""
    ones, others = np.divmod(codes, len(matrix))
    equal = digits[ones] == digits[others]
    kept = _near(codes[equal], matrix, ESTIMATED)
    apart = codes[~equal & is_long[ones] & is_long[others]]
    likely = _near(apart, matrix[:, :SKETCH], SUSPECT - SKETCHY)
    return np.concatenate([kept, _near(likely, matrix, SUSPECT)])


def _near(
    codes: npt.NDArray[np.int64], matrix: npt.NDArray[np.uint32], least: float
) -> npt.NDArray[np.int64]:
    kept = [codes[:0]]
    for start in range(0, len(codes), CHUNK):
        part = codes[start : start + CHUNK]
        ones, others = np.divmod(part, len(matrix))
        kept.append(part[_estimated(matrix, ones, others) >= least])
    return np.concatenate(kept)


def _really_alike(pairs: Pairs, bones: Sequence[str], matrix: npt.NDArray[np.uint32]) -> Pairs:
    kept = [pairs[:0]]
    for start in range(0, len(pairs), CHUNK):
        part = pairs[start : start + CHUNK]
        shares = shares_in_common([bones[a] for a in part[:, 0]], [bones[b] for b in part[:, 1]])
        kept.append(part[(shares >= ALIKE) | (_estimated(matrix, part[:, 0], part[:, 1]) >= SURE)])
    return np.concatenate(kept)


def _estimated(matrix: npt.NDArray[np.uint32], ones: Pairs, others: Pairs) -> npt.NDArray[np.float64]:
    """Return the estimated share of common shingles (Jaccard) of each pair."""
    return np.asarray((matrix[ones] == matrix[others]).mean(axis=1))
