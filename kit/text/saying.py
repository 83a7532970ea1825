"""Round numbers, tenths and majorities: said only where the exact figure allows it (documents.md 4.1).

A figure is any frozen record with a `value` and a `text`, such as a fact; each function returns a copy
whose text is the approximate wording, so that the figure stays traceable.

Comparing two displayed values in words (documents.md 4.1, figures.md 2.6).

累计、共、其中; 以上 and 不足; 首次: said only where the figures allow it (documents.md 4.1).

Enumerations: the number of items decides how they are said (documents.md 4.1).
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from kit.text.dates import month_day_text
from kit.text.numbers import Exact, chinese_numeral, fixed_text, percentage, round_half_up

if TYPE_CHECKING:
    from collections.abc import Sequence
    from dataclasses import Field
    from typing import ClassVar


class Number(Protocol):
    """What has an exact value and a printed text."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @property
    def value(self) -> Any: ...  # noqa: ANN401, D102 - int or Fraction; a fact may also hold words

    @property
    def text(self) -> str: ...  # noqa: D102 - the protocol's docstring says it


F = TypeVar("F", bound=Number)

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


def says(text: str, value: object, plain: str) -> bool:
    """Return whether a text says a figure: as it is printed (plain), in Chinese numerals, roughly, listed.

    >>> [says(text, 417, "417") for text in ("417", "四百一十七", "400多", "400以上", "500以上", "416")]
    [True, True, True, True, False, False]
    """
    if text == plain:
        return True
    if isinstance(value, date):
        return text == month_day_text(value)
    if isinstance(value, tuple):
        return text.translate(_AROUND_NAMES) == "".join(map(str, value)).translate(_AROUND_NAMES)
    return isinstance(value, (int, Fraction)) and (
        _is_bound(text, value) or text in _other_ways(value, plain)
    )


_AROUND_NAMES = str.maketrans(dict.fromkeys("《》“”、"))
_BOUND = re.compile(r"(\d+)以上|不足(\d+)")


def _is_bound(text: str, value: Exact) -> bool:
    found = _BOUND.fullmatch(text)
    if found is None:
        return False
    return value >= int(found[1]) if found[1] else value < int(found[2])


def _other_ways(value: Exact, plain: str) -> set[str]:
    figure, said = _Figure(value, plain), set()
    for way in (more_than, nearly, partial(tenths, base=LEAST_BASE)):
        with suppress(ValueError):
            said.add(way(figure).text)
    if isinstance(value, int) and 0 <= value < MOST_NUMERAL:
        said |= {chinese_numeral(value), *(("两",) if value == 2 else ())}  # noqa: PLR2004 - 两 before a measure word
    return said


MOST_NUMERAL = 10_000


@dataclass(frozen=True)
class _Figure:
    value: Exact
    text: str


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


def change_text(now: Exact, before: Exact, unit: str = "个百分点", places: int = 1) -> str:
    """Return how the displayed values differ, so that a reader can do the sum again.

    unit: 个百分点 for rates in per cent, 分 for scores.

    >>> change_text(Fraction(939, 10), Fraction(885, 10))
    '提高5.4个百分点'
    >>> change_text(90, 90)
    '持平'
    """
    difference = displayed_difference(now, before, places)
    if difference == 0:
        return "持平" if now == before else "基本持平"
    verb = "提高" if difference > 0 else "下降"
    return f"{verb}{fixed_text(abs(difference), places)}{unit}"


def displayed_difference(now: Exact, before: Exact, places: int = 1) -> Fraction:
    """Return the difference of the two values as they are printed."""
    return round_half_up(now, places) - round_half_up(before, places)


Named = TypeVar("Named", bound=Number)
STYLES = ("是", "要", "第")


def at_least(figure: F, bound: int) -> F:
    """Return a figure as 400以上, the bound included; raises ValueError if it is below."""
    if figure.value < bound:
        raise ValueError(f"{figure.text} 不到 {bound}，不能说“{bound}以上”")
    return replace(figure, text=f"{bound}以上")


def short_of(figure: F, bound: int) -> F:
    """Return a figure as 不足400, the bound excluded; raises ValueError if it reaches it."""
    if figure.value >= bound:
        raise ValueError(f"{figure.text} 已到 {bound}，不能说“不足{bound}”")
    return replace(figure, text=f"不足{bound}")


def among(
    whole: Named, parts: Sequence[tuple[str, Named]], unit: str, verb: str = "共"
) -> tuple[str | Named, ...]:
    """Return 共49条，其中甲26条、乙13条、丙10条; parts that do not add up are followed by 等 (C6).

    verb: 共 or 累计. Raises ValueError if the parts are more than the whole.
    """
    total = sum(part.value for _, part in parts)
    if total > whole.value:
        raise ValueError(f"各部分合计 {total}，多于总数 {whole.text}")
    said: list[str | Named] = [verb, whole, unit]
    for number, (name, part) in enumerate(parts):
        said += ["、" if number else "，其中", name, part, unit]
    return (*said, "等") if parts and total < whole.value else tuple(said)


def point_marker(number: int, style: str = "是") -> str:
    """Return 一是, 一要 or 第一.

    >>> point_marker(2), point_marker(2, "要"), point_marker(2, "第")
    ('二是', '二要', '第二')
    """
    if style not in STYLES:
        raise ValueError(f"没有“{style}”这种序数，可用的有{'、'.join(STYLES)}")
    numeral = chinese_numeral(number)
    return f"第{numeral}" if style == "第" else f"{numeral}{style}"


def first_time(*, is_first: bool | None) -> str:
    """Return 首次 only if a sheet says so; not knowing is not being first.

    >>> first_time(is_first=True), first_time(is_first=None)
    ('首次', '')
    """
    return "首次" if is_first else ""


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


def without_closing_mark(sentence: str) -> str:
    """Return a clause without its closing mark, so that an enumeration can set its own.

    >>> without_closing_mark(" 抓紧落实。 ")
    '抓紧落实'
    """
    return sentence.strip().rstrip("。；，,.;、 ")
