"""Round numbers, tenths and majorities: said only where the exact figure allows it (documents.md 4.1).

A figure is any frozen record with a `value` and a `text`, such as a fact; each function returns a copy
whose text is the approximate wording, so that the figure stays traceable.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from kit.words.numerals import chinese_numeral
from kit.words.rounding import percentage

if TYPE_CHECKING:
    from dataclasses import Field
    from typing import ClassVar


class Figure(Protocol):
    """What has an exact value and a printed text."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @property
    def value(self) -> Any: ...  # noqa: ANN401, D102 - int or Fraction; a fact may also hold words

    @property
    def text(self) -> str: ...  # noqa: D102 - the protocol's docstring says it


F = TypeVar("F", bound=Figure)

LEAST_ROUND = 10  # below ten a number is said as it is
NEAR = Fraction(9, 10)
LEAST_BASE = 10  # 成 of fewer than ten would sound like more than it is
_HEDGES = (
    "大约",
    "(?<![节预签制合条简契])约",  # 节约20余万元 is no hedge
    "将近",
    "(?<![附最靠临邻远接])近",  # nor is 附近50多人
    "至少",
    "超过",
    "多达",
    "不足",
    "不到",
)
_TAILS = ("左右", "上下", "以上", "以下", "多", "余", "开外")
_UNITS = "个条份件人名次篇家项张户"
_DOUBLED = re.compile(
    rf"(?:{'|'.join(_HEDGES)})\s*[0-9０-９一二三四五六七八九十百千万亿两成.%％]{{1,12}}[{_UNITS}]?(?:{'|'.join(_TAILS)})"
    rf"|[0-9一二三四五六七八九十百千万亿]{{1,12}}(?:多|余)[{_UNITS}]?(?:左右|上下|以上)"
)


def more_than(figure: F) -> F:
    """Return 417 as 400多; raises ValueError for a number that is itself round, or below ten."""
    size = _size(figure.value)
    whole = figure.value // size * size
    if figure.value == whole:
        raise ValueError(f"{figure.value} 正好是整数，不能说“{whole}多”")
    return replace(figure, text=f"{whole}多")


def nearly(figure: F) -> F:
    """Return 384 as 近400; raises ValueError unless it is within a tenth below the round number."""
    size = _size(figure.value)
    above = (figure.value // size + 1) * size
    if figure.value % size == 0 or figure.value < NEAR * above:
        raise ValueError(f"{figure.value} 离 {above} 还远，不能说“近{above}”")
    return replace(figure, text=f"近{above}")


def tenths(rate: F, base: int) -> F:
    """Return a rate in per cent as 成: 93.9 九成以上, 90 九成, 88 to below 90 近九成.

    base: how many the rate stands on. Raises ValueError for fewer than ten, or a rate between the steps.
    """
    if base < LEAST_BASE:
        raise ValueError(f"只有 {base} 个，不宜说几成")
    whole, rest = divmod(Fraction(rate.value), 10)
    if rest >= 8 and whole < 9:  # noqa: PLR2004 - documents.md 4.1: 88 to below 90 is 近九成
        return replace(rate, text=f"近{chinese_numeral(int(whole) + 1)}成")
    if not 1 <= whole <= 9:  # noqa: PLR2004 - there is no 零成 and no 十成
        raise ValueError(f"{rate.text}不宜用“成”来说")
    return replace(rate, text=f"{chinese_numeral(int(whole))}成{'以上' if rest else ''}")


def majority(part: int, whole: int) -> str:
    """Return 绝大多数 (≥ 90%), 三分之二以上 (≥ 2/3), 过半 (> 1/2), or nothing.

    >>> majority(9, 10), majority(2, 3), majority(1, 2)
    ('绝大多数', '三分之二以上', '')
    """
    share = Fraction(part, whole)
    if share >= NEAR:
        return "绝大多数"
    if share >= Fraction(2, 3):
        return "三分之二以上"
    return "过半" if share > Fraction(1, 2) else ""


def double_hedges(text: str) -> tuple[str, ...]:
    """Return every figure that is hedged twice, such as 约400左右 or 至少50%以上.

    >>> double_hedges("约400人左右到会，至少50%以上同意，20余人发言"), double_hedges("约400人到会")
    (('约400人左右', '至少50%以上'), ())
    """
    return tuple(found.group() for found in _DOUBLED.finditer(text))


def _size(value: int | Fraction) -> int:
    if value != int(value) or value < LEAST_ROUND:
        raise ValueError(f"{value} 不是可以约说的数")
    return int(10 ** (len(str(int(value))) - 1))


def possible_percentage(printed: Fraction, whole: int, places: int = 1) -> bool:
    """Return whether some count of `whole` rounds to the printed percentage (GRIM, documents.md I14).

    >>> [possible_percentage(Fraction(815, 10), n) for n in (32, 27)]
    [False, True]
    """
    half = Fraction(1, 2 * 10**places)
    low = (printed - half) * whole / 100
    count = -(-low.numerator // low.denominator)
    return 0 <= count <= whole and printed - half <= percentage(count, whole) < printed + half
