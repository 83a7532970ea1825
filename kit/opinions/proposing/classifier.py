"""Which aspect an opinion belongs to, learnt from decisions, from names and from the register itself.

A linear support vector machine: on 495 real messages it was right more often than logistic regression
(82 % to 77 %) and was trained five times as fast. Before and beside the decisions the names of the aspects
speak (semantics.py); the surest half of what they and the decisions say becomes training data once
(self-training), so that opinions nobody sorted yet teach too. Measured in docs/opinions.md.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import vstack
from sklearn.svm import LinearSVC

from kit.opinions.proposing.normalising import comparable
from kit.opinions.proposing.semantics import (
    Semantics,
    Sight,
    feature_words,
    semantics_of,
    sight,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Integers = npt.NDArray[np.int64]


FEWEST_TEXTS = 30  # in a smaller register words say nothing; with fewer decisions the dictionary goes first
TAUGHT = 12_000  # opinions of the register whose words are learnt
TRIED = 3_000  # of these, opinions that may teach by themselves
SUREST = 0.5  # of each aspect, by margin
OWN = 6.0  # a decision weighs as much as so many opinions that nobody decided
NAMES = 0.4  # weight of the names beside the model where they agree with all decisions
UNDECIDED = 0.75  # how far names are believed before anybody decided: real messages, three of four right
BELIEF = 5  # decisions that weigh as much as this belief
FADING = 1_000  # decisions an aspect, from about which on names matter less
UNSEEN = -1.5  # of an aspect that nothing was seen of; surely something else is -1
FOLDS = 4
LEAST = 0.001  # confidence, in three decimals, of what something speaks for
SHOWN = 3  # words in a reason


@dataclass(frozen=True)
class Guess:
    """The most likely aspect, how sure the model is, the words that spoke for it, and the runner-up.

    confidence: 0 (the runner-up is as likely, or nothing speaks) to 1; a rank, not a probability.
    """

    aspect: str
    confidence: float
    words: tuple[str, ...]
    second: str


@dataclass(frozen=True, eq=False)
class Study:
    """What a register teaches, and the opinions of it that may teach by themselves."""

    semantics: Semantics
    texts: tuple[str, ...]
    sight: Sight


@dataclass(frozen=True, eq=False)
class Learned:
    """A trained model."""

    semantics: Semantics
    chooser: LinearSVC | None  # None where nothing but names speaks
    weight: float  # of the names
    decided: int  # texts that people sorted

    @property
    def goes_first(self) -> bool:
        """Return whether people decided so much that the model goes before the dictionary."""
        return self.decided >= FEWEST_TEXTS


def study(texts: Iterable[str], names: Mapping[str, Sequence[str]]) -> Study | None:
    """Return what a register teaches, or None where it is too small.

    texts: all its opinions. names: what each aspect is called, by aspect. Texts that differ in punctuation
    only count once; their order makes no difference.
    """
    once = {comparable(text): text for text in sorted(texts, reverse=True)}
    once.pop("", None)
    if len(once) < FEWEST_TEXTS or len(names) < 2:  # noqa: PLR2004 - nothing to choose
        return None
    # by hash: a sample of the register must not depend on what the opinions say
    drawn = [once[said] for said in sorted(once, key=_drawn)][:TAUGHT]
    try:
        known, shown = semantics_of(drawn, {name: names[name] for name in sorted(names)}, TRIED)
    except ValueError:  # scikit-learn's way to say that no text holds a word
        return None
    return Study(known, tuple(drawn[:TRIED]), shown)


def learn(studied: Study, decided: Mapping[str, str]) -> Learned | None:
    """Return a model of the decisions, or None where neither they nor names say anything.

    decided: the aspect of each text that people have sorted. Aspects that the study has no names for are
    left out.
    """
    known = _known(studied, decided)
    model, weight = _trained(studied, known, sight(studied.semantics, [text for text, _ in known]))
    if model is None and not studied.sight.told.any():
        return None
    return Learned(studied.semantics, model, weight, len(known))


def held_out(studied: Study, decided: Mapping[str, str]) -> dict[str, Guess]:
    """Return for each text that people have sorted what a model guesses that has not seen their answer."""
    known = _known(studied, decided)
    if not known:
        return {}
    shown = sight(studied.semantics, [text for text, _ in known])
    fold = np.array([int(_drawn(text), 16) % FOLDS for text, _ in known])
    found: dict[str, Guess] = {}
    for number in range(FOLDS):
        held = np.flatnonzero(fold == number)
        if not len(held):
            continue
        kept = np.flatnonzero(fold != number)
        seen = Sight(shown.seen[kept], shown.told[kept])
        model, weight = _trained(studied, [known[at] for at in kept], seen)
        learned = Learned(studied.semantics, model, weight, len(kept))
        texts = [known[at][0] for at in held]
        found |= zip(texts, _guessed(learned, texts, Sight(shown.seen[held], shown.told[held])), strict=True)
    return found


def guesses(learned: Learned, texts: Sequence[str]) -> list[Guess]:
    """Return the model's guess for each text; the caller looks at the confidence."""
    return _guessed(learned, texts, sight(learned.semantics, texts)) if texts else []


def _drawn(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _known(studied: Study, decided: Mapping[str, str]) -> list[tuple[str, int]]:
    position = {label: at for at, label in enumerate(studied.semantics.labels)}
    once = {comparable(text): (text, decided[text]) for text in sorted(decided, reverse=True)}
    return [
        (text, position[name]) for said, (text, name) in sorted(once.items()) if said and name in position
    ]


def _trained(
    studied: Study, known: Sequence[tuple[str, int]], shown: Sight
) -> tuple[LinearSVC | None, float]:
    """Return a model, and the weight of the names beside it."""
    labels = np.array([label for _, label in known], dtype=np.int64)
    weight = _weight(shown.told, labels)
    first = _fitted(shown.seen, labels, np.full(len(labels), OWN))
    scores = _scores(first, weight, studied.sight)
    if not scores.any():
        return None, weight
    mine = {comparable(text) for text, _ in known}
    free = np.array([comparable(text) not in mine for text in studied.texts], dtype=bool)
    taught, said = _surest(scores, free)
    seen = vstack([shown.seen, studied.sight.seen[taught]]).tocsr()
    owns = np.r_[np.full(len(labels), OWN), np.ones(len(taught))]
    return _fitted(seen, np.r_[labels, said], owns), weight


def _weight(told: Floats, labels: Integers) -> float:
    """Return the weight of the names: less where they disagree with decisions, and where these are many."""
    aspects = int(told.shape[1])
    agreed = float((told.argmax(axis=1) == labels).sum()) if len(labels) else 0.0
    right = (agreed + UNDECIDED * BELIEF) / (len(labels) + BELIEF)
    beyond_chance = max(0.0, (right - 1 / aspects) / (1 - 1 / aspects))
    return NAMES * beyond_chance / math.sqrt(1 + len(labels) / (FADING * aspects))


def _fitted(seen: Any, labels: Integers, weights: Floats) -> LinearSVC | None:  # noqa: ANN401 - scipy is untyped
    if len(set(labels.tolist())) < 2:  # noqa: PLR2004 - nothing to choose
        return None
    return LinearSVC(random_state=0).fit(seen, labels, sample_weight=weights / weights.mean())


def _scores(chooser: LinearSVC | None, weight: float, shown: Sight) -> Floats:
    """Return how strongly model and names speak for each aspect; one that nobody decided: names alone."""
    scores = np.zeros(shown.told.shape)
    if chooser is not None:
        line = chooser.decision_function(shown.seen)
        scores += UNSEEN
        scores[:, chooser.classes_] = np.stack([-line, line], axis=1) if line.ndim == 1 else line
    return scores + weight * shown.told


def _surest(scores: Floats, free: npt.NDArray[np.bool_]) -> tuple[Integers, Integers]:
    """Return the positions of the surest half of each aspect, and their aspects; ties by position."""
    best, margin = scores.argmax(axis=1), _margin(scores)
    chosen: list[int] = []
    for aspect in range(scores.shape[1]):
        mine = np.flatnonzero((best == aspect) & free & (margin > 0))
        ordered = mine[np.argsort(-margin[mine], kind="stable")]
        chosen.extend(ordered[: int(np.ceil(len(mine) * SUREST))].tolist())
    found = np.array(sorted(chosen), dtype=np.int64)
    return found, best[found]


def _margin(scores: Floats) -> Floats:
    ranked = np.sort(scores, axis=1)
    return np.asarray(ranked[:, -1] - ranked[:, -2])


def _guessed(learned: Learned, texts: Sequence[str], shown: Sight) -> list[Guess]:
    scores = _scores(learned.chooser, learned.weight, shown)
    known = (np.diff(shown.seen.indptr) > 0) & (_margin(scores) > 0)
    sure = np.where(known, np.maximum(np.tanh(_margin(scores)).round(3), LEAST), 0.0)
    order = np.argsort(-scores, axis=1, kind="stable")
    labels, words = learned.semantics.labels, [frozenset(feature_words(text)) for text in texts]
    vocabulary = sorted(frozenset().union(*words))
    spoke = _weights(learned, vocabulary)
    position = {word: at for at, word in enumerate(vocabulary)}
    return [
        Guess(
            labels[ranked[0]],
            float(confidence),
            _spoke(said, spoke[:, ranked[0]], position),
            labels[ranked[1]],
        )
        for said, confidence, ranked in zip(words, sure, order, strict=True)
    ]


def _weights(learned: Learned, words: Sequence[str]) -> Floats:
    """Return how strongly each word speaks for each aspect, against the mean of all aspects."""
    found = np.zeros((len(words), len(learned.semantics.labels)))
    if learned.chooser is None or not words:
        return found
    line = learned.chooser.coef_
    line = np.vstack([-line, line]) if len(line) == 1 else line  # of two aspects only the second has a row
    seen = learned.semantics.features.transform(words)
    found[:, learned.chooser.classes_] = seen @ (line - line.mean(axis=0))[:, : seen.shape[1]].T
    return found


def _spoke(words: frozenset[str], weight: Floats, position: Mapping[str, int]) -> tuple[str, ...]:
    spoken = {word: weight[position[word]] for word in words}
    ranked = sorted((word for word in spoken if spoken[word] > 0), key=lambda word: (-spoken[word], word))
    return tuple(ranked[:SHOWN])
