"""What campaign.toml may say of documents: points of argument, and what all documents share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from kit.nouns.campaign import Section, section

if TYPE_CHECKING:
    from kit.nouns.campaign import Campaign

SHARED = "shared"
Sentences = tuple[str, ...]


class Point(Section):
    """A point of argument: a short title (may be left out) and what is said about it."""

    title: str = ""
    text: str


class Part(Section):
    """A part of a step, such as 会前: a sentence, and demands that are said as 一要…二要…."""

    when: str = ""
    text: str = ""
    demands: Sentences = Field(default=(), strict=False)


class Step(Section):
    """A step of the next phase (步骤), with its parts in time order."""

    title: str
    text: str = ""
    parts: tuple[Part, ...] = Field(default=(), strict=False)


class Cause(Section):
    """A cause of the problems, and the words by which the sheet's own reasons are sorted under it."""

    title: str
    text: str = ""
    words: Sentences = Field(default=(), strict=False)
    most: int = 4  # so many of the sheet's reasons are told


class Shared(Section):
    """[documents.shared]: how this campaign names things, and what several documents tell."""

    phase_word: str = "阶段"  # what a phase is called behind its name: 阶段, 环节
    leadership: str = "领导班子"  # who leads the activity
    team: str = "领导班子"  # whose work is analysed
    members: str = "党员干部"  # who takes part
    preparation: Sentences = Field(default=(), strict=False)
    study_demand: str = ""
    outreach: tuple[Point, ...] = Field(default=(), strict=False)
    discussion: Sentences = Field(default=(), strict=False)
    consensus: Sentences = Field(default=(), strict=False)
    practices: tuple[Point, ...] = Field(default=(), strict=False)
    books: Sentences = Field(default=(), strict=False)


def shared_of(campaign: Campaign) -> Shared:
    """Return [documents.shared]; raises CampaignError."""
    return section(campaign, SHARED, Shared)
