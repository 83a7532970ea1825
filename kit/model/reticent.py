"""Records that say little of themselves: a notebook shows whatever stands last in a cell, and keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Class = TypeVar("Class", bound=type)
MOST = 60  # characters that one field may say


def reticent(*fields: str) -> Callable[[Class], Class]:
    """Return a decorator: a record shows its name and these fields only; of a collection, how many.

    fields: such as hold no words of a person; dotted where the field of a field tells more.
    """

    def decorate(kind: Class) -> Class:
        def told(self: object) -> str:
            said = "，".join(_said(self, name) for name in fields)
            return f"<{kind.__name__}{' ' if said else ''}{said}>"

        kind.__repr__ = told  # type: ignore[assignment, method-assign] # of whichever class
        return kind

    return decorate


def _said(record: object, name: str) -> str:
    value: object = record
    for step in name.split("."):
        value = getattr(value, step, "")
    if isinstance(value, (tuple, list, dict, set, frozenset)):
        return f"{name} {len(value)}"
    text = str(value)
    return text if len(text) <= MOST else f"{text[:MOST]}…"
