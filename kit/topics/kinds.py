"""Every kind of sheet: those that the topics offer, and those that a campaign's topics/*.toml describe."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from kit.model.finding import CampaignError
from kit.model.table import SheetKind
from kit.topics import topics
from kit.topics.own import topic_kind

if TYPE_CHECKING:
    from kit.model.campaign import Campaign


@cache
def sheet_kinds() -> tuple[SheetKind, ...]:
    """Return every kind of sheet whose columns the kit knows, in the order of their codes."""
    return tuple(kind for kind in _offered_kinds() if kind.claim is None)


def claiming_kinds() -> tuple[SheetKind, ...]:
    """Return the kinds whose columns only their sheets know, such as surveys; none has a blank workbook."""
    return tuple(kind for kind in _offered_kinds() if kind.claim is not None)


@cache
def _offered_kinds() -> tuple[SheetKind, ...]:
    kinds = {
        each.id: each for topic in topics() for each in vars(topic).values() if isinstance(each, SheetKind)
    }
    return tuple(sorted(kinds.values(), key=lambda kind: (kind.code, kind.id)))


def kinds_of(campaign: Campaign) -> tuple[SheetKind, ...]:
    """Return every kind that sheets of a campaign may be: the kit's, then the office's own.

    Raises CampaignError if one of its own is called like one of the kit's.
    """
    for topic in campaign.topics:
        for said in (topic.name, *topic.aliases):
            if known := kind_called(said):
                key, remedy = (
                    "name" if said == topic.name else "aliases",
                    f"请换一个名称，或直接用“{known.name}”",
                )
                problem = f"“{said}”是 kit 本来就认得的表（{known.name}，一行是{known.row}）"
                raise CampaignError(f"{topic.file}「{key}」", problem, remedy)
    return (*sheet_kinds(), *claiming_kinds(), *map(topic_kind, campaign.topics))


def kind_called(name: str, campaign: Campaign | None = None) -> SheetKind | None:
    """Return the kind with that Chinese name, other name, English id or code, or None."""
    for kind in _offered_kinds() if campaign is None else kinds_of(campaign):
        if kind.is_called(name):
            return kind
    return None


@cache
def kinds_giving(fact: str) -> tuple[SheetKind, ...]:
    """Return the kinds of sheets that give facts whose ids begin so, the one with the first code first."""
    return tuple(kind for kind in _offered_kinds() if kind.gives(fact))


def kind_of_sheet(id_: str) -> SheetKind:
    """Return the kind with that English id; raises KeyError."""
    return _by_id()[id_]


def handed_to(id_: str) -> str:
    """Return who fills in a kind of sheet; nothing of an office's own."""
    return _handed_to().get(id_, "")


@cache
def _handed_to() -> dict[str, str]:
    said = files("kit.topics").joinpath("handed_to.toml").read_text(encoding="utf-8")
    return tomllib.loads(said)


@cache
def _by_id() -> dict[str, SheetKind]:
    return {kind.id: kind for kind in _offered_kinds()}
