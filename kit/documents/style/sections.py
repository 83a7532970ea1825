"""What campaign.toml may say of documents: points of argument, and what all documents share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from kit.model.campaign import document_settings
from kit.model.settings import Section

if TYPE_CHECKING:
    from kit.model.campaign import Campaign


SHARED, SHARED_NAME = "shared", "几种文稿共用的话"
Sentences = Annotated[tuple[str, ...], Field(strict=False)]


class Point(Section):
    """A point of argument: a short title (may be left out) and what is said about it."""

    title: str = Field("", description="小标题；可以不写", examples=["抓学习"])
    text: str = Field(description="内容", examples=["继续抓好理论学习"])


class StepPart(Section):
    """A part of a step, such as 会前: a sentence, and demands that are said as 一要…二要…."""

    when: str = Field("", description="什么时候，如会前、会中、会后；可以不写", examples=["会前"])
    text: str = Field("", description="一句话；可以不写", examples=["把意见原样反馈给本人"])
    demands: Sentences = Field(
        (), description="几条要求，自动编一要、二要", examples=[["广泛谈心", "写好发言材料"]]
    )


class Step(Section):
    """A step of the next phase (步骤), with its parts in time order."""

    title: str = Field(description="步骤的标题", examples=["开好民主生活会"])
    text: str = Field("", description="总的一句话；可以不写", examples=["会前、会中、会后都要下功夫"])
    parts: tuple[StepPart, ...] = Field(
        (),
        strict=False,
        description="分几段讲，按先后",
        examples=[[{"when": "会前", "demands": ["广泛谈心", "写好发言材料"]}]],
    )


class Cause(Section):
    """A cause of the problems, and the words by which the sheet's own reasons are sorted under it."""

    title: str = Field(description="原因的小标题", examples=["学习不够"])
    text: str = Field("", description="一句话；可以不写", examples=["理论联系实际不够"])
    words: Sentences = Field((), description="把问题清单里的原因归到这一条的词", examples=[["学习", "认识"]])
    most: int = Field(4, description="问题清单里的原因最多举几例", examples=[2])


Points = Annotated[tuple[Point, ...], Field(strict=False)]
Causes = Annotated[tuple[Cause, ...], Field(strict=False)]


class SharedSection(Section):
    """[documents.shared]: how this campaign names things, and what several documents tell."""

    phase_word: str = Field("阶段", description="阶段名称后面怎么称呼：阶段、环节", examples=["环节"])
    leadership: str = Field("领导班子", description="谁领导这次活动", examples=["某机关党组"])
    team: str = Field("领导班子", description="分析检查的是哪个班子", examples=["某机关领导班子"])
    members: str = Field("党员干部", description="参加活动的人怎么称呼", examples=["机关党员干部"])
    preparation: Sentences = Field(
        (), description="动员之前做了哪些准备（讲话稿）", examples=[["动员之前组织外出取经"]]
    )
    study_demand: str = Field(
        "", description="对学习提出的要求（讲话稿）", examples=["要求每人至少写一篇心得体会"]
    )
    outreach: Points = Field(
        (),
        description="走下去、请进来听意见的做法（讲话稿）",
        examples=[[{"text": "座谈会开到了村组和车间"}]],
    )
    discussion: Sentences = Field(
        (), description="讨论是怎么组织的（讲话稿、阶段总结）", examples=[["各支部分别组织了讨论"]]
    )
    consensus: Sentences = Field(
        (), description="讨论形成了哪些共识（讲话稿）", examples=[["要从群众最急的事做起"]]
    )
    practices: Points = Field(
        (),
        description="特色做法（讲话稿、阶段总结）",
        examples=[[{"title": "设立意见箱", "text": "件件有登记、有答复"}]],
    )
    books: Sentences = Field(
        (),
        description="下一阶段的必读书目，不加书名号（讲话稿）；不写就用书目表里必读的",
        examples=[["某某读本"]],
    )


def shared_of(campaign: Campaign) -> SharedSection:
    """Return [documents.shared]; raises CampaignError."""
    return document_settings(campaign, SHARED, SharedSection)
