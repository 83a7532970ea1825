"""Round numbers beside exact ones for the same thing (I13, C1), and figures that are hedged twice.

Percentages that no count can give (GRIM, I14) and differences that are not those of the values (I15).

Whether a text says what its figures, watchwords and names stand for (C3, C13, I17, I18).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Protocol

from kit.text.numbers import fixed_text, in_protocol_order
from kit.text.proofreading.wording import Slip
from kit.text.saying import double_hedges, possible_percentage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


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


_BASE = re.compile(r"有效(?:票|表|问卷|测评票|评议票)?(?:为|共)?(\d+)[张份]")
_SHARE = re.compile(r"占(?:比)?(?:为)?(\d+(?:\.\d+)?)[%％]")
_POINTS = r"(?P<way>提高|上升|增加|下降|降低)了?(?P<points>\d+(?:\.\d+)?)个百分点"
_GAP = r"[^%％。；|⏎\n]"
_CHANGES = (  # 由88.5%到93.9%，提高5.4个百分点; 93.9%，比上次提高5.4个百分点（上次为88.5%）
    re.compile(
        rf"(?P<first>\d+(?:\.\d+)?)[%％]{_GAP}{{0,20}}?(?P<second>\d+(?:\.\d+)?)[%％]{_GAP}{{0,12}}?{_POINTS}"
    ),
    re.compile(
        rf"(?P<first>\d+(?:\.\d+)?)[%％]{_GAP}{{0,12}}?{_POINTS}{_GAP}{{0,8}}?(?P<second>\d+(?:\.\d+)?)[%％]"
    ),
)


def impossible_percentages(paragraphs: Sequence[str]) -> Iterator[Slip]:
    """Yield shares (占…%) that no count of the paragraph's 有效票 gives.

    >>> [str(slip) for slip in impossible_percentages(["有效票32张，选“深”的占90.6%，选“准”的占81.5%。"])]
    ['“81.5%”：32 张里不论几张都得不出这个百分比']
    """
    for number, text in enumerate(paragraphs):
        base = _BASE.search(text)
        for found in _SHARE.finditer(text, base.end()) if base else ():
            if base and not possible_percentage(Fraction(found[1]), int(base[1]), _places(found[1])):
                problem = f"{base[1]} 张里不论几张都得不出这个百分比"
                yield Slip("I14", number, f"{found[1]}%", problem)


def possible_bases(percentages: Sequence[str], most: int) -> tuple[int, ...]:
    """Return every number of ballots up to `most` that can give all these percentages, as printed.

    >>> possible_bases(["33.3", "66.7"], 10)
    (3, 6, 9)
    """
    exact = [(Fraction(one), _places(one)) for one in percentages]
    return tuple(
        base
        for base in range(1, most + 1)
        if all(possible_percentage(v, base, places) for v, places in exact)
    )


def wrong_differences(paragraphs: Sequence[str]) -> Iterator[Slip]:
    """Yield differences in 个百分点 that are not those of the two percentages before them.

    >>> [str(slip) for slip in wrong_differences(["由88.5%到94.0%，提高5.4个百分点"])]
    ['“提高5.4个百分点”：88.5%和94.0%相差5.5个百分点']
    >>> list(wrong_differences(["占93.9%，比上次提高5.4个百分点（上次为88.5%）"]))
    []
    """
    for number, text in enumerate(paragraphs):
        for found in (one for pattern in _CHANGES for one in pattern.finditer(text)):
            first, second, points = (Fraction(found[key]) for key in ("first", "second", "points"))
            if abs(first - second) != points:
                apart = fixed_text(
                    abs(first - second), max(_places(found["first"]), _places(found["second"]))
                )
                problem = f"{found['first']}%和{found['second']}%相差{apart}个百分点"
                yield Slip("I15", number, f"{found['way']}{found['points']}个百分点", problem)


def _places(printed: str) -> int:
    return len(printed.partition(".")[2])


STAGE_WORDS = {"原始": ("原始", "原话", "原汁原味", "登记", "收集"), "归纳": ("归纳", "梳理", "整理", "汇总")}
LEAST_NAMES = 2


class Staged(Protocol):
    """A figure with a stage (原始, 归纳), such as a fact."""

    @property
    def text(self) -> str: ...  # noqa: D102 - the protocol's docstring says it

    @property
    def unit(self) -> str: ...  # noqa: D102 - the same

    @property
    def stage(self) -> str: ...  # noqa: D102 - the same


def unstated_stage(paragraphs: Sequence[str], figures: Iterable[Staged]) -> Iterator[Slip]:
    """Yield counts of opinions whose sentence does not say whether they are raw or merged.

    A count is only doubtful where the text gives opinions of several stages: 150条 and 49条.
    """
    staged = {f"{one.text}{one.unit}": one.stage for one in figures if one.stage in STAGE_WORDS}
    sentences = [
        (number, said) for number, text in enumerate(paragraphs) for said in re.split("[。；]", text)
    ]
    named = {key for key in staged for _, said in sentences if _stands(key, said)}
    if len({staged[key] for key in named}) < len(STAGE_WORDS):
        return
    for number, said in sentences:
        for key in sorted(named):
            if _stands(key, said) and "意见" in said and not any(w in said for w in STAGE_WORDS[staged[key]]):
                yield Slip("C3", number, key, f"没有说明是{staged[key]}意见的条数，容易同另一个数混淆")


def unexplained_watchwords(
    paragraphs: Sequence[str], watchwords: Mapping[str, Sequence[str]]
) -> Iterator[Slip]:
    """Yield each watchword (提法) whose first mention does not spell out what it stands for."""
    for name, items in watchwords.items():
        first = next(((at, text) for at, text in enumerate(paragraphs) if name in text), None)
        if first and items and not all(item in first[1] for item in items):
            yield Slip("C13", first[0], name, f"第一次出现时没有展开：{'、'.join(items)}")


def names_out_of_order(paragraphs: Sequence[str], order: Sequence[str]) -> Iterator[Slip]:
    """Yield lists of names (甲、乙) that do not follow the order of protocol.

    >>> [slip.problem for slip in names_out_of_order(["出席的有乙某、甲某同志"], ["甲某", "乙某"])]
    ['按班子排序应为“甲某、乙某”']
    """
    if len(order) < LEAST_NAMES:
        return
    one = "|".join(re.escape(name) for name in sorted(order, key=len, reverse=True))
    listed = re.compile(rf"(?:{one})(?:、(?:{one}))+")
    for number, text in enumerate(paragraphs):
        for found in listed.finditer(text):
            names = found.group().split("、")
            right = in_protocol_order(names, order)
            if tuple(names) != right:
                yield Slip("I18", number, found.group(), f"按班子排序应为“{'、'.join(right)}”")


def _stands(key: str, said: str) -> bool:
    """Return whether the figure stands there by itself, not as the end of a longer number."""
    return re.search(rf"(?<![\d.]){re.escape(key)}", said) is not None
