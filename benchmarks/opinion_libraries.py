"""The libraries that were compared for each inner loop over opinions, side by side in one run.

    python benchmarks/opinion_libraries.py --rows 5000

The kit uses the first of each pair; each has one door file in kit/opinions.
"""

from __future__ import annotations

import argparse
import difflib
import time
from itertools import pairwise
from typing import TYPE_CHECKING

from opinions import invented  # the module beside this one

from kit.opinions.proposing.candidates import PERMUTATIONS, shingles, signatures
from kit.opinions.proposing.semantics import features
from kit.opinions.proposing.similarity import shares_in_common
from kit.opinions.proposing.words import cut
from kit.text.cutting import segment

if TYPE_CHECKING:
    from collections.abc import Callable


def by_datasketch(texts: list[str]) -> None:
    """Make the same signatures with datasketch."""
    from datasketch import MinHash  # noqa: PLC0415 - a peer, not a dependency

    for text in texts:
        MinHash(num_perm=PERMUTATIONS).update_batch([piece.encode() for piece in shingles(text)])


def by_difflib(texts: list[str]) -> None:
    """Compare neighbours with the standard library."""
    for one, other in pairwise(texts):
        difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()


def main() -> None:
    """Print rows per second of every library, and the ratio to the one that the kit uses."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=5_000)
    texts = list(invented(parser.parse_args().rows)["原文"])
    cut(texts[:1])
    segment(texts[:1])
    compared: dict[str, list[tuple[str, Callable[[], object]]]] = {
        "切词": [("rjieba", lambda: cut(texts)), ("jieba", lambda: segment(texts))],
        "特征签名": [("rensa", lambda: signatures(texts)), ("datasketch", lambda: by_datasketch(texts))],
        "逐对相似度": [
            ("rapidfuzz", lambda: shares_in_common(texts[:-1], texts[1:])),
            ("difflib", lambda: by_difflib(texts)),
        ],
        "学习用的特征": [("scikit-learn", lambda: features().fit_transform(texts))],
    }
    for what, ways in compared.items():
        fastest = 0.0
        for name, work in ways:
            start = time.perf_counter()
            work()
            seconds = time.perf_counter() - start
            fastest = fastest or seconds
            print(
                f"{what}：{name} 每秒 {len(texts) / seconds:,.0f} 条，是所选的 {seconds / fastest:.1f} 倍时间"
            )


if __name__ == "__main__":
    main()
