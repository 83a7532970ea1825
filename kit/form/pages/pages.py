"""Rendered pages: rows of words with their places, and ink; lengths in mm from the top left of the sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

import numpy as np

from kit.form.pages.converting import RESOLUTION

if TYPE_CHECKING:
    from collections.abc import Iterator


_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
_WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>')
_MM = 25.4 / 72
DOT = 25.4 / RESOLUTION  # mm
InkMask = np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]
Flags = np.ndarray[tuple[int, int], np.dtype[np.bool_]]


@dataclass(frozen=True)
class PrintedLine:
    """One printed row."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        """Return the height of its middle."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True)
class RenderedPage:
    """One page: its rows from top to bottom, and its picture where one was made."""

    number: int
    width: float
    height: float
    rows: tuple[PrintedLine, ...]
    picture: bytes = b""

    def ink(self) -> InkMask | None:
        """Return the picture as height x width x RGB, or None where none was made."""
        return read_picture(self.picture) if self.picture else None


@dataclass(frozen=True)
class Rendered:
    """A rendered document."""

    pages: tuple[RenderedPage, ...]
    fonts: tuple[str, ...]


def read_pages(xhtml: str) -> tuple[RenderedPage, ...]:
    """Return the pages of a box listing."""
    return tuple(
        RenderedPage(
            number,
            float(found[1]) * _MM,
            float(found[2]) * _MM,
            tuple(_rows(found[3])),
        )
        for number, found in enumerate(_PAGE.finditer(xhtml), 1)
    )


def _rows(content: str) -> Iterator[PrintedLine]:
    """Yield rows: words whose middles are within each other's height stand on one row."""
    found = _WORD.finditer(content)
    words = [PrintedLine(unescape(one[5]), *(float(one[at]) * _MM for at in (1, 3, 2, 4))) for one in found]
    group: list[PrintedLine] = []
    for word in sorted(words, key=lambda word: (word.middle, word.left)):
        if group and word.middle - group[-1].middle > min(word.bottom - word.top, 4) / 2:
            yield _joined(group)
            group = []
        group.append(word)
    if group:
        yield _joined(group)


def _joined(words: list[PrintedLine]) -> PrintedLine:
    ordered = sorted(words, key=lambda word: word.left)
    return PrintedLine(
        "".join(word.text for word in ordered),
        min(word.left for word in ordered),
        max(word.right for word in ordered),
        min(word.top for word in ordered),
        max(word.bottom for word in ordered),
    )


def read_picture(data: bytes) -> InkMask:
    """Return a binary PPM as an array of height x width x RGB."""
    found = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\s", data)
    if found is None:
        raise ValueError("不是 PPM 图片")
    width, height = int(found[1]), int(found[2])
    return np.frombuffer(data, np.uint8, width * height * 3, found.end()).reshape(height, width, 3)


def is_red(ink: InkMask) -> Flags:
    """Return where the ink is red."""
    red, green, blue = (ink[:, :, at].astype(np.int16) for at in range(3))
    found: Flags = (red > 150) & (green < 110) & (blue < 110)  # noqa: PLR2004 - red, also where it is smoothed
    return found


def is_dark(ink: InkMask) -> Flags:
    """Return where there is ink of any colour."""
    found: Flags = ink.min(axis=2) < 128  # noqa: PLR2004 - half of full white
    return found


def ruled_lines(flags: Flags, least: float) -> list[tuple[float, float, float]]:
    """Return top, left and right in mm of every horizontal line at least so many mm long."""
    found: list[tuple[float, float, float]] = []
    rows = np.flatnonzero(flags.sum(axis=1) * DOT >= least)
    for row in rows:
        left, right = longest(np.flatnonzero(flags[row]))
        if (right - left) * DOT >= least and not (found and row * DOT - found[-1][0] < 1):
            found.append((float(row * DOT), float(left * DOT), float(right * DOT)))
    return found


def longest(columns: np.ndarray[tuple[int], np.dtype[np.intp]]) -> tuple[int, int]:
    """Return the first and last column of the longest stretch without a gap."""
    breaks = np.flatnonzero(np.diff(columns) > 2)  # noqa: PLR2004 - a dot may be lost in smoothing
    starts = np.concatenate(([0], breaks + 1))
    ends = np.concatenate((breaks, [len(columns) - 1]))
    longest = int(np.argmax(columns[ends] - columns[starts]))
    return int(columns[starts[longest]]), int(columns[ends[longest]])
