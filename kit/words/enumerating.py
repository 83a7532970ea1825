"""Enumerations: the number of items decides how they are said (documents.md 4.1)."""

from collections.abc import Sequence
from typing import TypeVar

from kit.words.numerals import chinese_numeral

Item = TypeVar("Item")
Pieces = tuple[str | Item, ...]


def joined(items: Sequence[Item], mark: str = "、") -> Pieces[Item]:
    """Return the items with a mark between them.

    >>> joined(["甲", "乙"])
    ('甲', '、', '乙')
    """
    return tuple(piece for item in items for piece in (mark, item))[1:]


def one_is(items: Sequence[Item], style: str = "是") -> Pieces[Item]:
    """Return 一是…；二是…。 for two or more items, a plain sentence for one, nothing for none.

    style: the word behind the numeral, 是 or 要. Items carry no closing mark of their own.

    >>> "".join(one_is(["甲", "乙"])), "".join(one_is(["甲"]))
    ('一是甲；二是乙。', '甲。')
    """
    if len(items) <= 1:
        return tuple(piece for item in items for piece in (item, "。"))
    pieces: list[str | Item] = []
    for number, item in enumerate(items, 1):
        pieces += [f"{chinese_numeral(number)}{style}", item, "。" if number == len(items) else "；"]
    return tuple(pieces)


def bare(sentence: str) -> str:
    """Return a clause without its closing mark, so that an enumeration can set its own.

    >>> bare(" 抓紧落实。 ")
    '抓紧落实'
    """
    return sentence.strip().rstrip("。；，,.;、 ")
