"""Headings of answer columns as questions: number, stem, sub-question or option."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence


NUMBERED = re.compile(r"^(?:(?:Q|q|第)\s*(\d{1,3})(?:题)?|(\d{1,3})(?=\s*[、.．:：|]))\s*[、.．:：]?\s*")
CODED = re.compile(r"^[Qq](\d{1,3})\|([^|]+)(\|open)?$")
MATRIX = re.compile(r"^(.*?)(?:—{1,2}|──|--)\s*(.+)$")
IN_BRACKETS = re.compile(r"^(.*?)[(（\[【]([^()（）\[\]【】]+)[)）\]】]$")
TICKS = frozenset({"0", "1", "是", "否", "√", "TRUE", "FALSE", "选中", "未选中"})
TICKED = frozenset({"1", "是", "√", "TRUE", "选中"})


@dataclass(frozen=True)
class AnswerColumn:
    """One answer column: which question it belongs to, and which part of it."""

    column: int
    label: str  # the heading as it is written
    number: str = ""  # of the question, "" where it has none
    stem: str = ""
    sub: str = ""  # 子题 of a matrix, or the option of an option column
    is_option: bool = False  # ticked or not, one column an option
    is_fill_in: bool = False  # the text behind an option


def item_of(column: int, label: str) -> AnswerColumn:
    """Return what one heading says by itself.

    >>> item = item_of(7, "7、您对以下工作的评价—提案办理")
    >>> item.number, item.stem, item.sub
    ('7', '您对以下工作的评价', '提案办理')
    """
    if match := CODED.match(label):
        return AnswerColumn(column, label, match[1], f"Q{match[1]}", match[2], is_fill_in=bool(match[3]))
    number = NUMBERED.match(label)
    rest = label[number.end() :] if number else label
    digits = (number[1] or number[2]) if number else ""
    if match := MATRIX.match(rest):
        return AnswerColumn(column, label, digits, match[1].strip(" :："), match[2].strip())
    return AnswerColumn(column, label, digits, rest.strip(" :："))


def answer_columns(
    labels: Sequence[tuple[int, str]], answers: Mapping[int, Collection[str]]
) -> list[AnswerColumn]:
    """Return the questions of all answer columns; columns of one number belong together.

    answers: the different answers of each column, which tell a matrix from one column an option.
    """
    items = [item_of(column, label) for column, label in labels]
    sizes = Counter(item.number for item in items if item.number)
    grouped = [
        _bracketed(item) if sizes[item.number] > 1 or _has_ticks(answers[item.column]) else item
        for item in items
    ]
    return _inherited(grouped, sizes, answers)


def _bracketed(item: AnswerColumn) -> AnswerColumn:
    """Return an item whose closing bracket is taken for its option, as in 6、题干(选项)."""
    match = IN_BRACKETS.match(item.stem)
    return (
        replace(item, stem=match[1].strip() or f"第{item.number}题", sub=match[2])
        if match and not item.sub
        else item
    )


def _has_ticks(answers: Iterable[str]) -> bool:
    found = set(answers)
    return bool(found) and found <= TICKS


def _inherited(
    items: list[AnswerColumn], sizes: Counter[str], answers: Mapping[int, Collection[str]]
) -> list[AnswerColumn]:
    """Return the items with the stem of a group's first column handed to the others."""
    stems: dict[str, str] = {}
    inherited = []
    for item in items:
        if item.number and sizes[item.number] > 1:
            first = stems.setdefault(item.number, item.stem if item.sub else item.stem or item.label)
            part = item if item.sub else replace(item, sub=item.stem if item.stem != first else "")
            inherited.append(replace(part, stem=first, is_option=_is_option(part, answers[item.column])))
        else:
            is_option = bool(item.sub) and _is_option(item, answers[item.column])
            inherited.append(replace(item, is_option=is_option))
    return inherited


def _is_option(item: AnswerColumn, answers: Collection[str]) -> bool:
    """Return whether a column of a group is one option: ticks only, or the option's own name."""
    kinds = set(answers) - {"(跳过)", "(空)", "-3", "-2"}
    if not item.sub or item.is_fill_in:
        return False
    return kinds <= TICKS or kinds <= {item.sub}
