"""A table as a page and JupyterLab show it: text to the left, figures to the right; if empty, why.

Why a table or a chart is empty, and what to do: an empty frame helps nobody.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


FORMS = "没有收到“征求意见发放回收”表。放进 inbox 再运行一次。"
OPINIONS = "没有原始意见。把“意见登记（原始）”表放进 inbox，或先 kit opinions import 文件。"
DAYS = "原始意见都没有写登记日，排不出先后。补上“登记日”再运行一次。"
MERGED = "意见还没有归纳到方面。把“意见归纳”表放进 inbox 再运行一次。"
WORDS = "没有归到方面的原始意见。登记过的先 kit opinions review 再 apply；意见归纳表要写明“来源意见ID”。"
REGISTER = "还没有登记过意见。先 kit opinions import 文件，再运行一次。"
HOT = "登记的意见里没有成堆说同一件事的，排不出热点。多登记一些再看。"
DECIDED = "都定好了，没有等着人定的。"
UNITS = "没有收到“单位目录”表。放进 inbox 再运行一次。"
BALLOTS = "没有可以公布的分项结果。评议票和单位目录都要在 inbox 里，有效票要够数。"
APPRAISAL = "campaign.toml 里没有 [evaluation]，没有评议可看。"
BEFORE = "没有口径相同的上次结果，不作比较。有的话把“历次结果”表放进 inbox。"
SHEETS = "inbox 里还没有表。把收到的表格放进去再运行一次。"
QUESTIONS = "没有要问的。"
SURVEYS = "没有问卷，或者答卷太少，不能分项看。网站导出的问卷放进 inbox 就会认出来。"
FINDINGS = "没有要改的。"
OUTPUTS = "out 里还没有文稿。先运行 4_draft、5_notices，或 kit build。"
PLACES = "没有要补的地方了。"
ANYTHING = "没有可以列的。"


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
