"""Ballots issued, returned and valid: counts and the four different rates (figures.md 2.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.fact import Fact, count_fact, rate_fact
from kit.words.rounding import percentage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.fact import Source
    from kit.nouns.tally import Tally

_COUNTS = (
    ("expected", "应参评人数", "人", "参评名册“应参评”之和"),
    ("present", "实到人数", "人", "参评名册“实到”之和"),
    ("issued", "发出票数", "张", "参评名册“发票数”之和"),
    ("returned", "收回票数", "张", "评议票的行数"),
    ("void", "无效票数", "张", "整票判定为“无效”的票"),
    ("valid", "有效票数", "张", "收回票减无效票"),
)
_RATES = (
    ("attendance_rate", "到会率", "present", "expected", "实到除以应参评"),
    ("return_rate", "回收率", "returned", "issued", "收回票除以发出票"),
    ("valid_rate", "有效率", "valid", "returned", "有效票除以收回票"),
    ("valid_return_rate", "有效回收率", "valid", "issued", "有效票除以发出票"),
)


def turnout_facts(id_: str, name: str, tally: Tally, sources: tuple[Source, ...]) -> Iterator[Fact]:
    """Yield counts of people and ballots, and the rates whose denominator is known and not zero."""
    turnout = tally.turnout
    numbers = {
        "expected": turnout.expected,
        "present": turnout.present,
        "issued": turnout.issued,
        "returned": tally.returned,
        "void": tally.void,
        "valid": tally.valid,
    }
    for key, label, unit, basis in _COUNTS:
        if (number := numbers[key]) is not None:
            yield count_fact(f"{id_}.{key}", f"{name}{label}", number, unit, basis, sources)
    for key, label, part, whole, basis in _RATES:
        above, below = numbers[part], numbers[whole]
        if above is not None and below:
            parents = (f"{id_}.{part}", f"{id_}.{whole}")
            yield rate_fact(
                f"{id_}.{key}", f"{name}{label}", percentage(above, below), basis, parents=parents
            )
