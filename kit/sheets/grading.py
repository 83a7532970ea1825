"""Words that grade (等次): which belong to one scale, and which is better.

Known are words of judgement (优秀, 称职, 满意) and what Chinese puts before them (很, 较, 基本, 不太, 不);
a scale that offices use is known whole, so that a grade that nobody gave is not lost.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from kit.model.evaluation import presets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


NEUTRAL = 0.0
BARE = {
    **dict.fromkeys(("优秀", "优", "优异"), 5.5),
    "优良": 5.0,
    **dict.fromkeys(("良好", "良"), 3.8),
    **dict.fromkeys(("称职", "胜任"), 3.5),
    **dict.fromkeys(("合格", "达标"), 1.5),
    **dict.fromkeys(("一般", "中", "中等", "尚可", "普通", "一般化"), NEUTRAL),
    "及格": -0.5,
    **dict.fromkeys(("差", "低", "弱"), -4.0),
}
GOOD = 4.0  # what a word of praise is worth, when nothing stands before it
PRAISE = frozenset(
    word
    for line in (
        "好 满意 认可 认同 赞成 赞同 同意 支持 信任 放心 可行 深 准 透 清 强 高 实 严",
        "明显 突出 到位 深刻 准确 清楚 具体 扎实 公正 公平 廉洁 热情 规范 方便 端正 过硬 有效 健全 重要",
    )
    for word in line.split()
)
DEGREES = (  # what stands before a word of judgement, the longest first
    (re.compile(r"(?:很|非常|极|极其|十分|完全)不"), -5.0),
    (re.compile(r"不(?:太|大|够|很|怎么|甚)|较不|比较不|欠"), -2.0),
    (re.compile(r"不|未|没有"), -4.0),
    (re.compile(r"基本上?|大体|大致"), 2.0),
    (re.compile(r"比较|较为|较|相对"), 3.0),
    (re.compile(r"非常|十分|极其|特别|完全|很|极|最"), 6.0),
)
SEQUENCES = (tuple("ABCDE"), tuple("甲乙丙丁戊"), tuple(f"{number}等" for number in "一二三四五"))
UNKNOWN = frozenset({"不了解", "不清楚", "说不清", "不知道", "不熟悉", "不好说", "不了解情况"})
NO_ANSWER = frozenset({"弃权", "未表态", "不表态", "未填", "空白", "无效", "多选", "-", "—", "/", "弃权票"})
OTHER_SCALES = (
    "优秀 良好 一般 较差",
    "优秀 良好 一般 差",
    "优秀 良好 合格 不合格",
    "优秀 称职 基本称职 不称职",
    "优秀 合格 基本合格 不合格",
    "优 良 中 差",
    "优 良 中 及格 不及格",
    "称职 基本称职 不称职",
    "合格 基本合格 不合格",
    "满意 基本满意 不满意",
    "非常满意 满意 一般 不满意",
    "满意 比较满意 一般 不满意",
    "满意 较满意 一般 不满意",
    "好 中 差",
)
LEAST_GRADES = 2
MOST_SLIPS = 0.03  # share of the answers that may be words of no scale


@lru_cache(maxsize=20_000)
def worth(word: str) -> float | None:
    """Return how good a word of judgement is, None for any other word.

    >>> worth("优秀") > worth("基本称职") > worth("一般") > worth("不太满意"), worth("已完成")
    (True, None)
    """
    if word in BARE or word in PRAISE:
        return BARE.get(word, GOOD)
    for before, degree in DEGREES:
        found = before.match(word)
        stem = word[found.end() :] if found else ""
        if stem in PRAISE or BARE.get(stem, NEUTRAL) > NEUTRAL or stem == "及格":
            return min(degree, BARE.get(stem, GOOD) - 0.5) if degree > NEUTRAL and stem in BARE else degree
        if stem in BARE and BARE[stem] < NEUTRAL and degree > NEUTRAL:
            return -3.0 if degree == 3.0 else -5.0  # noqa: PLR2004 - 较差 is better than 差, 很差 is worse
    return None


def is_grade(word: str) -> bool:
    """Return whether a word judges, or is one of a sequence such as A, B, C."""
    return worth(word) is not None or any(word in sequence for sequence in SEQUENCES)


def in_order(words: Iterable[str]) -> tuple[str, ...] | None:
    """Return grades from best to worst, 不了解 last; None where words do not tell their order.

    >>> in_order(["不称职", "优秀", "基本称职", "称职"])
    ('优秀', '称职', '基本称职', '不称职')
    """
    said = list(dict.fromkeys(words))
    unknown = [word for word in said if word in UNKNOWN]
    judged = [word for word in said if word not in UNKNOWN]
    for sequence in SEQUENCES:
        if judged and set(judged) <= set(sequence) and sequence[0] in judged:
            return (*sorted(judged, key=list(sequence).index), *unknown)
    found = {word: value for word in judged if (value := worth(word)) is not None}
    if len(found) < len(judged) or len(set(found.values())) < len(found) or len(unknown) > 1:
        return None
    return (*sorted(found, key=lambda word: -found[word]), *unknown)


def scale_of_answers(counts: Mapping[str, int]) -> tuple[str, ...] | None:
    """Return the grades of a scale from how often each word was given, in order; None where it is not told.

    Of the scales that offices use the shortest that holds all words, else all but slips; else the words.
    """
    slips = max(1, round(sum(counts.values()) * MOST_SLIPS))
    judged = {word: number for word, number in counts.items() if is_grade(word) or word in UNKNOWN}
    for allowed in (0, slips):
        if (scale := _closest(judged, allowed)) is not None:
            return scale
    return in_order(word for word, number in judged.items() if number > slips or len(judged) <= LEAST_GRADES)


def _closest(counts: Mapping[str, int], slips: int) -> tuple[str, ...] | None:
    """Return the shortest known scale that holds two of the words and all others but slips, if it is one."""
    fitting = [
        scale
        for scale in known_scales()
        if sum(word in counts for word in scale) >= LEAST_GRADES
        and all(number <= slips for word, number in counts.items() if word not in scale)
    ]
    shortest = min(map(len, fitting), default=0)
    closest = [scale for scale in fitting if len(scale) == shortest]
    said = [scale for scale in closest if all(word in counts for word in scale)]
    return said[0] if said else closest[0] if len(closest) == 1 else None


def known_scales() -> Iterator[tuple[str, ...]]:
    """Yield the scales that offices use, from best to worst, each once."""
    own = (tuple(scale["grades"]) for scale in presets().values() if scale.get("grades"))
    of_items = (
        tuple(item["grades"])
        for scale in presets().values()
        for item in scale.get("items", ())
        if item.get("grades")
    )
    yield from dict.fromkeys((*own, *of_items, *(tuple(scale.split()) for scale in OTHER_SCALES)))
