"""Hot issues (热点): clusters of opinions ranked by heat, each with a title, a place and a time span.

Heat is a sum of four shares of the hottest: how many opinions, how many of them recent, how long it has
been going on, and how many people agree. The shares and their weights are shown beside it.

Titles and key words are those of kit.opinions.proposing.titles: said by many, never a sentence of one.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd

from kit.opinions.proposing.aspects import with_subject
from kit.opinions.proposing.duplicates import natural
from kit.opinions.proposing.normalising import unified
from kit.opinions.proposing.places import apart, most_named, places_in
from kit.opinions.proposing.titles import LEAST, Vocabulary, issue_words, vocabulary
from kit.text.no_opinion import holds_no_opinion
from kit.text.privacy.scrubbing import without_marks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    import numpy.typing as npt

COLUMNS = [
    "排名",
    "热度",
    "标题",
    "地点",
    "条数",
    "起",
    "止",
    "跨度天数",
    "近期条数",
    "赞成",
    "反对",
    "关键词",
    "意见ID",
    "条数分",
    "近期分",
    "持续分",
    "认同分",
]
LEAST_ALIKE = (
    0.17  # on 30 real messages with two hot issues (15 opinions) it found both, 14 opinions, nothing else
)
COLUMNS_READ = ("意见ID", "原文", "登记日", "主题", "赞成", "反对")
RECENT = 30  # days
WITNESSES = 100  # opinions of an issue from which its place is taken
VOCABULARY = 4_000  # opinions, evenly drawn, from which it is known how common a word is
ALONE = 10  # opinions that people support more than any issue, and that nobody else raised: at most so many
EVERY, FIRST = 200, 120  # opinions drawn to know which places are everywhere; characters of each
FEWEST = 20  # opinions of those drawn
EVERYWHERE = 0.1  # share of the opinions; a place that more of them name parts nothing


@dataclass(frozen=True)
class HeatWeights:
    """What each share counts in the heat; together 100. days: how far back 近期 reaches."""

    opinions: int = 40
    recent: int = 20
    lasting: int = 20
    agreed: int = 20
    days: int = RECENT


@dataclass(frozen=True)
class _Issue:
    """One cluster before it is ranked."""

    rows: tuple[Mapping[str, Any], ...]  # the most central first
    place: str
    is_known: bool  # the place, to as many opinions as a title asks for
    days: tuple[date, ...]
    recent: int
    agreed: int
    against: int

    @property
    def span(self) -> int:
        return (self.days[-1] - self.days[0]).days + 1 if self.days else 0


def hot_issues(
    by_opinion: pd.DataFrame,
    as_of: date,
    weights: HeatWeights | None = None,
    least_alike: float = LEAST_ALIKE,
    words: Sequence[str] = (),
) -> pd.DataFrame:
    """Return one row for each issue that two or more opinions raise, the hottest first, with COLUMNS.

    An opinion that more people support than any of these issues is an issue by itself.

    by_opinion: 意见ID, 原文, and where there are such columns 登记日 (a day, or its ISO text), 主题, 赞成,
    反对. as_of: the day from which 近期 is counted back. words: the campaign's own terms. Titles are made of
    words that at least three opinions say, without what leads to a person. More than
    kit.opinions.proposing.clusters.SAMPLE opinions are clustered by a sample (see there); all are counted.
    """
    from kit.opinions.proposing.clusters import clusters  # noqa: PLC0415 - scikit-learn takes a second to import

    needed = by_opinion[[name for name in COLUMNS_READ if name in by_opinion]]
    records = [{str(name): cell for name, cell in row.items()} for row in needed.to_dict("records")]
    rows = sorted(records, key=lambda row: natural(str(row["意见ID"])))
    rows = [row for row in rows if isinstance(row["原文"], str) and not holds_no_opinion(row["原文"])]
    weights = weights or HeatWeights()
    texts = [_whole(row) for row in rows]
    places = _Places(texts, words)
    told = [f"{_subject(row)}。{text}" for row, text in zip(rows, texts, strict=True)]
    groups = clusters(told, least_alike, places.apart)
    issues = [_issue(rows, group, places, as_of, weights.days) for group in groups]
    alone = _alone(rows, {at for group in groups for at in group}, issues)
    issues += [_issue(rows, (at,), places, as_of, weights.days) for at in alone]
    known = vocabulary(texts[:: max(1, -(-len(texts) // VOCABULARY))]) if issues else Vocabulary()
    frame = pd.DataFrame(_ranked(issues, weights, known), columns=COLUMNS[1:])
    frame = frame.sort_values(["热度", "条数", "标题"], ascending=[False, False, True], ignore_index=True)
    frame.insert(0, "排名", range(1, len(frame) + 1))
    return frame


def counts_over_time(by_opinion: pd.DataFrame, by: str, period: str = "M") -> pd.DataFrame:
    """Return how many opinions came in each period: one row per period, one column per value of `by`.

    by_opinion: 登记日 and the column `by` (来源渠道, 方面 …). period: D day, W week, M month, as pandas
    calls them. Periods without opinions hold 0; opinions without a day are left out.
    """
    days = pd.to_datetime(pd.Series([_day(cell) for cell in by_opinion["登记日"]], index=by_opinion.index))
    dated = by_opinion.assign(时段=days.dt.to_period(period))[days.notna()]
    if dated.empty:
        return pd.DataFrame(index=pd.PeriodIndex([], freq=period, name="时段"))
    counted = dated.pivot_table(index="时段", columns=by, aggfunc="size", fill_value=0, observed=True)
    every = pd.period_range(counted.index.min(), counted.index.max(), freq=period, name="时段")
    return counted.reindex(every, fill_value=0)


def span_of_days(by_opinion: pd.DataFrame) -> int:
    """Return how many days lie between the first and the last opinion, both counted; 0 without days."""
    days = [day for day in map(_day, by_opinion["登记日"]) if day is not None]
    return (max(days) - min(days)).days + 1 if days else 0


def _whole(row: Mapping[str, Any]) -> str:
    """Return what an opinion says; the kind of what was scrubbed, such as 〔姓名〕, is none of its words."""
    subject = row.get("主题")
    return without_marks(with_subject(subject if isinstance(subject, str) else "", row["原文"]))


def _subject(row: Mapping[str, Any]) -> str:
    subject = row.get("主题")
    return without_marks(subject) if isinstance(subject, str) else ""


class _Places:
    """The places that each opinion names near its beginning; one that many name is told apart by nothing."""

    def __init__(self, texts: Sequence[str], words: Sequence[str]) -> None:
        self.texts, self.words = texts, words
        self.known: dict[int, frozenset[str]] = {}
        drawn = range(0, len(texts), max(1, -(-len(texts) // EVERY)))
        self.counts: Counter[str] = Counter()
        for at in drawn:
            self.of(at)
        many = max(EVERYWHERE * len(drawn), FEWEST)
        self.common = frozenset(place for place, count in self.counts.items() if count > many)

    def of(self, at: int) -> frozenset[str]:
        """Return the places of the opinion at a position."""
        if at not in self.known:
            self.known[at] = frozenset(places_in(self.texts[at][:FIRST], self.words))
            self.counts.update(self.known[at])
        return self.known[at]

    def is_said_by(self, place: str, least: int) -> bool:
        """Return whether so many opinions of those looked at name a place."""
        return bool(place) and self.counts[unified(place)] >= least

    def apart(self, ones: Sequence[int], others: Sequence[int]) -> npt.NDArray[np.bool_]:
        """Return which opinions speak of different places."""
        told = ([self.of(at) - self.common for at in positions] for positions in (ones, others))
        return apart(*told)


def _issue(
    every: Sequence[Mapping[str, Any]], group: Sequence[int], places: _Places, as_of: date, recent_days: int
) -> _Issue:
    rows = [every[at] for at in group]
    days = tuple(sorted(day for row in rows if (day := _day(row.get("登记日")))))
    recent = sum(0 <= (as_of - day).days < recent_days for day in days)
    place = most_named([places.of(at) for at in group[:WITNESSES]])
    is_known = places.is_said_by(place, LEAST)
    return _Issue(tuple(rows), place, is_known, days, recent, _total(rows, "赞成"), _total(rows, "反对"))


def _alone(rows: Sequence[Mapping[str, Any]], taken: set[int], issues: Sequence[_Issue]) -> list[int]:
    """Return the opinions in no issue that are supported more than any issue, the most supported first."""
    least = max((issue.agreed - issue.against for issue in issues), default=0)
    support = {
        at: net
        for at, row in enumerate(rows)
        if at not in taken and (net := _total([row], "赞成") - _total([row], "反对")) > 0 and net >= least
    }
    return sorted(support, key=lambda at: (-support[at], at))[:ALONE]


def _ranked(issues: Sequence[_Issue], weights: HeatWeights, known: Vocabulary) -> list[tuple[object, ...]]:
    most = max((len(issue.rows) for issue in issues), default=1)
    freshest = max((issue.recent for issue in issues), default=0) or 1
    longest = max((issue.span for issue in issues), default=0) or 1
    warmest = max((_agreement(issue) for issue in issues), default=0) or 1
    ranked: list[tuple[object, ...]] = []
    for issue in issues:
        parts = (
            weights.opinions * len(issue.rows) / most,
            weights.recent * issue.recent / freshest,
            weights.lasting * issue.span / longest,
            weights.agreed * _agreement(issue) / warmest,
        )
        shares = [round(part, 1) for part in parts]
        ids = tuple(str(row["意见ID"]) for row in issue.rows)
        first, last = (issue.days[0], issue.days[-1]) if issue.days else (None, None)
        subjects, texts = [_subject(row) for row in issue.rows], [str(row["原文"]) for row in issue.rows]
        called = issue_words(subjects, texts, issue.place if issue.is_known else "", known)
        told = (
            round(sum(shares), 1),
            called.title,
            issue.place,
            len(ids),
            first,
            last,
            issue.span,
            issue.recent,
        )
        ranked.append((*told, issue.agreed, issue.against, "、".join(called.words), ids, *shares))
    return ranked


def _agreement(issue: _Issue) -> float:
    """Return net agreement on a scale where ten times as many count twice, not ten times."""
    return math.log1p(max(0, issue.agreed - issue.against))


def _day(cell: object) -> date | None:
    if isinstance(cell, date):
        return date(cell.year, cell.month, cell.day)
    try:
        return date.fromisoformat(cell[:10]) if isinstance(cell, str) and cell else None
    except ValueError:
        return None


def _total(rows: Sequence[Mapping[str, Any]], column: str) -> int:
    return sum(int(cell) for row in rows if isinstance(cell := row.get(column), (int, float)) and cell >= 0)
