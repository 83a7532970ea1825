"""累计、共、其中; 以上 and 不足; 首次: said only where the figures allow it (documents.md 4.1)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from kit.words.approximating import F, Figure
from kit.words.numerals import chinese_numeral

if TYPE_CHECKING:
    from collections.abc import Sequence

Named = TypeVar("Named", bound=Figure)
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


def ordinal(number: int, style: str = "是") -> str:
    """Return 一是, 一要 or 第一.

    >>> ordinal(2), ordinal(2, "要"), ordinal(2, "第")
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
