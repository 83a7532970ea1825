"""What a model sees of a text: its words, and all pieces of one to three characters.

Words alone miss what the dictionary does not know (local names, abbreviations); characters alone
cannot be explained to a person. Together they were better than either on real messages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion

from kit.opinions.fast_segment import cut
from kit.opinions.likeness.normalising import unified

if TYPE_CHECKING:
    from collections.abc import Iterable

PIECES = (1, 3)  # characters
MOST = 200_000  # features of characters: bounds the memory of a large training set


def features() -> FeatureUnion:
    """Return the union of both kinds of features, not yet fitted."""
    pieces = TfidfVectorizer(
        analyzer="char", preprocessor=unified, ngram_range=PIECES, sublinear_tf=True, max_features=MOST
    )
    return FeatureUnion([("pieces", pieces), ("words", word_vectors())])


def word_vectors(most_common: float = 1.0) -> TfidfVectorizer:
    """Return TF-IDF of words; most_common: a word in a larger share of the texts is left out."""
    return TfidfVectorizer(analyzer=telling_words, sublinear_tf=True, max_df=most_common)


def telling_words(text: str) -> list[str]:
    """Return the words of two and more characters.

    >>> telling_words("公交车太少")
    ['公交车']
    """
    return [word for word in cut([unified(text)])[0] if len(word) > 1 and word.isalnum()]


def distinct_words(texts: Iterable[str]) -> list[str]:
    """Return every telling word of some texts once, sorted."""
    return sorted({word for text in texts for word in telling_words(text)})
