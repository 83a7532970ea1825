"""What people type into a notebook's parameters, refused in Chinese before a step stumbles over it."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from kit.model.finding import ParameterError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kit.model.draft import Unit


LEAST_LIKE = 0.4


def whole(name: str, said: object, least: int = 0) -> int:
    """Return a parameter that is a whole number; raises ParameterError.

    >>> whole("most", 8)
    8
    """
    if isinstance(said, bool) or not isinstance(said, int) or said < least:
        at_least = f"，不小于 {least}" if least else ""
        raise ParameterError(f"参数 {name}", f"写的是 {said!r}", f"要写成整数，不加引号{at_least}")
    return said


def listed(name: str, said: object) -> tuple[str, ...]:
    """Return a parameter that is a list of texts, also where one text stands alone; raises ParameterError.

    >>> listed("kinds", "简报")
    ('简报',)
    """
    if isinstance(said, str):
        return (said,) if said else ()
    if not isinstance(said, (list, tuple)) or not all(isinstance(one, str) for one in said):
        remedy = '要写成方括号里的一列文字，如 ["简报", "阶段总结"]；空着写 []'
        raise ParameterError(f"参数 {name}", f"写的是 {said!r}", remedy)
    return tuple(said)


def unit_meant(units: Sequence[Unit], said: object) -> Unit | None:
    """Return the unit of that id or name, None for an empty text; raises ParameterError with the nearest."""
    if said is None or said == "":
        return None
    by_name = {name: unit for unit in units for name in (unit.id, unit.name, unit.short)}
    if str(said) in by_name:
        return by_name[str(said)]
    near = difflib.get_close_matches(str(said), by_name, n=1, cutoff=LEAST_LIKE)
    hint = f"是不是“{near[0]}”？" if near else ""
    raise ParameterError(
        "参数 unit", f"单位目录里没有“{said}”", f"{hint}写单位的全称、简称或编号；空着看全部单位"
    )
