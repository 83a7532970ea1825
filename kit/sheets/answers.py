"""What people answered about cells and words ([answers] of campaign.toml): the workbook stays as it came.

A cell is called by its place, a word by its kind, column and itself: 宣传报道·级别：县级; one that several
ballots have in the place of a grade by its kind, itself and the grades.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from kit.model.finding import Question

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kit.model.fact import Place
    from kit.model.table import Column


EMPTY, VOID = "空着", "按无效计"  # answers for a cell: nobody wrote anything; the item is void
OWN = "都照原来的词单独统计"
DENIAL = set("不未非无没")
EVIDENT = 0.75  # how near a word must be to one of the list to be proposed as it


def word_key(kind: str, column: str, word: str) -> str:
    """Return the key of the answer under which word of a list a word counts.

    >>> word_key("宣传报道", "级别", "县级")
    '宣传报道·级别：县级'
    """
    return f"{kind}·{column}：{word}"


def cell_question(place: Place, fault: str, column: Column) -> Question:
    """Return the question what a cell should say that holds none of the words of its column.

    Proposed is a word that it nearly is; of a ballot, what holds without an answer.
    """
    void = (VOID,) if column.several is not None else ()
    choices = (*column.choices, EMPTY, *void)
    if (said := said_in(fault)) is None:  # two of its words
        return Question(str(place), f"{place}{fault}，算哪一个", "".join(void), choices)
    asked = f"{place}写的是“{said}”，不是{'、'.join(column.choices)}，算哪一个"
    return Question(str(place), asked, _near(said, column.choices) or "".join(void), choices)


def said_in(fault: str | None) -> str | None:
    """Return the word of a cell that is none of its column's; None where the cell holds two of these."""
    return fault[1:].partition("”")[0] if fault and fault.startswith("“") else None


def scale_key(kind: str, word: str, choices: Sequence[str]) -> str:
    """Return the key of the answer which of these a word means, wherever a sheet of that kind has it.

    >>> scale_key("评议票", "优", ("优秀", "称职"))
    '评议票：“优”（优秀、称职）'
    """
    return f"{kind}：“{word}”（{'、'.join(choices)}）"


def scale_question(kind: str, place: Place, word: str, column: Column) -> Question:
    """Return the question what a word means that several cells hold and the column's list has not."""
    asked = cell_question(place, f"“{word}”", column)
    said = f"“{kind}”里有几格写“{word}”（{place}……），不是{'、'.join(column.choices)}，都算哪一个"
    return Question(scale_key(kind, word, column.choices), said, asked.proposal, asked.choices)


def _near(word: str, words: Iterable[str]) -> str:
    """Return the word that another nearly is, "" if none; one that denies the other is not near.

    >>> _near("优", ("优秀", "称职", "基本称职", "不称职")), _near("基本", ("称职", "基本称职", "不称职"))
    ('优秀', '基本称职')
    """
    alike = [each for each in words if bool(DENIAL & set(each)) == bool(DENIAL & set(word))]
    begun = [each for each in alike if each.startswith(word)]
    if len(begun) == 1:
        return begun[0]
    return next(iter(difflib.get_close_matches(word, alike, n=1, cutoff=EVIDENT)), "")


def words_question(kind: str, column: Column, counts: Mapping[str, int]) -> Question:
    """Return the question under which words those count that an office's list has and the kit's has not."""
    parts = tuple(_word_question(kind, column, word, number) for word, number in counts.items())
    if len(parts) == 1:
        return parts[0]
    listed = "、".join(f"“{word}”{number}" for word, number in counts.items())
    changed = [
        f"“{word}”算作“{part.proposal}”"
        for word, part in zip(counts, parts, strict=True)
        if part.proposal != word
    ]
    proposal = "，".join([*changed, "其余照原来的词单独统计"]) if changed else OWN
    asked = f"“{kind}”的“{column.name}”里有常用词以外的{listed}，{proposal}，对吗"
    return Question(f"{kind}·{column.name}", asked, proposal, (proposal,), parts)


def _word_question(kind: str, column: Column, word: str, number: int) -> Question:
    proposal = _near(word, column.choices) or word
    asked = f"“{kind}”的“{column.name}”里有 {number} 行写“{word}”，算作哪个词（照原来的词就单独统计）"
    choices = tuple(dict.fromkeys((proposal, word, *column.choices)))
    return Question(word_key(kind, column.name, word), asked, proposal, choices)
