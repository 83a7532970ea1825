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

    title: Font | None = None  # 小标宋
    body: Font | None = None  # 仿宋
    level1: Font | None = None  # 黑体
    level2: Font | None = None  # 楷体
    page_number: Font | None = None  # 宋体
    digits: Font | None = None  # figures and letters; the standard does not speak of them


class Podium(Section):
    """[form.podium]: the reading copy of a speech (台前朗读件)."""

    size: Points | None = None
    pitch: Points | None = None
    bold: bool = False


class Form(Section):
    """[form]: which layout the documents follow, and what the office does otherwise."""

    profile: Literal["A", "B"] = "A"
    speech: Literal["print", "podium"] = "print"
    top: Millimetres | None = None
    bottom: Millimetres | None = None
    left: Millimetres | None = None
    right: Millimetres | None = None
    pitch: Points | None = None
    title_pitch: Points | None = None
    page_number: Side = "outer"
    speech_page_number: Side | None = None  # None: as page_number says
    third_level_bold: bool = False
    fonts: Fonts = Fonts()
    podium: Podium = Podium()
