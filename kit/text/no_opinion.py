"""Answers that hold no opinion: they count as returned forms, not as opinions (opinions.md 3.3).

Names of aspects (方面) in running text, whether or not whoever named them wrote the word.
"""

import re

_SAYS_NOTHING = frozenset(
    re.split(
        " ",
        "无 没有 没 无意见 没有意见 没意见 暂无 暂时没有 暂时无 同意 无异议 没有异议 不清楚 空 空白 无建议 "
        "没有建议 没建议 暂无意见 暂无建议 暂没有 暂时没有意见 无意见和建议 无意见建议 暂无意见建议 "
        "没有意见建议 没有意见和建议 没什么意见 没有什么意见 "
        "测试 测试一下 测试数据 测试票 试填 试一下 test 示例",
    )
)
_PRAISE = re.compile(
    r"(?:都|很|非常|挺|真|十分|特别|相当|还|总体|一切|工作|做得|干得|都挺)*"
    r"(?:好|不错|满意|优秀|棒|点赞)(?:的|了|啊)?"
)
_TYPED = re.compile(r"\d{1,6}|[a-z]")  # somebody tried the keyboard
_NOISE = re.compile(r"[\s…·*#，。、；：！？～~,.;:!?\"“”‘’（）()\-—_/]+")
_CLAUSE = re.compile(r"[，,。！!]")
_PART = re.compile(
    r"[;；\n]|(?<!\d)[（(]?\d{1,2}[)）、.．:：](?!\d)|(?<![^\s。；;])[一二三四五六七八九十]{1,2}[、.．]"
)


def holds_no_opinion(text: str) -> bool:
    """Return whether an answer says nothing that could be counted as an opinion; praise alone says none.

    Nor does 测试 or a row of dots. A bare number may be a mark that somebody gave, and is left to the reader.

    >>> holds_no_opinion(" 没有意见。"), holds_no_opinion("2、无"), holds_no_opinion("没有路灯")
    (True, True, False)
    """
    return _is_empty(_parts(text)) or _is_empty(_parts(_CLAUSE.sub(";", text)))


def is_only_praise(text: str) -> bool:
    """Return whether an answer praises and says no more, which is neither 无意见 nor an opinion.

    >>> is_only_praise("很好！"), is_only_praise("无"), is_only_praise("很好，希望继续")
    (True, False, False)
    """
    return holds_no_opinion(text) and any(map(_PRAISE.fullmatch, _parts(_CLAUSE.sub(";", text))))


def says_nothing(text: str) -> bool:
    """Return whether words are none that a page could print: 无, 测试, 1, …; praise alone is some.

    >>> says_nothing("无"), says_nothing("很好！"), says_nothing("1"), says_nothing("1号楼漏水")
    (True, False, True, False)
    """
    if all(not said or _TYPED.fullmatch(said) for said in _parts(text)):
        return True
    return holds_no_opinion(text) and not is_only_praise(text)


def _is_empty(parts: list[str]) -> bool:
    return all(not said or said in _SAYS_NOTHING or _PRAISE.fullmatch(said) for said in parts)


def _parts(text: str) -> list[str]:
    """Return what stands behind the numbers of an answer and between its semicolons, bare."""
    return [_NOISE.sub("", part).lower() for part in _PART.split(text)]


_WORD = "方面"


def aspect_named(name: str) -> str:
    """Return an aspect's name with 方面 behind it, once.

    >>> aspect_named("民生"), aspect_named("民生方面")
    ('民生方面', '民生方面')
    """
    return name if name.endswith(_WORD) else f"{name}{_WORD}"
