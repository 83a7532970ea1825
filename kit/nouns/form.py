"""[form] of campaign.toml: the layout (版面) of an office's documents, where it is not the standard's own."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kit.nouns.section import Section

Millimetres = Annotated[float, Field(ge=10, le=60, strict=False)]
Points = Annotated[float, Field(ge=10, le=60, strict=False)]
Font = Annotated[str, Field(min_length=1)]
Side = Literal["outer", "centre"]


class Fonts(Section):
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

    size: Points | None = Field(None, description="字号，磅（18磅是小2号）", examples=[18])
    pitch: Points | None = Field(None, description="行距，磅", examples=[33])
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
    pitch: Points | None = Field(None, description="正文行距，磅", examples=[28.95])
    title_pitch: Points | None = Field(None, description="标题行距，磅", examples=[33])
    page_number: Side = Field(
        "outer", description="页码：outer 单页居右、双页居左，centre 居中", examples=["centre"]
    )
    speech_page_number: Side | None = Field(
        None,
        description="讲话稿的页码：outer 单页居右、双页居左，centre 居中；不写就和别的文稿一样",
        examples=["centre"],
    )
    third_level_bold: bool = Field(default=False, description="三级标题（1.）加不加粗")
    fonts: Fonts = Field(
        Fonts(),
        description="用什么字体；同一种字的不同字库（如仿宋_GB2312、方正仿宋_GBK）不算和国标不同",
    )
    podium: Podium = Field(Podium(), description="讲话稿朗读件")
