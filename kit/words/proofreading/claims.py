"""Percentages that no count can give (GRIM, I14) and differences that are not those of the values (I15)."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from kit.words.approximating import possible_percentage
from kit.words.proofreading.slip import Slip
from kit.words.rounding import fixed_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BASE = re.compile(r"有效(?:票|表|问卷|测评票|评议票)?(?:为|共)?(\d+)[张份]")
_SHARE = re.compile(r"占(?:比)?(?:为)?(\d+(?:\.\d+)?)[%％]")
_POINTS = r"(?P<way>提高|上升|增加|下降|降低)了?(?P<points>\d+(?:\.\d+)?)个百分点"
_GAP = r"[^%％。；|⏎\n]"
_CHANGES = (  # 由88.5%到93.9%，提高5.4个百分点; 93.9%，比上次提高5.4个百分点（上次为88.5%）
    re.compile(
        rf"(?P<first>\d+(?:\.\d+)?)[%％]{_GAP}{{0,20}}?(?P<second>\d+(?:\.\d+)?)[%％]{_GAP}{{0,12}}?{_POINTS}"
    ),
    re.compile(
        rf"(?P<first>\d+(?:\.\d+)?)[%％]{_GAP}{{0,12}}?{_POINTS}{_GAP}{{0,8}}?(?P<second>\d+(?:\.\d+)?)[%％]"
    ),
)


def impossible_percentages(paragraphs: Sequence[str]) -> Iterator[Slip]:
    """Yield shares (占…%) that no count of the paragraph's 有效票 gives.

    >>> [str(slip) for slip in impossible_percentages(["有效票32张，选“深”的占90.6%，选“准”的占81.5%。"])]
    ['“81.5%”：32 张里不论几张都得不出这个百分比']
    """
    for number, text in enumerate(paragraphs):
        base = _BASE.search(text)
        for found in _SHARE.finditer(text, base.end()) if base else ():
            if base and not possible_percentage(Fraction(found[1]), int(base[1]), _places(found[1])):
                problem = f"{base[1]} 张里不论几张都得不出这个百分比"
                yield Slip("I14", number, f"{found[1]}%", problem)


def possible_bases(percentages: Sequence[str], most: int) -> tuple[int, ...]:
    """Return every number of ballots up to `most` that can give all these percentages, as printed.

    >>> possible_bases(["33.3", "66.7"], 10)
    (3, 6, 9)
    """
    exact = [(Fraction(one), _places(one)) for one in percentages]
    return tuple(
        base
        for base in range(1, most + 1)
        if all(possible_percentage(v, base, places) for v, places in exact)
    )


def wrong_differences(paragraphs: Sequence[str]) -> Iterator[Slip]:
    """Yield differences in 个百分点 that are not those of the two percentages before them.

    >>> [str(slip) for slip in wrong_differences(["由88.5%到94.0%，提高5.4个百分点"])]
    ['“提高5.4个百分点”：88.5%和94.0%相差5.5个百分点']
    >>> list(wrong_differences(["占93.9%，比上次提高5.4个百分点（上次为88.5%）"]))
    []
    """
    for number, text in enumerate(paragraphs):
        for found in (one for pattern in _CHANGES for one in pattern.finditer(text)):
            first, second, points = (Fraction(found[key]) for key in ("first", "second", "points"))
            if abs(first - second) != points:
                apart = fixed_text(
                    abs(first - second), max(_places(found["first"]), _places(found["second"]))
                )
                problem = f"{found['first']}%和{found['second']}%相差{apart}个百分点"
                yield Slip("I15", number, f"{found['way']}{found['points']}个百分点", problem)


def _places(printed: str) -> int:
    return len(printed.partition(".")[2])
