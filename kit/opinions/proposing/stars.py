"""Groups of opinions that say the same: a representative, and those that were compared with it.

Likeness does not travel (A like B and B like C does not make A like C), so that every member of a group
has been compared with its representative itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence


@dataclass(frozen=True)
class Edge:
    """Two texts that say the same, by position; how alike they look, and why they are the same.

    doubtful: they only may; the reason is then what they differ in.
    """

    one: int
    other: int
    similarity: float
    reason: str
    doubtful: bool = False


@dataclass(frozen=True)
class Star:
    """A representative and the edges to the members of its group."""

    centre: int
    edges: tuple[tuple[int, Edge], ...]  # position of the member, and its edge to the centre


def stars(
    edges: Iterable[Edge], weights: Sequence[int], first: Callable[[int], str] | None = None
) -> Iterator[Star]:
    """Yield groups; each text is in one group at most.

    weights: how many opinions have this very text; with two or more it is a group by itself. The text
    that stands for most opinions comes first; of equals the one whose `first` comes first, then in order.
    """
    near: dict[int, list[tuple[int, Edge]]] = {text: [] for text, weight in enumerate(weights) if weight > 1}
    for edge in edges:
        near.setdefault(edge.one, []).append((edge.other, edge))
        near.setdefault(edge.other, []).append((edge.one, edge))
    reach = {
        text: weights[text] + sum(weights[other] for other, _ in around) for text, around in near.items()
    }
    taken: set[int] = set()
    for centre in sorted(near, key=lambda text: (-reach[text], first(text) if first else "", text)):
        if centre in taken:
            continue
        spokes = tuple(sorted((spoke for spoke in near[centre] if spoke[0] not in taken), key=lambda s: s[0]))
        taken.update((centre, *(text for text, _ in spokes)))
        if spokes or weights[centre] > 1:
            yield Star(centre, spokes)
