"""A campaign: what campaign.toml says, checked, and the folder it lies in."""

from __future__ import annotations

from datetime import date as Day  # noqa: N812, TC003 - pydantic reads the annotation
from pathlib import Path
from typing import Any

from pydantic import Field

from kit.nouns.errors import CampaignError
from kit.nouns.evaluation import Band, Denominator, Evaluation, Group, Item, weight_of
from kit.nouns.form import Form
from kit.nouns.place import Place
from kit.nouns.section import Model, Section, checked
from kit.nouns.settings_text import read_settings

__all__ = [
    "FILE",
    "About",
    "Aspect",
    "Band",
    "Campaign",
    "Denominator",
    "Evaluation",
    "Form",
    "Group",
    "Item",
    "Office",
    "Poll",
    "ProblemKind",
    "Section",
    "SheetEntry",
    "Thresholds",
    "checked",
    "read_campaign",
    "section",
    "weight_of",
]

FILE = "campaign.toml"


class About(Section):
    """[campaign]: which activity, which phase (阶段) has just ended."""

    title: str
    year: int = Field(ge=1949, le=2999)  # added where a sheet says only 3月30日
    phase: int = Field(ge=1)  # 阶段序号 of the phase that ends
    register_date: Day | None = None  # how late the register (整改台账) was kept; else 统计截止日


class Office(Section):
    """[office]: who issues the documents."""

    name: str  # 发文机关署名
    body: str  # the body the office serves
    body_short: str
    mark: str = ""  # 发文机关标志 (红头); "" is the name and 文件
    recipients: str = ""  # 主送 of documents that go to all units
    sealed: bool = True
    contact: str = ""
    phone: str = ""


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
    essay_authors: int = 0  # how many people owe an essay (心得体会); 0: not checked


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
    form: Form = Form()
    documents: dict[str, dict[str, Any]] = Field(
        default_factory=dict
    )  # [documents.<kind>]: read by that kind's own model

    @property
    def inbox(self) -> Path:
        """Return the folder of collected spreadsheets; nothing is ever written there."""
        return self.folder / "inbox"

    @property
    def out(self) -> Path:
        """Return the folder of results."""
        return self.folder / "out"


def read_campaign(folder: Path) -> Campaign:
    """Return the campaign of a folder.

    Raises CampaignError, with every fault at once, if campaign.toml is missing, broken, or says
    something that no campaign can say.
    """
    path = folder / FILE
    try:
        said = read_settings(path)
    except FileNotFoundError:
        raise CampaignError(
            Place(str(path)), "没有这个文件", "活动文件夹里要有 campaign.toml；新建一个用 kit new 文件夹名"
        ) from None
    return checked(Campaign, {**said, "folder": folder.resolve()}, FILE)


def section(campaign: Campaign, kind: str, model: type[Model]) -> Model:
    """Return [documents.<kind>] of a campaign, checked by the document kind's own model.

    Raises CampaignError.
    """
    return checked(model, campaign.documents.get(kind, {}), f"{FILE}「documents.{kind}」")
