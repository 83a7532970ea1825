"""A context made plain: what templates may hold, checked and copied once before a document is printed."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from numbers import Integral
from typing import TYPE_CHECKING, Any

from kit.nouns.fact import Fact
from kit.nouns.prose import Prose
from kit.words.dates import VagueDate, day_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_ATOMS = frozenset({str, Fact, Prose, int, bool, date, VagueDate, type(None)})


class NotPlainError(Exception):
    """A context holds a thing that no template may hold; `path` says where, `value` what."""

    def __init__(self, path: str, value: object) -> None:
        super().__init__(path)
        self.path, self.value = path, value


def materialise(context: Mapping[str, Any]) -> dict[str, Any]:
    """Return the context as dictionaries, lists, facts, prose and plain values.

    Frozen dataclasses become dictionaries of their fields. Raises NotPlainError.
    """
    return {name: value if type(value) in _ATOMS else _plain(value, name) for name, value in context.items()}


def _plain(value: Any, path: str) -> Any:  # noqa: ANN401 - the whole point is to look at anything
    kind = type(value)
    if kind in _ATOMS:
        return value
    if kind is list or kind is tuple:
        return [each if type(each) in _ATOMS else _plain(each, f"{path}[]") for each in value]
    if kind is dict:
        return {
            key: each if type(each) in _ATOMS else _plain(each, f"{path}.{key}")
            for key, each in value.items()
        }
    return _unusual(value, path)


def _unusual(value: Any, path: str) -> Any:  # noqa: ANN401 - the same
    """Return a record as a dictionary, a kind of text or number as plain text or number."""
    if is_dataclass(value) and not isinstance(value, type) and not isinstance(value, (Fact, Prose)):
        return {each.name: _plain(getattr(value, each.name), f"{path}.{each.name}") for each in fields(value)}
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, datetime):
        return day_of(value)
    raise NotPlainError(path, value)
