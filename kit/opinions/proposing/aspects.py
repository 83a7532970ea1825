"""Which aspect (方面) an opinion seems to belong to: proposed with reason and confidence; people decide.

In this order: what the meeting itself sorted; the decision on a text that is the same; with few decisions
the keywords of the taxonomy, where those of one aspect only stand in the text; a model of people's decisions,
of the aspects' names and of the register, where it is large enough; else the keywords again.

The aspects (方面) that opinions are sorted into: the campaign's own, or the default taxonomy.

The default stands in taxonomy.toml (opinions.md 3.4): two levels, keywords, and the class that
petitions (信访) and proposals (提案) use for the same thing.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from importlib.resources import files
from typing import TYPE_CHECKING

import pandas as pd

from kit.opinions.proposing.normalising import comparable, unified
from kit.text.no_opinion import holds_no_opinion

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from concurrent.futures import Executor

    from kit.model.campaign import Campaign
    from kit.opinions.proposing.classifier import Guess, Learned


_CLOSED = "。！？!?；;…"
BETWEEN = "·"  # the levels of an aspect
UNSORTED = "待人工"  # a person decides
PERSONAL = "丁2"  # an opinion on one person, whatever its words


@dataclass(frozen=True)
class AspectWords:
    """One aspect, and the words that speak for it; `detail` is the levels below the first, joined by ·."""

    name: str
    keywords: tuple[str, ...]
    detail: str = ""
    code: str = ""
    petition_class: str = ""
    proposal_field: str = ""


@dataclass(frozen=True, eq=False)
class Taxonomy:
    """The aspects in order, and words that hold a keyword without meaning it."""

    aspects: tuple[AspectWords, ...]
    ignored: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the aspects of the first level, each once."""
        return tuple(dict.fromkeys(aspect.name for aspect in self.aspects))

    @property
    def personal(self) -> AspectWords | None:
        """Return the aspect of opinions on one person, if the taxonomy has one."""
        return next((aspect for aspect in self.aspects if aspect.code == PERSONAL), None)


def taxonomy(campaign: Campaign | None = None) -> Taxonomy:
    """Return the campaign's aspects with their keywords, or the default where it names none."""
    if campaign is None or not campaign.aspects:
        return default_taxonomy()
    nodes = campaign.aspect_nodes
    has_levels = any(len(node.path) > 1 for node in nodes)
    own = tuple(
        AspectWords(
            node.path[0],
            node.keywords or ((node.path[-1],) if has_levels else ()),
            BETWEEN.join(node.path[1:]),
            node.code,
        )
        for node in nodes
    )
    return Taxonomy(own, default_taxonomy().ignored)


def names_of_aspect(aspect: AspectWords) -> tuple[str, ...]:
    """Return the names of all levels of an aspect, the first level first.

    >>> names_of_aspect(AspectWords("城乡建设", (), "道路·路灯"))
    ('城乡建设', '道路', '路灯')
    """
    return tuple(name for name in (aspect.name, *aspect.detail.split(BETWEEN)) if name)


@cache
def default_taxonomy() -> Taxonomy:
    """Return the taxonomy of taxonomy.toml."""
    said = tomllib.loads(
        files("kit.opinions.proposing").joinpath("taxonomy.toml").read_text(encoding="utf-8")
    )
    return Taxonomy(
        tuple(
            AspectWords(name, tuple(keywords.split()), detail, code, petition_class, proposal_field)
            for code, (name, detail, keywords, petition_class, proposal_field) in said["codes"].items()
        ),
        tuple(said["ignored"].split()),
    )


COLUMNS = ("意见ID", "方面", "小类", "把握", "依据", "其他可能", "来历")
MEETING, EQUAL, LEARNED, KEYWORDS, PEOPLE = "会上分好", "与已定的相同", "学习", "词典", "待人工"
NAMED = "名称"  # a model that learnt from names and from the register, before people decided anything
CHUNK = 10_000  # rows at a time


@dataclass(frozen=True)
class _Row:
    """What is known of one opinion before it is sorted."""

    number: str
    text: str
    given: str  # 方面 of the register, if the meeting sorted it
    person: str  # 指向人
    subject: str  # 主题


@dataclass(frozen=True)
class Spoken:
    """An aspect, its keywords that stand in a text, and how many characters of it they fill."""

    aspect: AspectWords
    words: tuple[str, ...]
    characters: int


Proposal = tuple[str, str, str, float, str, str, str]


def propose_aspects(
    by_opinion: pd.DataFrame,
    aspects: Taxonomy,
    learned: Learned | None = None,
    decided: Mapping[str, str] | None = None,
    executor: Executor | None = None,
) -> pd.DataFrame:
    """Return one row for each opinion, with COLUMNS, in the order of the register.

    by_opinion: one row per raw opinion, with 意见ID and 原文, and 方面, 指向人 and 主题 if there are
    such columns. decided: aspect by comparable text with its subject, from people's decisions. 把握 is
    between 0 and 1: a rank only; how often the proposals are right is measured elsewhere (accuracy.py). What
    nothing speaks for is 待人工.
    """
    rows = _rows(by_opinion)
    parts = [rows[start : start + CHUNK] for start in range(0, len(rows), CHUNK)]
    mapped = executor.map if executor else map
    found = mapped(partial(_proposals, aspects=aspects, learned=learned, decided=decided or {}), parts)
    return pd.DataFrame([row for part in found for row in part], columns=list(COLUMNS))


def with_subject(subject: str, text: str) -> str:
    """Return what a web board's message says: its subject (主题) and its text.

    A subject that the text repeats adds nothing.

    >>> with_subject("反对设摊", "见标题"), with_subject("路灯不亮", "路灯不亮，请修")
    ('反对设摊。见标题', '路灯不亮，请修')
    """
    told = comparable(subject) if subject else ""
    if not told or told in comparable(text):
        return text
    return f"{subject}{'' if subject.rstrip()[-1:] in _CLOSED else '。'}{text}"


def by_keywords(text: str, aspects: Taxonomy) -> list[Spoken]:
    """Return the aspects whose keywords stand in a text, best first.

    The aspect whose keywords fill most of the text wins (with one keyword each: the longest), then the
    order of the taxonomy. On real messages that was right more often than the longest keyword alone.
    """
    pattern, owners = _index(aspects)
    hits: dict[int, Counter[str]] = {}
    for word in pattern.findall(unified(text)):
        for owner in owners.get(word, ()):
            hits.setdefault(owner, Counter())[word] += 1
    spoken = {
        owner: Spoken(aspects.aspects[owner], tuple(found), _length(found)) for owner, found in hits.items()
    }
    return [spoken[owner] for owner in sorted(spoken, key=lambda owner: (-spoken[owner].characters, owner))]


def _length(found: Counter[str]) -> int:
    return sum(len(word) * times for word, times in found.items())


@lru_cache(maxsize=8)
def _index(aspects: Taxonomy) -> tuple[re.Pattern[str], dict[str, list[int]]]:
    owners: dict[str, list[int]] = {}
    for number, aspect in enumerate(aspects.aspects):
        for word in aspect.keywords:
            owners.setdefault(unified(word), []).append(number)
    words = sorted({*owners, *aspects.ignored}, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, words)) or r"(?!)"), owners


def _rows(by_opinion: pd.DataFrame) -> list[_Row]:
    columns = (_texts(by_opinion, name) for name in ("意见ID", "原文", "方面", "指向人", "主题"))
    return [
        _Row(*row) for row in zip(*columns, strict=True) if not _says_nothing(with_subject(row[4], row[1]))
    ]


def _says_nothing(text: str) -> bool:
    return len(text) < CHUNK and holds_no_opinion(text)


def _texts(by_opinion: pd.DataFrame, name: str) -> list[str]:
    if name not in by_opinion:
        return [""] * len(by_opinion)
    return [cell if isinstance(cell, str) else "" for cell in by_opinion[name]]


def _proposals(
    rows: Sequence[_Row], aspects: Taxonomy, learned: Learned | None, decided: Mapping[str, str]
) -> list[Proposal]:
    settled = [_settled(row, aspects, decided, learned) for row in rows]
    asked = [row for row, found in zip(rows, settled, strict=True) if not found]
    heard = _guesses(learned, [with_subject(row.subject, row.text) for row in asked])
    found = (
        _by_model(row, guess, learned)
        if learned and guess
        else _by_keywords(row, by_keywords(with_subject(row.subject, row.text), aspects))
        for row, guess in zip(asked, heard, strict=True)
    )
    return [proposal or next(found) for proposal in settled]


def _guesses(learned: Learned | None, texts: Sequence[str]) -> Sequence[Guess | None]:
    if learned is None:
        return [None] * len(texts)
    from kit.opinions.proposing.classifier import guesses  # noqa: PLC0415 - scikit-learn takes a second to import

    return guesses(learned, texts)


def _settled(
    row: _Row, aspects: Taxonomy, decided: Mapping[str, str], learned: Learned | None
) -> Proposal | None:
    """Return what stands without a model: said at the meeting, decided before, or the office's own rule."""
    if row.given:
        return row.number, row.given, "", 1.0, "登记时已写明方面", "", MEETING
    if decided and (known := decided.get(comparable(with_subject(row.subject, row.text)))):
        name, _, detail = known.partition("·")
        return row.number, name, detail, 1.0, "与已经定过的一条文字相同", "", EQUAL
    if row.person and (personal := aspects.personal):
        return row.number, personal.name, personal.detail, 0.9, "写明了指向人", "", KEYWORDS
    if learned and learned.goes_first:
        return None
    found = by_keywords(with_subject(row.subject, row.text), aspects)
    return _by_keywords(row, found) if len(found) == 1 or (found and not learned) else None


def _by_model(row: _Row, guess: Guess, learned: Learned) -> Proposal:
    said, sure = "、".join(guess.words) or "整句的用字", guess.confidence
    if not sure:
        return row.number, UNSORTED, "", sure, "没有什么可以比的", "", PEOPLE
    name, _, detail = guess.aspect.partition("·")
    if not learned.decided:
        return row.number, name, detail, sure, f"像方面的名称和同类的用词：{said}", guess.second, NAMED
    return row.number, name, detail, sure, f"从人工归类学到：{said}", guess.second, LEARNED


def abstaining(by_proposal: pd.DataFrame, threshold: float) -> pd.DataFrame:
    """Return proposals of which a model's less sure ones are left to people, with what they seem to be.

    by_proposal: of propose_aspects. threshold: of 把握, from which on the model speaks.
    """
    unsure = by_proposal["来历"].isin((LEARNED, NAMED)) & (by_proposal["把握"] < threshold)
    found, few = by_proposal.copy(), by_proposal[unsure]
    likely = [
        f"{name}·{detail}" if detail else name for name, detail in zip(few["方面"], few["小类"], strict=True)
    ]
    pairs = zip(likely, few["依据"], few["其他可能"], strict=True)
    told = [
        (f"把握不够：像“{like}”（{why.partition('：')[2]}）", f"{like}、{other}")
        for like, why, other in pairs
    ]
    found.loc[unsure, ["方面", "小类", "来历"]] = (UNSORTED, "", PEOPLE)
    found.loc[unsure, "依据"] = [why for why, _ in told]
    found.loc[unsure, "其他可能"] = [like for _, like in told]
    return found


def _by_keywords(row: _Row, found: Sequence[Spoken]) -> Proposal:
    if not found:
        return row.number, UNSORTED, "", 0.0, "没有出现任何方面的关键词", "", PEOPLE
    best, *others = found
    every = best.characters + sum(one.characters for one in others if one.aspect.name != best.aspect.name)
    sure = round(best.characters / every * len(best.words) / (len(best.words) + 1), 3)
    more = "、".join(f"{one.aspect.name}{_dotted(one.aspect.detail)}" for one in others[:3])
    reason = f"关键词：{'、'.join(best.words)}"
    return row.number, best.aspect.name, best.aspect.detail, sure, reason, more, KEYWORDS


def _dotted(detail: str) -> str:
    return f"·{detail}" if detail else ""
