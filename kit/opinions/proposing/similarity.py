"""The only door to rapidfuzz: how alike two texts are, and where they differ.

Chosen over difflib (pure Python, hundreds of times as slow) and over Levenshtein (the same authors'
binding, distances only): pairs are compared in bulk on all cores, and lists of words as well as texts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from rapidfuzz import process
from rapidfuzz.distance import Indel, Levenshtein

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import numpy.typing as npt


ADDED: Literal["added"] = "added"
REPLACED: Literal["replaced"] = "replaced"


@dataclass(frozen=True)
class SimilarityBlock:
    """One place where two rows of words differ."""

    kind: Literal["added", "replaced"]
    left: tuple[str, ...]
    right: tuple[str, ...]
    after: tuple[str, ...]  # the word that follows in both, if any
    in_common: int  # characters that both texts have at their places


def share_in_common(one: str, other: str) -> float:
    """Return twice the characters in common, in order, ÷ all characters (0 to 1).

    >>> share_in_common("路灯不亮", "路灯太暗")
    0.5
    """
    return float(Indel.normalized_similarity(one, other))


def shares_in_common(ones: Sequence[str], others: Sequence[str]) -> npt.NDArray[np.float32]:
    """Return the share in common of each pair, on all cores."""
    return process.cpdist(ones, others, scorer=Indel.normalized_similarity, workers=-1)


def blocks(one: Sequence[str], other: Sequence[str]) -> list[SimilarityBlock]:
    """Return where two rows of words differ, first to last."""
    steps = Levenshtein.opcodes(one, other)
    in_common = sum(
        len(word) for step in steps if step.tag == "equal" for word in one[step.src_start : step.src_end]
    )
    merged: list[list[int]] = []
    for step in steps:
        if step.tag == "equal":
            continue
        if merged and merged[-1][1] == step.src_start and merged[-1][3] == step.dest_start:
            merged[-1][1], merged[-1][3] = step.src_end, step.dest_end
        else:
            merged.append([step.src_start, step.src_end, step.dest_start, step.dest_end])
    return [
        SimilarityBlock(
            REPLACED if a != b and c != d else ADDED,
            tuple(one[a:b]),
            tuple(other[c:d]),
            tuple(one[b : b + 1]),
            in_common,
        )
        for a, b, c, d in merged
    ]
