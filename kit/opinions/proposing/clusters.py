"""Opinions about the same matter in other words: clusters by the words they share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from kit.opinions.proposing.classifier import word_vectors

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt


BLOCK = 500  # texts at a time: bounds the memory of the comparison of all with all
WITNESSES = 5_000  # texts; in a larger register the neighbours of a text are counted among so many only
MANY = 1_000  # texts; from here on a word that stands in every fifth tells nothing
TOO_COMMON = 0.2
SAMPLE = 20_000  # texts; more are not compared all with all
LARGEST = 200  # clusters that the texts outside the sample may join


def clusters(texts: Sequence[str], least_alike: float) -> list[tuple[int, ...]]:
    """Return clusters of positions, the most central text first, the largest cluster first.

    least_alike: cosine of the weighted words (0 to 1) that a member has with the central text. The text
    with most neighbours is the first centre; what is near it is taken; and so on. Texts without a
    neighbour are in no cluster. The order of texts makes no difference but to positions.

    Of more than SAMPLE texts every n-th, in the order of their words, is clustered so; the others join the
    nearest centre of the LARGEST clusters. What fewer than one in SAMPLE say is then not found.
    """
    order = np.array(sorted(range(len(texts)), key=lambda at: (texts[at], at)), dtype=np.int64)
    sample = order[:: max(1, -(-len(order) // SAMPLE))]
    words = word_vectors(TOO_COMMON if len(texts) >= MANY else 1.0)
    try:
        vectors = words.fit_transform([texts[at] for at in sample]).astype(np.float32)
    except ValueError:  # scikit-learn's way to say that no text holds a word
        return []
    found = _clustered(vectors, least_alike)
    if len(sample) == len(order) or not found:
        return _ranked([order[group] for group in found])
    found = sorted(found, key=len, reverse=True)[:LARGEST]
    groups = [list(sample[group]) for group in found]
    rest = np.setdiff1d(order, sample)
    centres = vectors[[group[0] for group in found]].T.tocsc()
    for start in range(0, len(rest), BLOCK):
        part = rest[start : start + BLOCK]
        alike = (words.transform([texts[at] for at in part]).astype(np.float32) @ centres).toarray()
        nearest = alike.argmax(axis=1)
        for at in np.flatnonzero(alike.max(axis=1) >= least_alike):
            groups[nearest[at]].append(int(part[at]))
    return _ranked(groups)


def _clustered(vectors: Any, least_alike: float) -> list[npt.NDArray[np.int64]]:  # noqa: ANN401 - scipy is untyped
    """Return the positions of each cluster, its centre first, in the order in which centres were chosen."""
    reach = _reach(vectors, least_alike)
    taken = np.zeros(vectors.shape[0], dtype=bool)
    found = []
    for centre in np.argsort(-reach, kind="stable")[: np.count_nonzero(reach)]:
        if taken[centre]:
            continue
        alike = np.asarray(vectors @ vectors[centre].toarray().ravel())
        near = np.flatnonzero((alike >= least_alike) & ~taken & (np.arange(len(taken)) != centre))
        taken[near], taken[centre] = True, True
        if len(near):
            found.append(np.array([centre, *near], dtype=np.int64))
    return found


def _ranked(groups: Sequence[Sequence[int] | npt.NDArray[np.int64]]) -> list[tuple[int, ...]]:
    """Return the groups, the largest first; behind the centre positions count up."""
    told = [(int(group[0]), *sorted(int(at) for at in group[1:])) for group in groups]
    return sorted(told, key=lambda group: -len(group))


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
