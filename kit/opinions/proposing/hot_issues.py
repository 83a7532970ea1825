"""Hot issues (热点): clusters of opinions ranked by heat, each with a title, a place and a time span.

Heat is a sum of four shares of the hottest: how many opinions, how many of them recent, how long it has
been going on, and how many people agree. The shares and their weights are shown beside it.

Places (地点) named in an opinion: found by what they end in, so that hot issues can say where.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd

from kit.opinions.proposing.aspects import with_subject
from kit.opinions.proposing.duplicates import natural
from kit.opinions.proposing.normalising import lexicon, unified
from kit.opinions.proposing.words import cut, stop_words
from kit.text.no_opinion import holds_no_opinion
from kit.text.privacy.scrubbing import scrubbed, without_marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


_NAME = re.compile(r"[\u3400-\u9fffa-z0-9#]+")
_ENDINGS = [
    "路",
    "街",
    "巷",
    "大道",
    "桥",
    "村",
    "镇",
    "乡",
    "县",
    "市",
    "区",
    "屯",
    "弄",
    "路口",
    "社区",
    "小区",
    "街道",
    "公园",
    "广场",
    "市场",
    "菜市场",
    "农贸市场",
    "学校",
    "小学",
    "中学",
    "大学",
    "学院",
    "幼儿园",
    "医院",
    "卫生院",
    "车站",
    "公交站",
    "码头",
    "大厦",
    "花园",
    "家园",
    "新村",
    "胡同",
    "立交桥",
    "工业园",
    "开发区",
    "新区",
    "水库",
    "河",
    "之城",
]
_SIDES = "东西南北中"
_LONGEST, _BEFORE = 10, 3  # characters of a name; words that may belong to it before its ending


def places_in(text: str, words: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the names of places in a text, in order, each once; words: names to be kept whole.

    >>> places_in("云岭路的路灯不亮，青石巷也不亮")
    ('云岭路', '青石巷')
    """
    said = cut([unified(text)], words)[0]
    found = (_name(said, at) for at, word in enumerate(said) if word.endswith(tuple(_ENDINGS)))
    return tuple(dict.fromkeys(name for name in found if name))


def common_place(texts: Iterable[str], words: Sequence[str] = ()) -> str:
    """Return the place that most of the texts name, if two do; of two equals the longer name."""
    named = Counter(place for text in texts for place in places_in(text, words))
    common = [place for place in named if named[place] > 1]
    return min(common, key=lambda place: (-named[place], -len(place), place), default="").upper()


def _name(said: Sequence[str], at: int) -> str:
    """Return the name that ends with a word: what stands before belongs to it until something cannot."""
    word = said[at]
    bare = word in _ENDINGS or (word[0] in _SIDES and word[1:] in _ENDINGS)
    name, tail = ("", word) if bare else (word, "")
    if name and not _belongs(_stem(word)):
        return ""
    for word in reversed(said[max(0, at - _BEFORE) : at]):
        whole = len(word) > 1 and len(name) > 1 and not name.startswith("之")
        if whole or not _belongs(word) or len(word + name + tail) > _LONGEST:
            break
        name = word + name
    return name + tail if name else ""


def _stem(word: str) -> str:
    return word.removesuffix(max((end for end in _ENDINGS if word.endswith(end)), key=len))


def _belongs(word: str) -> bool:
    known = lexicon()
    if (
        (word in known.fillers and word != "之")
        or word in known.synonyms
        or word in known.negations
        or word in stop_words()
    ):
        return False
    return _NAME.fullmatch(word) is not None and word not in {"在", "到", "从", "由", "每", "各", "一"}


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
WITNESSES = 2_000  # opinions of an issue from which its words, place and title are taken
RECENT = 30  # days
SHORTEST, LONGEST, WORDS = 6, 28, 5  # characters of a title; key words
_SENTENCE = re.compile(r"[，。；！？,;!?\s]+")
_COURTESY = re.compile(r"^(?:尊敬的|您好|你好|各位|我是|我叫|本人|谢谢|感谢|请问|建议|希望|请求|恳请|请)+")


@dataclass(frozen=True)
class HeatWeights:
    """What each share counts in the heat; together 100."""

    opinions: int = 40
    recent: int = 20
    lasting: int = 20
    agreed: int = 20


@dataclass(frozen=True)
class _Issue:
    """One cluster before it is ranked."""

    rows: tuple[Mapping[str, Any], ...]  # the most central first
    words: tuple[str, ...]
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

    by_opinion: 意见ID, 原文, and where there are such columns 登记日 (a day, or its ISO text), 主题, 赞成,
    反对. as_of: the day from which 近期 (30 days) is counted back. words: the campaign's own terms.
    Titles are clauses of the opinions, without what leads to a person. More than
    kit.opinions.proposing.clusters.SAMPLE opinions are clustered by a sample (see there); all are counted.
    """
    from kit.opinions.proposing.clusters import clusters  # noqa: PLC0415 - scikit-learn takes a second to import

    needed = by_opinion[[name for name in COLUMNS_READ if name in by_opinion]]
    records = [{str(name): cell for name, cell in row.items()} for row in needed.to_dict("records")]
    rows = sorted(records, key=lambda row: natural(str(row["意见ID"])))
    rows = [row for row in rows if isinstance(row["原文"], str) and not holds_no_opinion(row["原文"])]
    texts = [_whole(row) for row in rows]
    issues = [_issue([rows[at] for at in group], as_of) for group in clusters(texts, least_alike)]
    frame = pd.DataFrame(_ranked(issues, weights or HeatWeights(), words), columns=COLUMNS[1:])
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


def _issue(rows: Sequence[Mapping[str, Any]], as_of: date) -> _Issue:
    from kit.opinions.proposing.classifier import feature_words  # noqa: PLC0415 - the same

    counted = Counter(
        word
        for row in rows[:WITNESSES]
        for word in set(feature_words(_whole(row)))
        if word not in stop_words()
    )
    words = sorted(
        (word for word in counted if counted[word] > 1), key=lambda word: (-counted[word], -len(word), word)
    )
    days = tuple(sorted(day for row in rows if (day := _day(row.get("登记日")))))
    recent = sum(0 <= (as_of - day).days < RECENT for day in days)
    return _Issue(tuple(rows), tuple(words), days, recent, _total(rows, "赞成"), _total(rows, "反对"))


def _ranked(issues: Sequence[_Issue], weights: HeatWeights, words: Sequence[str]) -> list[tuple[object, ...]]:
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
        place = common_place(map(_whole, issue.rows[:WITNESSES]), words)
        ids = tuple(str(row["意见ID"]) for row in issue.rows)
        first, last = (issue.days[0], issue.days[-1]) if issue.days else (None, None)
        told = (round(sum(shares), 1), _title(issue), place, len(ids), first, last, issue.span, issue.recent)
        ranked.append((*told, issue.agreed, issue.against, "、".join(issue.words[:WORDS]), ids, *shares))
    return ranked


def _agreement(issue: _Issue) -> float:
    """Return net agreement on a scale where ten times as many count twice, not ten times."""
    return math.log1p(max(0, issue.agreed - issue.against))


def _title(issue: _Issue) -> str:
    """Return the subject of the central opinion, or the clause of the issue that says most of its words."""
    if isinstance(subject := issue.rows[0].get("主题"), str) and subject.strip():
        return without_marks(scrubbed(subject.strip())[0]).strip("，")
    weight = {word: 1 / (rank + 1) for rank, word in enumerate(issue.words)}
    clauses = sorted({clause for row in issue.rows[:WITNESSES] for clause in _clauses(str(row["原文"]))})
    return max(
        clauses,
        key=lambda clause: sum(weight[word] for word in weight if word in clause),
        default="、".join(issue.words[:WORDS]),
    )


def _clauses(text: str) -> list[str]:
    told = (_COURTESY.sub("", clause) for clause in _SENTENCE.split(scrubbed(text)[0]))
    return [clause for clause in told if SHORTEST <= len(clause) <= LONGEST and "〔" not in clause]


def _day(cell: object) -> date | None:
    if isinstance(cell, date):
        return date(cell.year, cell.month, cell.day)
    try:
        return date.fromisoformat(cell[:10]) if isinstance(cell, str) and cell else None
    except ValueError:
        return None


def _total(rows: Sequence[Mapping[str, Any]], column: str) -> int:
    return sum(int(cell) for row in rows if isinstance(cell := row.get(column), (int, float)) and cell >= 0)
