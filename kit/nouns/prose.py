"""Prose: words with facts among them, so that a composed sentence keeps its figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kit.nouns.fact import Fact

if TYPE_CHECKING:
    from collections.abc import Iterable

Piece = str | Fact


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
