"""Moving properties from one layout to another: what was set by hand stays as the hand has set it."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.word.layout.markup import Element


def moved(actual: Element, old: Element | None, new: Element | None) -> None:
    """Change an element from the old layout to the new one, three-way: only what still is as `old` has it.

    Attributes and children that a person has changed, added or removed are left alone.
    """
    if old is None or new is None:
        return
    for name in {*old.attrib, *new.attrib}:
        if actual.get(name) == old.get(name):
            _set(actual, name, new.get(name))
    for tag in dict.fromkeys((*_tags(old), *_tags(new))):
        _move_child(actual, tag, old.find(tag), new)


def _tags(element: Element) -> list[str]:
    return [str(child.tag) for child in element]


def _set(element: Element, name: str, value: str | None) -> None:
    if value is not None:
        element.set(name, value)
    elif name in element.attrib:
        del element.attrib[name]


def _move_child(actual: Element, tag: str, old: Element | None, parent: Element) -> None:
    own, new = actual.find(tag), parent.find(tag)
    if own is None:
        if old is None and new is not None:
            actual.insert(_place(actual, parent, tag), deepcopy(new))
    elif old is not None and new is None and _is_like(own, old):
        actual.remove(own)
    else:
        moved(own, old, new)


def _is_like(one: Element, other: Element) -> bool:
    return sorted(one.items()) == sorted(other.items()) and len(one) == len(other)


def _place(actual: Element, parent: Element, tag: str) -> int:
    """Return where a new child goes: behind the last of those that stand before it in the new layout."""
    before = set(_before(parent, tag))
    places = [number for number, child in enumerate(actual, 1) if child.tag in before]
    return max(places, default=0)


def _before(parent: Element, tag: str) -> Iterator[object]:
    for child in parent:
        if child.tag == tag:
            return
        yield child.tag
