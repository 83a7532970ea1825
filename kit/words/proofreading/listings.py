"""Stated numbers and what is listed for them (I8, C6, C9)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kit.words.numerals import from_chinese
from kit.words.proofreading.slip import Slip

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_HAN = r"[一二三四五六七八九十两]+|\d+"
_KINDS = r"方面|环节|阶段|课题|渠道|工作组|小组|要求|步骤|原则|特点|结合|转变"
_ITEM = r"[^、，。；：！？\s\d]{2,24}"
_LIST = re.compile(
    rf"(?:涉及|包括|包含|围绕|分为|分别是|即|：)(?P<items>(?:{_ITEM}、)+{_ITEM}?)(?P<open>等)?(?:这|共)?"
    rf"(?P<number>{_HAN})个(?P<kind>{_KINDS})"
)
_LEAD = re.compile(
    rf"(?P<number>{_HAN})(?:个(?:{_KINDS})|点|条|项)[^。；：一二三四五六七八九十]{{0,12}}[：:，,。]"
)
_ORDINAL = re.compile(r"(?<![第\d])([一二三四五六七八九十]+)(?:是|要)")


def short_lists(paragraphs: Sequence[str]) -> Iterator[Slip]:
    """Yield lists with fewer items than stated and no 等, and those with more.

    >>> [str(slip) for slip in short_lists(["涉及市容市政、拆迁补偿10个方面共18条"])]
    ['“市容市政、拆迁补偿10个方面”：说是10个，列了2个；没有列全的要加“等”']
    >>> list(short_lists(["涉及市容市政、拆迁补偿等10个方面", "即征求意见、民主生活会、群众评议三个环节"]))
    []
    """
    for number, text in enumerate(paragraphs):
        for found in _LIST.finditer(text):
            stated, listed = _value(found["number"]), found["items"].count("、") + 1
            said = f"{found['items']}{found['open'] or ''}{found['number']}个{found['kind']}"
            if stated is not None and listed > stated:
                yield Slip("I8", number, said, f"说是{stated}个，列了{listed}个")
            elif stated is not None and listed < stated and not found["open"]:
                yield Slip("I8", number, said, f"说是{stated}个，列了{listed}个；没有列全的要加“等”")


def wrong_leads(paragraphs: Sequence[str]) -> Iterator[Slip]:
    """Yield stated numbers that 一是…二是… (or 一要…二要…) behind them does not reach, or goes beyond.

    >>> [slip.problem for slip in wrong_leads(["抓好三个环节：一是学习；二是调研。"])]
    ['说是3个，后面数到2']
    >>> list(wrong_leads(["做到两点：一要快；二要实。"]))
    []
    """
    for number, text in enumerate(paragraphs):
        for found in _LEAD.finditer(text):
            counted = _counted(text[found.end() :])
            stated = _value(found["number"])
            if counted and stated is not None and counted != stated:
                yield Slip("I8", number, found.group()[:-1], f"说是{stated}个，后面数到{counted}")


def _counted(text: str) -> int:
    """Return how far 一是, 二是 … runs from the start of the text; 0 where it does not begin there."""
    reached = 0
    for found in _ORDINAL.finditer(text):
        if reached == 0 and found.start() > 0:
            return 0
        if from_chinese(found[1]) != reached + 1:
            break
        reached += 1
    return reached


def _value(said: str) -> int | None:
    return int(said) if said.isdigit() else from_chinese(said)
