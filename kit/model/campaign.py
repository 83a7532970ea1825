"""A campaign: what campaign.toml says, checked, and the folder it lies in.

[form] of campaign.toml: the layout (版面) of an office's documents, where it is not the standard's own.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - beside keys that are called date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from kit.model.evaluation import Evaluation
from kit.model.fact import Place
from kit.model.finding import CampaignError
from kit.model.settings import WRITTEN_OUT, Model, Section, checked, read_settings
from kit.model.survey import SurveySettings
from kit.model.topic_settings import OwnTopic, read_topics

if TYPE_CHECKING:
    from collections.abc import Iterator

Millimetres = Annotated[float, Field(ge=10, le=60, strict=False)]
FontSize = Annotated[float, Field(ge=10, le=60, strict=False)]
Font = Annotated[str, Field(min_length=1)]
Side = Literal["outer", "centre"]


class FontSettings(Section):
    """[form.fonts]: the fonts that stand for the faces the standard names, and the one of figures."""

    title: Font | None = Field(None, description="标题（小标宋）", examples=["方正小标宋简体"])
    body: Font | None = Field(None, description="正文（仿宋）", examples=["仿宋_GB2312"])
    level1: Font | None = Field(None, description="一级标题（黑体）", examples=["黑体"])
    level2: Font | None = Field(None, description="二级标题（楷体）", examples=["楷体_GB2312"])
    page_number: Font | None = Field(None, description="页码（宋体）", examples=["宋体"])
    digits: Font | None = Field(
        None, description="数字和字母；不写就和汉字同一字体", examples=["Times New Roman"]
    )  # the standard does not speak of them


class Podium(Section):
    """[form.podium]: the reading copy of a speech (台前朗读件)."""

    size: FontSize | None = Field(None, description="字号，磅（18磅是小2号）", examples=[18])
    pitch: FontSize | None = Field(None, description="行距，磅", examples=[33])
    bold: bool = Field(default=False, description="加不加粗")


class Form(Section):
    """[form]: which layout the documents follow, and what the office does otherwise."""

    profile: Literal["A", "B"] = Field(
        "A", description="A 国标标称版面，B 电子显现版面（GB/T 33476.2）", examples=["B"]
    )
    speech: Literal["print", "podium"] = Field(
        "print",
        description="讲话稿：print 存档件（3号字），podium 朗读件（大字）；两种都要，另用 kit restyle",
        examples=["podium"],
    )
    top: Millimetres | None = Field(None, description="上边距（天头），毫米", examples=[37])
    bottom: Millimetres | None = Field(None, description="下边距，毫米", examples=[35])
    left: Millimetres | None = Field(None, description="左边距（订口），毫米", examples=[28])
    right: Millimetres | None = Field(None, description="右边距，毫米", examples=[26])
    pitch: FontSize | None = Field(None, description="正文行距，磅", examples=[28.95])
    title_pitch: FontSize | None = Field(None, description="标题行距，磅", examples=[33])
    page_number: Side = Field(
        "outer", description="页码：outer 单页居右、双页居左，centre 居中", examples=["centre"]
    )
    speech_page_number: Side | None = Field(
        None,
        description="讲话稿的页码：outer 单页居右、双页居左，centre 居中；不写就和别的文稿一样",
        examples=["centre"],
    )
    third_level_bold: bool = Field(default=False, description="三级标题（1.）加不加粗")
    fonts: FontSettings = Field(
        FontSettings(),
        description="用什么字体；同一种字的不同字库（如仿宋_GB2312、方正仿宋_GBK）不算和国标不同",
    )
    podium: Podium = Field(Podium(), description="讲话稿朗读件")


FILE = "campaign.toml"


class About(Section):
    """[campaign]: which activity, which phase (阶段) has just ended."""

    title: str = Field(
        description="活动名称，用在提示里；[[phases]] 没有写 activity 的，文稿里也用它", examples=["某某活动"]
    )
    year: int = Field(ge=1949, le=2999, description="表里只写“3月30日”时，补上这一年", examples=[2009])
    phase: int | None = Field(
        None,
        ge=1,
        description="刚结束的是第几阶段（对应“活动参数”表的阶段序号）；不分阶段的删去这一行",
        examples=[1],
        json_schema_extra=WRITTEN_OUT,
    )
    register_date: Day | None = Field(
        None,
        description="整改台账的状态记到哪一天（日期不加引号）；不写就是这一阶段的统计截止日",
        examples=[Day(2009, 8, 10)],
    )


class Office(Section):
    """[office]: who issues the documents."""

    name: str = Field(description="发文机关署名", examples=["某某办公室"])
    body: str = Field(description="服务的机关，全称", examples=["某某机关"])
    body_short: str = Field(description="服务的机关，简称", examples=["某机关"])
    mark: str = Field(
        "",
        description="发文机关标志（红头上的字）；不写就是发文机关署名加“文件”",
        examples=["某某办公室文件"],
    )
    recipients: str = Field(
        "",
        description="发给全体单位的文件的主送机关；不写就印【待补：主送机关】",
        examples=["各有关单位"],
    )
    sealed: bool = Field(default=True, description="是否加盖印章（决定落款位置）")
    contact: str = Field("", description="联系人；没有就不写", examples=["某某某"])
    phone: str = Field("", description="联系电话；没有就不写", examples=["0000-0000000"])


class Poll(Section):
    """[poll]: a satisfaction poll (满意度测评) with one question."""

    name: str = Field(description="这次测评叫什么", examples=["满意度测评"])
    question: str = Field(description="测评票上的列标题", examples=["总体评价"])
    grades: tuple[str, ...] = Field(
        min_length=2, strict=False, description="等次，由好到差", examples=[["满意", "基本满意", "不满意"]]
    )
    positive: int = Field(2, ge=1, description="前几等算满意", examples=[2])


class ProblemKind(Section):
    """One kind of problem: its fact id and the words of the sheet's 类别 column."""

    id: str = Field(description="编号：底稿里的数是 problems.编号，定下后不要改", examples=["development"])
    name: str = Field(description="类别的名称，和“问题清单”表的“类别”列一样", examples=["改革发展"])


class PhaseEntry(Section):
    """[[phases]]: one phase of the activity, for whoever keeps no sheet of them (活动参数)."""

    number: int | None = Field(None, ge=1, description="第几个阶段；不写就按先后", examples=[1])
    name: str = Field("", description="阶段的名称；不分阶段的不写", examples=["第一阶段"])
    activity: str = Field(
        "", description="活动的全称；不写就是上面 [campaign] 的 title", examples=["某某活动"]
    )
    short: str = Field("", description="公文里第二次提到活动时用的简称", examples=["活动"])
    start: Day | None = Field(None, description="阶段开始的日子（日期不加引号）", examples=[Day(2009, 3, 30)])
    end: Day | None = Field(None, description="阶段结束的日子", examples=[Day(2009, 6, 5)])
    cutoff: Day = Field(
        description="统计截止日：各项数字统计到哪一天，不晚于成文日期", examples=[Day(2009, 6, 5)]
    )
    theme: str = Field("", description="活动主题的原话", examples=["某某主题"])
    superior: str = Field("", description="由谁统一部署", examples=["市委"])
    guide_group: str = Field("", description="上级派来的指导检查组，全称", examples=["市委第一指导组"])
    requirement: str = Field("", description="总要求的原话", examples=["某某要求"])
    line: int = Field(1, exclude=True)  # where it stands in campaign.toml


class MeetingType(Section):
    """[[meeting_types]]: a type of meetings, and the words by which their names tell it."""

    name: str = Field(description="会议类型", examples=["读书班"])
    words: tuple[str, ...] = Field(
        min_length=1,
        strict=False,
        description="会议名称里有这些词的就是这一类",
        examples=[["读书班", "培训班"]],
    )


class ThirdAspect(Section):
    """One aspect of the third level (三级)."""

    name: str = Field(description="三级的名称", examples=["路灯"])
    keywords: tuple[str, ...] = Field(
        (), strict=False, description="说到这些词的，多半是这一项；不写就用它的名称", examples=[["灯杆"]]
    )
    code: str = Field("", description="编码，有就写", examples=["010101"])


class SecondAspect(ThirdAspect):
    """One aspect of the second level (二级), with those below it."""

    name: str = Field(description="二级的名称", examples=["道路"])
    below: tuple[ThirdAspect, ...] = Field(
        (), strict=False, description="它下面的三级", examples=[[{"name": "路灯"}]]
    )


class Aspect(Section):
    """One aspect (方面) of opinions, and the words that speak for it."""

    name: str = Field(description="方面的名称，和“意见归纳”表的“一级方面”一样", examples=["业务工作"])
    keywords: tuple[str, ...] = Field(
        (), strict=False, description="说到这些词的，多半是这个方面", examples=[["项目", "服务", "制度"]]
    )
    code: str = Field("", description="编码，有就写", examples=["01"])
    below: tuple[SecondAspect, ...] = Field(
        (),
        strict=False,
        description="分三级的，这里写它下面的二级；整张分类表可以用 [opinions] 的 list",
        examples=[[{"name": "道路", "below": [{"name": "路灯"}]}]],
    )


@dataclass(frozen=True)
class AspectNode:
    """One aspect of any level: the names from the first level down, its own keywords and code."""

    path: tuple[str, ...]
    keywords: tuple[str, ...] = ()
    code: str = ""


class Heat(Section):
    """[opinions.heat]: what each share counts in the heat of an issue; only their proportion matters."""

    opinions: int = Field(40, ge=0, description="条数占多少", examples=[40])
    recent: int = Field(20, ge=0, description="近期条数占多少", examples=[20])
    lasting: int = Field(20, ge=0, description="持续时间占多少", examples=[20])
    support: int = Field(20, ge=0, description="支持数（点赞减反对）占多少", examples=[20])
    days: int = Field(30, ge=1, description="多少天以内算近期", examples=[30])


class OpinionSettings(Section):
    """[opinions]: the office's own list of aspects in up to three levels, and how hot issues are ranked."""

    list: str = Field(
        "", description="本单位的意见分类表（一级、二级、三级），放在活动文件夹里", examples=["意见分类.xlsx"]
    )
    level: Literal[1, 2, 3] = Field(
        1, description="汇总表、材料里按哪一级分方面：1 一级，2 二级，3 三级", examples=[2]
    )
    heat: Heat = Field(Heat(), description="热点怎么排")


class SheetEntry(Section):
    """[[sheets]]: an override for a sheet that was not recognised, or wrongly; `kit map` writes them.

    Without a file it holds for every sheet with the same headings, whatever its file is called.
    headings: the sheet's heading (of several levels joined by “/”; “C列” where a sheet has none), and the
    column of the kind that it means, one option of it as “列：选项”; "" where the column is not used.
    """

    file: str | None = Field(
        None, description="哪个文件；写了 headings 的可以不写，列名一样的表都算", examples=["签到.xlsx"]
    )
    sheet: str | None = Field(None, description="哪张工作表；不写就是文件里的每张表", examples=["Sheet1"])
    kind: str = Field(
        description="认作什么表（名称见空白表的文件名）；不用的表写“忽略”", examples=["会议台账"]
    )
    headings: dict[str, str] = Field(
        {},
        description="表里的列名 = 该认作哪一列；不用的列写空的引号；没写到的列照常认",
        examples=[{"议题": "名称", "记录人": ""}],
    )

    @model_validator(mode="after")
    def _names_a_sheet(self) -> Self:
        if self.file is None and not self.headings:
            raise ValueError("要写 file（哪个文件）或 headings（列名），不然不知道是哪张表")
        return self


class Thresholds(Section):
    """[checks]: limits for findings."""

    low_return_rate: int = Field(50, description="回收率低于百分之多少时提醒", examples=[60])
    essay_authors: int = Field(0, description="应有多少人写心得体会；0 是不查", examples=[60])


class Campaign(Section):
    """Everything that campaign.toml says; `folder` is where it lies."""

    folder: Path = Field(Path(), exclude=True)
    sha256: str = Field("", exclude=True)  # of campaign.toml
    topics: tuple[OwnTopic, ...] = Field((), exclude=True)  # the office's own sheets: topics/*.toml
    campaign: About = Field(description="这次活动")
    office: Office = Field(description="发文的机关")
    form: Form = Field(
        Form(),
        description="版面；不写就是国标标称版面（天头37、下35、订口28、右26毫米，每面22行、每行28字）",
    )
    evaluation: Evaluation | None = Field(
        None,
        description="评议怎么算；没有评议，就把这一段（到下一条虚线为止）删掉",
        json_schema_extra=WRITTEN_OUT,
    )
    poll: Poll | None = Field(
        None, description="满意度测评；没有就把这一段删掉", json_schema_extra=WRITTEN_OUT
    )
    problems: tuple[ProblemKind, ...] = Field(
        (),
        strict=False,
        description="问题分几类；一类一段",
        examples=[
            [
                {"id": "development", "name": "改革发展"},
                {"id": "livelihood", "name": "群众生活"},
            ]
        ],
        json_schema_extra=WRITTEN_OUT,
    )
    aspects: tuple[Aspect, ...] = Field(
        (),
        strict=False,
        description="意见分几个方面，一个方面一段；keywords 只用来提示归类，归类由人定",
        examples=[
            [
                {"name": "业务工作", "keywords": ["项目", "服务", "制度"]},
                {"name": "机关作风", "keywords": ["会议", "文件", "效率"]},
            ]
        ],
        json_schema_extra=WRITTEN_OUT,
    )
    opinions: OpinionSettings = Field(OpinionSettings(), description="意见怎么分类、热点怎么排")
    phases: tuple[PhaseEntry, ...] = Field(
        (),
        strict=False,
        description="活动分几个阶段，一个阶段一段；写在这里，就不用填“活动参数”表",
        examples=[[{"cutoff": Day(2009, 6, 5)}]],
    )
    meeting_types: tuple[MeetingType, ...] = Field(
        (),
        strict=False,
        description="会议台账没有“类型”列时，除了 kit 认得的以外，还按哪些词分类型",
        examples=[[{"name": "读书班", "words": ["读书班"]}]],
    )
    surveys: tuple[SurveySettings, ...] = Field(
        (),
        strict=False,
        description="问卷发放了多少份、什么时候收的，一份问卷一段",
        examples=[[{"name": "满意度问卷", "issued": 200}]],
    )
    checks: Thresholds = Field(Thresholds(), description="提醒的界限")
    documents: dict[str, dict[str, Any]] = Field(
        {}, description="文稿里表格没有的话", examples=[{"speech": {"salutation": "同志们："}}]
    )  # [documents.<kind>]: read by that kind's own model
    sheets: tuple[SheetEntry, ...] = Field(
        (),
        strict=False,
        description="认错了的表：写明是哪个文件、哪张工作表、该认作什么，一张表一段",
        examples=[[{"file": "签到.xlsx", "sheet": "Sheet1", "kind": "会议台账"}]],
    )
    answers: dict[str, str] = Field(
        {},
        description="kit 问过的话怎么答的（由 kit map 写，也可以自己写）",
        examples=[{"会议台账·类型：读书班": "中心组学习"}],
    )

    @property
    def aspect_nodes(self) -> tuple[AspectNode, ...]:
        """Return the aspects of all levels, each before those below it."""
        return tuple(node for aspect in self.aspects for node in _nodes(aspect, ()))

    @property
    def inbox(self) -> Path:
        """Return the folder of collected spreadsheets; nothing is ever written there."""
        return self.folder / "inbox"

    @property
    def out(self) -> Path:
        """Return the folder of results."""
        return self.folder / "out"


def _nodes(aspect: Aspect | ThirdAspect, above: tuple[str, ...]) -> Iterator[AspectNode]:
    path = (*above, aspect.name)
    yield AspectNode(path, aspect.keywords, aspect.code)
    for lower in getattr(aspect, "below", ()):
        yield from _nodes(lower, path)


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
    if "topics" in said:
        remedy = "自己的表一张写一个文件，放在 topics 文件夹；样子可由 kit topic new 写出"
        raise CampaignError(f"{FILE}「topics」", "自己的表不写在这里", remedy)
    data = path.read_bytes()
    for key in {"phases", "surveys"} & said.keys():
        if isinstance(said[key], list):
            said[key] = _with_lines(key, said[key], data)
    own = {
        "folder": folder.resolve(),
        "topics": read_topics(folder),
        "sha256": hashlib.sha256(data).hexdigest(),
    }
    return checked(Campaign, {**said, **own}, FILE)


def _with_lines(key: str, entries: list[Any], data: bytes) -> list[Any]:
    """Return the entries with the line at which each [[phases]], each [[surveys]] stands."""
    text = data.decode("utf-8", "replace").splitlines()
    lines = [number for number, line in enumerate(text, 1) if line.strip().startswith(f"[[{key}]]")]
    if len(lines) != len(entries) or not all(isinstance(entry, dict) for entry in entries):
        return entries
    return [{**entry, "line": line} for entry, line in zip(entries, lines, strict=True)]


def document_settings(campaign: Campaign, kind: str, model: type[Model]) -> Model:
    """Return [documents.<kind>] of a campaign, checked by the document kind's own model.

    Raises CampaignError.
    """
    return checked(model, campaign.documents.get(kind, {}), f"{FILE}「documents.{kind}」")
