"""Texts of campaign.toml as prose: a figure's name in braces becomes the figure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kit.documents.composing.ordering import numbers
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
_ENDS = "。！？”"


def said(text: str, names: Mapping[str, Any]) -> Prose | None:
    """Return a text with the figures it names; None if one of them is not there this time.

    >>> str(said("召开会议{次数}次", {"次数": "3"})), said("召开会议{次数}次", {})
    ('召开会议3次', None)
    """
    pieces = _NAME.split(text)
    found = [names.get(piece) if at % 2 else piece for at, piece in enumerate(pieces)]
    if any(piece is None for piece in found):
        return None
    return prose(*(piece for piece in found if piece is not None))


def sentence(text: str, names: Mapping[str, Any]) -> Prose | None:
    """Return a text as a closed sentence, None if a figure it names is not there."""
    closed = text if text.strip().endswith(tuple(_ENDS)) else f"{bare(text)}。" if bare(text) else ""
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


def _named(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield from _NAME.findall(value)
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _named(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _named(inner)
