"""Opinions about the same matter in other words: clusters by the words they share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from kit.opinions.learning.features import word_vectors

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

BLOCK = 500  # texts at a time: bounds the memory of the comparison of all with all
WITNESSES = 5_000  # texts; in a larger register the neighbours of a text are counted among so many only
MANY = 1_000  # texts; from here on a word that stands in every fifth tells nothing
TOO_COMMON = 0.2


def clusters(texts: Sequence[str], least_alike: float) -> list[tuple[int, ...]]:
    """Return clusters of positions, the most central text first, the largest cluster first.

    least_alike: cosine of the weighted words (0 to 1) that a member has with the central text. The text
    with most neighbours is the first centre; what is near it is taken; and so on. Texts without a
    neighbour are in no cluster. The order of texts makes no difference but to positions.
    """
    order = np.array(sorted(range(len(texts)), key=lambda at: (texts[at], at)), dtype=np.int64)
    common = TOO_COMMON if len(texts) >= MANY else 1.0
    try:
        vectors = word_vectors(common).fit_transform([texts[at] for at in order]).astype(np.float32)
    except ValueError:  # scikit-learn's way to say that no text holds a word
        return []
    reach = _reach(vectors, least_alike)
    taken = np.zeros(len(texts), dtype=bool)
    found = []
    for centre in np.argsort(-reach, kind="stable")[: np.count_nonzero(reach)]:
        if taken[centre]:
            continue
        alike = np.asarray(vectors @ vectors[centre].toarray().ravel())
        near = np.flatnonzero((alike >= least_alike) & ~taken & (np.arange(len(taken)) != centre))
        taken[near], taken[centre] = True, True
        if len(near):
            found.append((int(order[centre]), *sorted(int(at) for at in order[near])))
    return sorted(found, key=lambda group: -len(group))


def _reach(vectors: Any, least_alike: float) -> npt.NDArray[np.int64]:  # noqa: ANN401 - scipy is untyped
    """Return how many neighbours each text has, itself not counted."""
    step = -(-vectors.shape[0] // WITNESSES)
    witnesses = vectors[::step].T.tocsc()
    counts = np.zeros(vectors.shape[0], dtype=np.int64)
    for start in range(0, vectors.shape[0], BLOCK):
        alike = (vectors[start : start + BLOCK] @ witnesses).tocsr()
        near = np.repeat(np.arange(alike.shape[0]), np.diff(alike.indptr))[alike.data >= least_alike]
        counts[start : start + alike.shape[0]] = np.bincount(near, minlength=alike.shape[0])
    counts[::step] -= np.diff(vectors[::step].indptr) > 0  # a text with words is its own neighbour
    return counts
