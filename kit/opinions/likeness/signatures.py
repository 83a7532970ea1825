"""The only door to rensa: MinHash signatures of many texts at once.

Seven times as fast as datasketch 2.0, given the same shingles (benchmarks/opinion_libraries.py).
The bands are cut in candidates.py, with numpy, so that every candidate pair can be named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from rensa import RMinHash

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

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
