"""Headings of answer columns as questions: number, stem, sub-question or option."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NUMBERED = re.compile(r"^(?:(?:Q|q|第)\s*(\d{1,3})(?:题)?|(\d{1,3})(?=\s*[、.．:：|]))\s*[、.．:：]?\s*")
CODED = re.compile(r"^[Qq](\d{1,3})\|([^|]+)(\|open)?$")
MATRIX = re.compile(r"^(.*?)(?:—{1,2}|──|--)\s*(.+)$")
IN_BRACKETS = re.compile(r"^(.*?)[(（\[【]([^()（）\[\]【】]+)[)）\]】]$")
TICKS = frozenset({"0", "1", "是", "否", "√", "TRUE", "FALSE", "选中", "未选中"})
TICKED = frozenset({"1", "是", "√", "TRUE", "选中"})


@dataclass(frozen=True)
class Item:
    """One answer column: which question it belongs to, and which part of it."""

    column: int
    label: str  # the heading as it is written
    number: str = ""  # of the question, "" where it has none
    stem: str = ""
    sub: str = ""  # 子题 of a matrix, or the option of an option column
    is_option: bool = False  # ticked or not, one column an option
    is_fill_in: bool = False  # the text behind an option


def item_of(column: int, label: str) -> Item:
    """Return what one heading says by itself.

    >>> item = item_of(7, "7、您对以下工作的评价—提案办理")
    >>> item.number, item.stem, item.sub
    ('7', '您对以下工作的评价', '提案办理')
    """
    if found := CODED.match(label):
        return Item(column, label, found[1], f"Q{found[1]}", found[2], is_fill_in=bool(found[3]))
    number = NUMBERED.match(label)
    rest = label[number.end() :] if number else label
    said = (number[1] or number[2]) if number else ""
    if found := MATRIX.match(rest):
        return Item(column, label, said, found[1].strip(" :："), found[2].strip())
    return Item(column, label, said, rest.strip(" :："))


def items_of(labels: Sequence[tuple[int, str]], peeks: dict[int, list[str]]) -> list[Item]:
    """Return the questions of all answer columns; columns of one number belong together.

    peeks: the first answers of each column, which tell a matrix from one column an option.
    """
    items = [item_of(column, label) for column, label in labels]
    sizes = Counter(item.number for item in items if item.number)
    grouped = [
        _bracketed(item) if sizes[item.number] > 1 or _has_ticks(peeks[item.column]) else item
        for item in items
    ]
    return _inherited(grouped, sizes, peeks)


def _bracketed(item: Item) -> Item:
    """Return an item whose closing bracket is taken for its option, as in 6、题干(选项)."""
    found = IN_BRACKETS.match(item.stem)
    return (
        replace(item, stem=found[1].strip() or f"第{item.number}题", sub=found[2])
        if found and not item.sub
        else item
    )


def _has_ticks(answers: Iterable[str]) -> bool:
    found = set(answers)
    return bool(found) and found <= TICKS


def _inherited(items: list[Item], sizes: Counter[str], peeks: dict[int, list[str]]) -> list[Item]:
    """Return the items with the stem of a group's first column handed to the others."""
    stems: dict[str, str] = {}
    told = []
    for item in items:
        if item.number and sizes[item.number] > 1:
            first = stems.setdefault(item.number, item.stem if item.sub else item.stem or item.label)
            own = item if item.sub else replace(item, sub=item.stem if item.stem != first else "")
            told.append(replace(own, stem=first, is_option=_is_option(own, peeks[item.column])))
        else:
            told.append(replace(item, is_option=bool(item.sub) and _is_option(item, peeks[item.column])))
    return told


def _is_option(item: Item, answers: list[str]) -> bool:
    """Return whether a column of a group is one option: ticks only, or the option's own name."""
    kinds = set(answers) - {"(跳过)", "(空)", "-3", "-2"}
    if not item.sub or item.is_fill_in:
        return False
    return kinds <= TICKS or kinds <= {item.sub}
