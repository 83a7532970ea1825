"""Chinese text cut into words; the only user of jieba."""

from __future__ import annotations

import logging
import warnings
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable


def segment(texts: Iterable[str], words: Iterable[str] = ()) -> list[tuple[str, ...]]:
    """Return the words of each text, in order, punctuation among them.

    words: kept whole wherever they stand, e.g. the campaign's own terms. Words outside the
    dictionary are not guessed at: a guess would make the result depend on a model nobody can check.
    """
    cutter = _cutter(tuple(sorted(set(words))))
    return [tuple(cutter.lcut(text, HMM=False)) for text in texts]


@cache
def _cutter(words: tuple[str, ...]) -> Any:  # noqa: ANN401 - jieba is untyped
    with warnings.catch_warnings():
        # jieba 0.42.1, the newest there is, imports pkg_resources and has unescaped regular expressions
        warnings.simplefilter("ignore")
        import jieba  # noqa: PLC0415 - slow to import, and only the opinions need it

    jieba.setLogLevel(logging.WARNING)
    cutter = jieba.Tokenizer()
    for word in words:
        cutter.add_word(word)
    return cutter
