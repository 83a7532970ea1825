"""Round numbers and tenths where a text of campaign.toml asks for them (documents.md 4.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.errors import CampaignError
from kit.nouns.fact import Fact
from kit.words.approximating import double_hedges, more_than, nearly, tenths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kit.nouns.campaign import Campaign

WAYS = ("概数", "成数")  # {原始意见条数:概数}, {征求意见表回收率:成数}


def said_as(fact: object, way: str, base: int) -> object:
    """Return a figure said roughly, or exactly where the rough wording would not be true.

    base: how many a rate stands on, for 成数. A way nobody knows leaves the figure as it is.
    """
    if not isinstance(fact, Fact):
        return fact
    ways: dict[str, tuple[Callable[[Fact], Fact], ...]] = {
        "概数": (more_than, nearly),
        "成数": (lambda rate: tenths(rate, base),),
    }
    for said in ways.get(way, ()):
        try:
            return said(fact)
        except (ValueError, TypeError):
            continue
    return fact


def refuse_double_hedges(campaign: Campaign, kind: str) -> None:
    """Raise CampaignError for every figure of [documents.<kind>] that is hedged twice (约…左右)."""
    found = [hedge for text in texts_of(campaign.documents.get(kind, {})) for hedge in double_hedges(text)]
    if found:
        raise CampaignError(
            f"campaign.toml「documents.{kind}」",
            f"“{'”“'.join(found)}”把约数说了两遍",
            "请只留一个说法，如“约400人”或“400人左右”",
        )


def texts_of(said: object) -> Iterator[str]:
    """Yield every text in what a table of campaign.toml says."""
    if isinstance(said, str):
        yield said
    elif isinstance(said, dict):
        for inner in said.values():
            yield from texts_of(inner)
    elif isinstance(said, (list, tuple)):
        for inner in said:
            yield from texts_of(inner)
