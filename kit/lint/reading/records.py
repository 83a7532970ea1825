"""What a document looks like: runs, paragraphs, sections; lengths in twips, sizes in half points."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

Role = Literal[
    "空", "版头", "发文字号", "标题", "题注", "主送", "一级", "二级", "三级", "四级", "正文", "附件说明",
    "附件标识", "附件标题", "署名", "成文日期", "附注", "版记", "表格", "其他",
]  # fmt: skip
Value = TypeVar("Value", str, float)
LONG = 30  # characters
WIDE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


@dataclass(frozen=True)
class Fonts:
    """Effective fonts; `theme` names the explicit East Asian font that a theme attribute pushed aside."""

    east_asia: str = ""
    ascii: str = ""
    pushed_aside: str = ""


@dataclass(frozen=True)
class RunForm:
    """A run as it shows."""

    text: str
    fonts: Fonts
    size: float  # half points
    tracking: float = 0
    is_bold: bool = False
    colour: str = "auto"  # RRGGBB or auto
    highlight: str = "none"
    shade: str = "auto"
    field: str = ""  # the code of the field this run is the result of, such as PAGE

    @cached_property
    def wide(self) -> int:
        """Return how many Chinese characters the run has."""
        return len(WIDE.findall(self.text))


@dataclass(frozen=True)
class Spacing:
    """Line pitch and the room around a paragraph."""

    line: float | None = None
    rule: str = "auto"
    before: float = 0
    after: float = 0
    is_snapped: bool = True


@dataclass(frozen=True)
class Indent:
    """Indents of a paragraph; first is in characters where the document says so, else in twips."""

    first: float = 0
    first_chars: float = 0
    left: float = 0
    left_chars: float = 0
    right: float = 0


@dataclass(frozen=True)
class ParagraphForm:
    """A paragraph as it shows."""

    number: int  # from 1, tables included
    style: str  # name
    runs: tuple[RunForm, ...]
    align: str
    spacing: Spacing
    indent: Indent
    section: int = 1
    label: str = ""  # the number that Word prints before it
    is_in_table: bool = False
    is_framed: bool = False
    odd_values: tuple[str, ...] = ()  # attributes with values no document can mean
    role: Role = "其他"

    @cached_property
    def text(self) -> str:
        """Return the printed text, the list number included."""
        return self.label + "".join(run.text for run in self.runs)

    @property
    def is_sentence(self) -> bool:
        """Return whether it is a paragraph of whole sentences; shorter lines may be anything."""
        return len(self.text) >= LONG and "。" in self.text

    @cached_property
    def size(self) -> float:
        """Return the size of most of its characters, in half points."""
        return commonest([(run.size, len(run.text)) for run in self.runs], 0.0)

    @cached_property
    def face(self) -> str:
        """Return the East Asian font of most of its Chinese characters."""
        return commonest([(run.fonts.east_asia, run.wide) for run in self.runs], "")


def commonest(weighed: Iterable[tuple[Value, int]], otherwise: Value) -> Value:
    """Return the value with the greatest total weight, the first of equals; otherwise: where none weighs.

    >>> commonest([("仿宋", 2), ("黑体", 3), ("仿宋", 2)], "")
    '仿宋'
    """
    totals: dict[Value, int] = {}
    for value, weight in weighed:
        totals[value] = totals.get(value, 0) + weight
    return max(totals, key=lambda value: totals[value]) if any(totals.values()) else otherwise


@dataclass(frozen=True)
class NumberForm:
    """The page number of a footer."""

    align: str
    right: float
    left: float
    size: float
    font: str
    before: str  # text before the number on its line
    after: str
    line: float | None
    rule: str
    is_framed: bool  # in a text box or a frame: its place is not the footer's
    is_field: bool


@dataclass(frozen=True)
class SectionForm:
    """A section: paper, margins, grid, page numbers by kind of footer (default, even, first)."""

    number: int  # from 1
    width: float | None
    height: float | None
    top: float | None
    bottom: float | None
    left: float | None
    right: float | None
    footer: float | None
    gutter: float = 0
    grid: str = "default"
    grid_pitch: float | None = None
    has_title_page: bool = False
    numbers: dict[str, NumberForm | None] = field(default_factory=dict)
    odd_values: tuple[str, ...] = ()

    @property
    def is_landscape(self) -> bool:
        """Return whether the page is wider than high."""
        return bool(self.width and self.height and self.width > self.height)

    @property
    def text_width(self) -> float | None:
        """Return the width of the text area, None where a margin is not said."""
        if self.width is None or self.left is None or self.right is None:
            return None
        return self.width - self.left - self.right - self.gutter

    @property
    def text_height(self) -> float | None:
        """Return the height of the text area, None where a margin is not said."""
        if self.height is None or self.top is None or self.bottom is None:
            return None
        return self.height - abs(self.top) - abs(self.bottom)


@dataclass(frozen=True)
class DocumentForm:
    """A whole document as it shows."""

    file: str
    paragraphs: tuple[ParagraphForm, ...]
    sections: tuple[SectionForm, ...]
    has_odd_and_even: bool = False

    def of(self, *roles: Role) -> tuple[ParagraphForm, ...]:
        """Return the paragraphs of some roles."""
        return tuple(paragraph for paragraph in self.paragraphs if paragraph.role in roles)
