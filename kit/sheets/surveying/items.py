"""Headings of answer columns as questions: number, stem, sub-question or option."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence


NUMBERED = re.compile(r"^(?:(?:Q|q|第)\s*(\d{1,3})(?:题)?|(\d{1,3})(?=\s*[、.．:：|]))\s*[、.．:：]?\s*")
CODED = re.compile(
    r"^[Qq](\d{1,3})(?:\|([^|]+?)|_([RrAaCc]?\d{1,3}))?([|_](?:open|other|text))?(?:\s*[：:、|.]\s*(.+))?$",
    re.IGNORECASE,
)
PARTING = re.compile(
    r"—{1,2}|──|--|[：:_\-–.．|/\n]|\s-\s"
)  # between a question and one of its lines or options
MATRIX = re.compile(r"^(.*?)(?:—{1,2}|──|--)\s*(.+)$")
IN_BRACKETS = re.compile(r"^(.*?)[(（\[【]([^()（）\[\]【】]+)[)）\]】]$")
BRACKETS = {"(": ")", "（": "）", "[": "]", "【": "】"}
TICKED = frozenset(
    {"1", "是", "√", "✓", "✔", "☑", "TRUE", "True", "Yes", "yes", "Y", "选中", "已选", "已选中", "勾选"}
)
TICKS = TICKED | {"0", "否", "×", "☐", "□", "FALSE", "False", "No", "no", "N", "未选", "未选中", "未勾选"}


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
    if (match := CODED.match(label)) and any(match.group(2, 3, 4)):
        part = (match[5] or match[2] or match[3] or match[4].strip("|_")).strip()
        return AnswerColumn(column, label, match[1], f"Q{match[1]}", part, is_fill_in=bool(match[4]))
    number = NUMBERED.match(label)
    rest = label[number.end() :] if number else label
    digits = (number[1] or number[2]) if number else ""
    if match := MATRIX.match(rest):
        return AnswerColumn(column, label, digits, match[1].strip(" :："), match[2].strip())
    return AnswerColumn(column, label, digits, rest.strip(" :："))


def answer_columns(
    labels: Sequence[tuple[int, str]], answers: Mapping[int, Collection[str]]
) -> list[AnswerColumn]:
    """Return the questions of all answer columns; those of one number or of one beginning belong together.

    answers: the different answers of each column, which tell a matrix from one column an option.
    """
    items = list(_parted([item_of(column, label) for column, label in labels]))
    sizes = Counter(item.number for item in items if item.number)
    grouped = [
        _bracketed(item) if sizes[item.number] > 1 or _has_ticks(answers[item.column]) else item
        for item in items
    ]
    return _inherited(grouped, sizes, answers)


def _parted(items: Sequence[AnswerColumn]) -> Iterator[AnswerColumn]:
    """Yield the items; of neighbours that begin alike up to a mark, what follows it as their parts."""
    at = 0
    while at < len(items):
        run, beginning = 1, None
        for candidate in _beginnings(items[at]):
            length = _run_of(items, at, candidate)
            if length > run:
                run, beginning = length, candidate
        for item in items[at : at + run]:
            yield (
                item if beginning is None else replace(item, stem=beginning[0], sub=_part_of(item, beginning))
            )
        at += run


Beginning = tuple[str, str]  # the words before a mark, the mark


def _beginnings(item: AnswerColumn) -> Iterator[Beginning]:
    """Yield where a heading may be cut: at each mark, the last first; nothing for one that is cut already."""
    text = item.stem
    if item.sub or not text:
        return
    found = [(match.start(), match[0]) for match in PARTING.finditer(text)]
    found += [(at, mark) for at, mark in enumerate(text) if mark in BRACKETS and text[-1] == BRACKETS[mark]]
    for at, mark in sorted(found, reverse=True):
        if text[:at].strip() and text[at + len(mark) :].strip(" )）]】"):
            yield text[:at].strip(" :："), mark


def _part_of(item: AnswerColumn, beginning: Beginning) -> str:
    """Return what follows a beginning; nothing for a heading that begins otherwise."""
    stem, mark = beginning
    if item.sub or not item.stem.startswith(stem):
        return ""
    rest = item.stem[len(stem) :].lstrip(" :：" if mark not in ":：" else " ")
    if not rest.startswith(mark) or (mark in BRACKETS and rest[-1] != BRACKETS[mark]):
        return ""
    return (rest[len(mark) : -1] if mark in BRACKETS else rest[len(mark) :]).strip()


def _run_of(items: Sequence[AnswerColumn], at: int, beginning: Beginning) -> int:
    """Return how many columns from one on begin alike, each with a part of its own."""
    parts: set[str] = set()
    for item in items[at:]:
        part = _part_of(item, beginning)
        if not part or part in parts or item.number != items[at].number:
            break
        parts.add(part)
    return len(parts)


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
