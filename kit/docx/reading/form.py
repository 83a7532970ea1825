"""What a document looks like: runs, paragraphs, sections; lengths in twips, sizes in half points.

The smaller records of a document: tables and their cells, page numbers, drawn lines; lengths in twips.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Literal, TypeVar

from kit.model.finding import KitError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kit.files.inspection import Hazard


Role = Literal[
    "空", "份号", "密级", "紧急程度", "标志", "发文字号", "签发人", "红线", "版头", "标题", "题注", "主送",
    "一级", "二级", "三级", "四级", "正文", "附件说明", "附件标识", "附件标题", "署名", "成文日期", "附注",
    "名单", "版记", "表题", "表格", "其他",
]  # fmt: skip
HEAD: tuple[Role, ...] = ("份号", "密级", "紧急程度", "标志", "发文字号", "签发人", "红线", "版头")
Value = TypeVar("Value", str, float)
LONG = 30  # characters
WIDE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


class UnreadableError(KitError):
    """A file that cannot be judged: what is wrong with it and what to do."""


@dataclass(frozen=True)
class EffectiveFonts:
    """Effective fonts; `theme` names the explicit East Asian font that a theme attribute pushed aside."""

    east_asia: str = ""
    ascii: str = ""
    other: str = ""  # hAnsi: what “ ” — … take where no hint says that they are Chinese
    is_hinted: bool = False
    pushed_aside: str = ""


@dataclass(frozen=True)
class RunForm:
    """A run as it shows."""

    text: str
    fonts: EffectiveFonts
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
    right_chars: float = 0


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
    is_boxed: bool = False  # stands in a text box
    starts_page: bool = False
    has_break: bool = False  # a page break stands in it
    rule: tuple[str, float] | None = None  # colour and points of a line above or below
    has_drawing: bool = False
    breaks_freely: bool = False  # marks may begin or end a line (kinsoku is off)
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
    first_number: float | None = None  # where the numbers start again
    header: str = ""  # text at the head of its pages
    numbers: dict[str, NumberForm | None] = field(default_factory=dict)
    odd_values: tuple[str, ...] = ()
    starts: str = "nextPage"  # where it begins: also evenPage, oddPage, continuous

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
    tables: tuple[TableForm, ...] = ()
    strokes: tuple[StrokeForm, ...] = ()
    hazards: tuple[Hazard, ...] = ()  # what its pages do not show: code, things fetched, changes left open

    @cached_property
    def by_role(self) -> dict[Role, tuple[ParagraphForm, ...]]:
        """Return the paragraphs of every role."""
        found: dict[Role, list[ParagraphForm]] = {}
        for paragraph in self.paragraphs:
            found.setdefault(paragraph.role, []).append(paragraph)
        return {role: tuple(paragraphs) for role, paragraphs in found.items()}

    @cached_property
    def is_chinese(self) -> bool:
        """Return whether one in twenty of its letters is Chinese: the standard is about no other texts."""
        letters = sum(sum(map(str.isalpha, one.text)) for one in self.paragraphs)
        return sum(run.wide for one in self.paragraphs for run in one.runs) * 20 >= letters

    def of(self, *roles: Role) -> tuple[ParagraphForm, ...]:
        """Return the paragraphs of some roles, in order."""
        found = [self.by_role.get(role, ()) for role in roles]
        if len(found) == 1:
            return found[0]
        return tuple(sorted(chain.from_iterable(found), key=lambda paragraph: paragraph.number))

    @cached_property
    def sentences(self) -> dict[int, tuple[ParagraphForm, ...]]:
        """Return the body paragraphs of whole sentences by section."""
        found: dict[int, list[ParagraphForm]] = {}
        for paragraph in self.of("正文"):
            if paragraph.is_sentence:
                found.setdefault(paragraph.section, []).append(paragraph)
        return {section: tuple(paragraphs) for section, paragraphs in found.items()}


PieceLocation = Literal["body", "header", "footer"]


@dataclass(frozen=True)
class CellForm:
    """A cell of a table: its rows and column from 0, its paragraphs, and where in it they stand."""

    first_row: int
    last_row: int
    column: int
    paragraphs: tuple[int, ...]
    stands: str  # top, center, bottom
    has_own_lines: bool = False  # its lines may be others than the table's


@dataclass(frozen=True)
class TableForm:
    """A table: its first paragraph, width in twips, rows, and the lines around it in points."""

    paragraph: int
    last_paragraph: int
    width: float
    rows: int
    has_heading: bool
    splits: bool  # a row may break over two pages
    is_floating: bool
    is_nested: bool = False
    edges: dict[str, float] = field(default_factory=dict)  # top, bottom, insideH
    is_at_foot: bool = False  # floats at the foot of the text area
    clipped: float = 0  # points of the largest type whose exact line is lower than the type
    cells: tuple[CellForm, ...] = ()  # of small tables


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
    is_mirrored: bool = False  # the box or frame stands outside or inside, by the page's side


@dataclass(frozen=True)
class StrokeForm:
    """A horizontal line as it is drawn, in twips from the upper left of the sheet; None: not readable."""

    where: PieceLocation
    paragraph: int  # of the body, 0 in headers and footers
    colour: str  # RRGGBB, auto, or nothing where a theme decides
    lines: str  # single, double, thickThin or thinThick from top to bottom; nothing: perhaps no line
    weight: float  # points
    left: float | None = None
    right: float | None = None
    middle: float | None = None
    is_border: bool = False  # of a paragraph: its height is where the text is
