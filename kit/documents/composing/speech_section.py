"""What campaign.toml may say of the speech."""

from __future__ import annotations

from datetime import date as Day  # noqa: N812 - a field is called date

from pydantic import Field

from kit.documents.composing.sections import Points, Sentences, Step  # noqa: TC001 - pydantic reads the annotation
from kit.nouns.campaign import Section


class Speech(Section):
    """[documents.speech]: what the speaker says that no sheet knows; what is left out stays unsaid."""

    title: str = Field(
        "", description="标题；不写就是“在（会议名称）上的讲话”", examples=["在动员会上的讲话"]
    )
    meeting: str = Field(
        "", description="在哪次会上讲（会议台账的会议ID）；不写就找类型是“转段会”的那一次", examples=["M01"]
    )
    speaker: str = Field("", description="讲话人；不写就用会议台账里的", examples=["某某"])
    speaker_post: str = Field("", description="讲话人职务；不写就查班子名单", examples=["某机关主任"])
    date: Day | None = Field(
        None, description="讲话日期（不加引号）；不写就用会议台账里的", examples=[Day(2009, 6, 8)]
    )
    salutation: str = Field("同志们：", description="称呼", examples=["各位代表，同志们："])
    opening: str = Field("", description="开场里另外要说的一句", examples=["今天的会议很重要"])
    review_heading: str = Field("", description="第一部分的标题", examples=["前一阶段的工作取得了成效"])
    situation: str = Field(
        "", description="活动同什么形势、什么工作结合（写成半句）", examples=["紧密联系当前工作的实际"]
    )
    study_points: Points = Field(
        (),
        description="学习方面表里没有的做法",
        examples=[[{"title": "办好园地", "text": "内网开了学习专栏"}]],
    )
    study_gains: Sentences = Field((), description="学习带来的变化", examples=[["大家的认识更统一了"]])
    thanks: str = Field("", description="第一部分末尾的感谢话，要整段改写时用", examples=["向大家表示感谢！"])
    shortcomings: Sentences = Field(
        (), description="还有哪些不足，一条一条的话", examples=[["学习还不够深入"]]
    )
    plan_heading: str = Field("", description="第二部分的标题", examples=["扎实做好下一阶段的工作"])
    plan_opening: Sentences = Field((), description="第二部分开头的话", examples=[["下一阶段任务更重"]])
    tasks: Points = Field(
        (), description="下一阶段的任务", examples=[[{"title": "抓学习", "text": "继续抓好理论学习"}]]
    )
    requirements: Points = Field(
        (),
        description="总体要求，标题接在“一要、二要”后面",
        examples=[[{"title": "吃透要求", "text": "每走一步都要对照要求"}]],
    )
    features: Points = Field(
        (),
        description="特色，标题接在“第一，第二，”后面",
        examples=[[{"title": "紧扣职能", "text": "职能履行得怎么样，是检查的主要内容"}]],
    )
    steps: tuple[Step, ...] = Field(
        (),
        strict=False,
        description="下一阶段的步骤，按先后",
        examples=[[{"title": "开好民主生活会", "parts": [{"when": "会前", "demands": ["广泛谈心"]}]}]],
    )
    guarantee_heading: str = Field("", description="第三部分的标题", examples=["切实加强组织领导"])
    guarantee_opening: Sentences = Field((), description="第三部分开头的话", examples=[["关键在落实"]])
    guarantees: Points = Field(
        (),
        description="第三部分另外要讲的要求",
        examples=[[{"title": "搞好统筹", "text": "做到两不误、两促进"}]],
    )
    closing: str = Field(
        "", description="结束语（号召）；不写就印【待补】", examples=["让我们振奋精神、扎实工作！"]
    )
