"""Answers counted: who chose which option, who answered, who left it blank or was not asked."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from kit.sheets.surveying.choices import split_choices
from kit.sheets.surveying.items import TICKED
from kit.sheets.surveying.purposes import points_of
from kit.sheets.surveying.verbatim import EMPTY, FILL_IN, SKIPPED
from kit.sheets.surveying.words import SCALES
from kit.text.no_opinion import holds_no_opinion, is_only_praise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kit.model.survey import SurveyQuestion


@dataclass(frozen=True)
class QuestionTally:
    """The answers to one question; answer sheets are named by their place in the columns."""

    chosen: Mapping[str, tuple[int, ...]]  # by option, in the order it is shown
    answered: tuple[int, ...]
    skipped: tuple[int, ...]  # was not asked
    blank: tuple[int, ...]
    values: Mapping[int, Fraction] = field(default_factory=dict)  # of a scale or number, by answer sheet
    ranks: Mapping[str, Mapping[int, int]] = field(default_factory=dict)  # of an option, by answer sheet


@dataclass(frozen=True)
class OpenTally:
    """What the answers to an open question say, by their places; blank ones are among `nothing`."""

    opinions: tuple[int, ...]
    praise: tuple[int, ...]  # 很好 and no more
    nothing: tuple[int, ...]  # 无意见, and left blank
    blank: tuple[int, ...]


def tally_of(question: SurveyQuestion, columns: Sequence[Sequence[str]]) -> QuestionTally:
    """Return the tally of a closed question; columns: its own, as texts."""
    if question.options and question.kind == "ranking":
        return _ranked_by_column(question, columns)
    if question.options:
        return _by_column(question, columns)
    if len(columns) > 1:
        return _ranked_by_place(columns)
    marks = _Marks(columns[0])
    chosen: dict[str, list[int]] = defaultdict(list)
    values: dict[int, Fraction] = {}
    ranks: dict[str, dict[int, int]] = defaultdict(dict)
    for at in marks.answered:
        pieces = _pieces(question, columns[0][at])
        for place, piece in enumerate(dict.fromkeys(pieces), 1):
            chosen[piece].append(at)
            ranks[piece][at] = place
        if question.kind in {"scale", "number"} and (value := points_of(pieces[0])) is not None:
            values[at] = value
    shown = {option: tuple(chosen[option]) for option in ordered_options(chosen)}
    placed = dict(ranks) if question.kind == "ranking" else {}
    return QuestionTally(shown, marks.answered, marks.skipped, marks.blank, values, placed)


class _Marks:
    """Which answers of a column are none."""

    def __init__(self, cells: Sequence[str]) -> None:
        self.skipped = tuple(at for at, cell in enumerate(cells) if cell in SKIPPED)
        self.blank = tuple(at for at, cell in enumerate(cells) if cell in EMPTY or not cell.strip())
        none = {*self.skipped, *self.blank}
        self.answered = tuple(at for at in range(len(cells)) if at not in none)


def _pieces(question: SurveyQuestion, cell: str) -> list[str]:
    cell = cell.strip()
    pieces = split_choices(cell, question.separator, question.whole) if question.separator else [cell]
    return [FILL_IN.sub("", piece).strip() for piece in pieces] or [cell]


def _by_column(question: SurveyQuestion, columns: Sequence[Sequence[str]]) -> QuestionTally:
    """Return the tally of a question with one column an option.

    Who left every column blank, or was not shown the question, is not in the base.
    """
    rows = list(zip(*columns, strict=True))
    skipped = tuple(at for at, row in enumerate(rows) if all(cell in SKIPPED for cell in row))
    blank = tuple(at for at, row in enumerate(rows) if all(cell in EMPTY or not cell for cell in row))
    none = {*skipped, *blank}
    answered = tuple(at for at in range(len(rows)) if at not in none)
    chosen = {
        option: tuple(at for at, cell in enumerate(column) if cell in TICKED or cell == option)
        for option, column in zip(question.options, columns, strict=True)
    }
    return QuestionTally(chosen, answered, skipped, blank)


def _ranked_by_column(question: SurveyQuestion, columns: Sequence[Sequence[str]]) -> QuestionTally:
    ranks = {
        option: {at: int(cell) for at, cell in enumerate(column) if cell.isdecimal()}
        for option, column in zip(question.options, columns, strict=True)
    }
    base = _by_column(question, columns)
    return QuestionTally(
        {option: tuple(places) for option, places in ranks.items()},
        base.answered,
        base.skipped,
        base.blank,
        ranks=ranks,
    )


def _ranked_by_place(columns: Sequence[Sequence[str]]) -> QuestionTally:
    """Return the tally of a ranking with one column a place, the first place first."""
    skipped, blank, answered = list[int](), list[int](), list[int]()
    ranks: dict[str, dict[int, int]] = defaultdict(dict)
    for at, row in enumerate(zip(*columns, strict=True)):
        named = {place: cell.strip() for place, cell in enumerate(row, 1) if cell.strip() not in NO_ANSWER}
        for place, cell in named.items():
            ranks[FILL_IN.sub("", cell).strip()].setdefault(at, place)
        none = skipped if all(cell in SKIPPED for cell in row) else blank
        (answered if named else none).append(at)
    chosen = {option: tuple(places) for option, places in ranks.items()}
    shown = {option: chosen[option] for option in ordered_options(chosen)}
    return QuestionTally(shown, tuple(answered), tuple(skipped), tuple(blank), ranks=dict(ranks))


NO_ANSWER = SKIPPED | EMPTY | {""}


def ordered_options(counts: Mapping[str, Sequence[int]]) -> list[str]:
    """Return the options along their scale where they stand on one, else the most chosen first."""
    for scale in SCALES:
        if set(counts) <= set(scale):
            return [word for word in scale if word in counts]
    numbers = {option: _LEADING.match(option) for option in counts}
    if counts and all(numbers.values()):
        return sorted(counts, key=lambda option: (_first_number(option), "以下" not in option, option))
    return sorted(counts, key=lambda option: (-len(counts[option]), option))


_LEADING = re.compile(r"\D?(\d+(?:\.\d+)?)")  # 18–24岁 45岁以上 5分


def _first_number(option: str) -> Fraction:
    match = _LEADING.match(option)
    return Fraction(match[1]) if match else Fraction()


def mean_of(values: Iterable[Fraction | int]) -> Fraction:
    """Return the exact mean; raises ZeroDivisionError without a value."""
    found = [Fraction(value) for value in values]
    return sum(found, Fraction()) / len(found)


def open_tally_of(cells: Sequence[str]) -> OpenTally:
    """Return what the answers to an open question say."""
    blank, nothing, praise, opinions = list[int](), list[int](), list[int](), list[int]()
    for at, cell in enumerate(cells):
        text = cell.strip()
        if not text or text in EMPTY or text in SKIPPED:
            blank.append(at)
        elif not holds_no_opinion(text):
            opinions.append(at)
        elif is_only_praise(text):
            praise.append(at)
        else:
            nothing.append(at)
    return OpenTally(tuple(opinions), tuple(praise), tuple(sorted((*nothing, *blank))), tuple(blank))
