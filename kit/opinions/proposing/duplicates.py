"""Opinions that look like the same one said again: proposed with a reason, never merged by machine.

Three steps (opinions.md 3.3): the same after normalising; candidates by signatures of character pairs;
and a comparison word by word that knows the traps. Opposite opinions are never proposed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from itertools import repeat
from typing import TYPE_CHECKING

import pandas as pd

from kit.model.finding import FigureError
from kit.opinions.proposing.candidates import CHUNK, candidate_pairs
from kit.opinions.proposing.normalising import comparable
from kit.opinions.proposing.stars import Edge, Star, stars
from kit.opinions.proposing.verdict import LikenessVerdict, compare, gists, verdict
from kit.text.no_opinion import holds_no_opinion

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from concurrent.futures import Executor

    from kit.opinions.proposing.candidates import Mapper, Pairs


COLUMNS = ("组号", "条数", "代表ID", "代表原文", "意见ID", "原文", "种类", "相似度", "依据")
EXACT, SAME_FORM, NEAR = "完全相同", "同份重复", "几乎相同"
_DIGITS = re.compile(r"\d+")
_NOTHING = 16  # characters; no answer that says nothing is longer


@dataclass(frozen=True)
class _Said:
    """One text that one or more opinions have, up to width and punctuation."""

    rows: tuple[tuple[str, str, str], ...]  # 意见ID, 原文, 份号; the first in order represents the text


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
    by_text = _by_text(by_opinion)
    mapped: Mapper = executor.map if executor else map
    texts = [by_text[said] for said in sorted(by_text)]
    pairs = candidate_pairs(sorted(by_text), mapped)
    edges = _edges(pairs, [text.rows[0][1] for text in texts], tuple(words), mapped)
    found = stars(edges, [len(text.rows) for text in texts], lambda at: natural(texts[at].rows[0][0]))
    groups = [list(_members(star, texts)) for star in found]
    groups.sort(key=lambda members: (-len(members), natural(members[0][0])))
    rows = [
        (f"C{number}", len(members) + 1, *member)
        for number, members in enumerate(groups, 1)
        for member in sorted(members, key=lambda member: natural(member[2]))
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


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
    rows: dict[str, list[tuple[str, str, str]]] = {}
    for number, text, form in zip(ids, by_opinion["原文"], forms, strict=False):
        verbatim = text if isinstance(text, str) else ""
        if said := comparable(verbatim):
            rows.setdefault(said, []).append((number, verbatim, form if isinstance(form, str) else ""))
    return {
        said: _Said(tuple(sorted(found, key=lambda row: natural(row[0]))) if len(found) > 1 else tuple(found))
        for said, found in rows.items()
        if len(said) > _NOTHING or not holds_no_opinion(found[0][1])
    }


def _edges(pairs: Pairs, firsts: Sequence[str], words: tuple[str, ...], mapped: Mapper) -> Iterator[Edge]:
    parts = [pairs[start : start + CHUNK] for start in range(0, len(pairs), CHUNK)]
    ones = [[firsts[one] for one in part[:, 0]] for part in parts]
    others = [[firsts[other] for other in part[:, 1]] for part in parts]
    found = mapped(partial(verdicts_of, words=words), ones, others)
    for part, verdicts in zip(parts, found, strict=True):
        for at, similarity, reason in verdicts:
            yield Edge(int(part[at, 0]), int(part[at, 1]), similarity, reason)


def verdicts_of(
    ones: Sequence[str], others: Sequence[str], words: tuple[str, ...]
) -> list[tuple[int, float, str]]:
    """Return position, likeness and reason of those pairs of texts that say the same."""
    texts = sorted({*ones, *others})
    by_text = dict(zip(texts, gists(texts, words), strict=True))
    found = (verdict(by_text[one], by_text[other]) for one, other in zip(ones, others, strict=True))
    return [(at, said.similarity, said.reason) for at, said in enumerate(found) if said.same]


def _members(star: Star, texts: Sequence[_Said]) -> Iterator[tuple[str, str, str, str, str, float, str]]:
    """Yield the columns from 代表ID on, for every row of the group but the representative."""
    (number, verbatim, form), *same = texts[star.centre].rows
    for other, text, its_form in same:
        kind = SAME_FORM if form and form == its_form else EXACT
        reason = "与代表一字不差" if verbatim == text else "去掉标点、空格和全半角后一字不差"
        yield number, verbatim, other, text, kind, 1.0, _on_form(reason, kind)
    for position, edge in star.edges:
        for other, text, its_form in texts[position].rows:
            kind = SAME_FORM if form and form == its_form else NEAR
            yield number, verbatim, other, text, kind, round(edge.similarity, 3), _on_form(edge.reason, kind)


def _on_form(reason: str, kind: str) -> str:
    return f"{reason}；写在同一份表上" if kind == SAME_FORM else reason
