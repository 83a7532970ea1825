"""What a topic offers to documents: passages (what is said of it), and rows of the table of key figures.

A passage that is left out says so: no row of its sheet came, or which rows came too late. Its document notes
that while it is composed, and kit/documents/passages/leaving_out.py makes findings of the notes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, TypeVar

from kit.topics import topics
from kit.topics.windows import came, timely

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kit.model.draft import Material
    from kit.model.fact import Fact, Facts
    from kit.model.prose import Prose
    from kit.model.table import SheetKind

    KeyFigures = Iterable["KeyFigure | Callable[[Facts], Iterable[KeyFigure]]"]

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Passage(Generic[P, T]):
    """What is said of one kind of sheet, by a function of the material; without its full stop.

    places: where documents print it that do not know it, as <document>.<section>: what a document knows it
    composes by name, in words of its own around it.
    """

    name: str  # as a clerk would look for it in the document: 网上留言
    kind: SheetKind
    tell: Callable[Concatenate[Material, P], T]
    needs: tuple[str, ...] = ()  # ids of figures; where one is missing or 0 there is nothing to say
    by_cutoff: bool = False  # left out of every document where a row is dated after the cut-off
    places: tuple[str, ...] = ()

    def __call__(self, material: Material, /, *args: P.args, **kwargs: P.kwargs) -> T | None:
        """Return what is said; None, and noted, where rows are missing or, by the cut-off, too late."""
        if self.by_cutoff:
            return self.timely(material, *args, **kwargs)
        came(material, self.kind)
        return self._told(material, *args, **kwargs)

    def timely(self, material: Material, /, *args: P.args, **kwargs: P.kwargs) -> T | None:
        """Return what is said in a document whose figures all stop at the cut-off; None, and noted, else."""
        told = self._told(material, *args, **kwargs)
        return timely(material, self.kind, f"“{self.name}”一句", told)

    def _told(self, material: Material, /, *args: P.args, **kwargs: P.kwargs) -> T | None:
        if not all(material.facts.get(id_) for id_ in self.needs):
            return None
        return self.tell(material, *args, **kwargs)


def passage(
    name: str,
    *,
    kind: SheetKind,
    needs: tuple[str, ...] = (),
    by_cutoff: bool = False,
    places: tuple[str, ...] = (),
) -> Callable[[Callable[Concatenate[Material, P], T]], Passage[P, T]]:
    """Return a decorator that makes a passage of the function that says it."""

    def decorated(tell: Callable[Concatenate[Material, P], T]) -> Passage[P, T]:
        return Passage(name, kind, tell, needs, by_cutoff, places)

    return decorated


def passages() -> tuple[Passage[..., Any], ...]:
    """Return every passage of every topic, each at the topic that says it."""
    return tuple(
        each
        for topic in topics()
        for each in vars(topic).values()
        if isinstance(each, Passage) and each.tell.__module__ == topic.__name__
    )


def said_at(material: Material, place: str) -> list[Prose]:
    """Return what the passages say that offer themselves to a place, topic after topic by name."""
    offering = (each for each in passages() if place in each.places)
    return [words for each in offering if (words := each(material))]


@dataclass(frozen=True)
class KeyFigure:
    """A row of the table of key figures (主要数据); a topic offers its rows as KEY_FIGURES.

    kind: the sheet whose late rows cost the row; None where a late row is an error anyway.
    """

    id: str
    label: str  # 项目, as the table calls the figure
    note: str = ""  # 说明: what has to be known of it
    kind: SheetKind | None = None

    def figure(self, material: Material) -> Fact | None:
        """Return the figure; None, and noted, where the sheet has rows after the cut-off."""
        fact = material.facts.get(self.id)
        return timely(material, self.kind, f"主要数据表“{self.label}”一行", fact) if self.kind else fact
