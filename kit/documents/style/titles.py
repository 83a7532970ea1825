"""Titles that need several lines are broken at a pause, never inside a word (GB/T 9704 7.3.1).

Where the organ's name (署名) and the date end at the foot of a document (GB/T 9704 7.3.5.1, 7.3.5.2).
"""

from __future__ import annotations

import re
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from kit.opinions.proposing.words import cut
from kit.text.width import display_width, sign_off

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


CELL = 315  # twips: one character of 3号 at 28 characters to the line


def sign_off_indents(organ: str, day: str, *, sealed: bool) -> dict[str, int]:
    """Return the right indents in twips under the names that templates use.

    >>> sign_off_indents("市财政局", "2009年4月20日", sealed=True)
    {'署名缩进': 1654, '日期缩进': 1260}
    >>> sign_off_indents("某某市人民政府办公厅机关", "2009年4月2日", sealed=False)
    {'署名缩进': 630, '日期缩进': 1890}
    """
    ends = sign_off(organ, day, CELL, sealed=sealed)
    return {"署名缩进": ends.organ, "日期缩进": ends.date}


LINE = 20  # characters of 2号 on a line
MOST_LINES = 4
_LONE = 2  # characters that must not stand alone on the last line
_TAIL = 4  # so few characters behind 的 belong to it: 的讲话, 的汇报提纲
_PAUSE, _AFTER_ABOUT, _PAUSE_IN_NAME, _WORD, _IN_NAME = 0, 1, 2, 3, 6  # how bad it is to break there
_NEW_LINE = 2  # how bad one more line is; a difference of ten characters between lines is half as bad
_PAUSES = re.compile("暨|委员会|办公室|活动|阶段|环节|工作|情况|班子")
_HEADS = re.compile("委员会|办公室|阶段|环节|情况|班子")  # the name before them goes with them
_NO_START = frozenset(
    "的地得了着过等之暨上中下内外前后市县区省州乡镇村局厅部委办会院校所站处科室组队年月日号期届次"
)
_NO_END = frozenset("和与及在对于以把为第《“（")
_MARKS = "、，》”）"  # no line begins with one
_GENRES = re.compile("总结|报告|方案|计划|要点|意见|通知|通报|讲话")


def broken(title: object, names: Iterable[str] = ()) -> str:
    """Return a title, broken into few and even lines at its best pauses; a short one as it is.

    names: kept whole wherever that is possible, e.g. of the activity, its phases, units. A title that
    somebody broke himself stays as he did it, and so does one that no words allow to break.

    >>> broken("在全市机关作风建设学习讨论总结暨整改动员大会上的讲话").splitlines()
    ['在全市机关作风建设学习讨论总结暨', '整改动员大会上的讲话']
    """
    text = str(title)
    if display_width(text) <= LINE or "\n" in text:
        return text
    gaps = _gaps(text, names)
    widths = [0.0, *accumulate(display_width(sign) for sign in text)]
    best: tuple[float, tuple[int, ...]] = (float("inf"), (0, len(text)))
    for breaks in range(1, MOST_LINES):
        if best[0] < breaks * _NEW_LINE:
            break
        ways = _ways(tuple(gaps), widths, (0,), breaks)
        best = min([best, *((_badness(ends, gaps, widths), ends) for ends in ways)])
    return "\n".join(text[start:end] for start, end in pairwise(best[1]))


def _ways(
    gaps: Sequence[int], widths: Sequence[float], ends: tuple[int, ...], breaks: int
) -> Iterator[tuple[int, ...]]:
    """Yield the ends of lines, the beginning first, of every way to break so often that all lines fit."""
    start, stop = ends[-1], len(widths) - 1
    left = widths[stop] - widths[start]
    if not breaks and _LONE < left <= LINE:
        yield (*ends, stop)
    if not breaks or left > LINE * (breaks + 1):
        return
    for end in gaps:
        if end > start and widths[end] - widths[start] <= LINE:
            yield from _ways(gaps, widths, (*ends, end), breaks - 1)


def _badness(ends: tuple[int, ...], gaps: Mapping[int, int], widths: Sequence[float]) -> float:
    """Return how bad a way to break is: where, how often, how uneven; infinitely where it is an hourglass."""
    lines = [widths[end] - widths[start] for start, end in pairwise(ends)]
    inner = zip(lines, lines[1:], lines[2:], strict=False)
    if any(before > line < after for before, line, after in inner):
        return float("inf")
    breaks, spread = ends[1:-1], max(lines) - min(lines)
    return sum(gaps[end] for end in breaks) + len(breaks) * _NEW_LINE + spread / 10


def _gaps(text: str, names: Iterable[str]) -> dict[int, int]:
    """Return where a title may be broken, by the number of characters before, and how bad that is."""
    spans = _spans(text, names)
    edges = {edge for span in spans for edge in span}
    pauses = {found.end() for found in _PAUSES.finditer(text)} | edges
    words = cut([text])[0]
    around = dict(zip(accumulate(map(len, words)), pairwise([*words, ""]), strict=True))
    found: dict[int, int] = {}
    for end in sorted({*around, *edges} - {0, len(text)}):
        before, after = around.get(end, (text[end - 1], text[end]))
        if _may_break(text, end, before, after):
            is_pause = end in pauses or text.startswith("关于", end)
            is_inside = any(start < end < stop for start, stop in spans)
            found[end] = _kind(is_pause=is_pause, is_inside=is_inside)
            if before == "关于":
                found[end] = _AFTER_ABOUT
    return found


def _kind(*, is_pause: bool, is_inside: bool) -> int:
    if is_inside:
        return _PAUSE_IN_NAME if is_pause else _IN_NAME
    return _PAUSE if is_pause else _WORD


def _spans(text: str, names: Iterable[str]) -> list[tuple[int, int]]:
    """Return where names stand that fit on a line, the longest first, none within another."""
    spans: list[tuple[int, int]] = []
    known = {name for name in names if len(name) > 1 and name in text and display_width(name) <= LINE}
    for name in sorted(known, key=len, reverse=True):
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            if all(end <= start or stop <= at for start, stop in spans):
                spans.append((at, end))
            at = text.find(name, end)
    return spans


def _may_break(text: str, end: int, before: str, after: str) -> bool:
    """Return whether words may be parted: not a name and its head, a number and its unit, 的 and its tail."""
    rest = text[end:]
    if _HEADS.match(rest) or after in _NO_START or rest[0] in _MARKS or before in _NO_END:
        return False
    is_tail = before == "的" and display_width(rest) <= _TAIL
    return not (before[-1].isdigit() or is_tail or _GENRES.fullmatch(rest))
