"""The smaller records of a document: tables and their cells, page numbers, drawn lines; lengths in twips."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Where = Literal["body", "header", "footer"]


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

    where: Where
    paragraph: int  # of the body, 0 in headers and footers
    colour: str  # RRGGBB, auto, or nothing where a theme decides
    lines: str  # single, double, thickThin or thinThick from top to bottom; nothing: perhaps no line
    weight: float  # points
    left: float | None = None
    right: float | None = None
    middle: float | None = None
    is_border: bool = False  # of a paragraph: its height is where the text is
