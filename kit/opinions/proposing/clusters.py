"""Opinions about the same matter in other words: clusters by the words they share, each with a core.

A cluster holds together: every two texts of its core are alike, and whatever else is in it is alike to
the core on the average. A chain, whose ends have nothing in common, falls into pieces.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from kit.opinions.proposing.semantics import word_vectors

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    Apart = Callable[
        [Any, Any], npt.NDArray[np.bool_]
    ]  # of two rows of positions, whether each pair is apart


BLOCK = 500  # texts at a time: bounds the memory of the comparison of all with all
WITNESSES = 5_000  # texts; in a larger register the neighbours of a text are counted among so many only
MANY = 1_000  # texts; from here on a word that stands in every fifth tells nothing
TOO_COMMON = 0.2
SAMPLE = 20_000  # texts; more are not compared all with all
LARGEST = 200  # clusters that the texts outside the sample may join
HALF = 0.3  # share of rows taken from which the rest are put together anew
CANDIDATES = 40  # texts, the nearest to a centre, among which its core is sought
REACH, PAIR = 0.6, 1.5  # of the threshold: to be looked at; for two texts that nothing else joins
JOIN, SOME, MOST = 0.85, 0.4, 0.8  # mean likeness with the core; with each of so many of it at least some


def clusters(
    texts: Sequence[str],
    least_alike: float,
    apart: Apart | None = None,
) -> list[tuple[int, ...]]:
    """Return clusters of positions, the most central text first, the largest cluster first.

    least_alike: cosine of the weighted words (0 to 1) that any two texts of a core have. The text with most
    neighbours is the first centre; its core is built of the nearest texts, each alike to all before it; the
    others near it join if their mean likeness with the core is nearly as high. Two texts alone must be more
    alike. apart: whether texts speak of different places; such a pair counts as half as alike. Texts that
    hold together with none are in no cluster. The order of texts makes no difference but to positions.

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
    found = _clustered(
        vectors, least_alike, apart and (lambda ones, others: apart(sample[ones], sample[others]))
    )
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


def _clustered(
    vectors: Any,  # noqa: ANN401 - scipy is untyped
    least_alike: float,
    apart: Apart | None,
) -> list[npt.NDArray[np.int64]]:
    """Return the positions of each cluster, its centre first, in the order in which centres were chosen."""
    reach = _reach(vectors, least_alike)
    taken = np.zeros(vectors.shape[0], dtype=bool)
    left, open_ = np.arange(vectors.shape[0]), vectors  # rows that are compared: now and then those taken go
    found = []
    for centre in np.argsort(-reach, kind="stable")[: np.count_nonzero(reach)]:
        if taken[centre]:
            continue
        if taken[left].mean() > HALF:
            left = left[~taken[left]]
            open_ = vectors[left]
        alike = np.asarray(open_ @ vectors[centre].toarray().ravel())
        alike[taken[left] | (left == centre)] = 0
        at = np.flatnonzero(alike >= REACH * least_alike)
        near = left[at[np.argsort(-alike[at], kind="stable")]]
        members = _held_together(vectors, int(centre), near, least_alike, apart)
        if len(members) > 1:
            taken[members] = True
            found.append(members)
    return found


def _held_together(
    vectors: Any,  # noqa: ANN401 - the same
    centre: int,
    near: npt.NDArray[np.int64],
    least_alike: float,
    apart: Apart | None,
) -> npt.NDArray[np.int64]:
    """Return the centre with its core and what joins it; the centre alone where nothing holds together."""
    nearest = np.concatenate([[centre], near[:CANDIDATES]]).astype(np.int64)
    alike = (vectors[nearest] @ vectors[nearest].T).toarray()
    if apart:
        alike[apart(nearest, nearest)] /= 2
    core = [0]
    for at in range(1, len(nearest)):
        if (alike[at, core] >= least_alike).all():
            core.append(at)
    if len(core) == 1:
        return nearest[:1]
    more = near[CANDIDATES:]
    far = (vectors[more] @ vectors[nearest[core]].T).toarray()
    likely = _joins(far, least_alike)
    more, far = more[likely], far[likely]
    if apart and len(more):
        far[apart(more, nearest[core])] /= 2
    belongs = _joins(alike[:, core], least_alike)
    belongs[core] = True
    joined = np.concatenate([nearest[belongs], more[_joins(far, least_alike)]])
    if len(joined) == 2 and alike[core[0], core[1]] < PAIR * least_alike:  # noqa: PLR2004 - a pair
        return nearest[:1]
    return np.concatenate([[centre], np.sort(joined[joined != centre])]).astype(np.int64)


def _joins(alike: npt.NDArray[np.float32], least_alike: float) -> npt.NDArray[np.bool_]:
    """Return which texts belong to a core; alike: a row a text, a column a member of the core."""
    most = (alike >= SOME * least_alike).mean(axis=1) >= MOST
    return np.asarray(most & (alike.mean(axis=1) >= JOIN * least_alike))


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
