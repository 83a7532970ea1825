"""The paragraph styles of an official document, drawn up from a profile.

Three of the Chinese names are what Word itself calls a built-in style in Chinese; those styles carry the
built-in's English name, so that Word shows one 正文 and not a 正文1 beside it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from kit.docx.markup import Element, flag, make
from kit.docx.writing.blocks import BODY, EMPTY, RED_RULE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kit.docx.profiles.value import FaceName, Profile


BUILT_IN = {BODY: "Normal", "题注": "caption", "副标题": "Subtitle"}
_CHINESE = {english.lower(): chinese for chinese, english in BUILT_IN.items()}
SPACER = "垫段"  # the hair-thin paragraph that Word wants between and after tables
HEAD_CELL, CELL, PAGE_NUMBER = "表头", "表文", "页码"
FLUSH = (("firstLineChars", 0), ("firstLine", 0))  # said outright: LibreOffice takes 正文's indent otherwise
Rule = Literal["exact", "atLeast", "auto"]


@dataclass(frozen=True)
class Style:
    """How the paragraphs of one style look; lengths in twips, chars in hundredths of a character."""

    name: str
    face: FaceName
    size: int  # half points
    pitch: int
    align: Literal["both", "left", "center", "right"] = "both"
    rule: Rule = "exact"
    tracking: int = 0
    indent: tuple[tuple[str, int], ...] = ()  # of w:ind
    before: int = 0
    level: int | None = None  # outline level, 0 for 一级
    keep_next: bool = False
    new_page: bool = False
    colour: str | None = None
    is_bold: bool | None = None  # None: nothing is said of it


def chinese_name(name: str) -> str:
    """Return the kit's own name of a style, the name itself where the kit has no other.

    >>> chinese_name("normal"), chinese_name("Body Text")
    ('正文', 'Body Text')
    """
    return _CHINESE.get(name.lower(), name)


@lru_cache(maxsize=32)
def styles_of(profile: Profile) -> Mapping[str, Style]:
    """Return every style that typeset uses, by its Chinese name."""
    return {
        style.name: style for style in (*_main(profile), *_end(profile), *_head(profile), *_small(profile))
    }


def first_line(profile: Profile) -> tuple[tuple[str, int], ...]:
    """Return the indent of a paragraph, for programs that read characters and those that read twips."""
    chars = int(profile.indent.number)
    return (("firstLineChars", chars * 100), ("firstLine", chars * profile.cell))


def _body(profile: Profile) -> Style:
    return Style(
        BODY,
        "仿宋",
        profile.body_size.half_points,
        profile.pitch.twips,
        tracking=profile.tracking.twips,
        indent=first_line(profile),
        is_bold=profile.is_body_bold or None,
    )


def _main(profile: Profile) -> Iterator[Style]:
    body = _body(profile)
    flush = replace(body, indent=())
    title = Style(
        "公文标题",
        "小标宋",
        profile.title_size.half_points,
        profile.title_pitch.twips,
        "center",
        keep_next=True,
    )
    yield body
    yield title
    yield replace(title, name="附件标题", level=0)
    yield replace(flush, name="副标题", face="楷体", align="center", keep_next=True)
    yield replace(flush, name="题注", face="楷体", align="center")
    yield replace(flush, name="称谓", align="left")
    yield replace(flush, name="主送", align="left")
    yield replace(flush, name=EMPTY)
    faces: tuple[FaceName, ...] = ("黑体", "楷体", "仿宋", "仿宋")
    for level, (name, face) in enumerate(zip(("一级", "二级", "三级", "四级"), faces, strict=True)):
        bold = body.is_bold or (name == "三级" and profile.is_third_level_bold) or None
        yield replace(body, name=name, face=face, level=level, keep_next=True, is_bold=bold)


def _end(profile: Profile) -> Iterator[Style]:
    flush = replace(_body(profile), indent=())
    two = 2 * profile.cell
    yield replace(flush, name="附件说明")
    yield replace(flush, name="署名", align="right", indent=(("right", 2 * two), *FLUSH), keep_next=True)
    yield replace(flush, name="成文日期", align="right", indent=(("right", 2 * two), *FLUSH))
    yield replace(flush, name="附注", indent=(("leftChars", 200), ("left", two), *FLUSH))
    yield replace(flush, name="附件标识", face="黑体", align="left", new_page=True, keep_next=True)


def _head(profile: Profile) -> Iterator[Style]:
    flush = replace(_body(profile), indent=())
    yield Style("红头", "小标宋", 80, 800, "center", colour=profile.red)
    yield replace(flush, name="发文字号", align="center")
    yield Style(RED_RULE, "仿宋", 2, profile.rule_drop.twips // 2, "left", colour=profile.red)


def _small(profile: Profile) -> Iterator[Style]:
    size, tiny = profile.small_size.half_points, profile.tiny_size.half_points
    row = size * 10 + 60
    one = profile.small_size.twips
    yield Style("表题", "黑体", size, profile.pitch.twips, "center", keep_next=True)
    yield Style("表注", "仿宋", tiny, tiny * 10 + 80, "both", "atLeast")
    yield Style(HEAD_CELL, "黑体", size, row, "center", "atLeast", keep_next=True)
    yield Style(CELL, "仿宋", size, row, "left", "atLeast")
    sides = (("leftChars", 100), ("left", one), ("rightChars", 100), ("right", one))
    hanging = (("leftChars", 400), ("left", 4 * one), ("hangingChars", 300), ("hanging", 3 * one), *sides[2:])
    yield Style("抄送", "仿宋", size, row + 100, "both", "atLeast", indent=hanging)
    yield Style("印发", "仿宋", size, row + 100, "left", "atLeast", indent=(*sides, *FLUSH))
    yield Style(PAGE_NUMBER, "宋体", size, size * 10, "right")
    yield Style(SPACER, "仿宋", 2, 20, "left")


def style_element(style: Style, profile: Profile) -> Element:
    """Return the w:style element of a style."""
    default = {"default": "1"} if style.name == BODY else {}
    return make(
        "w:style",
        {"type": "paragraph", **default, "customStyle": "1", "styleId": style.name}
        if style.name not in BUILT_IN
        else {"type": "paragraph", **default, "styleId": style.name},
        make("w:name", {"val": BUILT_IN.get(style.name, style.name)}),
        make("w:next", {"val": BODY}) if style.level is not None else None,
        make("w:qFormat"),
        _paragraph_properties(style),
        run_properties(style, profile, style.face),
    )


def _paragraph_properties(style: Style) -> Element:
    return make(
        "w:pPr",
        None,
        flag("w:keepNext") if style.keep_next else None,
        flag("w:pageBreakBefore") if style.new_page else None,
        flag("w:widowControl", on=False),  # it would leave a page of 21 lines
        flag("w:autoSpaceDE", on=False),  # gaps beside digits would break the count of characters
        flag("w:autoSpaceDN", on=False),
        flag("w:snapToGrid", on=False),
        make(
            "w:spacing",
            {"before": style.before, "after": 0, "line": style.pitch, "lineRule": style.rule},
        ),
        make("w:ind", dict(style.indent or FLUSH)),
        make("w:jc", {"val": style.align}),
        make("w:outlineLvl", {"val": style.level}) if style.level is not None else None,
    )


def run_properties(style: Style, profile: Profile, face: FaceName, size: int | None = None) -> Element:
    """Return the w:rPr that a run of this style carries, in a given face: nothing is left to a theme."""
    font, points = profile.faces[face].declared, size or style.size
    latin = font if style.name == PAGE_NUMBER else profile.latin or font
    fonts = {"hint": "eastAsia", "ascii": latin, "hAnsi": latin, "eastAsia": font, "cs": latin}
    return make(
        "w:rPr",
        None,
        make("w:rFonts", fonts),
        flag("w:b", on=style.is_bold) if style.is_bold is not None else None,
        make("w:color", {"val": style.colour}) if style.colour else None,
        make("w:spacing", {"val": style.tracking}) if style.tracking else None,
        make("w:sz", {"val": points}),
        make("w:szCs", {"val": points}),
    )
