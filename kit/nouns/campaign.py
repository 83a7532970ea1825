"""A campaign: what campaign.toml says, checked, and the folder it lies in."""

from __future__ import annotations

import difflib
import tomllib
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from kit.nouns.errors import CampaignError
from kit.nouns.place import Place

FILE = "campaign.toml"


class Section(BaseModel):
    """A table of campaign.toml: frozen, and a key nobody knows is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, arbitrary_types_allowed=True)


class About(Section):
    """[campaign]: which activity, which phase (阶段) has just ended."""

    title: str
    year: int = Field(ge=1949, le=2999)  # added where a sheet says only 3月30日
    phase: int = Field(ge=1)  # 阶段序号 of the phase that ends
    ids: dict[str, str] = {}  # stable English ids for names that the sheets use


class Office(Section):
    """[office]: who issues the documents."""

    name: str  # 发文机关署名
    body: str  # the body the office serves
    body_short: str
    recipients: str = ""  # 主送 of documents that go to all units
    sealed: bool = True
    contact: str = ""
    phone: str = ""


class Item(Section):
    """One thing that is appraised (测评项目), its grades (等次) from best to worst."""

    id: str
    question: str
    grades: tuple[str, ...] = Field(min_length=2, strict=False)


class Group(Section):
    """One group of voters (票种) and its weight in per cent."""

    id: str
    name: str
    weight: int = Field(ge=0, le=100)


class Band(Section):
    """A result word (等次) for scores from `least` on, that value included."""

    name: str
    least: int


Denominator = Literal["valid", "answered", "known", "members", "returned"]


class Evaluation(Section):
    """[evaluation]: how ballots (票) are counted (figures.md 2)."""

    name: str
    items: tuple[Item, ...] = Field(min_length=1, strict=False)
    points: tuple[int, ...] = Field(strict=False)
    positive: int = Field(default=2, ge=1)  # how many grades from the best count as approval
    groups: tuple[Group, ...] = Field(default=(), strict=False)
    denominator: Denominator = "valid"
    minimum: int = Field(default=5, ge=1)  # fewer valid ballots: no breakdown
    renormalise: bool = False  # an empty group's weight goes to the others, and the text says so
    bands: tuple[Band, ...] = Field(default=(), strict=False)
    show_rank: bool = False

    @model_validator(mode="after")
    def _fits(self) -> Evaluation:
        if self.groups and (total := sum(group.weight for group in self.groups)) != 100:  # noqa: PLR2004
            raise ValueError(f"groups 的 weight 合计是 {total}，必须是 100")
        for item in self.items:
            if len(item.grades) != len(self.points):
                raise ValueError(
                    f"“{item.question}”有 {len(item.grades)} 个等次，points 却有 {len(self.points)} 个分值"
                )
        if self.positive >= len(self.points):
            raise ValueError("positive 必须少于等次数")
        return self


class Poll(Section):
    """[poll]: a satisfaction poll (满意度测评) with one question."""

    name: str
    question: str
    grades: tuple[str, ...] = Field(min_length=2, strict=False)
    positive: int = Field(default=2, ge=1)


class ProblemKind(Section):
    """One kind of problem: its fact id and the words of the sheet's 类别 column."""

    id: str
    name: str


class Aspect(Section):
    """One aspect (方面) of opinions, and the words that speak for it."""

    name: str
    keywords: tuple[str, ...] = Field(default=(), strict=False)


class SheetEntry(Section):
    """[[sheets]]: an override for a sheet that was not recognised, or wrongly."""

    file: str
    sheet: str | None = None
    kind: str  # Chinese name of the kind, or 忽略


class Thresholds(Section):
    """[checks]: limits for findings."""

    low_return_rate: int = 50  # per cent; below it a warning


class Campaign(Section):
    """Everything that campaign.toml says; `folder` is where it lies."""

    folder: Path = Path()
    campaign: About
    office: Office
    evaluation: Evaluation | None = None
    poll: Poll | None = None
    problems: tuple[ProblemKind, ...] = Field(default=(), strict=False)
    aspects: tuple[Aspect, ...] = Field(default=(), strict=False)
    sheets: tuple[SheetEntry, ...] = Field(default=(), strict=False)
    checks: Thresholds = Thresholds()
    documents: dict[str, dict[str, Any]] = {}  # [documents.<kind>]: read by that kind's own model

    @property
    def inbox(self) -> Path:
        """Return the folder of collected spreadsheets; nothing is ever written there."""
        return self.folder / "inbox"

    @property
    def out(self) -> Path:
        """Return the folder of results."""
        return self.folder / "out"


Model = TypeVar("Model", bound=Section)


def read_campaign(folder: Path) -> Campaign:
    """Return the campaign of a folder.

    Raises CampaignError, with every fault at once, if campaign.toml is missing, broken, or says
    something that no campaign can say.
    """
    path = folder / FILE
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise CampaignError(
            Place(str(path)), "没有这个文件", "活动文件夹里要有 campaign.toml；新建一个用 kit new 文件夹名"
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CampaignError(
            Place(FILE), f"不是合格的 TOML（{error}）", "请照这一行改正：引号要成对，文字要用半角引号括起来"
        ) from None
    return checked(Campaign, {**said, "folder": folder.resolve()}, FILE)


def section(campaign: Campaign, kind: str, model: type[Model]) -> Model:
    """Return [documents.<kind>] of a campaign, checked by the document kind's own model.

    Raises CampaignError.
    """
    return checked(model, campaign.documents.get(kind, {}), f"{FILE}「documents.{kind}」")


def checked(model: type[Model], said: dict[str, Any], where: str) -> Model:
    """Return the model of what was said; raises CampaignError naming every fault."""
    try:
        return model.model_validate(said)
    except ValidationError as error:
        faults = "；".join(_fault(model, fault) for fault in error.errors())
        raise CampaignError(where, faults, "请照说明改正；每一项的写法见文件里的注释") from None


_SAID = {
    "missing": "缺这一项",
    "string_type": "要写成文字（加引号）",
    "int_type": "要写成整数（不加引号）",
    "bool_type": "要写成 true 或 false",
    "tuple_type": "要写成方括号里的一列",
    "date_type": "要写成日期，如 2009-06-10（不加引号）",
}


def _fault(model: type[Section], fault: Any) -> str:  # noqa: ANN401 - pydantic's ErrorDetails differs by version
    path = ".".join(str(part + 1) if isinstance(part, int) else part for part in fault["loc"]) or "整体"
    if fault["type"] == "extra_forbidden":
        return f"“{path}”没有这一项{_hint(model, str(fault['loc'][-1]))}"
    said = _SAID.get(fault["type"]) or fault["msg"].removeprefix("Value error, ")
    return f"“{path}”{said}"


def _hint(model: type[Section], key: str) -> str:
    near = difflib.get_close_matches(key, model.model_fields, n=1)
    return f"，是不是“{near[0]}”" if near else ""


def weight_of(group: Group) -> Fraction:
    """Return a group's weight as a share of one."""
    return Fraction(group.weight, 100)
