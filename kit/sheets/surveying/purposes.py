"""What an answer column is for, from all its values: a closed question, an open one, or who answered.

Answers that say nothing never count for it: an open question stays open when 9 of 10 say 无.

Cells that count or tick instead of saying something: 3, ４条, 八条, 92.5分, √.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from kit.model.reticent import reticent
from kit.sheets.surveying.choices import LONGEST_OPTION, MOST_OPTIONS, mark_between, whole_options
from kit.sheets.surveying.verbatim import EMPTY, FILL_IN, SKIPPED
from kit.sheets.surveying.words import (
    ASKS_FOR_NAME,
    ASKS_FOR_OPINION,
    ASKS_FOR_PERSON,
    ASKS_FOR_WORDS,
    CLOSED,
    MEASURED,
    ON_A_SCALE,
    RANKED,
    SCORED,
)
from kit.text.no_opinion import holds_no_opinion, is_only_praise

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence


COUNTED = re.compile(
    r"[约近共]?(?:[-+]?\d+(?:[.,]\d+)*|[〇零一二三四五六七八九十百千两几]+)\s*"
    r"(?:余|多|来)?(?:条|份|个|件|项|人|次|人次|件次|家|户|名|场|篇|分|元|%|‰)?(?:左右|以上)?[。.]?"
)
TICK = re.compile(r"[√✓✔×✗✘○●☑☒]+|[有是否对]")


def is_count(text: str) -> bool:
    """Return whether a cell is a bare number or a tick, which nobody gave as an opinion.

    >>> [is_count(text) for text in ("3", "４条", "约十二份", "√", "路灯3盏不亮", "3楼没有灯", "有")]
    [True, True, True, True, False, False, True]
    """
    said = unicodedata.normalize("NFKC", text).strip()
    return bool(COUNTED.fullmatch(said) or TICK.fullmatch(said))


OPEN, SINGLE, MULTIPLE, LEAVE_OUT, NAME = "意见", "单选题", "多选题", "不登记", "姓名"
SCALE, NUMBER, RANKING = "量表题", "数字题", "排序题"
CLOSED_KINDS = frozenset({SINGLE, MULTIPLE, SCALE, NUMBER, RANKING})
ARROWS = ("→", "＞", ">")  # between the options of a ranking, the first one first
MARKS = ("┋",)  # that only ever join choices
GUESSED = ("|", ";", "；", "、", "，", ",", "\n", " / ")  # that also stand inside options and sentences
LONG_ANSWER = 8  # characters: above, on the average, answers read like sentences
VARIED = 0.6  # share of different answers above which nobody chose from a list
REPEATED = 0.5  # share of different answers up to which they did
REPEATED_WORDS = 0.34  # the same, where the question asks for words: people may just agree
FEW = 4  # answers below which nothing can be told from repetition
LEAST_WISH = 5  # characters of an answer that is more than a word to choose
SENTENCES = 3  # answers that read like sentences, below which they may be chance
CODED_ANSWERS = "答案都是选项的号"
POINTS = 10  # the most that a scale of numbers has
MOST_CODES = 10  # different numbers that may be the numbers of options
DATED = re.compile(
    r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?|"
    r"\d{1,2}月\d{1,2}日|\d{1,2}/\d{1,2}/\d{2,4}"
)
GRADED = re.compile(r"(\d+(?:\.\d+)?)\s*[分星颗级★]?")
MEASURE = re.compile(r"(-?\d+(?:\.\d+)?)\s*(?:岁|年|个|次|人|口|元|万元|天|小时|分钟|公里|平方米|分|%)?")


@reticent("counts")
@dataclass(frozen=True)
class ColumnAnswers:
    """The answers of one column, once blanks and skips are taken out."""

    values: tuple[str, ...]
    counts: Counter[str]
    skipped: int
    blank: int

    @property
    def answered(self) -> int:
        """Return how many answered; the base of all shares."""
        return len(self.values)

    def said(self, *, praise: bool) -> Counter[str]:
        """Return the answers that say something, without what is filled in behind options.

        praise: whether 很好 and 满意 count, as they do where they are options.
        """
        found: Counter[str] = Counter()
        for value, times in self.counts.items():
            bare = FILL_IN.sub("", value).strip()
            if not _says_nothing(bare, praise=praise):
                found[bare] += times
        return found


def _says_nothing(text: str, *, praise: bool) -> bool:
    return holds_no_opinion(text) and not (praise and is_only_praise(text))


def answers_of(values: Sequence[str]) -> ColumnAnswers:
    """Return the answers of a column of texts."""
    found = Counter(values)
    skipped = sum(found.pop(mark, 0) for mark in SKIPPED)
    blank = sum(found.pop(mark, 0) for mark in (*EMPTY, ""))
    silent = SKIPPED | EMPTY | {""}
    return ColumnAnswers(tuple(value for value in values if value not in silent), found, skipped, blank)


@dataclass(frozen=True)
class Purpose:
    """What a column is for; `sure` is False where a person has to say so."""

    kind: str
    why: str
    sure: bool = True
    separator: str = ""
    whole: tuple[str, ...] = ()  # options that hold the separator themselves


def purpose_of(
    heading: str, answers: ColumnAnswers, separators: Sequence[str], guessed: Sequence[str]
) -> Purpose:
    """Return what a column is for.

    separators: marks that only ever join several choices; guessed: marks that also stand inside options and
    sentences, and count only where the pieces recombine as choices do.
    """
    if ASKS_FOR_PERSON.match(heading):
        return Purpose(NAME if ASKS_FOR_NAME.search(heading) else LEAVE_OUT, "问的是个人信息")
    for mark in separators:
        if any(mark in value for value in answers.counts):
            return Purpose(MULTIPLE, f"选项用“{mark}”连着", separator=mark)
    if not answers.answered:
        return Purpose(OPEN if ASKS_FOR_WORDS.search(heading) else SINGLE, "没有人作答")
    return _ranking(heading, answers) or _multiple(heading, answers, guessed) or _one_each(heading, answers)


def _ranking(heading: str, answers: ColumnAnswers) -> Purpose | None:
    marks = (*ARROWS, *GUESSED) if RANKED.search(heading) else ARROWS[:1]
    mark = mark_between(answers.counts, marks, heading)
    return Purpose(RANKING, f"选项用“{mark}”排了先后", separator=mark) if mark else None


def _multiple(heading: str, answers: ColumnAnswers, guessed: Sequence[str]) -> Purpose | None:
    mark = mark_between(answers.counts, guessed, heading)
    if not mark:
        return None
    whole = whole_options((FILL_IN.sub("", value) for value in answers.counts), mark)
    return Purpose(MULTIPLE, f"用“{mark}”隔开的几段反复出现", separator=mark, whole=whole)


def _one_each(heading: str, answers: ColumnAnswers) -> Purpose:
    """Return what a column is for in which each answer is one thing."""
    asks = bool(ASKS_FOR_WORDS.search(heading))
    with_praise = answers.said(praise=True)
    graded = _is_graded(with_praise)
    said = answers.said(praise=False) if asks else with_praise
    if (graded and CLOSED.search(heading)) or (said and _is_graded(said)):
        return Purpose(SINGLE, "答案都是量表上的词")
    if all(map(DATED.fullmatch, answers.counts)) and len(answers.counts) > REPEATED * answers.answered:
        return Purpose(LEAVE_OUT, "答案都是日期，不统计")
    if not said:
        return Purpose(OPEN if asks else SINGLE, "没有人说什么")
    if all(map(_is_number, said)):
        return _of_numbers(heading, said)
    if asks and ASKS_FOR_OPINION.search(heading) and _are_wishes(answers):
        return Purpose(OPEN, "题目请人写意见")
    return _open_or_single(said, answers, asks=asks)


def _is_graded(said: Collection[str]) -> bool:
    return set(said) <= ON_A_SCALE and not all(map(_is_number, said))


def _is_number(text: str) -> bool:
    return is_count(text) or points_of(text) is not None


def _of_numbers(heading: str, said: Mapping[str, int]) -> Purpose:
    """Return a scale, the numbers of options, or numbers that say how much."""
    values = [points_of(text) for text in said]
    if None in values:
        return Purpose(SINGLE if len(said) <= MOST_OPTIONS else LEAVE_OUT, "答案都是数目")
    whole = all(value is not None and value.denominator == 1 and 0 <= value <= POINTS for value in values)
    if whole and not MEASURED.search(SCORED.sub("", heading)):
        graded = SCORED.search(heading) or any(re.search(r"[分星级★]", text) for text in said)
        return Purpose(SCALE if graded else SINGLE, "答案都是几分" if graded else CODED_ANSWERS)
    if len(said) <= MOST_CODES and whole:
        return Purpose(SINGLE, "答案都是数目")
    return Purpose(NUMBER, "答案都是数目")


def points_of(text: str) -> Fraction | None:
    """Return the number that an answer is.

    >>> points_of("4分"), points_of("25岁"), points_of("四")
    (Fraction(4, 1), Fraction(25, 1), None)
    """
    said = unicodedata.normalize("NFKC", text).strip()
    match = GRADED.fullmatch(said) or MEASURE.fullmatch(said)
    return Fraction(match[1]) if match else None


def _open_or_single(said: Mapping[str, int], answers: ColumnAnswers, *, asks: bool) -> Purpose:
    number, different = sum(said.values()), len(said)
    serious = answers.said(praise=False)
    spoken = sum(serious.values())
    if asks and len(set(answers.counts) - set(answers.said(praise=True))) > 1:
        return Purpose(OPEN, "题目请人写话，没有意见的写法不止一种")  # a list has one word for it
    reads = spoken >= SENTENCES and _length(serious) >= LONG_ANSWER and len(serious) >= VARIED * spoken
    if not (reads and not asks) and _is_chosen(said, number, asks=asks):
        return Purpose(SINGLE, f"{number} 个人只有 {different} 种答案")
    if asks:
        return Purpose(OPEN, "题目请人写话")
    if (_length(said) >= LONG_ANSWER and different >= VARIED * number) or reads:
        return Purpose(OPEN, "答案是各不相同的话，题目却不像在征求意见", sure=False)
    chosen = different < VARIED * number and max(map(len, said)) <= LONGEST_OPTION
    return Purpose(SINGLE if chosen else LEAVE_OUT, "看不出是选择题还是填空题", sure=False)


def _are_wishes(answers: ColumnAnswers) -> bool:
    """Return whether answers are what people want, be it the same: beside 无, or longer than a word."""
    is_silent = any(_says_nothing(text, praise=True) for text in answers.counts)
    return is_silent or _length(answers.said(praise=False)) >= LEAST_WISH


def _length(said: Mapping[str, int]) -> float:
    """Return how many characters the different answers have on the average."""
    return sum(map(len, said)) / len(said) if said else 0.0


def _is_chosen(said: Mapping[str, int], number: int, *, asks: bool) -> bool:
    if max(map(len, said)) > LONGEST_OPTION or len(said) > MOST_OPTIONS or number < FEW:
        return False
    if len(said) == 1:
        return not asks
    return len(said) <= (REPEATED_WORDS if asks else REPEATED) * number
