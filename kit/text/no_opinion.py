"""Answers that hold no opinion: they count as returned forms, not as opinions (opinions.md 3.3).

Names of aspects (方面) in running text, whether or not whoever named them wrote the word.
"""

import re

_SAYS_NOTHING = frozenset(
    re.split(
        " ",
        "无 没有 没 无意见 没有意见 没意见 暂无 暂时没有 同意 无异议 没有异议 不清楚 空 空白 无建议 "
        "没有建议 暂无意见 无意见和建议 无意见建议 都好 很好 满意",
    )
)
_NOISE = re.compile(r"[\s，。、；：！？,.;:!?\"“”‘’（）()\-—_/]+")


def holds_no_opinion(text: str) -> bool:
    """Return whether an answer says nothing that could be counted as an opinion.

    >>> holds_no_opinion(" 没有意见。"), holds_no_opinion("没有路灯")
    (True, False)
    """
    said = _NOISE.sub("", text)
    return not said or said in _SAYS_NOTHING


_WORD = "方面"


def aspect_named(name: str) -> str:
    """Return an aspect's name with 方面 behind it, once.

    >>> aspect_named("民生"), aspect_named("民生方面")
    ('民生方面', '民生方面')
    """
    return name if name.endswith(_WORD) else f"{name}{_WORD}"
