"""Opinions that look like the same one said again: proposed with a reason, never merged by machine.

Three steps (opinions.md 3.3): the same after normalising; candidates by signatures of character pairs;
and a comparison word by word that knows the traps. Opposite opinions are never proposed. What an opinion
says is its subject (主题) with its text. Those that differ in one number or day only are suspected (疑似):
a list of its own, each with the difference.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from kit.model.finding import FigureError
from kit.opinions.proposing.aspects import with_subject
from kit.opinions.proposing.candidates import CHUNK, candidate_pairs
from kit.opinions.proposing.normalising import comparable
from kit.opinions.proposing.stars import Edge, Star, stars
from kit.opinions.proposing.verdict import LikenessVerdict, compare, gists, verdict
from kit.text.no_opinion import holds_no_opinion

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Executor

    from kit.opinions.proposing.candidates import Mapper, Pairs


COLUMNS = (
    *("组号", "条数", "代表ID", "代表主题", "代表原文"),
    *("意见ID", "主题", "原文", "种类", "相似度", "依据"),
)
EXACT, SAME_FORM, NEAR, SUSPECTED = "完全相同", "同份重复", "几乎相同", "疑似"
_DIGITS = re.compile(r"\d+")
_NOTHING = 16  # characters; no answer that says nothing is longer


@dataclass(frozen=True)
class _Said:
    """One text that one or more opinions have, up to width and punctuation."""

    rows: tuple[_Row, ...]  # the first in order represents the text


class _Row(NamedTuple):
    """One opinion as the register has it."""

    number: str  # 意见ID
    subject: str  # 主题
    text: str  # 原文
    form: str  # 份号

    @property
    def whole(self) -> str:
        return with_subject(self.subject, self.text)


def near_duplicates(
    by_opinion: pd.DataFrame, words: Sequence[str] = (), executor: Executor | None = None
) -> pd.DataFrame:
    """Return one row for each opinion that seems to say the same as its group's representative.

    by_opinion: one row per raw opinion, with 意见ID and 原文, and 份号 if there is one. words: the
    campaign's own terms. executor: any of concurrent.futures, or a Dask client's get_executor(); the
    work is given to it in chunks. The rows have COLUMNS; groups with most opinions first. An opinion
    stands in one group at most. The order of rows makes no difference.

    Raises FigureError if an 意见ID stands twice.
    """
    return compared(by_opinion, words, executor)[0]


def compared(
    by_opinion: pd.DataFrame, words: Sequence[str] = (), executor: Executor | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the near-duplicates (see near_duplicates), and those that are only suspected, with COLUMNS too.

    A suspected row stands beside one representative, from which it differs in one number or day, or, where
    both are short, in particles: 依据 says in which. Opinions of one group of near-duplicates are suspected
    once.
    """
    by_text = _by_text(by_opinion)
    mapped: Mapper = executor.map if executor else map
    texts = [by_text[said] for said in sorted(by_text)]
    pairs = candidate_pairs(sorted(by_text), mapped)
    edges = list(_edges(pairs, [text.rows[0].whole for text in texts], tuple(words), mapped))
    weights = [len(text.rows) for text in texts]
    same = list(stars((edge for edge in edges if not edge.doubtful), weights, _first(texts)))
    doubtful = _between_groups([edge for edge in edges if edge.doubtful], same)
    suspected = stars(doubtful, [1] * len(texts), _first(texts))
    return (
        _table([list(_members(star, texts)) for star in same], "C"),
        _table([list(_suspects(star, texts)) for star in suspected], "S"),
    )


def _first(texts: Sequence[_Said]) -> Callable[[int], str]:
    return lambda at: natural(texts[at].rows[0].number)


def _table(groups: list[list[_Told]], letter: str) -> pd.DataFrame:
    groups.sort(key=lambda members: (-len(members), natural(members[0][0])))
    rows = [
        (f"{letter}{number}", len(members) + 1, *member)
        for number, members in enumerate(groups, 1)
        for member in sorted(members, key=lambda member: natural(member[3]))
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _between_groups(doubtful: Sequence[Edge], same: Sequence[Star]) -> list[Edge]:
    """Return the edges between different groups, one for each two groups: the most alike."""
    group = {at: star.centre for star in same for at in (star.centre, *(at for at, _ in star.edges))}
    best: dict[tuple[int, int], Edge] = {}
    for edge in doubtful:
        one, other = sorted((group.get(edge.one, edge.one), group.get(edge.other, edge.other)))
        known = best.get((one, other))
        if one != other and (known is None or edge.similarity > known.similarity):
            best[one, other] = edge
    return [best[pair] for pair in sorted(best)]


def compare_opinions(one: str, other: str, words: Sequence[str] = ()) -> LikenessVerdict:
    """Return whether two texts say the same, with the reason; their order makes no difference."""
    return compare(one, other, words)


def natural(number: str) -> str:
    """Return a key that sorts ids as people count: Y2 before Y10.

    >>> sorted(["Y10", "Y2"], key=natural)
    ['Y2', 'Y10']
    """
    return _DIGITS.sub(lambda found: found[0].zfill(12), number)


def _by_text(by_opinion: pd.DataFrame) -> dict[str, _Said]:
    """Return the rows of each comparable text; answers that say nothing are left out."""
    ids = [str(number) for number in by_opinion["意见ID"]]
    if len(set(ids)) < len(ids):
        raise FigureError(
            "意见登记（原始）", "有的意见ID出现了两次", "请先改正编号：一个意见ID只能是一条意见"
        )
    forms = by_opinion["份号"] if "份号" in by_opinion else repeat(None)
    subjects = by_opinion["主题"] if "主题" in by_opinion else repeat(None)
    rows: dict[str, list[_Row]] = {}
    for number, *cells in zip(ids, subjects, by_opinion["原文"], forms, strict=False):
        row = _Row(number, *(cell if isinstance(cell, str) else "" for cell in cells))
        if said := comparable(row.whole):
            rows.setdefault(said, []).append(row)
    return {
        said: _Said(
            tuple(sorted(found, key=lambda row: natural(row.number))) if len(found) > 1 else tuple(found)
        )
        for said, found in rows.items()
        if len(said) > _NOTHING or not holds_no_opinion(found[0].whole)
    }


def _edges(pairs: Pairs, firsts: Sequence[str], words: tuple[str, ...], mapped: Mapper) -> Iterator[Edge]:
    parts = [pairs[start : start + CHUNK] for start in range(0, len(pairs), CHUNK)]
    ones = [[firsts[one] for one in part[:, 0]] for part in parts]
    others = [[firsts[other] for other in part[:, 1]] for part in parts]
    found = mapped(partial(verdicts_of, words=words), ones, others)
    for part, verdicts in zip(parts, found, strict=True):
        for at, said in verdicts:
            one, other = int(part[at, 0]), int(part[at, 1])
            yield Edge(one, other, said.similarity, said.reason, said.doubtful)


def verdicts_of(
    ones: Sequence[str], others: Sequence[str], words: tuple[str, ...]
) -> list[tuple[int, LikenessVerdict]]:
    """Return position and verdict of those pairs of texts that say the same or may do so."""
    texts = sorted({*ones, *others})
    by_text = dict(zip(texts, gists(texts, words), strict=True))
    found = (verdict(by_text[one], by_text[other]) for one, other in zip(ones, others, strict=True))
    return [(at, said) for at, said in enumerate(found) if said.same or said.doubtful]


_Told = tuple[str, str, str, str, str, str, str, float, str]


def _members(star: Star, texts: Sequence[_Said]) -> Iterator[_Told]:
    """Yield the columns from 代表ID on, for every row of the group but the representative."""
    centre, *same = texts[star.centre].rows
    for row in same:
        kind = SAME_FORM if centre.form and centre.form == row.form else EXACT
        reason = "与代表一字不差" if centre.whole == row.whole else "去掉标点、空格和全半角后一字不差"
        yield _told(centre, row, kind, 1.0, _on_form(reason, kind))
    for position, edge in star.edges:
        for row in texts[position].rows:
            kind = SAME_FORM if centre.form and centre.form == row.form else NEAR
            yield _told(centre, row, kind, edge.similarity, _on_form(edge.reason, kind))


def _suspects(star: Star, texts: Sequence[_Said]) -> Iterator[_Told]:
    """Yield the columns from 代表ID on, for one opinion of each text that may say the same."""
    centre = texts[star.centre].rows[0]
    for position, edge in star.edges:
        yield _told(centre, texts[position].rows[0], SUSPECTED, edge.similarity, edge.reason)


def _told(centre: _Row, row: _Row, kind: str, similarity: float, reason: str) -> _Told:
    one, other = (centre.number, centre.subject, centre.text), (row.number, row.subject, row.text)
    return (*one, *other, kind, round(similarity, 3), reason)


def _on_form(reason: str, kind: str) -> str:
    return f"{reason}；写在同一份表上" if kind == SAME_FORM else reason
