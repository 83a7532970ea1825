"""How ballots (票) are counted, as campaign.toml says it (figures.md 2).

Presets of ballots: the scales that offices use, under the names that campaign.toml may say.
"""

from __future__ import annotations

import difflib
import tomllib
from datetime import date, datetime
from fractions import Fraction
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field, model_validator

from kit.model.settings import WRITTEN_OUT, Section

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@cache
def presets() -> Mapping[str, Mapping[str, Any]]:
    """Return every preset of figures.md 2.1 by name."""
    return tomllib.loads(resources.files("kit.model").joinpath("presets.toml").read_text(encoding="utf-8"))


def with_preset(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return [evaluation] with what its preset adds; what it says itself goes first.

    Items without grades of their own take the scale's. Raises ValueError naming an unknown preset.
    """
    name = str(said.get("preset", ""))
    if name and name not in presets():
        near = difflib.get_close_matches(name.upper(), presets(), n=1)
        hint = f"，是不是“{near[0]}”" if near else f"，可用的有{'、'.join(presets())}"
        raise ValueError(f"preset 没有“{name}”{hint}")
    merged = {**presets().get(name, {}), **said}
    grades = merged.get("grades")
    items = merged.get("items")
    if grades and isinstance(items, (list, tuple)):
        merged["items"] = [{"grades": grades, **item} if isinstance(item, dict) else item for item in items]
    if grades and isinstance(overall := merged.get("overall"), dict):
        merged["overall"] = {"grades": grades, **overall}
    return merged


WHOLE = 100
FULL_MARK = 100
OVERALL = "overall"  # the id of 综合评价 among an appraisal's facts


class AppraisalItem(Section):
    """One thing that is appraised (测评项目), its grades (等次) from best to worst."""

    id: str = Field(description="编号：英文字母和数字，定下后不要改", examples=["item1"])
    question: str = Field(description="项目名称，和评议票上的列标题一样", examples=["项目一"])
    grades: tuple[str, ...] = Field(
        min_length=2, strict=False, description="等次，由好到差", examples=[["好", "较好", "一般", "差"]]
    )


class Overall(Section):
    """综合评价 where ballots ask for it: a result of its own, never mixed with the computed composite."""

    question: str = Field(description="票上怎么问，和评议票上的列标题一样", examples=["综合评价"])
    grades: tuple[str, ...] = Field(
        min_length=2,
        strict=False,
        description="等次，由好到差；用了 preset 或 grades 就可以不写",
        examples=[["好", "较好", "一般", "差"]],
    )

    @property
    def item(self) -> AppraisalItem:
        """Return it as one more thing that ballots ask."""
        return AppraisalItem(id=OVERALL, question=self.question, grades=self.grades)


class VoterGroup(Section):
    """One group of voters (票种), with its weight in per cent where groups are weighed."""

    id: str = Field(description="票种编号，和评议票、参评名册里写的一样", examples=["A"])
    name: str = Field(description="票种名称", examples=["第一组"])
    weight: int | None = Field(
        None,
        ge=0,
        le=100,
        description="权重，百分之几；各组加起来要是 100；只分开统计、不加权的都不写",
        examples=[40],
    )


class GradeBand(Section):
    """A result word (等次) for scores from `least` on."""

    name: str = Field(description="结果等次", examples=["优秀"])
    least: int = Field(description="不低于多少分", examples=[90])


Denominator = Literal["valid", "answered", "known", "members", "returned"]
Quorum = Literal["none", "more_than_half", "two_thirds"]
Verdict = Literal["none", "majority_of_members", "majority_of_present"]


class Evaluation(Section):
    """[evaluation]: how ballots (票) are counted (figures.md 2)."""

    preset: str = Field(
        "",
        description="现成的票样：FIVE FOUR GOOD4 SAT2 SAT3 SAT4 SAT5 SCORE；写了它，等次、分值可以不写",
        examples=["GOOD4"],
    )
    name: str = Field(description="这次评议叫什么", examples=["群众评议"])
    items: tuple[AppraisalItem, ...] = Field(
        min_length=1,
        strict=False,
        description="评议项目，一项一段，有几项写几段",
        examples=[
            [
                {"id": "item1", "question": "项目一", "grades": ["好", "较好", "一般", "差"]},
                {"id": "item2", "question": "项目二", "grades": ["好", "较好", "一般", "差"]},
            ]
        ],
    )
    points: tuple[int, ...] = Field(
        strict=False,
        description="各等次折多少分，由好到差，个数要和等次一样多",
        examples=[[100, 80, 60, 40]],
    )
    positive: int = Field(2, ge=1, description="前几等算肯定评价", examples=[2])
    grades: tuple[str, ...] = Field(
        (),
        strict=False,
        description="等次，由好到差；各项都一样时写在这里，各项就不必再写",
        examples=[["好", "较好", "一般", "差"]],
    )
    aliases: dict[str, str] = Field({}, description="票上别的写法各算哪一等", examples=[{"很好": "好"}])
    unknown: str = Field(
        "", description="等次里哪一个是不了解（写在最后的那一个），它没有分值", examples=["不了解"]
    )  # outside the base `known`
    unknown_points: int | None = Field(None, description="不了解折多少分；不写就不计分", examples=[60])
    marks: tuple[int, ...] = Field(
        (),
        strict=False,
        description="打分票：各等次的最低分，由好到差，个数要和等次一样多",
        examples=[[90, 70, 60, 0]],
    )
    trim_above: int = Field(
        0, ge=0, description="打分票超过几张时去掉一个最高分和一个最低分；0 是不去", examples=[10]
    )
    groups: tuple[VoterGroup, ...] = Field(
        (),
        strict=False,
        description="票种，一种一段；不分票种就把这几段删掉",
        examples=[
            [
                {"id": "A", "name": "第一组", "weight": 40},
                {"id": "B", "name": "第二组", "weight": 60},
            ]
        ],
        json_schema_extra=WRITTEN_OUT,
    )
    denominator: Denominator = Field(
        "valid",
        description="百分比的分母：valid 有效票，answered 作答票，known 去掉“不了解”，"
        "members 全体应参评的人，returned 收回票",
        examples=["answered"],
    )
    minimum: int = Field(5, ge=1, description="有效票少于这个数的单位，不公布分项结果", examples=[10])
    renormalise: bool = Field(
        default=False, description="某一组没有人投票时，是否把它的权重分给其他组（文稿里会说明）"
    )
    quorum: Quorum = Field(
        "none",
        description="到会要求（实到比应到）：none 不查，more_than_half 超过半数，two_thirds 达到三分之二",
        examples=["two_thirds"],
    )
    sum100: Literal["note", "largest_remainder"] = Field(
        "note",
        description="占比加起来不是100%时：note 加说明，largest_remainder 按最大余数法凑足",
        examples=["largest_remainder"],
    )
    bands: tuple[GradeBand, ...] = Field(
        (),
        strict=False,
        description="需要按得分评出结果等次时写",
        examples=[[{"name": "优秀", "least": 90}, {"name": "良好", "least": 75}]],
    )
    small_groups: Literal["pool", "leave_out"] = Field(
        "pool",
        description="单位里有票种的有效票不足 minimum 时：pool 综合结果按各票种合并计算、不加权，"
        "leave_out 不公布这个单位的综合结果",
        examples=["leave_out"],
    )
    by_group: Literal["units", "all", "none"] = Field(
        "units",
        description="各票种分开的投票情况、票数和占比算到哪里：units 各单位和全部单位，"
        "all 只算全部单位，none 不算",
        examples=["all"],
    )
    published: date | None = Field(
        None,
        description="评议结果哪一天公布（发出）的；写了以后，到那天为止印出的都当作发出去了，只差几张票的不重做，问您",
        examples=[date(2009, 8, 20)],
    )
    show_rank: bool = Field(default=False, description="通知书里写不写位次")
    verdict: Verdict = Field(
        "none",
        description="按过半数定结论：none 不定，majority_of_members 全体的半数，"
        "majority_of_present 到会的半数",
        examples=["majority_of_members"],
    )
    half_is_enough: bool | None = Field(
        None, description="恰好一半算不算过半；不写的话，碰上了会问", examples=[False]
    )
    overall: Overall | None = Field(
        None,
        description="票上另问的综合评价，和算出来的分开",
        examples=[{"question": "综合评价", "grades": ["好", "较好", "一般", "差"]}],
    )
    all_blank: Literal["valid", "void"] = Field(
        "void",
        description="一项都没填的票：void 整票空白，算无效；valid 算有效（全弃权）",
        examples=["valid"],
    )
    opens: datetime | date | None = Field(
        None,
        description="收票从哪一天、哪一刻开始（不加引号）；早于它的不算",
        examples=[date(2009, 6, 1)],
    )
    closes: datetime | date | None = Field(
        None,
        description="收票到哪一天、哪一刻为止（不加引号）；只写日子的，当天都算",
        examples=[date(2009, 6, 10)],
    )
    full_mark: int = Field(
        FULL_MARK, ge=1, description="打分票的满分；超出 0 到满分的，这一项算无效", examples=[100]
    )

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
    yield from _weights(evaluation)
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
    yield from _window(evaluation)
    if evaluation.positive >= len(evaluation.points):
        yield "positive 必须少于等次数"
    if evaluation.denominator == "known" and not evaluation.unknown:
        yield KNOWN_WITHOUT_WORD


KNOWN_WITHOUT_WORD = (
    "denominator 写的是 known，却没有写 unknown 是哪一个等次，什么也不会去掉；"
    '请写 unknown = "不了解" 并放在各项等次的最后，或把 denominator 改成 answered 或 valid'
)


def _window(evaluation: Evaluation) -> Iterator[str]:
    opens, closes = (_day(moment) for moment in (evaluation.opens, evaluation.closes))
    if opens and closes and opens > closes:
        yield f"opens（{evaluation.opens}）晚于 closes（{evaluation.closes}），一张票也收不到"


def _day(moment: datetime | date | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment


def _weights(evaluation: Evaluation) -> Iterator[str]:
    unweighed = [group.id for group in evaluation.groups if group.weight is None]
    total = sum(group.weight or 0 for group in evaluation.groups)
    if unweighed and len(unweighed) < len(evaluation.groups):
        yield f"groups 里 {'、'.join(unweighed)} 没有写 weight；要加权就都写，不加权就都不写"
    elif evaluation.groups and not unweighed and total != WHOLE:
        yield f"groups 的 weight 合计是 {total}，必须是 100"


def idle_settings(evaluation: Evaluation) -> Iterator[str]:
    """Yield settings that change nothing as they stand, though whoever wrote them takes them to count."""
    word, marks, full = evaluation.unknown, evaluation.marks, evaluation.full_mark
    grades = {grade for item in asked(evaluation) for grade in item.grades}
    strange = [f"“{grade}”" for grade in dict.fromkeys(evaluation.aliases.values()) if grade not in grades]
    faults = (
        (any(mark > full for mark in marks), f"marks 里有高于满分（full_mark）{full} 的分数线，谁也达不到"),
        (word and word not in grades, f"unknown 写的是“{word}”，没有一项的等次里有它"),
        (evaluation.unknown_points is not None and not word, _beside("unknown_points", "unknown")),
        (evaluation.trim_above and not marks, _beside("trim_above", "marks")),
        (full != FULL_MARK and not marks, _beside("full_mark", "marks")),
        (bool(strange), f"aliases 里的{'、'.join(strange)}不是哪一项的等次，这样写的票还是认不出来"),
        (evaluation.renormalise and not is_weighed(evaluation), _beside("renormalise", "groups 的 weight")),
        (
            evaluation.small_groups != "pool" and not is_weighed(evaluation),
            _beside("small_groups", "groups 的 weight"),
        ),
        (evaluation.by_group != "units" and not evaluation.groups, _beside("by_group", "groups")),
        (
            evaluation.half_is_enough is not None and evaluation.verdict == "none",
            _beside("half_is_enough", "verdict"),
        ),
    )
    yield from (fault for is_idle, fault in faults if is_idle)


def _beside(key: str, other: str) -> str:
    return f"{key} 要和 {other} 一起写才起作用，这里没有写 {other}"


def asked(evaluation: Evaluation) -> tuple[AppraisalItem, ...]:
    """Return everything a ballot asks: the items one by one, then 综合评价 where there is one."""
    return (*evaluation.items, *((evaluation.overall.item,) if evaluation.overall else ()))


def weight_of(group: VoterGroup) -> Fraction:
    """Return a group's weight as a share of one."""
    return Fraction(group.weight or 0, WHOLE)


def is_weighed(evaluation: Evaluation) -> bool:
    """Return whether the groups of voters have weights; groups without any are only told apart."""
    return any(group.weight is not None for group in evaluation.groups)
