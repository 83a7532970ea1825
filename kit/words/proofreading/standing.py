"""Whether a text says what its figures, watchwords and names stand for (C3, C13, I17, I18)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from kit.words.ordering import in_protocol_order
from kit.words.proofreading.slip import Slip

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

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
