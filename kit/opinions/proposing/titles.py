"""What hot issues are called: a place, if most name it, and phrases that many say; never one person's words.

A title is made of words that stand in at least LEAST opinions, is short enough for a table, and is no
sentence of any opinion: who reads it learns what many said, and not how one of them put it.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from kit.opinions.proposing.normalising import comparable, lexicon, unified
from kit.opinions.proposing.words import cut, stop_words
from kit.text.privacy.scrubbing import scrubbed, without_marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    Words = tuple[str, ...]


LEAST = 3  # opinions that say a word before a title may
WITNESSES = 20  # opinions of an issue from which its words and its title are taken
SPOKEN = 400  # characters of an opinion that are looked at
LONGEST, PHRASE, SHORTEST = 28, 14, 3  # characters: of a title, of a phrase, of the shortest phrase
MOST_WORDS = 4  # of a phrase
SHARE = 0.3  # of an issue's opinions that say a phrase of its title
OF_SUBJECT = 2  # a phrase of a subject counts as if so many more said it
KEY_WORDS = 5
_CLAUSE = re.compile(r"[，。；！？,;!?\s:：、（）()“”\"]+")
_HAN = re.compile(r"[\u3400-\u9fff]{2,}|[a-z]+\d+[\u3400-\u9fff]+|\d*[\u3400-\u9fff]{2,}")
_NUMERAL = re.compile(r"第?[\d〇零一二两三四五六七八九十百千万几半多每]+(?:[\u3400-\u9fff])?")
_NAMELESS = "（没有共同的说法）"
_STREETS = (
    "路",
    "街",
    "巷",
    "大道",
    "村",
    "镇",
    "乡",
    "县",
    "市",
    "区",
)  # a place is said once, by its own rule


@dataclass(frozen=True)
class Vocabulary:
    """In how many opinions of a register each word stands; size: how many opinions there are."""

    size: int = 0
    opinions: Mapping[str, int] = field(default_factory=dict)

    def weight(self, word: str) -> float:
        """Return how much a word tells: the fewer opinions it stands in, the more."""
        return math.log((1 + self.size) / (1 + self.opinions.get(word, 0))) + 0.1


@dataclass(frozen=True)
class IssueWords:
    """What an issue is called, and its telling words, the most frequent first."""

    title: str
    words: Words


def vocabulary(texts: Iterable[str]) -> Vocabulary:
    """Return the words of a register's opinions."""
    said = list(texts)
    counted = Counter(word for words in cut(map(unified, said)) for word in set(words) if len(word) > 1)
    return Vocabulary(len(said), counted)


def issue_words(subjects: Sequence[str], texts: Sequence[str], place: str, known: Vocabulary) -> IssueWords:
    """Return the title and the key words of an issue.

    subjects, texts: subject (主题, or nothing) and text of its opinions, the most central first. place: where
    it is, as most of them say and LEAST of the register; "" where they do not.
    """
    told = [_told(subject, text) for subject, text in zip(subjects, texts, strict=True)][:WITNESSES]
    counts = Counter(word for opinion in told for word in opinion.words)
    words = sorted(
        (word for word, count in counts.items() if _is_common(word, count, known) and _tells(word)),
        key=lambda word: (-counts[word], -len(word), word),
    )
    title = _title(told, words, place, known)
    return IssueWords(title, tuple(words[:KEY_WORDS]))


@dataclass(frozen=True)
class _Told:
    """One opinion without what leads to a person: its clauses as words, those of its subject apart."""

    subject: tuple[Words, ...]
    text: tuple[Words, ...]

    @property
    def words(self) -> set[str]:
        return {word for clause in self.subject + self.text for word in clause if len(word) > 1}

    @property
    def sentences(self) -> Iterator[str]:
        return ("".join(clause) for clause in self.subject + self.text)


def _told(subject: str, text: str) -> _Told:
    return _Told(_clauses(subject), _clauses(text))


def _clauses(text: str) -> tuple[Words, ...]:
    said = without_marks(scrubbed(text)[0])
    parts = [part for part in _CLAUSE.split(unified(said)[:SPOKEN]) if part]
    return tuple(tuple(word for word in words if word.strip()) for words in cut(parts))


def _is_common(word: str, count: int, known: Vocabulary) -> bool:
    return count >= LEAST or known.opinions.get(word, 0) >= LEAST


@lru_cache(maxsize=100_000)
def _tells(word: str) -> bool:
    heavy = lexicon()
    if word in heavy.untelling or word in heavy.turns:
        return False
    if len(word) < 2 or word in stop_words() or word in heavy.fillers or word in heavy.courtesies:  # noqa: PLR2004 - a letter says nothing
        return False
    return (
        heavy.synonyms.get(word) != "建议"
        and _HAN.fullmatch(word) is not None
        and not _NUMERAL.fullmatch(word)
    )


def _title(told: Sequence[_Told], words: Sequence[str], place: str, known: Vocabulary) -> str:
    """Return place and phrases, as many as fit; words alone where nothing longer is said by enough."""
    phrases = _phrases(told, place, known) or _apart([word for word in words if not _overlap(word, place)])
    sentences = {comparable(said) for opinion in told for said in opinion.sentences}
    for count in (2, 1):
        for at in range(len(phrases)):
            chosen = [phrases[at], *phrases[:at], *phrases[at + 1 :]][:count]
            title = place + "、".join(sorted(chosen, key=lambda phrase: _position(phrase, told)))
            if len(title) <= LONGEST and comparable(title) not in sentences:
                return title.upper()
    return place.upper() or _NAMELESS


def _position(phrase: str, told: Sequence[_Told]) -> float:
    """Return where a phrase stands on the average: what people say first comes first in a title."""
    texts = ["".join(opinion.sentences) for opinion in told]
    found = [text.find(phrase) for text in texts if phrase in text]
    return sum(found) / len(found) if found else 0.0


def _phrases(told: Sequence[_Told], place: str, known: Vocabulary) -> list[str]:
    """Return phrases that enough of the opinions say, the most telling first; none within another."""
    in_any: Counter[Words] = Counter()
    subjects: Counter[Words] = Counter()
    for opinion in told:
        of_subject = {phrase for clause in opinion.subject for phrase in _runs(clause)}
        in_any.update({phrase for clause in opinion.text for phrase in _runs(clause)} | of_subject)
        subjects.update(of_subject)
    least = max(LEAST, math.ceil(SHARE * len(told)))
    frequent = [phrase for phrase, count in in_any.items() if count >= least]

    def worth(phrase: Words) -> float:
        said = in_any[phrase] + OF_SUBJECT * subjects[phrase]
        return said * sum(known.weight(word) for word in phrase if len(word) > 1)

    chosen: list[str] = []
    for phrase in sorted(frequent, key=lambda phrase: (-worth(phrase), phrase)):
        said = "".join(phrase)
        is_new = not any(word in other for other in chosen for word in phrase)
        if is_new and not any(_overlap(word, place) for word in phrase) and not said.endswith(_STREETS):
            chosen.append(said)
    return chosen[:KEY_WORDS]


def _apart(words: Sequence[str]) -> list[str]:
    """Return the words without those that hold, or stand in, an earlier one."""
    chosen: list[str] = []
    for word in words:
        if not any(word in other or other in word for other in chosen):
            chosen.append(word)
    return chosen[:KEY_WORDS]


def _runs(clause: Words) -> Iterator[Words]:
    """Yield the rows of words within a clause that could stand in a title."""
    for start, first in enumerate(clause):
        if not _tells(first):
            continue
        for end in range(start + 1, min(start + MOST_WORDS, len(clause)) + 1):
            run = clause[start:end]
            if not _tells(run[-1]) or not all(len(word) > 1 or _tells_inside(word) for word in run):
                continue
            if SHORTEST <= len("".join(run)) <= PHRASE or end == start + 1:
                yield run


def _tells_inside(word: str) -> bool:
    return re.fullmatch(r"[\u3400-\u9fff]", word) is not None and word not in lexicon().fillers


def _overlap(said: str, place: str) -> bool:
    name = unified(place)
    return bool(name) and (said in name or name in said)
