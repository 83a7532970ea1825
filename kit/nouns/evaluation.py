"""How ballots (票) are counted, as campaign.toml says it (figures.md 2)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field, model_validator

from kit.nouns.presets import with_preset
from kit.nouns.section import Section

if TYPE_CHECKING:
    from collections.abc import Iterator

WHOLE = 100
OVERALL = "overall"  # the id of 综合评价 among an appraisal's facts


class Item(Section):
    """One thing that is appraised (测评项目), its grades (等次) from best to worst."""

    id: str
    question: str
    grades: tuple[str, ...] = Field(min_length=2, strict=False)


class Overall(Section):
    """综合评价 where ballots ask for it: a result of its own, never mixed with the computed composite."""

    question: str
    grades: tuple[str, ...] = Field(min_length=2, strict=False)

    @property
    def item(self) -> Item:
        """Return it as one more thing that ballots ask."""
        return Item(id=OVERALL, question=self.question, grades=self.grades)


class Group(Section):
    """One group of voters (票种) and its weight in per cent."""

    id: str
    name: str
    weight: int = Field(ge=0, le=100)


class Band(Section):
    """A result word (等次) for scores from `least` on."""

    name: str
    least: int


Denominator = Literal["valid", "answered", "known", "members", "returned"]
Quorum = Literal["none", "more_than_half", "two_thirds"]
Verdict = Literal["none", "majority_of_members", "majority_of_present"]


class Evaluation(Section):
    """[evaluation]: how ballots (票) are counted (figures.md 2)."""

    preset: str = ""  # FIVE FOUR GOOD4 SAT2 SAT3 SAT4 SAT5 SCORE
    name: str
    items: tuple[Item, ...] = Field(min_length=1, strict=False)
    points: tuple[int, ...] = Field(strict=False)
    positive: int = Field(default=2, ge=1)  # how many grades from the best count as approval
    grades: tuple[str, ...] = Field(default=(), strict=False)  # for items that have none of their own
    aliases: dict[str, str] = Field(default_factory=dict)  # what ballots say for a grade
    unknown: str = ""  # the last grade, if it means 不了解: no points, outside the base `known`
    unknown_points: int | None = None  # 不了解 counts with these points; none: not at all
    marks: tuple[int, ...] = Field(default=(), strict=False)  # ballots hold marks: least mark of each grade
    trim_above: int = Field(default=0, ge=0)  # more marks than this: best and worst left out; 0: never
    groups: tuple[Group, ...] = Field(default=(), strict=False)
    denominator: Denominator = "valid"
    minimum: int = Field(default=5, ge=1)  # fewer valid ballots: no breakdown
    renormalise: bool = False  # an empty group's weight goes to the others, and the text says so
    quorum: Quorum = "none"  # of 实到 to 应到
    sum100: Literal["note", "largest_remainder"] = "note"  # how shares that round to 100.1 are shown
    bands: tuple[Band, ...] = Field(default=(), strict=False)
    show_rank: bool = False
    verdict: Verdict = "none"  # an item's result by the majority of 全体 (应参评) or of those who came (实到)
    half_is_enough: bool | None = (
        None  # whether exactly half is a majority; none: the kit asks when it happens
    )
    overall: Overall | None = (
        None  # 综合评价 as the ballot asks it; grades: those of the items where none are said
    )
    all_blank: Literal["valid", "void"] = "valid"  # a ballot on which nothing is filled in

    @model_validator(mode="before")
    @classmethod
    def _from_preset(cls, said: Any) -> Any:  # noqa: ANN401 - whatever the file says
        return with_preset(said) if isinstance(said, dict) else said

    @model_validator(mode="after")
    def _fits(self) -> Evaluation:
        for fault in evaluation_faults(self):
            raise ValueError(fault)
        return self


def evaluation_faults(evaluation: Evaluation) -> Iterator[str]:
    """Yield what does not fit together: weights, points, approving grades, marks."""
    total = sum(group.weight for group in evaluation.groups)
    if evaluation.groups and total != WHOLE:
        yield f"groups 的 weight 合计是 {total}，必须是 100"
    if any(item.id == OVERALL for item in evaluation.items):
        yield f"items 的 id 不能叫 {OVERALL}，这个编号留给综合评价"
    for item in asked(evaluation):
        scored = len(item.grades) - (evaluation.unknown in item.grades)
        if scored != len(evaluation.points):
            yield f"“{item.question}”有 {scored} 个等次，points 却有 {len(evaluation.points)} 个分值"
        if evaluation.unknown in item.grades[:-1]:
            yield f"“{item.question}”的“{evaluation.unknown}”要写在等次的最后"
        if evaluation.marks and len(evaluation.marks) != len(item.grades):
            lines = len(evaluation.marks)
            yield f"“{item.question}”有 {len(item.grades)} 个等次，marks 却有 {lines} 个分数线"
    if evaluation.positive >= len(evaluation.points):
        yield "positive 必须少于等次数"


def asked(evaluation: Evaluation) -> tuple[Item, ...]:
    """Return everything a ballot asks: the items one by one, then 综合评价 where there is one."""
    return (*evaluation.items, *((evaluation.overall.item,) if evaluation.overall else ()))


def weight_of(group: Group) -> Fraction:
    """Return a group's weight as a share of one."""
    return Fraction(group.weight, 100)
