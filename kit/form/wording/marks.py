"""Punctuation marks: width, pairs, ellipses and dashes, doubled marks, blanks (GB/T 15834)."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from kit.form.wording.slip import HAN, Paragraph, TextRule, WordingBreach

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


_C = "GB/T 15834"
WIDTH = TextRule(
    "PUN-01", "中文里的标点用全角", f"{_C} 5.1", "规定", "请改成全角标点", problem="中文里用了半角标点"
)
QUOTES = TextRule(
    "PUN-02", "引号、书名号成对，引号里再用引号时用单引号", f"{_C} 4.8、4.15", "规定", "请核对这一对符号",
    problem="引号、括号或书名号不成对，或者没有分前后",
)  # fmt: skip
DOTS = TextRule(
    "PUN-03", "省略号六个点，破折号占两个字", f"{_C} 4.10、4.11、5.1", "规定", "请改成“……”或“——”",
    problem="省略号或破折号没有按规定写",
)  # fmt: skip
SPARE = TextRule(
    "PUN-09", "点号不连用，汉字和数字之间不空格", f"{_C} 4.1", "一般", "请去掉多余的标点", also=("实务",),
    problem="标点重复",
)  # fmt: skip
DOUBLED = SPARE.asking("点号不连用")
BLANK = replace(
    SPARE, title="汉字和数字之间不空格", clause="排版惯例", strength="实务", remedy="请去掉空格",
    problem="汉字和数字之间有空格",
)  # fmt: skip

_WIDE = dict(zip(",;:?!()", "，；：？！（）", strict=True))
_CLOSING = "”’》）】〕、，。；：？！%％"
_HALF = re.compile(rf"(?<=[{HAN[1:-1]}{_CLOSING}])[,;:?!]|(?<=[0-9A-Za-z])[,;](?={HAN})")
_STOP = re.compile(rf"(?<=[{HAN[1:-1]}”》）％])\.(?=$|[{HAN[1:-1]}“《（])(?!\.)")
_PARENTHESES = re.compile(r"\(([^()（）]*)\)")
_HAS_HAN = re.compile(HAN)
_STRAIGHT = re.compile(r'"([^"“”]*)"')
_LONE_STRAIGHT = re.compile(rf"(?<={HAN})[\"']|[\"'](?={HAN})")
_PAIRS = {"”": "“", "’": "‘", "》": "《", "）": "（", "〉": "〈", "】": "【", "〕": "〔"}
_OPENING = frozenset(_PAIRS.values())
_MARKS = _OPENING | _PAIRS.keys()
_APOSTROPHE = re.compile(r"[A-Za-z0-9]’|’[A-Za-z]")
_SERIAL = re.compile(r"(?:^|(?<=[，。；：、\s“]))(?:\d+|[一二三四五六七八九十]+|[a-zA-Z])）")
_POINTS = re.compile(r"。{3,}|\.{3,}|(?<!…)…(?!…)|…{3,}|·{3,}")
_DASHES = re.compile(rf"(?<=[{HAN[1:-1]}”》），。；])(?:-{{2,}}|[―－]{{2,}}|–{{1,}})(?=[{HAN[1:-1]}“《（])")
_REPEATED = re.compile(
    r"([，；：、])\1+|。。(?!。)(?<!。。。)|[，；：、](?=[。；])|[。](?=[，、；])|、(?=，)|，(?=、)"
)
_BLANK = re.compile(rf"(?<={HAN}) +(?=[\d{HAN[1:-1]}])|(?<=\d) +(?={HAN})")
_NUMBERED = re.compile(r"\s*[一二三四五六七八九十]+")
_LEAD = re.compile(r"[\s\d.．、（）()一二三四五六七八九十图表附件第章节条]*")


def half_width(passage: Paragraph) -> Iterator[WordingBreach]:
    """Yield half-width marks among Chinese words; times, decimals and 1.已培训300人 are none."""
    text = passage.text
    for found in _HALF.finditer(text):
        yield WordingBreach(WIDTH, *found.span(), _WIDE[found[0]])
    for found in _STOP.finditer(text):
        if not _NUMBERED.fullmatch(text[: found.start()]):  # a heading's own number is another rule's
            yield WordingBreach(WIDTH, *found.span(), "。")
    for found in _PARENTHESES.finditer(text):
        if _HAS_HAN.search(found[1]) and found.start() > 0:
            yield WordingBreach(WIDTH, *found.span(), f"（{found[1]}）")


def straight_quotes(passage: Paragraph) -> Iterator[WordingBreach]:
    """Yield "…" and '…' around Chinese words."""
    taken: list[tuple[int, int]] = []
    for found in _STRAIGHT.finditer(passage.text):
        if _HAS_HAN.search(found[1]):
            taken.append(found.span())
            yield WordingBreach(QUOTES, *found.span(), f"“{found[1]}”")
    for found in _LONE_STRAIGHT.finditer(passage.text):
        if not any(start <= found.start() < end for start, end in taken):
            yield WordingBreach(QUOTES, *found.span())


def unpaired(passages: Sequence[Paragraph]) -> Iterator[tuple[Paragraph, WordingBreach]]:
    """Yield marks without a partner, and quotes within quotes of the same kind.

    A quotation of several paragraphs opens in each and closes in the last.
    """
    for passage, follower in zip_longest(passages, passages[1:]):
        if passage.in_title:
            yield from _in_title(passage, [one for one in passages if one.in_title])
            continue
        for slip in _unmatched(passage.text):
            is_continued = passage.text[slip.start] == "“" and follower is not None
            if is_continued and follower is not None and follower.text.lstrip().startswith("“"):
                continue
            yield passage, slip


def _in_title(passage: Paragraph, lines: Sequence[Paragraph]) -> Iterator[tuple[Paragraph, WordingBreach]]:
    """Yield the fault of a title where it stands in this line of it: a pair may span the lines."""
    start = sum(len(one.text) for one in lines[: lines.index(passage)])
    for slip in _unmatched("".join(one.text for one in lines)):
        if start <= slip.start < start + len(passage.text):
            yield passage, WordingBreach(slip.rule, slip.start - start, slip.end - start)


def _unmatched(text: str) -> Iterator[WordingBreach]:
    """Yield the first fault only: one missing mark puts all that follow out of step."""
    serials = {found.end() - 1 for found in _SERIAL.finditer(text)}
    skipped = {found.start() + found[0].index("’") for found in _APOSTROPHE.finditer(text)}
    opened: list[int] = []
    for at in (at for at, mark in enumerate(text) if mark in _MARKS and at not in skipped):
        if at in serials and not (opened and text[opened[-1]] == "（"):  # 1）
            continue
        if _is_fault(text, at, opened):
            yield WordingBreach(QUOTES, at, at + 1)
            return
        if text[at] in _OPENING:
            opened.append(at)
        else:
            opened.pop()
    yield from (WordingBreach(QUOTES, at, at + 1) for at in opened[:1])


def _is_fault(text: str, at: int, opened: Sequence[int]) -> bool:
    inside = text[opened[-1]] if opened else ""
    mark = text[at]
    return mark in "“‘" and inside == mark if mark in _OPENING else _PAIRS[mark] != inside


def dots_and_dashes(passage: Paragraph) -> Iterator[WordingBreach]:
    """Yield 。。。, ..., a single … and -- among Chinese words."""
    text = passage.text
    for found in _POINTS.finditer(text):
        if _HAS_HAN.search(text[max(0, found.start() - 2) : found.end() + 2]):
            yield WordingBreach(DOTS, *found.span(), "……")
    yield from (WordingBreach(DOTS, *found.span(), "——") for found in _DASHES.finditer(text))


def doubled_marks(passage: Paragraph) -> Iterator[WordingBreach]:
    """Yield ，， and ，。, and blanks between Chinese words and figures in a sentence."""
    text = passage.text
    for found in _REPEATED.finditer(text):
        is_pair = len(found[0]) > 1
        yield WordingBreach(DOUBLED, *found.span(), found[0][0] if is_pair else "")
    lead = _LEAD.match(text)
    for found in _BLANK.finditer(text, lead.end() if lead else 0) if passage.in_sentences else ():
        yield WordingBreach(BLANK, *found.span(), "")


FINDERS = (half_width, straight_quotes, dots_and_dashes, doubled_marks)
ACROSS = (unpaired,)
