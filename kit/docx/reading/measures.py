"""Reading numbers and switches of WordprocessingML, whatever a tool has written there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kit.docx.markup import Element, qualified

if TYPE_CHECKING:
    from collections.abc import Iterator


_MEASURE = re.compile(r"([+-]?\d{1,9}(?:\.\d{1,9})?)(mm|cm|in|pt|pc|pi)?")
_IN_TWIPS = {"mm": 56.6929, "cm": 566.929, "in": 1440, "pt": 20, "pc": 240, "pi": 240}
_OFF = frozenset({"0", "false", "off"})


def attribute(element: Element | None, name: str) -> str | None:
    """Return an attribute of the w namespace, or None."""
    return None if element is None else element.get(qualified(f"w:{name}"))


def child(parent: Element | None, *names: str) -> Element | None:
    """Return the descendant that a path of w names leads to, or None."""
    for name in names:
        if parent is None:
            return None
        parent = parent.find(qualified(f"w:{name}"))
    return parent


def measure(text: str | None, plain: float = 1) -> float | None:
    """Return a length in twips, or None if it is no length; plain: what a bare number counts.

    >>> measure("579"), measure("37mm"), measure("auto"), measure(None)
    (579.0, 2097.6373, None, None)
    """
    found = _MEASURE.fullmatch(text.strip()) if text else None
    if found is None:
        return None
    return float(found[1]) * (_IN_TWIPS[found[2]] if found[2] else plain)


def is_on(element: Element | None) -> bool | None:
    """Return whether a switch is on, None where it is not said."""
    if element is None:
        return None
    return (attribute(element, "val") or "1").lower() not in _OFF


def descendants(parent: Element, name: str) -> Iterator[Element]:
    """Yield every descendant of that name."""
    yield from parent.iter(qualified(f"w:{name}"))
