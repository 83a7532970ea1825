"""Texts of campaign.toml as prose: a figure's name in braces becomes the figure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kit.documents.composing.ordering import numbers
from kit.documents.composing.rounding_off import WAYS, said_as, texts_of
from kit.nouns.fact import Fact
from kit.nouns.finding import Finding
from kit.nouns.place import Place
from kit.nouns.prose import Prose, prose
from kit.words.enumerating import bare, one_is

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kit.documents.composing.ordering import Style
    from kit.documents.composing.sections import Point
    from kit.nouns.draft import Material

_NAME = re.compile(r"\{([^{}]+)\}")
_WAY = re.compile(rf"[:：]({'|'.join(WAYS)})$")
_CLOSED = re.compile(r"[。！？][”’）]?\s*$")


def said(text: str, names: Mapping[str, Any]) -> Prose | None:
    """Return a text with the figures it names; None if one of them is not there this time.

    {数:概数} and {数:成数} say a figure roughly where that is true.

    >>> str(said("召开会议{次数}次", {"次数": "3"})), said("召开会议{次数}次", {})
    ('召开会议3次', None)
    """
    pieces = _NAME.split(text)
    found = [_figure(piece, names) if at % 2 else piece for at, piece in enumerate(pieces)]
    if any(piece is None for piece in found):
        return None
    return prose(*(piece for piece in found if piece is not None))


def _figure(said_name: str, names: Mapping[str, Any]) -> Any:  # noqa: ANN401 - names hold facts, prose and text
    name, *way = _WAY.split(said_name)
    figure = names.get(name)
    return said_as(figure, way[0], _base(figure, names)) if way else figure


def _base(rate: object, names: Mapping[str, Any]) -> int:
    """Return how many a rate stands on, as far as its parents say: the last of them."""
    if not isinstance(rate, Fact) or not rate.parents:
        return 0
    bases = (fact.value for fact in names.values() if isinstance(fact, Fact) and fact.id == rate.parents[-1])
    return next((base for base in bases if isinstance(base, int)), 0)


def sentence(text: str, names: Mapping[str, Any]) -> Prose | None:
    """Return a text as a closed sentence, None if a figure it names is not there.

    >>> str(sentence("做到“三早”", {})), str(sentence("他说：“行。”", {}))
    ('做到“三早”。', '他说：“行。”')
    """
    closed = text if _CLOSED.search(text) else f"{bare(text)}。" if bare(text) else ""
    return said(closed, names)


def sentences(texts: Iterable[str], names: Mapping[str, Any]) -> tuple[Prose, ...]:
    """Return the texts that can be said, each as a closed sentence."""
    found = (sentence(text, names) for text in texts)
    return tuple(prose for prose in found if prose)


def enumerated(texts: Sequence[str], names: Mapping[str, Any], style: str = "是") -> Prose:
    """Return 一是…；二是…。 of the texts that can be said."""
    found = [said(bare(text), names) for text in texts]
    return prose(*one_is([text for text in found if text], style))


def points(
    given: Sequence[Point], names: Mapping[str, Any], style: Style, *, run_in: bool = True
) -> list[dict[str, Any]]:
    """Return points for a template: 序 number, 题 title, 文 sentence.

    run_in: the title opens the paragraph and is closed with 。; otherwise it is a heading of its own.
    """
    told = [(bare(each.title), sentence(each.text, names)) for each in given]
    kept = [(title, text) for title, text in told if text]
    return [
        {"序": mark, "题": f"{title}。" if title and run_in else title, "文": text}
        for mark, (title, text) in zip(numbers(len(kept), style), kept, strict=True)
    ]


def missing_names(material: Material, kinds: Sequence[str], names: Mapping[str, Any]) -> tuple[Finding, ...]:
    """Return a finding for every figure that [documents.<kind>] names and that is not there this time."""
    return tuple(
        Finding(
            "documents.unknown_figure",
            "warning",
            Place(f"campaign.toml「documents.{kind}」"),
            f"写到了“{name}”，这次的表里没有这个数，这一句没有写进文稿",
            "请核对名称（底稿 out/facts.json 里有全部名称），或者补上相应的表格",
        )
        for kind in kinds
        for name in sorted(set(_named(material.campaign.documents.get(kind, {}))))
        if names.get(name) is None
    )


def _named(said_in: object) -> Iterator[str]:
    for text in texts_of(said_in):
        yield from (_WAY.sub("", name) for name in _NAME.findall(text))
