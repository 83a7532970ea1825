"""A table as a page and JupyterLab show it: text to the left, figures to the right; if empty, why."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

import pandas as pd

from kit.desk.showing.nothing import ANYTHING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST = 2000  # rows of a table on a page
SHORT = 12  # characters; a column of cells no longer than this is not broken
FIGURE = re.compile(r"[+\-−]?[\d,.]+%?|—|")
WHY = "nothing"  # among a frame's attrs


class Shown(pd.DataFrame):
    """Rows under headings, the first column as labels; its `attrs` say why it is empty, where it is."""

    def why(self) -> str:
        """Return why there are no rows, and what to do."""
        return str(self.attrs.get(WHY) or ANYTHING)

    def __repr__(self) -> str:
        """Return the table as text."""
        return self.why() if self.empty else super().__repr__()

    def _repr_html_(self) -> str:
        return f"<p>{escape(self.why())}</p>" if self.empty else "".join(_html(self))


def _html(frame: pd.DataFrame) -> Iterator[str]:
    labels = [str(label) for label in frame.index[:MOST]]
    columns = [[_text(cell) for cell in frame.iloc[:MOST, at]] for at in range(frame.shape[1])]
    headings = [str(frame.columns.name or ""), *map(str, frame.columns)]
    styles = [_style(heading, cells) for heading, cells in zip(headings, [labels, *columns], strict=True)]
    yield "<table><thead><tr>"
    yield from _cells("th", headings, styles)
    yield "</tr></thead><tbody>"
    for row in zip(labels, *columns, strict=True):
        yield "<tr>"
        yield from _cells("th", row[:1], styles)
        yield from _cells("td", row[1:], styles[1:])
        yield "</tr>\n"
    yield "</tbody></table>"
    if len(frame) > MOST:
        yield f"<p>共 {len(frame)} 行，这里只列前 {MOST} 行。</p>"


def _cells(tag: str, texts: Iterable[str], styles: Iterable[str]) -> Iterator[str]:
    for text, style in zip(texts, styles, strict=False):
        yield f'<{tag} style="{style}">{escape(text)}</{tag}>'


def _style(heading: str, cells: list[str]) -> str:
    side = "right" if cells and all(map(FIGURE.fullmatch, cells)) else "left"
    short = max(map(len, [heading, *cells])) <= SHORT
    return f"text-align: {side}" + ("; white-space: nowrap" if short else "")


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)
