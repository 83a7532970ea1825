"""Names in the order that protocol gives them (班子名单 or 单位目录), not in the order of a sheet."""

from collections.abc import Iterable, Sequence


def in_protocol_order(names: Iterable[str], order: Sequence[str]) -> tuple[str, ...]:
    """Return the names as `order` has them; those it does not have follow as they came.

    >>> in_protocol_order(["丙", "外人", "甲"], ["甲", "乙", "丙"])
    ('甲', '丙', '外人')
    """
    place = {name: number for number, name in enumerate(order)}
    found = list(names)
    return tuple(sorted(found, key=lambda name: place.get(name, len(place))))
