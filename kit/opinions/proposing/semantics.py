"""What a register teaches before anybody has decided: its words, its themes, what aspects' names say in it.

Opinions that nobody sorted yet teach as well as the others which words are rare and which go together.
The idf and the themes (latent semantic analysis) are therefore fitted on the register, not on the decided
rows; the names of the aspects are looked up in both. Measured in docs/opinions.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion
from sklearn.preprocessing import normalize

from kit.opinions.proposing.normalising import unified
from kit.opinions.proposing.words import cut

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]


PIECES = (1, 3)  # characters
MOST = 200_000  # features of characters: bounds the memory of a large training set
THEMES = 200
THEME_TEXTS, THEME_FEATURES = 4_000, 20_000  # the themes of so many opinions are those of all
SHORTEST = 2  # characters: one alone names nothing
COMMON_TO = 3  # opinions; what stands in fewer makes no theme
TOLD = 6  # decimals: what is smaller is the noise of the machine, and says nothing
CLOSEST = 3  # names of an aspect that speak each for themselves


def features() -> FeatureUnion:
    """Return the union of both kinds of features, not yet fitted: words, and pieces of 1 to 3 characters.

    Words alone miss what the dictionary does not know (local names, abbreviations); characters alone
    cannot be explained to a person. Together they were better than either on real messages.
    """
    pieces = TfidfVectorizer(
        analyzer="char", preprocessor=unified, ngram_range=PIECES, sublinear_tf=True, max_features=MOST
    )
    return FeatureUnion([("pieces", pieces), ("words", word_vectors())])


def word_vectors(most_common: float = 1.0) -> TfidfVectorizer:
    """Return TF-IDF of words; most_common: a word in a larger share of the texts is left out."""
    return TfidfVectorizer(analyzer=feature_words, sublinear_tf=True, max_df=most_common)


def feature_words(text: str) -> list[str]:
    """Return the words of two and more characters.

    >>> feature_words("公交车太少")
    ['公交车']
    """
    return [word for word in cut([unified(text)])[0] if len(word) > 1 and word.isalnum()]


@dataclass(frozen=True, eq=False)
class Semantics:
    """The features and themes of a register, and the names of its aspects in both."""

    features: FeatureUnion
    themes: TruncatedSVD | None  # None where the register is too small for any
    naming: npt.NDArray[np.int64]  # the features that can name something: pieces of two characters and more
    common: npt.NDArray[np.int64]  # the features that the themes are made of
    labels: tuple[str, ...]  # aspects
    named: Any  # a row for each single name of an aspect, of the naming features
    owner: npt.NDArray[np.int64]  # the aspect of each single name
    together: tuple[Any, Floats | None]  # a row for each aspect, all its names: naming features, themes
    scale: Floats  # of the three ways in which names speak, so that they weigh alike


@dataclass(frozen=True, eq=False)
class Sight:
    """Texts as the model sees them: features with themes, and how far each aspect's names speak for each."""

    seen: Any  # texts × features, sparse; words and pieces first, then themes
    told: Floats  # texts × aspects


def semantics_of(
    texts: Sequence[str], names: Mapping[str, Sequence[str]], shown: int
) -> tuple[Semantics, Sight]:
    """Return what a register teaches, and its first `shown` opinions as the model sees them.

    texts: its opinions, each once, in an order that does not depend on what they say. names: what each
    aspect is called, on all levels that the office has. Raises ValueError where no text holds a word.
    """
    fitted = features()
    seen = fitted.fit_transform(texts).tocsr()
    long = np.array([_can_name(name) for name in fitted.get_feature_names_out()])
    standing = np.bincount(seen.indices, minlength=seen.shape[1])  # in so many opinions
    often = np.flatnonzero(long & (standing >= COMMON_TO))
    naming = np.flatnonzero(long)
    common = np.sort(often[np.argsort(-standing[often], kind="stable")][:THEME_FEATURES])
    some = normalize(seen[:THEME_TEXTS, common])
    dimensions = min(THEMES, min(some.shape) // 2)
    themes = TruncatedSVD(dimensions, n_iter=2, random_state=0).fit(some) if dimensions > 1 else None
    each = [(at, name) for at, label in enumerate(names) for name in dict.fromkeys(names[label]) if name]
    unscaled = Semantics(
        fitted,
        themes,
        naming,
        common,
        tuple(names),
        _rows(fitted, [name for _, name in each], naming),
        np.array([at for at, _ in each], dtype=np.int64),
        _together(fitted, themes, (naming, common), [" ".join(names[label]) for label in names]),
        np.ones(3),
    )
    first = seen[:shown]
    themed = _themes(themes, first[:, common])
    ways = _ways(unscaled, first, themed)
    scale = np.array([max(float(way.std()), 1e-9) for way in ways])
    known = Semantics(**{**vars(unscaled), "scale": scale})
    return known, _sight(known, first, themed, ways)


def sight(semantics: Semantics, texts: Sequence[str]) -> Sight:
    """Return texts as the model sees them."""
    seen = features_of(semantics.features, texts)
    themed = _themes(semantics.themes, seen[:, semantics.common])
    return _sight(semantics, seen, themed, _ways(semantics, seen, themed))


def _sight(semantics: Semantics, seen: Any, themed: Floats | None, ways: Sequence[Floats]) -> Sight:  # noqa: ANN401 - scipy is untyped
    scaled = [way / by for way, by in zip(ways, semantics.scale, strict=True)]
    told: Floats = np.asarray(np.mean(scaled, axis=0), dtype=np.float64)
    whole = seen if themed is None else hstack([seen, csr_matrix(themed)]).tocsr()
    return Sight(whole, told.round(TOLD))


def _can_name(feature: str) -> bool:
    """Return whether a feature can be part of a name; whole words are made of pieces already."""
    kind, _, said = feature.partition("__")
    return kind == "pieces" and len(said) >= SHORTEST and " " not in said


def features_of(fitted: FeatureUnion, texts: Sequence[str]) -> Any:  # noqa: ANN401 - scipy is untyped
    """Return texts × features, sparse; also of no text, which scikit-learn refuses."""
    return fitted.transform(texts or [""]).tocsr()[: len(texts)]


def _rows(fitted: FeatureUnion, texts: Sequence[str], columns: npt.NDArray[np.int64]) -> Any:  # noqa: ANN401 - scipy is untyped
    return _normal(features_of(fitted, texts)[:, columns])


def _normal(rows: Any) -> Any:  # noqa: ANN401 - scipy is untyped
    return normalize(rows) if rows.shape[0] else rows


def _together(
    fitted: FeatureUnion,
    themes: TruncatedSVD | None,
    columns: tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]],
    names: Sequence[str],
) -> tuple[Any, Floats | None]:
    naming, common = columns
    found = None if themes is None or not names else _themes(themes, _rows(fitted, names, common))
    return _rows(fitted, names, naming), found


def _themes(themes: TruncatedSVD | None, common: Any) -> Floats | None:  # noqa: ANN401 - scipy is untyped
    if themes is None:
        return None
    if not common.shape[0]:
        return np.zeros((0, themes.components_.shape[0]))
    return np.asarray(normalize(themes.transform(normalize(common))))


def _ways(semantics: Semantics, seen: Any, themes: Floats | None) -> tuple[Floats, Floats, Floats]:  # noqa: ANN401 - scipy is untyped
    """Return how near each text is to each aspect: all its names together, the closest few, its themes."""
    said, (together, themed) = _normal(seen[:, semantics.naming]), semantics.together
    nothing = np.zeros((seen.shape[0], len(semantics.labels)))
    if not semantics.labels:
        return nothing, nothing, nothing
    single = (said @ semantics.named.T).toarray()
    closest = np.stack(
        [
            np.sort(single[:, semantics.owner == at], axis=1)[:, -CLOSEST:].sum(axis=1)
            for at in range(len(semantics.labels))
        ],
        axis=1,
    )
    near = nothing if themes is None or themed is None else themes @ themed.T
    return (said @ together.T).toarray(), closest, near
