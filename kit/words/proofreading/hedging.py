"""Round numbers beside exact ones for the same thing (I13, C1), and figures that are hedged twice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from kit.words.approximating import double_hedges
from kit.words.proofreading.slip import Slip

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NUMBER = re.compile(
    r"(?P<before>[\u4e00-\u9fff]{0,8}?)(?P<near>近|将近)?(?P<number>\d+)(?P<more>多|余)?"
    r"(?P<unit>[份条个件篇次名人家户张场项期])(?P<after>[\u4e00-\u9fff]{0,6})"
)
SHARED = 3  # characters that two places share where they speak of one thing
WINDOW = 8


@dataclass(frozen=True)
class Mention:
    """A number with its unit, and the words around it."""

    paragraph: int
    said: str
    number: int
    unit: str
    near: bool
    more: bool
    around: str

    @property
    def is_round(self) -> bool:
        """Return whether it is a 概数."""
        return self.near or self.more

    def may_be(self, exact: int) -> bool:
        """Return whether a reader would take the exact number for this one."""
        step: int = 10 ** max(0, len(str(self.number)) - 1)
        return (
            self.number - step < exact <= self.number
            if self.near
            else self.number <= exact < self.number + step
        )


def exact_and_approximate(paragraphs: Sequence[str]) -> Iterator[Slip]:
    """Yield round numbers for what another place gives exactly: 400多份 beside 400份.

    >>> [str(slip) for slip in exact_and_approximate(["发放征求意见表400份。", "发出征求意见表400多份。"])]
    ['“400多份”：另一处写的是“400份”，400 不是 400 多；同一个数前后要一致']
    """
    mentions = [mention for at, text in enumerate(paragraphs) for mention in _mentions(at, text)]
    rounded = [mention for mention in mentions if mention.is_round]
    exact = [mention for mention in mentions if not mention.is_round]
    for about, plain in product(rounded, exact):
        if about.unit == plain.unit and about.may_be(plain.number) and _shares(about.around, plain.around):
            wrong = about.more and about.number == plain.number
            reason = f"，{plain.number} 不是 {plain.number} 多" if wrong else ""
            problem = f"另一处写的是“{plain.said}”{reason}；同一个数前后要一致"
            yield Slip("I13", about.paragraph, about.said, problem)


def doubled_hedges(paragraphs: Sequence[str]) -> Iterator[Slip]:
    """Yield figures that are hedged twice.

    >>> [slip.found for slip in doubled_hedges(["约400人左右到会"])]
    ['约400人左右']
    """
    for number, text in enumerate(paragraphs):
        for said in double_hedges(text):
            yield Slip("I13", number, said, "概数只用一个词，去掉一个")


def _mentions(paragraph: int, text: str) -> Iterator[Mention]:
    for found in _NUMBER.finditer(text):
        start, end = found.start("near" if found["near"] else "number"), found.end("unit")
        around = f"{text[max(0, start - WINDOW) : start]}|{text[end : end + WINDOW]}"
        near, more = bool(found["near"]), bool(found["more"])
        yield Mention(paragraph, text[start:end], int(found["number"]), found["unit"], near, more, around)


def _shares(one: str, other: str) -> bool:
    pieces = (one[at : at + SHARED] for at in range(len(one) - SHARED + 1))
    return any(piece in other for piece in pieces if re.fullmatch(r"[\u4e00-\u9fff]+", piece))
