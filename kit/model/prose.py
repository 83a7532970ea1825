"""Prose: words with facts among them, so that a composed sentence keeps its figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kit.model.fact import Fact
from kit.model.reticent import reticent

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SHOWN_NAMES = 3  # more than these would make a sentence unreadable
Piece = str | Fact


@reticent("pieces")
@dataclass(frozen=True)
class Prose:
    """A run of words and facts; prints as one text, each fact marked where it stands."""

    pieces: tuple[Piece, ...] = ()

    def __str__(self) -> str:
        """Return the text."""
        return "".join(str(piece) for piece in self.pieces)

    def __bool__(self) -> bool:
        """Return whether there is any text."""
        return any(str(piece) for piece in self.pieces)

    def __add__(self, other: Piece | Prose) -> Prose:
        """Return both, one after the other."""
        return prose(self, other)


def prose(*parts: Piece | Prose | Iterable[Piece | Prose]) -> Prose:
    """Return one prose of words, facts, other prose and iterables of them.

    >>> str(prose("走访社区", Fact("visits.community", "走访社区数", 7, "7", "个"), "个"))
    '走访社区7个'
    """
    pieces: list[Piece] = []
    for part in parts:
        if isinstance(part, Prose):
            pieces += part.pieces
        elif isinstance(part, (str, Fact)):
            pieces.append(part)
        else:
            pieces += prose(*part).pieces
    return Prose(tuple(pieces))


def items_of(names: Fact | None) -> tuple[str, ...]:
    """Return what a fact lists; nothing of a fact that is no list, or that is not there."""
    return names.value if names is not None and isinstance(names.value, tuple) else ()


def counts(facts: Mapping[str, Fact], named: Iterable[tuple[str, str]], unit: str = "") -> list[Prose]:
    """Return a clause for each figure that is there and not 0: 新建3项.

    named: id of the figure, and the word before it. unit: where the figure's own is not what is said.
    """
    found = [(word, facts.get(id_)) for id_, word in named]
    return [prose(word, fact, unit or fact.unit) for word, fact in found if fact]
