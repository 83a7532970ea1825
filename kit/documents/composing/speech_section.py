"""What campaign.toml may say of the speech."""

from __future__ import annotations

from datetime import date as Day  # noqa: N812, TC003 - pydantic reads the annotation; a field is called date

from pydantic import Field

from kit.documents.composing.sections import Point, Sentences, Step
from kit.nouns.campaign import Section

Points = tuple[Point, ...]


class Speech(Section):
    """[documents.speech]: what the speaker says that no sheet knows; what is left out stays unsaid."""

    title: str = ""
    meeting: str = ""  # 会议ID of the meeting at which it is held; else the sheet's 转段会
    speaker: str = ""
    speaker_post: str = ""
    date: Day | None = None
    salutation: str = "同志们："
    opening: str = ""
    review_heading: str = ""
    situation: str = ""
    study_points: Points = Field(default=(), strict=False)
    study_gains: Sentences = Field(default=(), strict=False)
    thanks: str = ""
    shortcomings: Sentences = Field(default=(), strict=False)
    plan_heading: str = ""
    plan_opening: Sentences = Field(default=(), strict=False)
    tasks: Points = Field(default=(), strict=False)
    requirements: Points = Field(default=(), strict=False)
    features: Points = Field(default=(), strict=False)
    steps: tuple[Step, ...] = Field(default=(), strict=False)
    guarantee_heading: str = ""
    guarantee_opening: Sentences = Field(default=(), strict=False)
    guarantees: Points = Field(default=(), strict=False)
    closing: str = ""
