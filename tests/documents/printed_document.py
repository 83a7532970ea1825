"""A printed document beside what its .docx says: paragraphs with their styles, tables with their headings."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from lxml import etree
from page_measuring import MM, Printed, Row, Sheet
from rendered_corpus import Case

from kit.docx.profiles.value import Profile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEADINGS = ("一级", "二级", "三级", "四级")
BODY = ("Normal", *HEADINGS)
NEAR = 0.4  # mm by which a row may miss an edge
FOOT = 262.0  # mm from the top: the foot of the standard's text area (GB/T 9704 5.2.1)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph's style, and its text without blanks."""

    style: str
    text: str
    is_in_table: bool


@dataclass(frozen=True)
class Document:
    """One document: what it says, and its pages."""

    case: Case
    path: Path

    @property
    def profile(self) -> Profile:
        """Return the layout it was set in."""
        return self.case.profile

    @property
    def cell(self) -> float:
        """Return the width of a character of the body."""
        return self.profile.cell / 20 * MM

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """Return its pages."""
        return Printed(self.path.with_suffix(".pdf")).sheets

    @cached_property
    def _body(self) -> Any:
        with ZipFile(self.path) as package:
            return etree.fromstring(package.read("word/document.xml"))

    @cached_property
    def styles(self) -> dict[str, str]:
        """Return the name of each style by its id."""
        with ZipFile(self.path) as package:
            root = etree.fromstring(package.read("word/styles.xml"))
        return {
            style.get(f"{W}styleId"): style.find(f"{W}name").get(f"{W}val")
            for style in root.iter(f"{W}style")
        }

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Return the paragraphs of the body and of tables, in order."""
        return tuple(self._paragraph(one) for one in self._body.iter(f"{W}p"))

    def _paragraph(self, element: Any) -> Paragraph:
        style = element.find(f"{W}pPr/{W}pStyle")
        name = self.styles[style.get(f"{W}val")] if style is not None else "Normal"
        text = "".join(one.text or "" for one in element.iter(f"{W}t"))
        return Paragraph(name, bare(text), any(True for _ in element.iterancestors(f"{W}tbl")))

    def of(self, *styles: str) -> list[Paragraph]:
        """Return the paragraphs of these styles that say something."""
        return [one for one in self.paragraphs if one.style in styles and one.text]

    @cached_property
    def tables(self) -> tuple[tuple[str, str], ...]:
        """Return of every table with a heading its first two cells, and the text of its last row."""
        tables = (table.findall(f"{W}tr") for table in self._body.iter(f"{W}tbl"))
        return tuple(
            (
                bare("".join("".join(cell.itertext()) for cell in rows[0].findall(f"{W}tc")[:2])),
                _said(rows[-1]),
            )
            for rows in tables
            if len(rows) > 1 and rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        )

    @property
    def is_portrait(self) -> bool:
        """Return whether its pages stand upright."""
        return self.sheets[0].width < self.sheets[0].height

    def edges(self, sheet: Sheet) -> tuple[float, float]:
        """Return the left and the right of the text area; even pages of an upright document are mirrored."""
        left, right = self.profile.left.number, self.profile.right.number
        if not self.is_portrait:
            return self.profile.bottom.number, sheet.width - self.profile.top.number
        if sheet.number % 2 == 0:
            left, right = right, left
        return left, sheet.width - right

    def foot(self, sheet: Sheet) -> float:
        """Return how far down the text area of a word processor reaches."""
        margin = self.profile.bottom if self.is_portrait else self.profile.right
        return sheet.height - margin.number

    def rows(self, sheet: Sheet) -> tuple[Row, ...]:
        """Return the rows of the text area: all but the page number."""
        return tuple(row for row in sheet.rows if row.middle < self.foot(sheet) + 1)

    def body_rows(self) -> Iterator[tuple[Sheet, Row]]:
        """Yield the rows in the type of the body."""
        for sheet in self.sheets:
            for row in self.rows(sheet):
                if self.has_body_type(row):
                    yield sheet, row

    def has_body_type(self, row: Row) -> bool:
        """Return whether a row is as high as the stand-in's letters of body size are."""
        return abs(row.height - 1.3 * self.profile.body_size.number * MM) < NEAR

    def is_plain(self, sheet: Sheet) -> bool:
        """Return whether a page holds nothing but rows in the type of the body."""
        return all(self.has_body_type(row) for row in self.rows(sheet))


def _said(element: Any) -> str:
    return bare("".join(element.itertext()))


def bare(text: str) -> str:
    """Return a text without blanks."""
    return "".join(text.split())
