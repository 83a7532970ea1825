"""The kit's filters. Each keeps the link of every fact it is given: it returns a fact or prose."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from jinja2.exceptions import FilterArgumentError
from jinja2.filters import do_default
from jinja2.runtime import Undefined

from kit.nouns.fact import Fact
from kit.nouns.prose import Prose, prose
from kit.words.enumerating import bare, joined, one_is
from kit.words.numerals import chinese_numeral

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Said = str | Fact | Prose


def enumerated(items: Any) -> Prose:  # noqa: ANN401 - a template may give it anything
    """Return the items with 、 between them (顿号).

    >>> str(enumerated(["甲", "乙"]))
    '甲、乙'
    """
    return prose(joined(_list(items, "顿号")))


def one_is_filter(items: Any) -> Prose:  # noqa: ANN401
    """Return 一是…；二是…。 (一是)."""
    return prose(one_is([_bare(item) for item in _list(items, "一是")], "是"))


def one_must(items: Any) -> Prose:  # noqa: ANN401
    """Return 一要…；二要…。 (一要)."""
    return prose(one_is([_bare(item) for item in _list(items, "一要")], "要"))


def in_chinese(number: Any) -> Fact | str:  # noqa: ANN401
    """Return a count in Chinese numerals (大写): the same fact, said another way."""
    if isinstance(number, Undefined):
        return str(number)
    value = number.value if isinstance(number, Fact) else number
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 10000:  # noqa: PLR2004 - as far as the numeral goes
        raise FilterArgumentError(f"“大写”只能用于一万以内的整数，这里是“{number}”")
    said = chinese_numeral(value)
    return replace(number, text=said) if isinstance(number, Fact) else said


def in_title_marks(words: Any) -> Prose:  # noqa: ANN401
    """Return the words between 《 and 》 (书名号)."""
    return prose("《", _one(words), "》")


def quoted(words: Any) -> Prose:  # noqa: ANN401
    """Return the words between “ and ” (引号)."""
    return prose("“", _one(words), "”")


def length(items: Any) -> int:  # noqa: ANN401
    """Return how many items there are, for a condition; a number that is printed is a fact."""
    return len(items.value) if isinstance(items, Fact) and isinstance(items.value, tuple) else len(items)


FILTERS: dict[str, Callable[..., Any]] = {
    "顿号": enumerated,
    "一是": one_is_filter,
    "一要": one_must,
    "大写": in_chinese,
    "书名号": in_title_marks,
    "引号": quoted,
    "length": length,
    "default": do_default,
}


def _list(items: Any, name: str) -> Sequence[Said]:  # noqa: ANN401
    if isinstance(items, Fact) and isinstance(items.value, tuple):
        return items.value
    if isinstance(items, Undefined):
        return [str(items)]
    if not isinstance(items, (list, tuple)):
        raise FilterArgumentError(f"“{name}”要用在一列上，这里是“{items}”")
    return [_one(item) for item in items]


def _one(item: Any) -> Said:  # noqa: ANN401
    """Return one item as it can be said: a whole number as its digits."""
    if isinstance(item, (str, Fact, Prose)):
        return item
    if isinstance(item, int) and not isinstance(item, bool):
        return str(item)
    if isinstance(item, Undefined):
        return str(item)
    raise FilterArgumentError(f"“{item}”不是能印出来的文字")


def _bare(item: Said) -> Said:
    """Return an item without its closing mark, so that the enumeration sets its own."""
    if isinstance(item, str):
        return bare(item)
    if isinstance(item, Prose) and item.pieces and isinstance(item.pieces[-1], str):
        return Prose((*item.pieces[:-1], item.pieces[-1].rstrip("。；，,.; ")))
    return item
